#include "modules/planning/plan_file.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <map>

#include "base/csv.hpp"
#include "base/random.hpp"
#include "modules/planning/testing/desk.hpp"
#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

// The rows of a CSV file as its first columns name them.
std::vector<std::map<std::string, std::string>> read_back(const std::string& text) {
  std::vector<std::map<std::string, std::string>> rows;
  std::vector<std::string> head;
  csv::Reader reader(text, csv::detect_delimiter(text));
  while (reader.next()) {
    if (head.empty()) {
      head.assign(reader.fields().begin(), reader.fields().end());
      continue;
    }
    REQUIRE(reader.fields().size() == head.size());
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < head.size(); ++i) row[head[i]] = reader.fields()[i];
  }
  REQUIRE_FALSE(reader.fault());
  return rows;
}

struct Drawn {
  territory::Snapshot snapshot;
  engines::Plan of_unit;
};
const std::vector<std::string> kDistricts{"Nord", "Sud"};

Drawn drawn(const std::vector<std::string>& names) {
  Drawn out{grid({std::string(names.size(), '1')}, {std::string(names.size(), 'a')}), {}};
  out.snapshot.names = names;
  for (std::size_t u = 0; u < names.size(); ++u) out.of_unit.push_back(static_cast<std::int32_t>(u % 2));
  return out;
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  while (const std::size_t read = std::fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, read);
  pclose(pipe);
  return out;
}

}  // namespace

TEST_CASE("names that hold anything come back as they were from the CSV, without ever beginning like a formula") {
  const std::vector<std::string> names{
      "L'Île-Saint-Denis", "a,b;c", "dit \"le Bourg\"", "deux\nlignes", "=1+1", "+33", "-5", "@SUM(A1)", "\tTab",
      "Œuf à 3 €",         "",      " blanc "};
  const Drawn map = drawn(names);
  const auto rows = read_back(plan_csv(map.snapshot, map.of_unit, kDistricts));
  REQUIRE(rows.size() == names.size());
  for (std::size_t u = 0; u < names.size(); ++u) {
    CAPTURE(names[u]);
    const std::string& cell = rows[u].at("name");
    const bool formula = !names[u].empty() && std::string("=+-@\t").find(names[u][0]) != std::string::npos;
    CHECK(cell == (formula ? "'" + names[u] : names[u]));
    CHECK(rows[u].at("code") == map.snapshot.codes[u]);
    CHECK(rows[u].at("district") == std::to_string(map.of_unit[u] + 1));
    CHECK(rows[u].at("population") == "100");
  }
}

TEST_CASE("any name, drawn at random, survives the GeoJSON as JSON") {
  Random random(5);
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) {
    std::string name;
    for (std::uint64_t length = random.below(12); length > 0; --length)
      name += static_cast<char>(1 + random.below(126));
    names.push_back(name);
  }
  const Drawn map = drawn(names);
  const std::string text =
      plan_geojson(map.snapshot, map.of_unit, kDistricts, std::vector<std::string>(names.size(), "null"));
  const std::string mark = "\"name\":";
  std::size_t at = 0;
  for (const std::string& name : names) {
    at = text.find(mark, at);
    REQUIRE(at != text.npos);
    std::string quoted;
    platform::write_json_string(quoted, name);
    const std::size_t end = text.find(",\"population\":", at);
    const std::string written = "[" + text.substr(at + mark.size(), end - at - mark.size()) + "]";
    const auto back = platform::from_json<std::vector<std::string>>(written);
    REQUIRE(back.ok());
    CHECK(back.value == std::vector<std::string>{name});
    at = end;
  }
}

TEST_CASE("the files of a computed plan hold that plan, read back by other programs") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    const auto started = desk.propose(usual_request());
    desk.end_of(started.job_id);
    const std::string root = "/planning/proposals/" + std::to_string(started.id) + "/plans/0";
    const auto page = desk.read<PlanPage>(root);
    const auto rows = read_back(*desk.ask(root + "/export?format=csv").body);
    REQUIRE(rows.size() == page.units.size());
    for (std::size_t u = 0; u < rows.size(); ++u) {
      CHECK(rows[u].at("code") == page.units[u]);
      CHECK(std::stoi(rows[u].at("district")) - 1 == page.of_unit[u]);
      CHECK(rows[u].at("district_name") == page.districts[static_cast<std::size_t>(page.of_unit[u])].name);
    }

    if (std::system("command -v ogrinfo >/dev/null") != 0) {
      MESSAGE("skipped: ogrinfo is not installed");
      return;
    }
    const maillage::testing::TemporaryFolder folder;
    const std::string file = folder.path() + "/plan.geojson";
    std::ofstream(file) << *desk.ask(root + "/export?format=geojson").body;
    const std::string told = output_of("ogrinfo -ro -al " + file + " 2>&1");
    CHECK(told.find("Feature Count: 16") != std::string::npos);
    CHECK_MESSAGE(told.find("POLYGON ((") != std::string::npos, told);
    CHECK(told.find("WGS 84") != std::string::npos);
    for (std::size_t u = 0; u < page.units.size(); ++u) {
      const std::size_t at = told.find("code (String) = " + page.units[u]);
      REQUIRE(at != told.npos);
      const std::string district = "district (Integer) = " + std::to_string(page.of_unit[u] + 1) + "\n";
      CHECK(told.find(district, at) < told.find("OGRFeature", at));
    }
  });
}

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
    for (const auto& row : read_back(zones_csv(snapshot, {"ssd", map.sectors, snapshot.codes, map.of_unit})))
      CHECK(sector_of.emplace(row.at("city_code"), row.at("sector_id")).second);
    for (std::size_t u = 0; u < 12; ++u) {
      const bool own = sector_of.contains(snapshot.codes[u]);
      const std::string read = own ? sector_of[snapshot.codes[u]] : sector_of[snapshot.commune_codes[u]];
      const auto sector = map.of_unit[u];
      CHECK(read == (sector < 0 ? "" : map.sectors[static_cast<std::size_t>(sector)].code));
    }
  }
}
