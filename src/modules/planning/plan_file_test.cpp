#include "modules/planning/plan_file.hpp"

#include <doctest/doctest.h>

#include <map>

#include "base/csv.hpp"
#include "base/random.hpp"
#include "modules/planning/testing/text_map.hpp"
#include "platform/json/json.hpp"

using namespace maillage;
using namespace maillage::planning;
using testing::grid;
using testing::mission;

namespace {

std::vector<std::vector<std::string>> lines_of(const std::string& text) {
  csv::Reader reader(text, ',');
  std::vector<std::vector<std::string>> lines;
  while (reader.next()) lines.emplace_back(reader.fields().begin(), reader.fields().end());
  CHECK_FALSE(reader.fault());
  return lines;
}

}  // namespace

TEST_CASE("a map is written as CSV that no spreadsheet takes for a formula, and as GeoJSON") {
  auto snapshot = grid({"111"}, {"abb"});
  snapshot.names = {"=cmd()", "L'Île, \"nord\"", "Port"};
  const std::vector<std::string> names{"Ville b", "Ville a"};
  CHECK(plan_csv(snapshot, {1, 0, -1}, names) ==
        "code,district,name,population,district_name\r\n"
        "96100,2,'=cmd(),100,Ville a\r\n"
        "96101,1,\"L'Île, \"\"nord\"\"\",100,Ville b\r\n"
        "96102,,Port,100,\r\n");
  const std::string geojson =
      plan_geojson(snapshot, {1, 0, -1}, names, {"null", "{\"type\":\"Point\",\"coordinates\":[0,0]}", "null"});
  CHECK(geojson.find("\"name\":\"L'Île, \\\"nord\\\"\"") != geojson.npos);
  CHECK(geojson.find("\"district\":2") < geojson.find("\"district\":1"));
  CHECK(geojson.find("\"district\":null,\"district_name\":null") != geojson.npos);
}

TEST_CASE("zones of rdv-solidarités: a whole commune on one line, a commune that is cut by its units") {
  auto snapshot = grid({"1111", "1111"}, {"aabb", "aabc"});
  const auto map = mission("ssd", {"PPQR", "PPQ."});
  CHECK(zones_csv(snapshot, {"ssd", map.sectors, snapshot.codes, map.of_unit}) ==
        "city_code,city_name,sector_id\r\n"
        "a,Ville a,P\r\n"
        "96102,Quartier 2,Q\r\n"
        "96103,Quartier 3,R\r\n"
        "96106,Quartier 6,Q\r\n");
}

TEST_CASE("zones read back give every unit its sector, whatever the map") {
  const auto snapshot = grid({"1111", "1111", "1111"}, {"aabb", "aacc", "dddc"});
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    auto map = mission("ssd", {"PPQQ", "PPQQ", "RRRR"});
    for (int i = 0; i < 4; ++i) map.of_unit[random.below(12)] = static_cast<std::int32_t>(random.below(4)) - 1;
    std::map<std::string, std::string> sector_of;
    for (const auto& line : lines_of(zones_csv(snapshot, {"ssd", map.sectors, snapshot.codes, map.of_unit}))) {
      REQUIRE(line.size() == 3);
      CHECK(sector_of.emplace(line[0], line[2]).second);
    }
    for (std::size_t u = 0; u < 12; ++u) {
      const bool own = sector_of.contains(snapshot.codes[u]);
      const std::string read = own ? sector_of[snapshot.codes[u]] : sector_of[snapshot.commune_codes[u]];
      const auto sector = map.of_unit[u];
      CHECK(read == (sector < 0 ? "" : map.sectors[static_cast<std::size_t>(sector)].code));
    }
  }
}
