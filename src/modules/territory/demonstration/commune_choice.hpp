// Which of the parishes of the whole window make the Département.
#pragma once

#include <cstdint>
#include <vector>

#include "modules/territory/demonstration/parish.hpp"

namespace maillage::territory::demonstration {

// kCommunesBeforeMerger parishes, the city first: of one piece, without a hole, roughly round with a noisy rim.
std::vector<Label> choose_communes(const HexGrid& grid, const Parishes& parishes, std::uint64_t seed);

}  // namespace maillage::territory::demonstration
