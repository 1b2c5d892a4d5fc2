// The fine mesh the map is carved from: jittered hexagons. Every corner belongs to three cells, so that no set of cells
// touches itself at a point and every outline drawn along cell sides is a simple ring.
#pragma once

#include <array>
#include <cstdint>

#include "base/point.hpp"

namespace maillage::territory::demonstration {

using Cell = std::int32_t;    // row × columns + column; rows grow northwards
using Corner = std::int32_t;  // 2 × cell for its north corner, 2 × cell + 1 for its south corner

inline constexpr Cell kNoCell = -1;

constexpr std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

// One side of a cell as seen from the corner it starts from.
struct Spoke {
  Corner to = 0;
  Cell left = kNoCell;
  Cell right = kNoCell;
};

class HexGrid {
 public:
  // `spacing_m`: distance between the centres of neighbouring cells.
  HexGrid(std::uint64_t seed, Lambert93 origin, double spacing_m, int columns, int rows);

  Cell cells() const { return columns_ * rows_; }
  Corner corners() const { return 2 * cells(); }
  double spacing_m() const { return spacing_m_; }
  double cell_area_m2() const;
  Cell cell_near(Lambert93 point) const;
  Lambert93 centre(Cell cell) const;
  // Displaced by up to 0.3 side, in whole metres: sides still never cross.
  Lambert93 corner(Corner corner) const;

  // East, north-east, north-west, west, south-west, south-east; kNoCell outside of the grid.
  std::array<Cell, 6> neighbours(Cell cell) const;
  // True when the cell is so far from the rim that every cell and corner around it exists.
  bool interior(Cell cell) const;
  // The three cells around a corner and the three sides that leave it; the corner's cell must be interior.
  std::array<Cell, 3> cells_around(Corner corner) const;
  std::array<Spoke, 3> spokes(Corner corner) const;

 private:
  std::uint64_t seed_;
  Lambert93 origin_;
  double spacing_m_;
  int columns_;
  int rows_;
};

}  // namespace maillage::territory::demonstration
