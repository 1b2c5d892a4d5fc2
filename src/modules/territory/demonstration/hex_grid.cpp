#include "modules/territory/demonstration/hex_grid.hpp"

#include <algorithm>
#include <cmath>

#include "modules/territory/demonstration/noise.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr double kRowHeight = 0.86602540378443865;  // √3 / 2 spacings between two rows
constexpr double kSide = 0.57735026918962576;       // 1 / √3 spacing: the side of a hexagon
constexpr double kJitter = 0.3 * kSide;
constexpr std::size_t kNorthEast = 1, kNorthWest = 2, kSouthWest = 4, kSouthEast = 5;

constexpr Corner north(Cell cell) { return 2 * cell; }
constexpr Corner south(Cell cell) { return 2 * cell + 1; }

}  // namespace

HexGrid::HexGrid(std::uint64_t seed, Lambert93 origin, double spacing_m, int columns, int rows)
    : seed_(seed), origin_(origin), spacing_m_(spacing_m), columns_(columns), rows_(rows) {}

double HexGrid::cell_area_m2() const { return spacing_m_ * spacing_m_ * kRowHeight; }

Cell HexGrid::cell_near(Lambert93 point) const {
  const int row = std::clamp(static_cast<int>((point.y - origin_.y) / (spacing_m_ * kRowHeight) + 0.5), 0, rows_ - 1);
  const double column = (point.x - origin_.x) / spacing_m_ - 0.5 * (row & 1) + 0.5;
  return row * columns_ + std::clamp(static_cast<int>(column), 0, columns_ - 1);
}

Lambert93 HexGrid::centre(Cell cell) const {
  const int row = cell / columns_, column = cell % columns_;
  return {origin_.x + spacing_m_ * (column + 0.5 * (row & 1)), origin_.y + spacing_m_ * kRowHeight * row};
}

Lambert93 HexGrid::corner(Corner corner) const {
  const Lambert93 middle = centre(corner / 2);
  const auto position = static_cast<std::uint64_t>(corner);
  const double up = corner % 2 == 0 ? kSide : -kSide;
  const double dx = (2 * hash_unit(seed_, 2 * position) - 1) * kJitter;
  const double dy = (2 * hash_unit(seed_, 2 * position + 1) - 1) * kJitter;
  return {std::floor(middle.x + spacing_m_ * dx + 0.5), std::floor(middle.y + spacing_m_ * (up + dy) + 0.5)};
}

std::array<Cell, 6> HexGrid::neighbours(Cell cell) const {
  const int row = cell / columns_, column = cell % columns_;
  const int right = column + (row & 1), left = right - 1;  // columns of the two neighbours above and below
  const auto place = [&](int r, int c) {
    return r >= 0 && r < rows_ && c >= 0 && c < columns_ ? r * columns_ + c : kNoCell;
  };
  return {place(row, column + 1), place(row + 1, right), place(row + 1, left),
          place(row, column - 1), place(row - 1, left),  place(row - 1, right)};
}

bool HexGrid::interior(Cell cell) const {
  const int row = cell / columns_, column = cell % columns_;
  return row >= 4 && row < rows_ - 4 && column >= 4 && column < columns_ - 4;
}

std::array<Cell, 3> HexGrid::cells_around(Corner corner) const {
  const Cell cell = corner / 2;
  const auto near = neighbours(cell);
  if (corner % 2 == 0) return {cell, near[kNorthEast], near[kNorthWest]};
  return {cell, near[kSouthWest], near[kSouthEast]};
}

std::array<Spoke, 3> HexGrid::spokes(Corner corner) const {
  const Cell cell = corner / 2;
  const auto near = neighbours(cell);
  if (corner % 2 == 0) {
    const Cell right = near[kNorthEast], left = near[kNorthWest];
    return {Spoke{south(right), right, cell}, Spoke{south(left), cell, left},
            Spoke{south(neighbours(right)[kNorthWest]), left, right}};
  }
  const Cell right = near[kSouthEast], left = near[kSouthWest];
  return {Spoke{north(right), cell, right}, Spoke{north(left), left, cell},
          Spoke{north(neighbours(right)[kSouthWest]), right, left}};
}

}  // namespace maillage::territory::demonstration
