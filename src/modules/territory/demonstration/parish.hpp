// Communes as history made them: by putting hamlets together, so that their outlines turn, bulge and narrow.
#pragma once

#include <cstdint>
#include <vector>

#include "modules/territory/demonstration/terrain.hpp"

namespace maillage::territory::demonstration {

struct Parishes {
  std::vector<Cell> centres;          // the dominant city first
  std::vector<Label> parish_of_cell;  // kNoLabel at sea
};

// Parishes of one piece over the whole mainland; an islet goes to the parish whose centre is nearest.
Parishes found_parishes(const HexGrid& grid, const Terrain& terrain, std::uint64_t seed);

}  // namespace maillage::territory::demonstration
