#include "app/departement.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "app/command_problems.hpp"
#include "app/product.hpp"
#include "modules/territory/territory.hpp"
#include "platform/problems/problems.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using maillage::testing::for_each_database;

namespace {

constexpr Date kToday{2026, 3, 1};

// The folder of open data, or nothing (said once).
std::optional<std::string> open_data_folder() {
  const char* folder = std::getenv("MAILLAGE_OPENDATA");
  if (folder != nullptr && *folder != '\0') return std::string(folder) + "/opendata";
  MESSAGE("skipped: MAILLAGE_OPENDATA not set");
  return std::nullopt;
}

const platform::FixedClock kClock{platform::Instant(kToday.days())};

void on_both(const std::function<void(sql::Database&)>& test) {
  platform::register_problems(app::command_problems());
  territory::register_problem_rows();
  for_each_database({"platform", "access", "territory"}, test);
}

}  // namespace

TEST_CASE("a folder without the Département is refused, and says what it should hold") {
  on_both([](sql::Database& database) {
    const maillage::testing::TemporaryFolder folder;
    const auto done = app::load_departement(database, kClock, "93", folder.path());
    REQUIRE_FALSE(done.ok());
    CHECK(done.problem().code == "cli.files_missing");
    CHECK(done.problem().args.at(2).second.find("communes_93.geojson") != std::string::npos);
  });
}

TEST_CASE("a broken file stops the loading with its reason") {
  on_both([](sql::Database& database) {
    const maillage::testing::TemporaryFolder folder;
    const std::string place = folder.path() + "/territory/93";
    std::filesystem::create_directories(place);
    std::ofstream(place + "/communes.geojson") << "{\"type\":\"FeatureCollection\",\"features\":[";
    CHECK_FALSE(app::load_departement(database, kClock, "93", folder.path()).ok());
    CHECK(territory::Territory(database).snapshot(kToday)->codes.empty());
  });
}

TEST_CASE("the real Seine-Saint-Denis: 614 IRIS, 39 communes today, three stand-in maps that say so") {
  const auto folder = open_data_folder();
  if (!folder) return;
  on_both([&](sql::Database& database) {
    REQUIRE(app::load_departement(database, kClock, "93", *folder).ok());
    territory::Territory territory(database);
    const auto day = territory.snapshot(kToday);
    CHECK(day->unit_level == "iris");
    CHECK(day->codes.size() == 614);
    CHECK(day->population() == 1704316);
    CHECK(day->departement_name == "Seine-Saint-Denis");
    CHECK(std::set<std::string>(day->commune_codes.begin(), day->commune_codes.end()).size() == 39);
    CHECK(std::set<std::string>(day->epci_codes.begin(), day->epci_codes.end()).size() == 4);  // the four EPT
    REQUIRE(day->missions.size() == 3);
    for (const territory::MissionMap& mission : day->missions) {
      CHECK(mission.name_fr.find("à défaut") != std::string::npos);
      CHECK(mission.sectors.size() >= 3);
      for (std::int32_t sector : mission.of_unit) CHECK(sector >= 0);
    }
    CHECK(territory.snapshot(Date(2024, 12, 31))->missions.empty());
    const auto outlines = territory.geojson(*day);
    REQUIRE(outlines.size() == 614);
    for (const std::string& outline : outlines)
      CHECK(outline.starts_with(R"({"type":"MultiPolygon","coordinates":[[[[2.)"));
  });
}

TEST_CASE("the real Pyrénées-Atlantiques: communes are the units, twice is once") {
  const auto folder = open_data_folder();
  if (!folder) return;
  on_both([&](sql::Database& database) {
    REQUIRE(app::load_departement(database, kClock, "64", *folder).ok());
    territory::Territory territory(database);
    const auto first = territory.snapshot(kToday);
    CHECK(first->unit_level == "commune");
    CHECK(first->codes.size() == 545);
    CHECK(first->missions.at(static_cast<std::size_t>(first->mission("ase"))).sectors.size() == 3);
    REQUIRE(app::load_departement(database, kClock, "64", *folder).ok());
    CHECK(territory.snapshot(kToday) == first);  // the version has not moved
  });
}
