// Seeds that spread over cells until they meet: the way every outline of the invented map is obtained.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "modules/territory/demonstration/hex_grid.hpp"

namespace maillage::territory::demonstration {

using Label = std::int32_t;
inline constexpr Label kNoLabel = -1;

struct Sprout {
  Cell cell = kNoCell;
  double speed = 1;                        // how far it spreads, compared with the others
  std::array<double, 3> stretch{1, 1, 1};  // cost factor along each axis of the mesh: what makes it long or slanted
  bool crosses_rivers = false;
};

// What growing over a ground costs.
struct Ground {
  const HexGrid* grid = nullptr;
  std::vector<float> roughness;           // per cell, > 0: cost of entering it
  std::vector<std::uint8_t> river_sides;  // per cell: bit d = the side towards neighbour d is a river
  double river_cost = 0;                  // extra cost of crossing one

  bool river_towards(Cell cell, std::size_t direction) const { return (river_sides[at(cell)] >> direction & 1) != 0; }
};

// Label of every cell: the position of the sprout that reaches it first through cells that `open` accepts, kNoLabel
// when none does. Every label is of one piece; ties go to the smaller cell, so the answer depends on nothing else.
std::vector<Label> grow(const Ground& ground, const std::vector<Sprout>& sprouts,
                        const std::function<bool(Cell)>& open);

// Pieces of the cells that `inside` accepts, numbered from 0 by their smallest cell; kNoLabel elsewhere.
std::vector<Label> cell_pieces(const HexGrid& grid, const std::function<bool(Cell)>& inside);

}  // namespace maillage::territory::demonstration
