// The ground before any border: an ocean to the west, an estuary, islets, a river and its two tributaries.
#pragma once

#include <cstdint>
#include <vector>

#include "modules/territory/demonstration/growth.hpp"
#include "modules/territory/demonstration/hex_grid.hpp"

namespace maillage::territory::demonstration {

struct Terrain {
  std::vector<std::uint8_t> land;            // per cell: 1 the mainland, 2 an islet, 0 the sea
  std::vector<std::vector<Corner>> courses;  // the main river then its tributaries, upstream to downstream
  std::vector<std::uint8_t> river_sides;     // as in Ground
  std::vector<float> roughness;              // as in Ground
  Cell head_of_estuary = kNoCell;            // where the dominant city stands

  bool mainland(Cell cell) const { return land[at(cell)] == 1; }
};

// Terrain over the whole grid; its origin and extent are those of `departement_grid`.
Terrain shape_terrain(const HexGrid& grid, std::uint64_t seed);

// 100 km by 96 km of Atlantic side, in cells of about 0.02 km².
HexGrid departement_grid(std::uint64_t seed);
inline constexpr Lambert93 kOrigin{300000, 6600000};

// Position in kilometres from the south-west of the grid.
struct Km {
  double x = 0;
  double y = 0;
};
Km km_of(Lambert93 point);
double distance_km(Lambert93 a, Lambert93 b);
// Cells whose centre is at most `radius_km` from the point.
std::vector<Cell> cells_within(const HexGrid& grid, Lambert93 centre, double radius_km);

}  // namespace maillage::territory::demonstration
