#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/reading/reading.hpp"
#include "modules/territory/reading/testing/sayings.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::reading;

namespace {

Read<CommuneRow> communes(std::string_view bytes, std::string_view name = "communes") {
  return read_communes({name, bytes});
}

std::string feature(const std::string& code, const std::string& coordinates, const std::string& type = "Polygon") {
  return R"({"type":"Feature","properties":{"code":")" + code + R"(","nom":"N"},"geometry":{"type":")" + type +
         R"(","coordinates":)" + coordinates + "}}";
}

std::string collection(const std::string& features, const std::string& more = "") {
  return R"({"type":"FeatureCollection",)" + more + R"("features":[)" + features + "]}";
}

std::string square(double lon, double lat, double side = 0.01) {
  const auto at = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
  return "[[" + at(lon, lat) + "," + at(lon + side, lat) + "," + at(lon + side, lat + side) + "," +
         at(lon, lat + side) + "," + at(lon, lat) + "]]";
}

}  // namespace

TEST_CASE("communes: one row in each of the formats") {
  const auto etalab = communes(
      R"([{"code":"01001","nom":"L'Abergement-Clémenciat","typeLiaison":5,"type":"commune-actuelle","codesPostaux":["01400","01401"],"population":860},
          {"code":"01015","nom":"Arbignieu","typeLiaison":1,"type":"commune-deleguee","chefLieu":"01015"}])");
  CHECK(said(etalab.problems) == "");
  REQUIRE(etalab.rows.size() == 1);
  CHECK(etalab.rows[0].name == "L'Abergement-Clémenciat");
  CHECK(etalab.rows[0].population == 860);
  CHECK(said(etalab.repairs) == "- : not_current_communes(1)");

  const auto api = communes(
      R"([{"nom":"Pantin","code":"93055","codeDepartement":"93","codeEpci":"200054781","codesPostaux":["93500"],"population":60954,
           "centre":{"type":"Point","coordinates":[2.4106,48.8963]}}])");
  REQUIRE(api.rows.size() == 1);
  CHECK(api.rows[0].epci->str() == "200054781");
  CHECK(api.source == "geo.api.gouv.fr (IGN, Insee)");

  const auto csv = communes(
      "\xEF\xBB\xBF"
      "Code commune;Libellé;Population\r\n=\"93055\";Pantin;\"60 954\"\r\n1004;Ambérieu;15934,2\r\n");
  CHECK(said(csv.problems) == "");
  CHECK(said(csv.repairs) == "3 Code commune: code_mended(1004, 01004)");
  REQUIRE(csv.rows.size() == 2);
  CHECK(csv.rows[0].population == 60954);
  CHECK(csv.rows[1].population == 15934);
}

TEST_CASE("communes: CSV with repairs listed one by one") {
  const auto read = communes(
      "code_insee,nom,population,epci\n1004,Ambérieu,\"15 "
      "934\",240100883\n31230.0,Fronton,s,ZZZZZZZZZ\n93066,Saint-Denis,,\n");
  CHECK(said(read.problems) == "3 population: count_invalid(s)");
  CHECK(said(read.repairs) == "2 code_insee: code_mended(1004, 01004)\n3 code_insee: code_mended(31230.0, 31230)");
  CHECK(read.rows.size() == 2);
}

TEST_CASE("communes: Latin-1 is read and said") {
  const auto read = communes("code;nom\n93031;\xC9pinay-sur-Seine\n");
  REQUIRE(read.rows.size() == 1);
  CHECK(read.rows[0].name == "Épinay-sur-Seine");
  CHECK(said(read.repairs) == "- : windows_1252");
}

TEST_CASE("communes: UTF-8 damaged in one place is not taken for Latin-1") {
  const auto read = communes("code;nom\n93031;Épinay\n93055;Pantin\xC3\n93066;Pré\n");
  CHECK(said(read.problems) == "3 : encoding_mixed(13)");
}

TEST_CASE("communes: a code given twice says both lines") {
  CHECK(said(communes("code;nom\n93066;A\n93055;B\n93066;C\n").problems) == "4 code: code_twice(93066, 2)");
}

TEST_CASE("communes: outlines in degrees and in Lambert-93 are the same") {
  const auto degrees = communes(collection(feature("93066", square(2.35, 48.93))));
  REQUIRE(degrees.rows.size() == 1);
  std::string metres = "[[";
  for (const Lambert93& at : degrees.rows[0].outline->polygons[0].shell) {
    metres += (metres.size() > 2 ? "," : "") + std::string("[") + std::to_string(at.x) + ",\"" + std::to_string(at.y) +
              "\",12.5]";
  }
  const auto lambert = communes(collection(feature("93066", metres + "]]")));
  CHECK(said(lambert.problems) == "");
  CHECK(said(lambert.repairs) == "- geometry: coordinates_lambert93");
  CHECK(geometry::to_wkb(*lambert.rows[0].outline) == geometry::to_wkb(*degrees.rows[0].outline));
  const std::string crs = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},)";
  CHECK(said(communes(collection(feature("93066", metres + "]]"), crs)).repairs) == "");
  const std::string mercator = R"("crs":{"type":"name","properties":{"name":"EPSG:3857"}},)";
  CHECK(said(communes(collection(feature("93066", square(261600, 6255000, 1000)), mercator)).problems)
            .find("coordinates_unknown(EPSG:3857") != std::string::npos);
}

TEST_CASE("communes: hostile outlines are refused or mended, never silently") {
  const auto one = [](const std::string& coordinates, const std::string& type = "Polygon") {
    return communes(collection(feature("93066", coordinates, type)));
  };
  const auto bow = one("[[[2.30,48.90],[2.31,48.91],[2.31,48.90],[2.30,48.91],[2.30,48.90]]]");
  REQUIRE(bow.rows.size() == 1);
  CHECK(geometry::valid(*bow.rows[0].outline));
  CHECK(bow.repairs[0].problem.code == "territory.outline_mended");
  CHECK(said(one("[[[2.30,48.90],[2.31,48.90],[2.31,48.91]]]").repairs) == "1 geometry: ring_closed");
  CHECK(said(one("[[[2.30,48.90],[2.31,48.90],[2.30,48.90]]]").problems) == "1 geometry: outline_empty");
  CHECK(said(one("[]").problems) == "1 geometry: outline_empty");
  CHECK(said(one("[[[48.90,2.30],[48.90,2.31],[48.91,2.31],[48.90,2.30]]]").problems) == "1 geometry: outline_outside");
  CHECK(said(one("[[[2.30,48.90],[1e300,48.90],[2.31,48.91],[2.30,48.90]]]").problems) ==
        "1 geometry: outline_outside");
  CHECK_FALSE(one("[[[1e400,48.90],[2.31,48.90],[2.31,48.91],[2.30,48.90]]]").ok());
  for (const char* broken : {"7", "[7]", "[[7]]", "[[[7]]]", "[[[\"x\",1],[1,2]]]", "[[[null,null]]]", "{\"a\":1}"}) {
    CHECK_MESSAGE(said(one(broken).problems) == "1 geometry: outline_broken", broken);
  }
  CHECK(one("[[2.3,48.9],[2.4,48.9]]", "LineString").rows.size() == 1);
}

TEST_CASE("communes: a commune overseas keeps everything but its outline") {
  const auto read =
      communes(collection(feature("97105", square(-61.7, 16.0)) + "," + feature("93066", square(2.35, 48.93))));
  CHECK(said(read.problems) == "");
  CHECK(said(read.repairs) == "1 geometry: outline_overseas");
  REQUIRE(read.rows.size() == 2);
  CHECK_FALSE(read.rows[0].outline);
  CHECK(read.rows[1].outline);
}

TEST_CASE("communes: overlaps and voids between neighbours") {
  const auto overlap =
      communes(collection(feature("93066", square(2.30, 48.90)) + "," + feature("93055", square(2.305, 48.90))));
  REQUIRE(overlap.problems.size() == 1);
  CHECK(overlap.problems[0].problem.code == "territory.outlines_overlap");
  const auto slight =
      communes(collection(feature("93066", square(2.30, 48.90)) + "," + feature("93055", square(2.30995, 48.90))));
  CHECK(said(slight.problems) == "");
  CHECK(slight.repairs[0].problem.code == "territory.outlines_overlap_slightly");
  const std::string ring =
      "[[[2.30,48.90],[2.33,48.90],[2.33,48.93],[2.30,48.93],[2.30,48.90]],[[2.31,48.91],[2.32,48.91],[2.32,48.92],[2."
      "31,48.92],[2.31,48.91]]]";
  CHECK(communes(collection(feature("93066", ring))).repairs[0].problem.code == "territory.void_between");
}

TEST_CASE("communes: broken JSON says where") {
  CHECK(said(communes("{\"type\":\n\"FeatureCollection\",\n  oops").problems).starts_with("3 : json_invalid"));
  CHECK(said(communes("[{\"code\":\"93066\"").problems).find("json_invalid") != std::string::npos);
  CHECK(said(communes(std::string(100'000, '[')).problems).find("json_too_deep") != std::string::npos);
  CHECK(said(communes("{\"a\":1}").problems) == "- : json_not_a_list");
  CHECK(said(communes("[1,2]").problems).starts_with("1 : json_not_an_object"));
  CHECK(said(communes("[]").problems) == "- : file_empty");
  CHECK(said(communes("[{\"a\":1}]").problems).find("column_missing(code, a)") != std::string::npos);
}

TEST_CASE("communes: files that are something else") {
  CHECK(said(communes("").problems) == "- : file_empty");
  CHECK(said(communes(" \n\t").problems) == "- : file_empty");
  CHECK(said(communes("%PDF-1.7 …").problems) == "- : file_unknown");
  CHECK(said(communes(std::string_view("\x89PNG\r\n\x1a\n\0\0", 10)).problems) == "- : file_unknown");
  CHECK(said(communes("\xFF\xFE"
                      "c\0")
                 .problems) == "- : utf16");
}

TEST_CASE("communes: a thousand faults are shown, the rest is counted") {
  std::string text = "code;nom\n";
  for (int i = 0; i < 3000; ++i) text += "x;y\n";
  const auto read = communes(text);
  CHECK(read.problems.size() == kMostNotes);
  CHECK(said({read.problems.back()}) == "- : more_notes(2001)");
}
