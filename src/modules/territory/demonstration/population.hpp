// Who lives where: the towns that matter, the EPCI around them, a rank-size law.
#pragma once

#include <cstdint>

#include "modules/territory/demonstration/settlement.hpp"

namespace maillage::territory::demonstration {

// Fills `population`, `epci` and `seat` of every commune. The city is alone in its class; the following sizes decrease
// like 1 / (rank + 2.5), faster at the end, as in Départements of that size.
void populate(const HexGrid& grid, Settlements& settlements, std::uint64_t seed);

}  // namespace maillage::territory::demonstration
