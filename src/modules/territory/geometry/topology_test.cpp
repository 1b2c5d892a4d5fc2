#include "modules/territory/geometry/topology.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <cmath>

#include "base/random.hpp"
#include "modules/territory/geometry/adjacency.hpp"
#include "modules/territory/geometry/arcs.hpp"
#include "modules/territory/geometry/testing/decoded.hpp"
#include "modules/territory/geometry/testing/drawn.hpp"

using namespace maillage;
using namespace maillage::territory::geometry;

namespace {

std::vector<MapUnit> units_of(const std::map<char, Outline>& map) {
  std::vector<MapUnit> units;
  for (const auto& [letter, outline] : map)
    units.push_back({std::string(1, letter), "Unité " + std::string(1, letter), 10, &outline});
  return units;
}

std::vector<const Outline*> pointers(const std::vector<Outline>& outlines) {
  std::vector<const Outline*> all;
  for (const Outline& outline : outlines) all.push_back(&outline);
  return all;
}

std::size_t arc_count(const std::string& text) { return boost::json::parse(text).at("arcs").as_array().size(); }

const std::vector<std::string> kMap{"AAABBB", "ACCBBD", "ACCEED", "FFFEED"};

}  // namespace

TEST_CASE("topojson: decoded, it is the map again") {
  const auto map = drawn(kMap);
  const std::vector<Outline> decoded = decoded_topology(topojson(units_of(map)));
  REQUIRE(decoded.size() == map.size());
  std::size_t i = 0;
  for (const auto& [letter, outline] : map) {
    CHECK(area_m2(decoded[i]) == doctest::Approx(area_m2(outline)).epsilon(1e-4));
    CHECK(std::hypot(centroid(decoded[i]).x - centroid(outline).x, centroid(decoded[i]).y - centroid(outline).y) < 0.1);
    CHECK(valid(decoded[i++]));
  }
}

TEST_CASE("topojson: a border is written once") {
  // Two squares side by side: the common border, and one arc around each.
  CHECK(arc_count(topojson(units_of(drawn({"AB"})))) == 3);
  // An enclave: its ring and the hole it fills are one arc, plus the outside.
  const std::string enclave = topojson(units_of(drawn({"AAA", "ABA", "AAA"})));
  CHECK(arc_count(enclave) == 2);
  CHECK(area_m2(decoded_topology(enclave)[0]) == doctest::Approx(8 * kCell_m * kCell_m).epsilon(1e-3));
  // Four squares meeting at one point: four inner borders, four outer ones.
  CHECK(arc_count(topojson(units_of(drawn({"AB", "CD"})))) == 8);
  // Two far islands of one unit.
  CHECK(arc_count(topojson(units_of(drawn({"A A"})))) == 2);
}

TEST_CASE("topojson: what it says besides the arcs") {
  const Outline square = rectangle(650'000, 6'860'000, 1000, 500);
  const std::string text =
      topojson({{"93001", "L'Île \"\\\n", 1234, &square}, {"93002", "sans contour", 0, nullptr}}, {.grid = 1001});
  const auto json = boost::json::parse(text);
  CHECK(json.at("type") == "Topology");
  CHECK(json.at("transform").at("scale").at(0).to_number<double>() == 1);
  CHECK(json.at("transform").at("translate").at(0).to_number<double>() == 650'000);
  CHECK(json.at("transform").at("translate").at(1).to_number<double>() == -6'860'500);
  const auto& geometries = json.at("objects").at("units").at("geometries").as_array();
  CHECK(geometries[0].at("id") == "93001");
  CHECK(geometries[0].at("properties").at("name") == "L'Île \"\\\n");
  CHECK(geometries[0].at("properties").at("population") == 1234);
  CHECK(geometries[0].at("type") == "Polygon");
  CHECK(geometries[1].at("type").is_null());
  CHECK(boost::json::parse(topojson({})).at("arcs").as_array().empty());
}

TEST_CASE("topojson: simplified, neighbours still meet and nobody vanishes") {
  // A map of jagged borders: every cell corner is moved the same way for all the units it belongs to.
  auto map = drawn({"AAABBB", "AACCBB", "DDCCEE", "DDDEEE"});
  for (auto& [letter, outline] : map) {
    for (Polygon& polygon : outline.polygons) {
      Ring jagged;
      for (std::size_t i = 0; i + 1 < polygon.shell.size(); ++i) {
        const Lambert93 a = polygon.shell[i], b = polygon.shell[i + 1];
        jagged.push_back(a);
        // The same detour whichever way the border is walked.
        const double side = std::tie(a.x, a.y) < std::tie(b.x, b.y) ? 1 : -1;
        jagged.push_back(
            on_grid({(a.x + b.x) / 2 + side * (b.y - a.y) * 0.1, (a.y + b.y) / 2 - side * (b.x - a.x) * 0.1}));
      }
      jagged.push_back(jagged.front());
      polygon.shell = jagged;
    }
  }
  const std::vector<Outline> full = decoded_topology(topojson(units_of(map)));
  const std::vector<Outline> simple = decoded_topology(topojson(units_of(map), {.smallest_triangle_m2 = 2000}));
  std::size_t full_points = 0, simple_points = 0;
  for (std::size_t i = 0; i < full.size(); ++i) {
    full_points += full[i].polygons[0].shell.size();
    simple_points += simple[i].polygons[0].shell.size();
  }
  CHECK(simple_points < full_points * 3 / 4);
  const auto before = adjacency(pointers(full)), after = adjacency(pointers(simple));
  REQUIRE(before.size() == after.size());
  double parts = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(before[i].a == after[i].a);
    CHECK(before[i].b == after[i].b);
    CHECK_FALSE(after[i].bridge);
  }
  for (const Outline& outline : simple) parts += area_m2(outline);
  CHECK(area_m2(united(pointers(simple))) == doctest::Approx(parts));
  for (const Outline& outline : decoded_topology(topojson(units_of(map), {.smallest_triangle_m2 = 1e12})))
    CHECK(area_m2(outline) > 0);
}

TEST_CASE("visvalingam: the least triangles go first, ends stay") {
  Arc arc{{0, 0}, {10, 1}, {20, 0}, {30, 20}, {40, 0}};
  simplify(arc, 15, 2);
  CHECK(arc == Arc{{0, 0}, {20, 0}, {30, 20}, {40, 0}});
  simplify(arc, 1e9, 3);
  CHECK(arc.size() == 3);
  CHECK(arc.front() == GridPoint{0, 0});
  CHECK(arc.back() == GridPoint{40, 0});
  Arc closed{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
  simplify(closed, 1e9, 4);
  CHECK(closed.size() == 4);
}

TEST_CASE("arcs: rings drawn at random are found again, whatever is shared (property)") {
  Random random(17);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> letters(4, std::string(4, 'A'));
    for (std::string& line : letters) {
      for (char& letter : line) letter = static_cast<char>('A' + random.below(4));
    }
    const auto map = drawn(letters);
    const std::vector<Outline> decoded = decoded_topology(topojson(units_of(map)));
    std::size_t i = 0;
    for (const auto& [letter, outline] : map)
      CHECK(area_m2(decoded[i++]) == doctest::Approx(area_m2(outline)).epsilon(1e-3));
  }
}
