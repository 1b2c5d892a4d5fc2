#include "modules/territory/geometry/segments.hpp"

#include <algorithm>

namespace maillage::territory::geometry {
namespace {

std::int32_t step(double metres) { return static_cast<std::int32_t>(std::lround(metres / kGrid_m)); }

void add_ring(std::vector<Segment>& segments, const Ring& ring, std::size_t unit, bool hole) {
  const bool inside_left = (turn(ring) > 0) != hole;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    Segment segment{step(ring[i].x), step(ring[i].y), step(ring[i + 1].x), step(ring[i + 1].y), unit, inside_left};
    if (std::tie(segment.bx, segment.by) < std::tie(segment.ax, segment.ay)) {
      std::swap(segment.ax, segment.bx);
      std::swap(segment.ay, segment.by);
      segment.left = !segment.left;
    }
    segments.push_back(segment);
  }
}

}  // namespace

double turn(const Ring& ring) {
  double twice_area = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    twice_area +=
        (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
  }
  return twice_area;
}

std::vector<Segment> segments_of(const std::vector<const Outline*>& outlines) {
  std::vector<Segment> segments;
  for (std::size_t unit = 0; unit < outlines.size(); ++unit) {
    if (outlines[unit] == nullptr) continue;
    for (const Polygon& polygon : outlines[unit]->polygons) {
      add_ring(segments, polygon.shell, unit, false);
      for (const Ring& hole : polygon.holes) add_ring(segments, hole, unit, true);
    }
  }
  std::sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
    return std::tie(a.ax, a.ay, a.bx, a.by, a.unit) < std::tie(b.ax, b.ay, b.bx, b.by, b.unit);
  });
  return segments;
}

std::vector<Segment> free_segments(const std::vector<Segment>& segments) {
  std::vector<Segment> free;
  each_place(segments, [&](auto first, auto last) {
    if (first->unit == (last - 1)->unit) free.push_back(*first);
  });
  return free;
}

}  // namespace maillage::territory::geometry
