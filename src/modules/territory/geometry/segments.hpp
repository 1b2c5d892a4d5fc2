// The sides of outlines, one by one, on the grid: what two neighbours share exactly meets here.
#pragma once

#include <cmath>
#include <cstdint>
#include <tuple>
#include <vector>

#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {

// From a to b, a < b, in steps of the grid; `left` when the unit lies on the left of that way.
struct Segment {
  std::int32_t ax, ay, bx, by;
  std::size_t unit;
  bool left;

  auto place() const { return std::tie(ax, ay, bx, by); }
  double length_m() const { return std::hypot(double(bx) - ax, double(by) - ay) * kGrid_m; }
};

// All sides of all outlines (null ones have none), sorted by place then unit.
std::vector<Segment> segments_of(const std::vector<const Outline*>& outlines);

// Calls `visit(first, last)` for each run of segments drawn at the same place.
template <class Visit>
void each_place(const std::vector<Segment>& segments, Visit visit) {
  for (auto first = segments.begin(); first != segments.end();) {
    auto last = first + 1;
    while (last != segments.end() && last->place() == first->place()) ++last;
    visit(first, last);
    first = last;
  }
}

// Those that bound one unit only, in the same order.
std::vector<Segment> free_segments(const std::vector<Segment>& segments);

// Twice the signed area of a ring around its first point: positive when it turns left.
double turn(const Ring& ring);

}  // namespace maillage::territory::geometry
