// A few seconds: whole Départements are generated, written as files and imported.
#include "modules/territory/demonstration/testing/files.hpp"

#include <algorithm>

#include "modules/territory/demonstrate.hpp"
#include "modules/territory/demonstration/missions.hpp"
#include "modules/territory/testing/imports.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr Date kFirst{2022, 1, 1};
const char* const kMissions[] = {"ssd", "ase", "pmi", "mds", "territoire"};

std::unique_ptr<sql::Database> empty_database() {
  auto database = sql::Database::open("sqlite::memory:");
  constexpr std::string_view kModules[] = {"platform", "access", "territory"};
  REQUIRE(sql::migrate(*database, kModules).ok());
  return database;
}

class Publisher {
 public:
  Publisher(sql::Database& database, const Departement& departement) : database_(database), d_(departement) {}

  ImportReport publish(ImportKind kind, const std::string& bytes, Date day, const std::string& mission = "") {
    ImportRequest asked = testing::request(kind, bytes, day);
    asked.mission = mission;
    return testing::import(database_, asked);
  }
  void publish_all(Date day) {
    publish(ImportKind::communes, communes_file(d_, day), day);
    publish(ImportKind::epci, epci_file(d_, day), day);
    publish(ImportKind::iris, iris_file(d_, day), day);
    publish(ImportKind::populations, populations_file(d_, day), day);
    for (const char* mission : kMissions) publish(ImportKind::sectors, sectors_file(d_, mission, day), day, mission);
  }

 private:
  sql::Database& database_;
  const Departement& d_;
};

void check_same_map(const territory::MissionMap& imported, const territory::MissionMap& loaded) {
  CHECK(imported.code == loaded.code);
  REQUIRE(imported.sectors.size() == loaded.sectors.size());
  for (std::size_t s = 0; s < loaded.sectors.size(); ++s) {
    CHECK(imported.sectors[s].code == loaded.sectors[s].code);
    CHECK(imported.sectors[s].name == loaded.sectors[s].name);
  }
  CHECK(imported.of_unit == loaded.of_unit);
}

void check_same_day(const Snapshot& imported, const Snapshot& loaded) {
  CHECK(imported.unit_level == loaded.unit_level);
  CHECK(imported.codes == loaded.codes);
  CHECK(imported.names == loaded.names);
  CHECK(imported.commune_codes == loaded.commune_codes);
  CHECK(imported.commune_names == loaded.commune_names);
  CHECK(imported.epci_codes == loaded.epci_codes);
  CHECK(imported.populations == loaded.populations);
  CHECK(imported.estimated == loaded.estimated);
  REQUIRE(imported.edges.size() == loaded.edges.size());
  for (std::size_t e = 0; e < loaded.edges.size(); ++e) {
    CHECK(imported.edges[e].a == loaded.edges[e].a);
    CHECK(imported.edges[e].b == loaded.edges[e].b);
    CHECK(imported.edges[e].border_m == doctest::Approx(loaded.edges[e].border_m));
  }
  REQUIRE(imported.missions.size() == loaded.missions.size());
  for (std::size_t m = 0; m < loaded.missions.size(); ++m) check_same_map(imported.missions[m], loaded.missions[m]);
}

}  // namespace

TEST_CASE("files: what is loaded at once and what is imported file by file are the same territory on every day") {
  const auto loaded = empty_database(), imported = empty_database();
  load_demonstration(*loaded, kDefaultSeed, "test", platform::Instant(kToday.days()));
  Publisher publisher(*imported, shown());
  publisher.publish_all(kFirst);
  publisher.publish(ImportKind::sectors, sectors_file(shown(), "ssd", kSsdChange), kSsdChange, "ssd");
  publisher.publish_all(shown().mergers.front().date);
  Territory territory_loaded(*loaded), territory_imported(*imported);
  for (const Date day : {Date(2023, 5, 1), Date(2024, 10, 1), kToday}) {
    CAPTURE(day.str());
    check_same_day(*territory_imported.snapshot(day), *territory_loaded.snapshot(day));
  }
  const ImportReport sites = publisher.publish(ImportKind::sites, sites_file(shown(), kToday), kToday);
  CHECK(sites.created == 90);
}

TEST_CASE("files: nothing has to be mended in them, whatever the seed") {
  for_each_departement([](const Departement& d) {
    const auto database = empty_database();
    Publisher publisher(*database, d);
    CHECK(publisher.publish(ImportKind::communes, communes_file(d, kToday), kToday).repairs.empty());
    CHECK(publisher.publish(ImportKind::iris, iris_file(d, kToday), kToday).repairs.empty());
    CHECK(publisher.publish(ImportKind::populations, populations_file(d, kToday), kToday).repairs.empty());
    CHECK(publisher.publish(ImportKind::epci, epci_file(d, kToday), kToday).repairs.empty());
    for (const char* mission : kMissions)
      CHECK(publisher.publish(ImportKind::sectors, sectors_file(d, mission, kToday), kToday, mission).repairs.empty());
    CHECK(publisher.publish(ImportKind::sites, sites_file(d, kToday), kToday).repairs.empty());
  });
}

}  // namespace maillage::territory::demonstration
