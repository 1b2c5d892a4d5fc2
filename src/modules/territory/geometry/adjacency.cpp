#include "modules/territory/geometry/adjacency.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

#include "modules/territory/geometry/geos.hpp"
#include "modules/territory/geometry/segments.hpp"

namespace maillage::territory::geometry {
namespace {

// How far apart two drawings of one border may lie, and how long a stretch that close must be to count: a corner where
// four units meet stays shorter.
constexpr double kTolerance_m = 0.5;
constexpr double kShortestNearBorder_m = 5.0;

using Outlines = std::vector<const Outline*>;
using Lengths = std::map<std::pair<std::size_t, std::size_t>, double>;

// Sums, for each pair, the segments drawn alike in both.
Lengths shared_exactly(const std::vector<Segment>& segments) {
  Lengths lengths;
  each_place(segments, [&](auto first, auto last) {
    for (auto a = first; a != last; ++a) {
      for (auto b = a + 1; b != last; ++b) {
        if (a->unit != b->unit) lengths[{a->unit, b->unit}] += a->length_m();
      }
    }
  });
  return lengths;
}

// What is left unshared, to be compared with a tolerance: the free segments of each unit, and an index of the segments.
class FreeBorders {
 public:
  FreeBorders(const std::vector<Segment>& free, std::size_t units) : of_unit_(units), free_(free) {
    for (const Segment& segment : free_) of_unit_[segment.unit].push_back(segment);
    tree_.reset(GEOSSTRtree_create_r(geos::context(), 10));
    for (Segment& segment : free_) {
      GEOSSTRtree_insert_r(geos::context(), tree_.get(), geos::rectangle(box(segment, 0)).get(), &segment);
    }
  }

  // Adds the stretches of free border that run within the tolerance of another unit's.
  void add_near(Lengths& lengths) const {
    for (std::size_t unit = 0; unit < of_unit_.size(); ++unit) {
      for (const auto& [other, close] : close_segments(unit)) {
        const double length_m = length_within(of_unit_[unit], close);
        if (length_m >= kShortestNearBorder_m) lengths[{unit, other}] += length_m;
      }
    }
  }

 private:
  static Box box(const Segment& s, double margin_m) {
    return {std::min(s.ax, s.bx) * kGrid_m - margin_m, std::min(s.ay, s.by) * kGrid_m - margin_m,
            std::max(s.ax, s.bx) * kGrid_m + margin_m, std::max(s.ay, s.by) * kGrid_m + margin_m};
  }

  // The segments of later units whose box comes near, by unit.
  std::map<std::size_t, std::vector<Segment>> close_segments(std::size_t unit) const {
    struct Found {
      std::size_t unit;
      std::map<std::size_t, std::vector<Segment>> close;
    } found{unit, {}};
    for (const Segment& segment : of_unit_[unit]) {
      GEOSSTRtree_query_r(
          geos::context(), tree_.get(), geos::rectangle(box(segment, kTolerance_m)).get(),
          [](void* item, void* into) {
            const Segment& other = *static_cast<const Segment*>(item);
            Found& to = *static_cast<Found*>(into);
            if (other.unit > to.unit) to.close[other.unit].push_back(other);
          },
          &found);
    }
    for (auto& [other, close] : found.close) drop_repeated(close);
    return std::move(found.close);
  }

  static void drop_repeated(std::vector<Segment>& segments) {
    const auto before = [](const Segment& a, const Segment& b) { return a.place() < b.place(); };
    const auto same = [](const Segment& a, const Segment& b) { return a.place() == b.place(); };
    std::sort(segments.begin(), segments.end(), before);
    segments.erase(std::unique(segments.begin(), segments.end(), same), segments.end());
  }

  static double length_within(const std::vector<Segment>& border, const std::vector<Segment>& other) {
    const auto ctx = geos::context();
    const auto band = geos::owned(GEOSBuffer_r(ctx, geos::lines_of(other).get(), kTolerance_m, 2));
    const auto near = geos::owned(GEOSIntersection_r(ctx, geos::lines_of(border).get(), band.get()));
    double length = 0;
    if (GEOSLength_r(ctx, near.get(), &length) != 1) geos::fail();
    return length;
  }

  std::vector<std::vector<Segment>> of_unit_;
  std::vector<Segment> free_;
  geos::Tree tree_;
};

// Joins groups that share no border, the smallest first, each by one bridge to the nearest unit outside.
class Bridges {
 public:
  Bridges(const Outlines& outlines, const std::vector<Border>& borders) : group_(outlines.size()) {
    std::iota(group_.begin(), group_.end(), std::size_t{0});
    for (const Border& border : borders) merge(border.a, border.b);
    geometries_.resize(outlines.size());
    boxes_.resize(outlines.size());
    for (std::size_t i = 0; i < outlines.size(); ++i) {
      if (outlines[i] == nullptr || outlines[i]->empty()) continue;
      units_.push_back(i);
      boxes_[i] = bounds(*outlines[i]);
      geometries_[i] = geos::geometry_of(*outlines[i]);
    }
  }

  std::vector<Border> build() {
    std::vector<Border> bridges;
    for (auto small = smallest_group(); small.size() < units_.size(); small = smallest_group()) {
      bridges.push_back(nearest_outside(small));
      merge(bridges.back().a, bridges.back().b);
    }
    return bridges;
  }

 private:
  std::size_t root(std::size_t unit) {
    while (group_[unit] != unit) unit = group_[unit] = group_[group_[unit]];
    return unit;
  }
  void merge(std::size_t a, std::size_t b) { group_[root(a)] = root(b); }

  std::vector<std::size_t> smallest_group() {
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (const std::size_t unit : units_) groups[root(unit)].push_back(unit);
    std::vector<std::size_t> smallest = units_;
    for (auto& [key, members] : groups) {
      if (members.size() < smallest.size()) smallest = std::move(members);
    }
    return smallest;
  }

  static double gap(const Box& a, const Box& b) {
    const double dx = std::max({0.0, a.x_min - b.x_max, b.x_min - a.x_max});
    const double dy = std::max({0.0, a.y_min - b.y_max, b.y_min - a.y_max});
    return std::hypot(dx, dy);
  }

  Border nearest_outside(const std::vector<std::size_t>& group) {
    const std::size_t home = root(group.front());
    double best = std::numeric_limits<double>::infinity();
    Border bridge{0, 0, 0, true};
    for (const std::size_t other : units_) {
      if (root(other) == home) continue;
      for (const std::size_t unit : group) {
        if (gap(boxes_[unit], boxes_[other]) >= best) continue;
        double distance = 0;
        if (GEOSDistanceIndexed_r(geos::context(), geometries_[unit].get(), geometries_[other].get(), &distance) != 1)
          geos::fail();
        if (distance >= best) continue;
        best = distance;
        bridge.a = std::min(unit, other);
        bridge.b = std::max(unit, other);
      }
    }
    return bridge;
  }

  std::vector<std::size_t> group_;
  std::vector<std::size_t> units_;
  std::vector<geos::Geometry> geometries_;
  std::vector<Box> boxes_;
};

}  // namespace

std::vector<Border> adjacency(const Outlines& outlines) {
  const std::vector<Segment> segments = segments_of(outlines);
  Lengths lengths = shared_exactly(segments);
  FreeBorders(free_segments(segments), outlines.size()).add_near(lengths);
  std::vector<Border> borders;
  for (const auto& [pair, length_m] : lengths) {
    if (length_m >= kShortestBorder_m) borders.push_back({pair.first, pair.second, length_m, false});
  }
  for (const Border& bridge : Bridges(outlines, borders).build()) borders.push_back(bridge);
  std::sort(borders.begin(), borders.end(),
            [](const Border& x, const Border& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
  return borders;
}

}  // namespace maillage::territory::geometry
