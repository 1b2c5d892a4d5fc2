// Maps read from outlines: GeoJSON, GPKG and SHP, on small maps and on the real communes and IRIS.
#include "app/engine_map.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "app/engine_problems.hpp"
#include "app/testing/small_map.hpp"

using namespace maillage;
using namespace maillage::app;
using namespace maillage::app::testing;

namespace {

std::string square(const std::string& properties, int column, int row, double corner_x = 650000,
                   double corner_y = 6860000) {
  const double x = corner_x + 1000.0 * column, y = corner_y + 1000.0 * row;
  const auto point = [](double px, double py) { return "[" + std::to_string(px) + "," + std::to_string(py) + "]"; };
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":"Polygon","coordinates":[[)" +
         point(x, y) + "," + point(x + 1000, y) + "," + point(x + 1000, y + 1000) + "," + point(x, y + 1000) + "," +
         point(x, y) + "]]}}";
}

std::string collection(const std::vector<std::string>& features) {
  std::string text =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},"features":[)";
  for (std::size_t f = 0; f < features.size(); ++f) text += (f == 0 ? "\n" : ",\n") + features[f];
  return text + "]}";
}

std::string properties(const std::string& code, int population) {
  return R"("code":")" + code + R"(","nom":"Commune )" + code + R"(","population":)" + std::to_string(population);
}

// Two rows of two squares of one kilometre, and an islet.
std::string five_squares(const Folder& folder) {
  return folder.write("map.geojson", collection({square(properties("A", 10), 0, 0), square(properties("B", 10), 1, 0),
                                                 square(properties("C", 10), 0, 1), square(properties("D", 10), 1, 1),
                                                 square(properties("E", 10), 5, 2)}));
}

double border(const engines::Graph& graph, engines::Unit a, engines::Unit b) {
  for (const engines::Edge& edge : graph.edges())
    if (edge.a == a && edge.b == b) return edge.border_m;
  return -1;
}

MapFiles outlines_alone(const std::string& path) { return {path, "", "", ""}; }

}  // namespace

TEST_CASE("outlines: units, names, centres and columns are read, borders measured, an islet bridged") {
  const Folder folder;
  const auto map = read_map(outlines_alone(five_squares(folder)), {"population"}, true);
  REQUIRE(map);
  CHECK(map->units.codes == std::vector<std::string>{"A", "B", "C", "D", "E"});
  CHECK(map->units.names[1] == "Commune B");
  CHECK(*load_column(map->units, "population") == std::vector<std::int64_t>(5, 10));
  REQUIRE(map->units.centres.size() == 5);
  CHECK(map->units.centres[3].x == doctest::Approx(651500));
  CHECK(map->units.centres[3].y == doctest::Approx(6861500));
  CHECK(map->graph.edges().size() == 5);
  CHECK(border(map->graph, 0, 1) == doctest::Approx(1000));
  CHECK(border(map->graph, 0, 2) == doctest::Approx(1000));
  CHECK(border(map->graph, 0, 3) == -1);  // a corner is no border
  CHECK(border(map->graph, 3, 4) == 0);
}

TEST_CASE("outlines: laid on the units of a table by their codes, in the order of the table; others are passed over") {
  const Folder folder;
  const auto units = folder.write("units.csv", "code,population,cases\nD,40,1\nA,10,2\nB,20,3\n");
  const auto map = read_map({units, "", five_squares(folder), ""}, {"population"}, true);
  REQUIRE(map);
  CHECK(map->units.codes == std::vector<std::string>{"D", "A", "B"});
  CHECK(*load_column(map->units, "cases") == std::vector<std::int64_t>{1, 2, 3});
  CHECK(map->graph.edges().size() == 2);
  CHECK(border(map->graph, 0, 2) == doctest::Approx(1000));
  CHECK(border(map->graph, 1, 2) == doctest::Approx(1000));
  CHECK(map->units.centres[0].x == doctest::Approx(651500));
  CHECK(map->units.outlines[0].starts_with("{\"type\":\"MultiPolygon\""));
  const auto placed = folder.write("placed.csv", "code,x_l93_m,y_l93_m\nA,1,2\n");
  CHECK(read_map({placed, "", five_squares(folder), ""}, {}, true)->units.centres[0].x == 1);
  const auto more = folder.write("more.csv", "code,population\nA,10\nZ,20\n");
  const auto refused = read_map({more, "", five_squares(folder), ""}, {}, true);
  REQUIRE_FALSE(refused);
  CHECK(refused.problem().code == "engine_without_outline");
  CHECK(refused.problem().args.front().second == "Z");
}

TEST_CASE("outlines: edges that are given replace those that would be measured") {
  const Folder folder;
  const auto edges = folder.write("edges.csv", "code_i,code_j,shared_border_m\nA,D,7\n");
  const auto map = read_map({five_squares(folder), edges, "", ""}, {"population"}, true);
  REQUIRE(map);
  CHECK(map->graph.edges().size() == 1);
  CHECK(border(map->graph, 0, 3) == 7);
}

TEST_CASE("outlines: every fault of the file is said, with its feature, in the language of the locale") {
  const Folder folder;
  const auto path = folder.write(
      "bad.geojson", collection({square(properties("A", 1), 0, 0), square(properties("A", 1), 1, 0),
                                 R"({"type":"Feature","properties":{"code":"C","population":1},"geometry":null})",
                                 square(properties("D", 1), 0, 0)}));
  const std::vector<std::string> arguments{"district", "--units", path, "--districts", "2"};
  const Ran english = run(arguments), french = run(arguments, "fr_FR.UTF-8");
  CHECK(english.code == kBadInput);
  CHECK(says(english.err, path + ":2 (code): "));
  CHECK(says(english.err, "\n" + path + ":3 (code): The outline of C is missing."));
  CHECK(says(french.err, "Le contour de C manque."));
}

TEST_CASE("outlines: a column that is asked and missing is named; what is no map is refused") {
  const Folder folder;
  const auto code = [&](const std::string& path, const std::vector<std::string>& columns) {
    const auto map = read_map(outlines_alone(path), columns, true);
    return map ? "read" : map.problem().code;
  };
  CHECK(code(five_squares(folder), {"agents"}) == "engine_outlines");
  const auto ran = run({"district", "--units", five_squares(folder), "--districts", "2", "--weight", "agents"});
  CHECK_MESSAGE(says(ran.err, "agents"), ran.err);
  CHECK(code(folder.write("empty.geojson", collection({})), {}) == "engine_outlines");
  CHECK(code(folder.write("text.geojson", "not json"), {}) == "engine_outlines");
  CHECK(code(folder.write("torn.gpkg", "SQLite format 3" + std::string(1, '\0') + "torn"), {}) == "engine_outlines");
  CHECK(
      code(
          folder.write(
              "points.geojson",
              R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Point","coordinates":[2,48]}}]})"),
          {}) == "engine_outlines");
  CHECK(code(folder.at("absent.geojson"), {}) == "engine_file_unreadable");
  folder.write("alone.shp", "x");
  CHECK(code(folder.at("alone.shp"), {}) == "engine_part_missing");
}

TEST_CASE("outlines: GPKG and SHP give the same map as the GeoJSON they were made from") {
  const Folder folder;
  const auto geojson = five_squares(folder);
  const auto original = read_map(outlines_alone(geojson), {"population"}, true);
  REQUIRE(original);
  for (const char* name : {"map.gpkg", "map.shp"}) {
    INFO(name);
    const std::string command = "ogr2ogr '" + folder.at(name) + "' '" + geojson + "' 2>/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
    const auto map = read_map(outlines_alone(folder.at(name)), {"population"}, true);
    REQUIRE(map);
    CHECK(map->units.codes == original->units.codes);
    CHECK(map->units.columns == original->units.columns);
    REQUIRE(map->graph.edges().size() == original->graph.edges().size());
    for (std::size_t e = 0; e < map->graph.edges().size(); ++e) {
      CHECK(map->graph.edges()[e].a == original->graph.edges()[e].a);
      CHECK(map->graph.edges()[e].border_m == doctest::Approx(original->graph.edges()[e].border_m));
    }
  }
}

TEST_CASE("outlines: a plan as GeoJSON has one feature per unit, its outline, and the district of the CSV") {
  const Folder folder;
  const std::vector<std::string> arguments{"district",  "--units", five_squares(folder), "--districts", "2",
                                           "--balance", "20%",     "--threads",          "1",           "--quiet",
                                           "--time",    "250ms"};
  auto geojson = arguments, csv = arguments;
  geojson.insert(geojson.end(), {"--out", folder.at("plan.geojson")});
  REQUIRE(run(geojson).code == kDone);
  const Ran text = run(csv);
  REQUIRE(text.code == kDone);
  CHECK(says(folder.read("plan.geojson"),
             R"({"type":"Feature","properties":{"code":"A","name":"Commune A","district":)"));
  const auto original = read_map(outlines_alone(five_squares(folder)), {}, true);
  const auto again = read_map(outlines_alone(folder.at("plan.geojson")), {"district"}, true);
  REQUIRE(again);
  std::vector<int> districts;
  for (const std::string& district : again->units.columns.at("district")) districts.push_back(std::stoi(district));
  CHECK(same_partition(districts, districts_of(text.out)));
  for (std::size_t u = 0; u < 5; ++u) {
    CHECK(again->units.centres[u].x == doctest::Approx(original->units.centres[u].x).epsilon(1e-6));
    CHECK(again->units.centres[u].y == doctest::Approx(original->units.centres[u].y).epsilon(1e-6));
  }
}

TEST_CASE("outlines: ensembles are drawn and maps harmonised on them too") {
  const Folder folder;
  const auto map = five_squares(folder);
  const auto ase = folder.write("ase.csv", "code,district\nA,1\nB,1\nC,2\nD,2\nE,2\n");
  CHECK(run({"ensemble", "--units", map, "--districts", "2", "--balance", "20%", "--plans", "5", "--quiet", "--time",
             "5s"})
            .code == kDone);
  CHECK(run({"harmonise", "--units", map, "--present", ase, "--districts", "2", "--balance", "20%", "--quiet", "--time",
             "500ms"})
            .code == kDone);
}

TEST_CASE("real communes: borders measured on the outlines are those another program measured") {
  for (const char* departement : {"93", "64"}) {
    const std::string folder = open_data(std::string("territory/") + departement);
    if (folder.empty()) return;
    const auto units = read_units(folder + "/units.csv");
    REQUIRE(units);
    const auto published = read_edges(folder + "/edges.csv", *units);
    const auto measured = read_map({folder + "/units.csv", "", folder + "/communes.geojson", ""}, {}, true);
    REQUIRE(published);
    REQUIRE(measured);
    std::size_t common = 0;
    for (const engines::Edge& edge : published->edges()) {
      const double here = border(measured->graph, edge.a, edge.b);
      if (here < 0) continue;
      ++common;
      if (edge.border_m > 300) CHECK(here == doctest::Approx(edge.border_m).epsilon(0.05));
    }
    CHECK(common * 100 >= 97 * published->edges().size());
    CHECK(measured->graph.edges().size() <= published->edges().size() * 103 / 100);
    CHECK(engines::connected(measured->graph, std::vector<bool>(units->size(), true)));
  }
}

TEST_CASE("real IRIS: the published GPKG and SHP of Seine-Saint-Denis give one map, and a plan with its outlines") {
  const std::string folder = open_data("opendata/geometry/iris-93");
  if (folder.empty()) return;
  const auto gpkg = read_map(outlines_alone(folder + "/CONTOURS-IRIS_93_2022_LAMB93.gpkg"), {}, true);
  REQUIRE(gpkg);
  CHECK(gpkg->units.size() > 600);
  CHECK(engines::connected(gpkg->graph, std::vector<bool>(gpkg->units.size(), true)));
  const auto shp = read_map(outlines_alone(folder + "/shp/CONTOURS-IRIS.shp"), {}, true);
  if (!shp) MESSAGE(shp.problem().code << " " << shp.problem().args.front().second);
  REQUIRE(shp);
  const std::set<std::string> codes(gpkg->units.codes.begin(), gpkg->units.codes.end());
  std::size_t common = 0;
  for (const std::string& code : shp->units.codes) common += codes.contains(code);
  CHECK(common * 10 > 9 * codes.size());
}
