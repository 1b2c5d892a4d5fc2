#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <map>

#include "modules/territory/geometry/adjacency.hpp"
#include "modules/territory/geometry/topology.hpp"
#include "modules/territory/reading/reading.hpp"
#include "modules/territory/reading/testing/real_files.hpp"
#include "modules/territory/reading/testing/sayings.hpp"
#include "modules/territory/reading/testing/zipped.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::reading;

namespace {

Read<IrisRow> iris(const std::string& bytes, std::string_view name = "iris.geojson") {
  return read_iris({name, bytes});
}

std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)" + properties + R"(,"geometry":)" +
         geometry + "}]}";
}

const std::string kSquare =
    R"({"type":"Polygon","coordinates":[[[2.30,48.90],[2.31,48.90],[2.31,48.91],[2.30,48.91],[2.30,48.90]]]})";

std::map<std::string, IrisRow> by_code(const Read<IrisRow>& read) {
  std::map<std::string, IrisRow> map;
  for (const IrisRow& row : read.rows) map.emplace(row.code.str(), row);
  return map;
}

std::string shp_zip(const std::string& folder, std::vector<std::string> extensions) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& extension : extensions) {
    files.push_back({"CONTOURS/CONTOURS-IRIS." + extension, slurped(folder + "/shp/CONTOURS-IRIS." + extension)});
  }
  return zipped(files);
}

}  // namespace

TEST_CASE("iris: the spellings of two clients and two ages of the file") {
  for (const std::string code : {"CODE_IRIS", "code_iris", "DCOMIRIS"}) {
    const auto read =
        iris(feature("{\"" + code + "\":\"930660101\",\"TYP_IRIS\":\"A\",\"NOM_IRIS\":\"Gare\"}", kSquare));
    CHECK(said(read.problems) == "");
    REQUIRE(read.rows.size() == 1);
    CHECK(read.rows[0].code.str() == "930660101");
    CHECK(read.rows[0].commune.str() == "93066");
    CHECK(read.rows[0].type == 'A');
  }
}

TEST_CASE("iris: faults and repairs") {
  CHECK(said(iris(feature(R"({"CODE_IRIS":"930660101"})", "null")).problems) ==
        "1 CODE_IRIS: outline_missing(930660101)");
  CHECK(said(iris(feature(R"({"CODE_IRIS":"930660101","TYP_IRIS":"X"})", kSquare)).problems) ==
        "1 TYP_IRIS: iris_type_invalid(X)");
  CHECK(said(iris(feature(R"({"CODE_IRIS":"930660101","INSEE_COM":"93059"})", kSquare)).problems) ==
        "1 INSEE_COM: iris_commune_differs(93059, 93066)");
  CHECK(said(iris(feature(R"({"CODE_IRIS":10010101})", kSquare)).repairs) ==
        "1 CODE_IRIS: code_mended(10010101, 010010101)");
  CHECK(iris(feature(R"({"CODE_IRIS":"930660000"})", kSquare)).rows[0].type == 'Z');
}

TEST_CASE("real iris: GeoJSON, GPKG and zipped SHP hold the same 614 IRIS") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string here = *folder + "/opendata/geometry/iris-93";
  const auto start = std::chrono::steady_clock::now();
  const auto geojson = iris(slurped(here + "/contours-iris-93-wgs84.geojson"), "contours-iris-93-wgs84.geojson");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  const auto gpkg = iris(slurped(here + "/CONTOURS-IRIS_93_2022_LAMB93.gpkg"), "CONTOURS-IRIS_93_2022_LAMB93.gpkg");
  const auto shp = iris(shp_zip(here, {"shp", "shx", "dbf", "prj", "cpg"}), "iris.zip");
  MESSAGE("614 IRIS of GeoJSON in " << seconds.count() << " s");
  CHECK(gpkg.vintage == "2022");
  for (const auto* read : {&geojson, &gpkg, &shp}) {
    CHECK(said(read->problems) == "");
    MESSAGE(read->repairs.size() << " repairs " << said(read->repairs));
    CHECK(read->rows.size() == 614);
  }
  const auto expected = by_code(geojson);
  std::map<char, int> types;
  for (const auto* read : {&gpkg, &shp}) {
    for (const IrisRow& row : read->rows) {
      const auto found = expected.find(row.code.str());
      REQUIRE(found != expected.end());
      CHECK(found->second.name == row.name);
      CHECK(found->second.type == row.type);
      const double area = geometry::area_m2(row.outline);
      CHECK(std::abs(geometry::area_m2(found->second.outline) - area) < 1 + area * 0.001);
      ++types[row.type];
    }
  }
  CHECK(types == std::map<char, int>{{'H', 1180}, {'A', 42}, {'D', 4}, {'Z', 2}});
}

TEST_CASE("real iris: neighbours and map") {
  const auto folder = open_data();
  if (!folder) return;
  const auto read = iris(slurped(*folder + "/opendata/geometry/iris-93/contours-iris-93-wgs84.geojson"));
  std::vector<const geometry::Outline*> outlines;
  std::vector<geometry::MapUnit> units;
  double area = 0;
  for (const IrisRow& row : read.rows) {
    outlines.push_back(&row.outline);
    units.push_back({row.code.str(), row.name, 0, &row.outline});
    area += geometry::area_m2(row.outline);
  }
  CHECK(area / 1e6 == doctest::Approx(236.9).epsilon(0.005));
  std::vector<int> degrees(outlines.size());
  for (const geometry::Border& border : geometry::adjacency(outlines)) {
    CHECK_FALSE(border.bridge);
    ++degrees[border.a];
    ++degrees[border.b];
  }
  for (const int degree : degrees) CHECK(degree >= 1);
  CHECK(geometry::area_m2(geometry::united(outlines)) == doctest::Approx(area).epsilon(1e-6));
  const auto packed = [&](double triangle) {
    return deflated(geometry::topojson(units, {.smallest_triangle_m2 = triangle}), true).size();
  };
  MESSAGE("map of 614 IRIS, gzipped: " << packed(0) << " bytes, simplified " << packed(200));
  CHECK(packed(0) < 400'000);
  CHECK(packed(200) < 150'000);
}

TEST_CASE("iris: archives and sub-process files that lack something") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string here = *folder + "/opendata/geometry/iris-93";
  CHECK(said(iris(shp_zip(here, {"shp", "prj"}), "iris.zip").problems) == "- : archive_without_table");
  const std::string gpkg = slurped(here + "/CONTOURS-IRIS_93_2022_LAMB93.gpkg");
  const auto cut = iris(gpkg.substr(0, gpkg.size() / 3), "coupe.gpkg");
  REQUIRE(cut.problems.size() >= 1);
  CHECK(cut.problems[0].problem.code == "territory.conversion_failed");
  const auto wrong = iris(gpkg, "iris.csv");
  CHECK(wrong.rows.size() == 614);
  CHECK(said(wrong.repairs).find("file_not_its_name(iris.csv, GPKG)") != std::string::npos);
}
