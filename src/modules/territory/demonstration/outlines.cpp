#include <algorithm>
#include <map>

#include "base/assert.hpp"
#include "modules/territory/demonstration/borders.hpp"

namespace maillage::territory::demonstration {
namespace {

struct Half {  // one way along an arc
  const Arc* arc = nullptr;
  bool forward = true;

  Corner start() const { return forward ? arc->corners.front() : arc->corners.back(); }
  Corner end() const { return forward ? arc->corners.back() : arc->corners.front(); }
};

// Every point but the last, which the next half begins with.
void append(const HexGrid& grid, const Half& half, Ring& ring) {
  const auto& corners = half.arc->corners;
  for (std::size_t k = 0; k + 1 < corners.size(); ++k)
    ring.push_back(grid.corner(half.forward ? corners[k] : corners[corners.size() - 1 - k]));
}

// Joins the halves of one region end to end. A corner has three cells, so a region leaves it at most once.
std::vector<Ring> close_rings(const HexGrid& grid, const std::vector<Half>& halves) {
  std::map<Corner, Half> open;
  for (const Half& half : halves) open.emplace(half.start(), half);
  std::vector<Ring> rings;
  for (const Half& first : halves) {
    if (!open.contains(first.start())) continue;
    Ring ring;
    for (auto next = open.find(first.start()); next != open.end();) {
      const Half half = next->second;
      open.erase(next);
      append(grid, half, ring);
      next = open.find(half.end());
    }
    ring.push_back(ring.front());
    rings.push_back(std::move(ring));
  }
  return rings;
}

bool in_ring(const Ring& ring, Lambert93 p) {
  bool in = false;
  for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
    const Lambert93 a = ring[k], b = ring[k + 1];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) in = !in;
  }
  return in;
}

Outline polygons(std::vector<Ring> rings) {
  std::sort(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) { return ring_area_m2(a) > ring_area_m2(b); });
  Outline outline;
  for (Ring& ring : rings) {
    if (ring_area_m2(ring) > 0) {
      outline.push_back({std::move(ring), {}});
      continue;
    }
    // The smallest outer ring around a point of the hole; its first point is on no other ring of the region.
    const auto around = std::find_if(outline.rbegin(), outline.rend(),
                                     [&](const Polygon& polygon) { return in_ring(polygon.outer, ring.front()); });
    MAILLAGE_ASSERT(around != outline.rend(), "a hole is inside an outer ring");
    around->holes.push_back(std::move(ring));
  }
  return outline;
}

}  // namespace

double ring_area_m2(const Ring& ring) {
  double twice = 0;
  for (std::size_t k = 0; k + 1 < ring.size(); ++k)
    twice +=
        (ring[k].x - ring[0].x) * (ring[k + 1].y - ring[0].y) - (ring[k + 1].x - ring[0].x) * (ring[k].y - ring[0].y);
  return twice / 2;
}

double outline_area_m2(const Outline& outline) {
  double area = 0;
  for (const Polygon& polygon : outline) {
    area += ring_area_m2(polygon.outer);
    for (const Ring& hole : polygon.holes) area += ring_area_m2(hole);
  }
  return area;
}

bool inside(const Outline& outline, Lambert93 point) {
  return std::any_of(outline.begin(), outline.end(), [&](const Polygon& polygon) {
    return in_ring(polygon.outer, point) && std::none_of(polygon.holes.begin(), polygon.holes.end(),
                                                         [&](const Ring& hole) { return in_ring(hole, point); });
  });
}

std::vector<Outline> assemble_outlines(const HexGrid& grid, const std::vector<Arc>& arcs,
                                       const std::vector<Label>& region_of_label, int regions) {
  const auto region = [&](Label label) { return label == kNoLabel ? kNoLabel : region_of_label[at(label)]; };
  std::vector<std::vector<Half>> halves(at(regions));
  for (const Arc& arc : arcs) {
    const Label left = region(arc.left), right = region(arc.right);
    if (left == right) continue;
    if (left != kNoLabel) halves[at(left)].push_back({&arc, true});
    if (right != kNoLabel) halves[at(right)].push_back({&arc, false});
  }
  std::vector<Outline> outlines;
  for (const auto& region_halves : halves) outlines.push_back(polygons(close_rings(grid, region_halves)));
  return outlines;
}

}  // namespace maillage::territory::demonstration
