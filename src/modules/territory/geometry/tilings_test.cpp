// Random maps of crooked borders against plain counting: areas, neighbours, who holds a point, the map as TopoJSON.
#include "modules/territory/geometry/testing/tilings.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "modules/territory/geometry/adjacency.hpp"
#include "modules/territory/geometry/coverage.hpp"
#include "modules/territory/geometry/testing/decoded.hpp"
#include "modules/territory/geometry/topology.hpp"

using namespace maillage;
using namespace maillage::territory::geometry;

namespace {

std::vector<MapUnit> map_units(const Tiling& tiling) {
  std::vector<MapUnit> units;
  for (std::size_t i = 0; i < tiling.outlines.size(); ++i)
    units.push_back({std::to_string(i), "Unité", 1, &tiling.outlines[i]});
  return units;
}

// A grid whose step is that of the outlines: nothing may be lost.
int exact_grid(const Tiling& tiling) { return static_cast<int>(tiling.side) * 1000 + 1; }

double signed_area(const Outline& outline) {
  double sum = 0;
  for (const Polygon& polygon : outline.polygons) {
    const auto one = [](const Ring& ring) {
      double twice = 0;
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) twice += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
      return std::abs(twice) / 2;
    };
    sum += one(polygon.shell);
    for (const Ring& hole : polygon.holes) sum -= one(hole);
  }
  return sum;
}

}  // namespace

TEST_CASE("oracle: areas are those of the cells, and the parts make the whole") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    Random random(seed);
    const Tiling tiling(random, 7, 6);
    double whole = 0;
    for (std::size_t unit = 0; unit < tiling.outlines.size(); ++unit) {
      CHECK(valid(tiling.outlines[unit]));
      CHECK(area_m2(tiling.outlines[unit]) == doctest::Approx(tiling.area_of_unit(unit)).epsilon(1e-9));
      whole += area_m2(tiling.outlines[unit]);
    }
    CHECK(whole == doctest::Approx(490'000));
    CHECK(area_m2(united(tiling.pointers())) == doctest::Approx(490'000));
    CHECK(overlaps(tiling.pointers(), 0.5).empty());
    CHECK(voids(tiling.pointers()).empty());
  }
}

TEST_CASE("oracle: neighbours and the length of their borders are those of the sides of the cells") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const Tiling tiling(random, 6, 4 + random.below(12));
    const auto expected = tiling.borders();
    std::size_t borders = 0;
    for (const Border& border : adjacency(tiling.pointers())) {
      if (border.bridge) continue;
      ++borders;
      const auto found = expected.find({border.a, border.b});
      REQUIRE_MESSAGE(found != expected.end(), "seed " << seed << ": " << border.a << "-" << border.b);
      CHECK(border.length_m == doctest::Approx(found->second).epsilon(1e-6));
    }
    CHECK(borders == expected.size());
  }
}

TEST_CASE(
    "oracle: with units taken away, the graph stays of one piece, with the fewest bridges, none of them a border") {
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    Random random(seed);
    Tiling tiling(random, 6, 10);
    for (Outline& outline : tiling.outlines)
      if (random.below(2) == 0) outline = {};
    const auto borders = adjacency(tiling.pointers());
    std::vector<std::size_t> group(tiling.outlines.size());
    std::iota(group.begin(), group.end(), std::size_t{0});
    const auto join = [&](bool bridges) {
      for (const Border& border : borders)
        if (border.bridge == bridges) {
          const std::size_t a = group[border.a], b = group[border.b];
          for (std::size_t& one : group)
            if (one == b) one = a;
        }
      std::set<std::size_t> left;
      for (std::size_t unit = 0; unit < group.size(); ++unit)
        if (!tiling.outlines[unit].empty()) left.insert(group[unit]);
      return left.size();
    };
    const std::size_t islands = join(false);
    const auto bridges = static_cast<std::size_t>(
        std::count_if(borders.begin(), borders.end(), [](const Border& border) { return border.bridge; }));
    CHECK(bridges == (islands == 0 ? 0 : islands - 1));
    CHECK(join(true) <= 1);
    for (const Border& border : borders) {
      CHECK_FALSE(tiling.outlines[border.a].empty());
      CHECK_FALSE(tiling.outlines[border.b].empty());
    }
  }
}

TEST_CASE("oracle: the unit that holds a point is that of the cell around it") {
  Random random(4);
  for (int round = 0; round < 20; ++round) {
    const Tiling tiling(random, 8, 12);
    const OutlineIndex index(tiling.pointers());
    for (int i = 0; i < 200; ++i) {
      const Lambert93 at{random.unit() * 900 - 50, random.unit() * 900 - 50};
      std::optional<std::size_t> expected;
      for (std::size_t cell = 0; cell < tiling.owner.size(); ++cell)
        if (inside(tiling.ring(cell), at)) expected = tiling.owner[cell];
      CHECK(index.find(at) == expected);
    }
    for (std::size_t unit = 0; unit < tiling.outlines.size(); ++unit)
      if (!tiling.outlines[unit].empty()) CHECK(index.find(point_inside(tiling.outlines[unit])) == unit);
  }
}

TEST_CASE("round trip: TopoJSON decoded is the map, vertex by vertex, and WKB is the outline, byte by byte") {
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    Random random(seed);
    const Tiling tiling(random, 6, 2 + random.below(10));
    const auto decoded = decoded_topology(topojson(map_units(tiling), {.grid = exact_grid(tiling)}));
    REQUIRE(decoded.size() == tiling.outlines.size());
    for (std::size_t unit = 0; unit < decoded.size(); ++unit) {
      CHECK_MESSAGE(canonical(decoded[unit]) == canonical(tiling.outlines[unit]), "seed " << seed << " unit " << unit);
      const auto back = from_wkb(to_wkb(tiling.outlines[unit]));
      REQUIRE(back);
      CHECK(to_wkb(*back) == to_wkb(tiling.outlines[unit]));
    }
  }
}

TEST_CASE("property: quantized coarsely, no vertex moves by more than half a step, and borders stay common") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    const Tiling tiling(random, 5, 6);
    const double step = 500.0 / 200;
    const auto decoded = decoded_topology(topojson(map_units(tiling), {.grid = 201}));
    double sum = 0;
    for (std::size_t unit = 0; unit < decoded.size(); ++unit) {
      sum += signed_area(decoded[unit]);
      for (const Polygon& polygon : decoded[unit].polygons)
        for (const Lambert93 at : polygon.shell) {
          double nearest = 1e9;
          for (const Lambert93 corner : tiling.corners)
            nearest = std::min(nearest, std::max(std::abs(at.x - corner.x), std::abs(at.y - corner.y)));
          CHECK(nearest <= step / 2 + 1e-6);
        }
    }
    CHECK(sum == doctest::Approx(250'000));
  }
}

TEST_CASE(
    "property: simplified as one likes, neighbours keep one common line, nobody vanishes, the whole stays whole") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Random random(seed);
    const Tiling tiling(random, 6, 5);
    std::size_t points = std::string::npos;
    for (const double triangle_m2 : {0.0, 50.0, 400.0, 2000.0, 1e9}) {
      const std::string text =
          topojson(map_units(tiling), {.grid = exact_grid(tiling), .smallest_triangle_m2 = triangle_m2});
      const auto decoded = decoded_topology(text);
      std::size_t left = 0;
      for (std::size_t unit = 0; unit < decoded.size(); ++unit) {
        CHECK(decoded[unit].polygons.size() == tiling.outlines[unit].polygons.size());
        for (const Polygon& polygon : decoded[unit].polygons) {
          left += polygon.shell.size();
          CHECK(polygon.shell.size() >= 4);
          CHECK(
              (polygon.shell.front().x == polygon.shell.back().x && polygon.shell.front().y == polygon.shell.back().y));
        }
      }
      CHECK(left <= points);  // never more vertices than with a smaller triangle
      points = left;
      // Every side of every ring is met twice, once each way, or lies on the edge of the map, once.
      std::map<std::pair<std::pair<long, long>, std::pair<long, long>>, int> sides;
      for (const Outline& outline : decoded)
        for (const Polygon& polygon : outline.polygons) {
          const auto add = [&](const Ring& ring) {
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
              const std::pair a{std::lround(ring[i].x * 10), std::lround(ring[i].y * 10)};
              const std::pair b{std::lround(ring[i + 1].x * 10), std::lround(ring[i + 1].y * 10)};
              ++sides[std::minmax(a, b)];
            }
          };
          add(polygon.shell);
          for (const Ring& hole : polygon.holes) add(hole);
        }
      double edge_m = 0;
      for (const auto& [side, times] : sides) {
        CHECK(times <= 2);
        if (times == 1)
          edge_m += std::hypot(static_cast<double>(side.first.first - side.second.first),
                               static_cast<double>(side.first.second - side.second.second)) /
                    10;
      }
      if (triangle_m2 < 1e9) CHECK(edge_m <= 2400.5);
    }
  }
}

TEST_CASE("oracle: overlaps of random rectangles are the cells they share") {
  Random random(12);
  for (int round = 0; round < 150; ++round) {
    constexpr int kSide = 12;
    std::vector<Outline> outlines;
    std::vector<std::array<int, 4>> boxes;
    for (int i = 0; i < 4; ++i) {
      const int x = static_cast<int>(random.below(kSide - 1)), y = static_cast<int>(random.below(kSide - 1));
      const int w = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(kSide - x)));
      const int h = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(kSide - y)));
      boxes.push_back({x, y, x + w, y + h});
      const double x0 = x * 10, y0 = y * 10, x1 = (x + w) * 10, y1 = (y + h) * 10;
      outlines.push_back({{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}}});
    }
    std::map<std::pair<std::size_t, std::size_t>, double> expected, found;
    for (std::size_t a = 0; a < 4; ++a)
      for (std::size_t b = a + 1; b < 4; ++b)
        for (int x = 0; x < kSide; ++x)
          for (int y = 0; y < kSide; ++y) {
            const auto holds = [&](std::size_t i) {
              return boxes[i][0] <= x && x < boxes[i][2] && boxes[i][1] <= y && y < boxes[i][3];
            };
            if (holds(a) && holds(b)) expected[{a, b}] += 100;
          }
    std::vector<const Outline*> all;
    for (const Outline& outline : outlines) all.push_back(&outline);
    for (const Overlap& overlap : overlaps(all, 1)) found[{overlap.a, overlap.b}] = std::round(overlap.area_m2);
    CHECK(found == expected);
  }
}
