// For tests: random maps of crooked borders that tile a square exactly, and plain ways to measure them.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "base/random.hpp"
#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {

// A lattice of side × side cells of 100 m whose corners are moved at random (those of the edge along it), each cell
// given to a unit; units are the unions of their cells, some of them in several parts, some with enclaves.
struct Tiling {
  Tiling(Random& random, std::size_t its_side, std::size_t units) : side(its_side) {
    const auto moved = [&](std::size_t at) {
      const bool edge = at == 0 || at == side;
      return 100.0 * static_cast<double>(at) + (edge ? 0 : static_cast<double>(random.below(600)) / 10 - 30);
    };
    for (std::size_t y = 0; y <= side; ++y)
      for (std::size_t x = 0; x <= side; ++x) corners.push_back(on_grid({moved(x), moved(y)}));
    for (std::size_t cell = 0; cell < side * side; ++cell) owner.push_back(random.below(units));
    for (std::size_t unit = 0; unit < units; ++unit) {
      std::vector<Outline> cells;
      for (std::size_t cell = 0; cell < owner.size(); ++cell)
        if (owner[cell] == unit) cells.push_back({{{ring(cell), {}}}});
      std::vector<const Outline*> parts;
      for (const Outline& part : cells) parts.push_back(&part);
      outlines.push_back(united(parts));
    }
  }

  std::size_t side;
  std::vector<Lambert93> corners;
  std::vector<std::size_t> owner;  // of each cell
  std::vector<Outline> outlines;   // of each unit; empty when it has no cell

  std::vector<const Outline*> pointers() const {
    std::vector<const Outline*> all;
    for (const Outline& outline : outlines) all.push_back(&outline);
    return all;
  }
  Lambert93 corner(std::size_t x, std::size_t y) const { return corners[y * (side + 1) + x]; }
  Ring ring(std::size_t cell) const {
    const std::size_t x = cell % side, y = cell / side;
    return {corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1), corner(x, y)};
  }
  static double length(Lambert93 a, Lambert93 b) { return std::hypot(a.x - b.x, a.y - b.y); }
  // Shoelace of one cell.
  double area(std::size_t cell) const {
    const Ring points = ring(cell);
    double twice = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
      twice += points[i].x * points[i + 1].y - points[i + 1].x * points[i].y;
    return std::abs(twice) / 2;
  }
  double area_of_unit(std::size_t unit) const {
    double sum = 0;
    for (std::size_t cell = 0; cell < owner.size(); ++cell) sum += owner[cell] == unit ? area(cell) : 0;
    return sum;
  }
  // Metres of border between every two units, side by side of the cells.
  std::map<std::pair<std::size_t, std::size_t>, double> borders() const {
    std::map<std::pair<std::size_t, std::size_t>, double> found;
    const auto add = [&](std::size_t a, std::size_t b, double metres) {
      if (owner[a] != owner[b]) found[std::minmax(owner[a], owner[b])] += metres;
    };
    for (std::size_t y = 0; y < side; ++y)
      for (std::size_t x = 0; x < side; ++x) {
        const std::size_t cell = y * side + x;
        if (x + 1 < side) add(cell, cell + 1, length(corner(x + 1, y), corner(x + 1, y + 1)));
        if (y + 1 < side) add(cell, cell + side, length(corner(x, y + 1), corner(x + 1, y + 1)));
      }
    return found;
  }
};

// Whether a point is inside a ring: how many sides a line to the right of it crosses.
inline bool inside(const Ring& ring, Lambert93 at) {
  bool in = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Lambert93 a = ring[i], b = ring[i + 1];
    if ((a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)) in = !in;
  }
  return in;
}

// A ring whatever its first point and the way it turns.
inline std::vector<std::array<long, 2>> canonical(const Ring& ring) {
  std::vector<std::array<long, 2>> points;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    points.push_back({std::lround(ring[i].x * 10), std::lround(ring[i].y * 10)});
  std::rotate(points.begin(), std::min_element(points.begin(), points.end()), points.end());
  auto back = points;
  std::reverse(back.begin() + 1, back.end());
  return std::min(points, back);
}

inline std::multiset<std::vector<std::array<long, 2>>> canonical(const Outline& outline) {
  std::multiset<std::vector<std::array<long, 2>>> rings;
  for (const Polygon& polygon : outline.polygons) {
    rings.insert(canonical(polygon.shell));
    for (const Ring& hole : polygon.holes) rings.insert(canonical(hole));
  }
  return rings;
}

}  // namespace maillage::territory::geometry
