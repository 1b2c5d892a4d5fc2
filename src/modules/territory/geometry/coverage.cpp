#include "modules/territory/geometry/coverage.hpp"

#include <algorithm>
#include <set>

#include "modules/territory/geometry/geos.hpp"
#include "modules/territory/geometry/segments.hpp"

namespace maillage::territory::geometry {
namespace {

using Outlines = std::vector<const Outline*>;
using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

// Two units on the same side of a common segment cover the same ground there.
void add_same_side(Pairs& pairs, const std::vector<Segment>& segments) {
  each_place(segments, [&](auto first, auto last) {
    for (auto a = first; a != last; ++a) {
      for (auto b = a + 1; b != last; ++b) {
        if (a->unit != b->unit && a->left == b->left) pairs.insert({a->unit, b->unit});
      }
    }
  });
}

// Units that a segment bounding one unit only may enter: their boxes meet.
void add_entered(Pairs& pairs, const std::vector<Segment>& free, const Outlines& outlines) {
  const auto ctx = geos::context();
  geos::Tree tree(GEOSSTRtree_create_r(ctx, 10));
  std::vector<std::size_t> positions(outlines.size());
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    positions[i] = i;
    if (outlines[i] == nullptr || outlines[i]->empty()) continue;
    GEOSSTRtree_insert_r(ctx, tree.get(), geos::rectangle(bounds(*outlines[i])).get(), &positions[i]);
  }
  struct Found {
    Pairs& pairs;
    std::size_t unit;
  };
  for (const Segment& s : free) {
    Found found{pairs, s.unit};
    const Box box{std::min(s.ax, s.bx) * kGrid_m, std::min(s.ay, s.by) * kGrid_m, std::max(s.ax, s.bx) * kGrid_m,
                  std::max(s.ay, s.by) * kGrid_m};
    GEOSSTRtree_query_r(
        ctx, tree.get(), geos::rectangle(box).get(),
        [](void* item, void* into) {
          const std::size_t other = *static_cast<const std::size_t*>(item);
          Found& to = *static_cast<Found*>(into);
          if (other != to.unit) to.pairs.insert(std::minmax(other, to.unit));
        },
        &found);
  }
}

// The free segments along a ring whose unit lies outside of it.
std::vector<const Segment*> sides_of(const Ring& ring, const std::vector<Segment>& free) {
  std::vector<const Segment*> sides;
  const Outline shell{{{ring, {}}}};
  for (const Segment& side : segments_of({&shell})) {
    const auto found = std::lower_bound(free.begin(), free.end(), side,
                                        [](const Segment& a, const Segment& b) { return a.place() < b.place(); });
    if (found != free.end() && found->place() == side.place() && found->left != side.left) sides.push_back(&*found);
  }
  return sides;
}

// A face is a void when the units along its sides all lie outside of it.
void add_void(std::vector<Void>& found, const Polygon& face, const std::vector<Segment>& free) {
  const std::vector<const Segment*> sides = sides_of(face.shell, free);
  if (sides.size() + 1 != face.shell.size()) return;
  std::set<std::size_t> around;
  for (const Segment* side : sides) around.insert(side->unit);
  found.push_back({area_m2(Outline{{face}}), {around.begin(), around.end()}});
}

}  // namespace

std::vector<Overlap> overlaps(const Outlines& outlines, double least_m2) {
  const std::vector<Segment> segments = segments_of(outlines);
  Pairs pairs;
  add_same_side(pairs, segments);
  add_entered(pairs, free_segments(segments), outlines);
  std::vector<Overlap> found;
  for (const auto& [a, b] : pairs) {
    const double area = common_area_m2(*outlines[a], *outlines[b]);
    if (area > least_m2) found.push_back({a, b, area});
  }
  return found;
}

std::vector<Void> voids(const Outlines& outlines) {
  const std::vector<Segment> free = free_segments(segments_of(outlines));
  const auto lines = geos::lines_of(free);
  const GEOSGeometry* all[] = {lines.get()};
  const Outline faces = geos::outline_of(geos::owned(GEOSPolygonize_r(geos::context(), all, 1)).get());
  std::vector<Void> found;
  for (const Polygon& face : faces.polygons) add_void(found, face, free);
  std::sort(found.begin(), found.end(), [](const Void& a, const Void& b) { return a.area_m2 > b.area_m2; });
  return found;
}

}  // namespace maillage::territory::geometry
