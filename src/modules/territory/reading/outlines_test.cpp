// Outlines as files give them: frames of coordinates, rings that are wrong, multi-part communes; what each becomes.
#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"
#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/reading/testing/any_kind.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::reading;

namespace {

using Points = std::vector<std::pair<double, double>>;

std::string ring(const Points& points) {
  std::string text;
  for (const auto& [x, y] : points) text += fmt::format("{}[{},{}]", text.empty() ? "[" : ",", x, y);
  return text + "]";
}

std::string feature(const std::string& code, const std::string& geometry) {
  return R"({"type":"Feature","properties":{"code":")" + code + R"(","nom":"N"},"geometry":)" + geometry + "}";
}
std::string polygon(const std::string& rings) { return R"({"type":"Polygon","coordinates":[)" + rings + "]}"; }
std::string multi(const std::string& polygons) { return R"({"type":"MultiPolygon","coordinates":[)" + polygons + "]}"; }

Read<CommuneRow> communes(const std::string& features, const std::string& crs = "") {
  const std::string member = crs.empty() ? "" : R"("crs":{"type":"name","properties":{"name":")" + crs + R"("}},)";
  return read_communes({"c.geojson", R"({"type":"FeatureCollection",)" + member + R"("features":[)" + features + "]}"});
}

// A square in metres of Lambert-93, `side` wide.
Points square(double x, double y, double side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}
constexpr double kX = 652'000, kY = 6'862'000;
constexpr const char* kLambert = "urn:ogc:def:crs:EPSG::2154";

// What becomes of one geometry given in metres of Lambert-93.
struct Became {
  std::string problems, repairs;
  double area_m2 = 0;
};
Became became(const std::string& geometry) {
  const auto read = communes(feature("93066", geometry), kLambert);
  Became all{said(read.problems), said(read.repairs), 0};
  if (!read.rows.empty() && read.rows[0].outline) {
    CHECK(geometry::valid(*read.rows[0].outline));
    all.area_m2 = geometry::area_m2(*read.rows[0].outline);
  }
  return all;
}

}  // namespace

TEST_CASE("frames: named or not, known or not, the figures have the last word") {
  struct Case {
    const char* crs;
    Points points;
    const char* problems;
    const char* repairs;
  };
  const Points degrees{{2.30, 48.90}, {2.31, 48.90}, {2.31, 48.91}, {2.30, 48.90}};
  const Points metres = square(kX, kY, 1000), extended = square(600'000, 2'428'000, 1000);
  const Points mercator = square(261'600, 6'255'000, 1000), utm = square(452'000, 5'420'000, 1000);
  const Points zone49 = square(1'652'000, 8'182'000, 1000);
  for (const Case& c : {
           Case{"", degrees, "", ""},
           Case{"urn:ogc:def:crs:OGC:1.3:CRS84", degrees, "", ""},
           Case{"EPSG:4326", degrees, "", ""},
           Case{"urn:ogc:def:crs:EPSG::4171", degrees, "", ""},
           Case{"EPSG:2154", metres, "", ""},
           Case{"EPSG:9794", metres, "", ""},
           Case{"", metres, "", "- geometry: coordinates_lambert93"},
           Case{"EPSG:4326", metres, "", "- geometry: coordinates_lambert93"},  // one under the name of the other
           Case{"EPSG:2154", degrees, "", ""},
           Case{"EPSG:3857", mercator, "- geometry: coordinates_unknown(EPSG:3857, 261600, 6255000)", ""},
           Case{"EPSG:27572", extended, "- geometry: coordinates_unknown(EPSG:27572, 600000, 2428000)", ""},
           Case{"", extended, "- geometry: coordinates_unknown(-, 600000, 2428000)", ""},
           Case{"", utm, "- geometry: coordinates_unknown(-, 452000, 5420000)", ""},
           Case{"EPSG:3949", zone49, "- geometry: coordinates_unknown(EPSG:3949, 1652000, 8182000)", ""},
           Case{"", zone49, "- geometry: coordinates_unknown(-, 1652000, 8182000)", ""},
       }) {
    CAPTURE(std::string(c.crs));
    CAPTURE(c.points[0].first);
    const auto read = communes(feature("93066", polygon(ring(c.points))), c.crs);
    CHECK(said(read.problems) == c.problems);
    CHECK(said(read.repairs) == c.repairs);
  }
}

TEST_CASE("frames: degrees that were exchanged, or that leave the country, are refused feature by feature") {
  const std::string right = polygon(ring({{2.30, 48.90}, {2.31, 48.90}, {2.31, 48.91}, {2.30, 48.90}}));
  const std::string exchanged = polygon(ring({{48.90, 2.30}, {48.90, 2.31}, {48.91, 2.31}, {48.90, 2.30}}));
  const std::string far = polygon(ring({{2.30, 48.90}, {120.0, 48.90}, {2.31, 48.91}, {2.30, 48.90}}));
  const std::string metres = polygon(ring(square(kX, kY, 100)));
  const auto read = communes(feature("93001", right) + "," + feature("93002", exchanged) + "," + feature("93003", far) +
                             "," + feature("93004", metres) + "," + feature("97105", exchanged));
  CHECK(said(read.problems) == "2 geometry: outline_outside\n3 geometry: outline_outside\n4 geometry: outline_outside");
  CHECK(said(read.repairs) == "5 geometry: outline_overseas");
}

TEST_CASE("rings: closed, rid of their flat parts, put right side in; what is left is exact") {
  const std::string shell = ring(square(kX, kY, 100)), hole = ring(square(kX + 10, kY + 10, 20));
  CHECK(became(polygon(shell)).area_m2 == 10'000);
  CHECK(became(polygon(shell + "," + hole)).area_m2 == 9'600);
  CHECK(became(multi("[" + shell + "],[" + ring(square(kX + 500, kY, 10)) + "]")).area_m2 == 10'100);
  struct Case {
    const char* name;
    std::string geometry;
    const char* problems;
    const char* repairs;
    double area_m2;
  };
  const Points open{{kX, kY}, {kX + 100, kY}, {kX + 100, kY + 100}, {kX, kY + 100}};
  const Points clockwise(open.rbegin(), open.rend());
  const Points bow{{kX, kY}, {kX + 100, kY + 100}, {kX + 100, kY}, {kX, kY + 100}, {kX, kY}};
  const Points spike{{kX, kY},       {kX + 100, kY}, {kX + 100, kY + 100}, {kX + 100, kY + 200}, {kX + 100, kY + 100},
                     {kX, kY + 100}, {kX, kY}};
  const Points doubled{{kX, kY},       {kX, kY}, {kX + 100, kY}, {kX + 100, kY + 0.01}, {kX + 100, kY + 100},
                       {kX, kY + 100}, {kX, kY}};
  const Points line{{kX, kY}, {kX + 100, kY}, {kX, kY}};
  const Points flat{{kX, kY}, {kX + 100, kY}, {kX + 50, kY}, {kX, kY}};
  const std::string speck = ring(square(kX + 1000, kY, 0.04));
  for (const Case& c : {
           Case{"open", polygon(ring(open)), "", "1 geometry: ring_closed", 10'000},
           Case{"clockwise, open", polygon(ring(clockwise)), "", "1 geometry: ring_closed", 10'000},
           Case{"bow", polygon(ring(bow)), "", "1 geometry: outline_mended(5000, 5000)", 5'000},
           Case{"spike", polygon(ring(spike)), "", "1 geometry: outline_mended(10000, 0)", 10'000},
           Case{"doubled points", polygon(ring(doubled)), "", "", 10'000},
           Case{"line", polygon(ring(line)), "1 geometry: outline_empty", "1 geometry: ring_flat", 0},
           Case{"flat", polygon(ring(flat)), "1 geometry: outline_empty", "1 geometry: outline_mended(0, 0)", 0},
           Case{"speck beside", multi("[" + shell + "],[" + speck + "]"), "", "1 geometry: ring_flat", 10'000},
           Case{"speck as hole", polygon(shell + "," + speck), "", "1 geometry: ring_flat", 10'000},
           Case{"empty hole", polygon(shell + ",[]"), "", "", 10'000},
           Case{"hole outside", polygon(shell + "," + ring(square(kX + 500, kY, 10))), "",
                "1 geometry: outline_mended(10100, 200)", 10'100},
           Case{"hole across", polygon(shell + "," + ring(square(kX + 90, kY + 40, 20))), "",
                "1 geometry: outline_mended(9800, 200)", 9'800},
           Case{"parts overlap", multi("[" + shell + "],[" + ring(square(kX + 50, kY, 100)) + "]"), "",
                "1 geometry: outline_mended(15000, -5000)", 15'000},
           Case{"empty polygon", polygon(""), "1 geometry: outline_empty", "", 0},
           Case{"empty multi", multi(""), "1 geometry: outline_empty", "", 0},
           Case{"unknown type", R"({"type":"Surface","coordinates":[]})", "", "", 0},
           Case{"no type", R"({"coordinates":[]})", "", "", 0},
           Case{"no coordinates", R"({"type":"Polygon"})", "1 geometry: outline_broken", "", 0},
           Case{"a collection",
                R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[652000,6862000]},)" +
                    polygon(shell) + "," + polygon(ring(square(kX + 500, kY, 10))) + "]}",
                "", "", 10'100},
           Case{"a collection of nothing", R"({"type":"GeometryCollection","geometries":[]})", "", "", 0},
           Case{"a broken collection", R"({"type":"GeometryCollection","geometries":[7]})",
                "1 geometry: outline_broken", "", 0},
       }) {
    CAPTURE(c.name);
    const Became it = became(c.geometry);
    CHECK(it.problems == c.problems);
    CHECK(it.repairs == c.repairs);
    CHECK(it.area_m2 == doctest::Approx(c.area_m2));
  }
}

TEST_CASE("property: any ring of random points is a valid outline on the grid, or is said to be nothing") {
  Random random(71);
  std::size_t mended = 0, kept = 0;
  for (int round = 0; round < 1000; ++round) {
    Points points;
    for (std::uint64_t i = 3 + random.below(8); i-- > 0;)
      points.emplace_back(kX + static_cast<double>(random.below(300)) / 10,
                          kY + static_cast<double>(random.below(300)) / 10);
    const auto read = communes(feature("93066", polygon(ring(points))), kLambert);
    REQUIRE(read.ok() == !read.rows.empty());
    if (!read.ok()) continue;
    const geometry::Outline& outline = *read.rows[0].outline;
    CHECK(geometry::valid(outline));
    CHECK(geometry::area_m2(outline) > 0);
    for (const geometry::Polygon& part : outline.polygons)
      for (const Lambert93& at : part.shell) {
        const Lambert93 on_grid = geometry::on_grid(at);
        CHECK((on_grid.x == at.x && on_grid.y == at.y));
      }
    ++kept;
    mended += said(read.repairs).find("outline_mended") != std::string::npos;
  }
  CHECK(kept > 900);
  CHECK(mended > 100);
}

TEST_CASE("property: neighbours given in degrees keep their common vertices, to the bit") {
  Random random(73);
  for (int round = 0; round < 200; ++round) {
    Points border;
    for (int i = 0; i <= 6; ++i) border.emplace_back(2.30 + 0.002 * random.unit(), 48.90 + 0.001 * i);
    Points left{{2.29, 48.906}, {2.29, 48.90}}, right{{2.31, 48.90}, {2.31, 48.906}};
    left.insert(left.end(), border.begin(), border.end());
    right.insert(right.end(), border.rbegin(), border.rend());
    left.push_back(left.front());
    right.push_back(right.front());
    const auto read = communes(feature("93001", polygon(ring(left))) + "," + feature("93002", polygon(ring(right))));
    CHECK(said(read.problems) == "");
    CHECK(said(read.repairs) == "");
    std::size_t shared = 0;
    for (const Lambert93& a : read.rows[0].outline->polygons[0].shell)
      for (const Lambert93& b : read.rows[1].outline->polygons[0].shell) shared += a.x == b.x && a.y == b.y;
    CHECK(shared == border.size());
  }
}

TEST_CASE(
    "maps: overlaps beyond one in a hundred are refused, less is listed; voids are listed with their neighbours") {
  const auto two = [](double overlap_m) {
    return communes(feature("93001", polygon(ring(square(kX, kY, 1000)))) + "," +
                        feature("93002", polygon(ring(square(kX + 1000 - overlap_m, kY, 1000)))),
                    kLambert);
  };
  CHECK(said(two(0).problems) == "");
  CHECK(said(two(0).repairs) == "");
  CHECK(said(two(0.1).repairs) == "");  // 100 m2: the rounding of coordinates
  CHECK(said(two(5).repairs) == "2 geometry: outlines_overlap_slightly(93001, 93002, 5000)");
  CHECK(said(two(5).problems) == "");
  CHECK(said(two(10).problems) == "");
  CHECK(said(two(10.1).problems) == "2 geometry: outlines_overlap(93001, 93002, 10100)");
  CHECK(said(two(1000).problems) == "2 geometry: outlines_overlap(93001, 93002, 1000000)");
  // An enclave that its neighbour forgot to leave out.
  const auto enclave = communes(feature("93001", polygon(ring(square(kX, kY, 1000)))) + "," +
                                    feature("93002", polygon(ring(square(kX + 400, kY + 400, 100)))),
                                kLambert);
  CHECK(said(enclave.problems) == "2 geometry: outlines_overlap(93001, 93002, 10000)");
  const auto holed = communes(
      feature("93001", polygon(ring(square(kX, kY, 1000)) + "," + ring(square(kX + 400, kY + 400, 100)))), kLambert);
  CHECK(said(holed.repairs) == "- geometry: void_between(93001, 10000)");
}
