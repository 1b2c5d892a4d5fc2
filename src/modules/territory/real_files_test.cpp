// The published files of Seine-Saint-Denis, Pyrénées-Atlantiques and Pas-de-Calais, read in place.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "modules/territory/days.hpp"
#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/testing/imports.hpp"
#include "modules/territory/views.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date kBefore{2024, 12, 31}, kAfter{2025, 1, 1};

// Communes of 2023 (40) then of 2025 (39, Pierrefitte merged into Saint-Denis), IRIS of 2022.
void import_93(sql::Database& database, const std::string& old, const std::string& now, const std::string& iris) {
  import(database, request(ImportKind::communes, old, Date(2023, 1, 1)));
  import(database, request(ImportKind::iris, iris, Date(2023, 1, 1)));
  const ImportReport merged = import(database, request(ImportKind::communes, now, kAfter));
  CHECK(merged.closed == 1);
  REQUIRE(merged.repairs.size() >= 1);
  CHECK(std::any_of(merged.repairs.begin(), merged.repairs.end(), [](const LineProblem& note) {
    return note.code == "territory.merger_inferred" && note.sentence_fr.find("93066") != std::string::npos;
  }));
}

std::string as_it_is(std::string_view text) { return std::string(text); }

std::int64_t people(const Day& day, const char* commune) { return day.residents("commune", commune).persons; }

}  // namespace

TEST_CASE("93: the merger of Pierrefitte into Saint-Denis on both sides of its day") {
  const auto old = open_data("opendata/geometry/communes-2023-riate/communes_93.geojson");
  if (!old) return;
  const auto now = open_data("territory/93/communes.geojson");
  const auto iris = open_data("opendata/geometry/iris-93/contours-iris-93-wgs84.geojson");
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import_93(database, *old, *now, *iris);
    Days days(database);
    const auto before = days.day(kBefore), after = days.day(kAfter);
    CHECK(overview(*before).counts.commune == 40);
    CHECK(overview(*after).counts.commune == 39);
    CHECK(people(*before, "93059") == 31344);
    CHECK(before->place("commune", "93059")->name == "Pierrefitte-sur-Seine");
    CHECK(after->place("commune", "93059") == nullptr);
    CHECK(people(*after, "93066") == 149077);
    CHECK(after->snapshot.population() == 1704316);
    // Nothing recoded: the same 614 IRIS with the same codes, those of Pierrefitte attached to Saint-Denis.
    CHECK(before->snapshot.codes == after->snapshot.codes);
    CHECK(after->snapshot.codes.size() == 614);
    const auto of_pierrefitte = before->members("commune", "93059", "iris");
    CHECK(of_pierrefitte.size() == 9);
    for (std::string_view code : of_pierrefitte) CHECK(after->holder("iris", code, "commune") == "93066");
    const auto page = place_detail(*after, "commune", "93066", "");
    REQUIRE(page);
    REQUIRE(page->history.size() == 1);
    CHECK(page->history[0].kind == "absorbed");
    CHECK(page->history[0].names == std::vector<std::string>{"Pierrefitte-sur-Seine"});
    // The residents of the IRIS of a commune add up to those of the commune, to the last one.
    std::int64_t sum = 0;
    for (std::string_view code : after->members("commune", "93066", "iris"))
      sum += after->residents("iris", code).persons;
    CHECK(sum == 149077);
    CHECK(engines::connected(engines::Graph(614, after->snapshot.edges), std::vector<bool>(614, true)));
  });
}

TEST_CASE("93: sectors written with the old codes are reported after the merger, and still right before it") {
  const auto old = open_data("opendata/geometry/communes-2023-riate/communes_93.geojson");
  if (!old) return;
  const auto now = open_data("territory/93/communes.geojson");
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database, request(ImportKind::communes, *old, Date(2023, 1, 1)));
    const Day first(database.reading([](sql::Session& session) { return store::day(session, kBefore); }));
    std::string sectors = "code;secteur\n";
    for (const std::string& code : first.snapshot.codes)
      sectors += code + (code == "93059" ? ";PIERREFITTE\n" : ";RESTE\n");
    ImportRequest asked = request(ImportKind::sectors, sectors, Date(2023, 1, 1));
    asked.mission = "ssd";
    import(database, asked);
    import(database, request(ImportKind::communes, *now, kAfter));
    Days days(database);
    CHECK(coverage_faults(*days.day(kBefore), 0).empty());
    const auto faults = coverage_faults(*days.day(kAfter), 0);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].kind == FaultKind::unknown_unit);
    CHECK(faults[0].names == std::vector<std::string>{"Pierrefitte-sur-Seine"});
    CHECK(faults[0].reason == "no_longer_exists");
  });
}

TEST_CASE("93: who is competent at the town hall of Pierrefitte, before and after") {
  const auto old = open_data("opendata/geometry/communes-2023-riate/communes_93.geojson");
  if (!old) return;
  const auto now = open_data("territory/93/communes.geojson");
  const auto iris = open_data("opendata/geometry/iris-93/contours-iris-93-wgs84.geojson");
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import_93(database, *old, *now, *iris);
    Days days(database);
    const auto hall = geometry::to_lambert93({2.3615, 48.9655});
    REQUIRE(hall);
    const Competence before = days.competence(kBefore)->at_point(*hall),
                     after = days.competence(kAfter)->at_point(*hall);
    CHECK(before.level == "iris");
    CHECK(before.code.substr(0, 5) == "93059");
    CHECK(after.code == before.code);
    CHECK(days.competence(kBefore)->at_address("Pierrefitte sur Seine", "").code == "93059");
    CHECK(days.competence(kAfter)->at_address("Pierrefitte sur Seine", "").code.empty());
  });
}

TEST_CASE("64: 545 communes, their borders those of the published graph") {
  const auto communes = open_data("territory/64/communes.geojson");
  if (!communes) return;
  const auto edges = open_data("territory/64/edges.csv");
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    const ImportReport report = import(database, request(ImportKind::communes, *communes, kAfter));
    CHECK(report.created == 545);
    Territory territory(database);
    const auto day = territory.snapshot(kToday);
    CHECK(day->population() == 706564);
    CHECK(day->departement_name == "Pyrénées-Atlantiques");
    const auto published = std::count(edges->begin(), edges->end(), '\n') - 1;
    CHECK(std::abs(static_cast<long>(day->edges.size()) - static_cast<long>(published)) <= 15);
    CHECK(engines::connected(engines::Graph(545, day->edges), std::vector<bool>(545, true)));
    Days days(database);
    const SentText map = days.map(kToday, MapLevel::unit, as_it_is);
    CHECK(map.plain->find("\"Topology\"") != std::string::npos);
    CHECK(map.plain->size() < 1000000);
    CHECK(days.map(kToday, MapLevel::unit, as_it_is).plain == map.plain);  // kept
  });
}

TEST_CASE("62: the real map of 24 houses, with one commune split by streets") {
  const auto communes = open_data("opendata/geometry/communes-2023-riate/communes_62.geojson");
  if (!communes) return;
  const auto zones = open_data("opendata/sectorisation-62/zones_62.csv");
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database, request(ImportKind::communes, *communes, Date(2023, 1, 1)));
    ImportRequest asked = request(ImportKind::sectors, *zones, Date(2023, 1, 1));
    asked.mission = "mds";
    import(database, asked);
    Days days(database);
    const auto day = days.day(kToday);
    const auto faults = coverage_faults(*day, 0);
    const auto count = [&](FaultKind kind) {
      return std::count_if(faults.begin(), faults.end(),
                           [&](const CoverageFault& fault) { return fault.kind == kind; });
    };
    CHECK(count(FaultKind::gap) == 2);  // the two communes the file forgets
    REQUIRE(count(FaultKind::split_unit) == 1);
    const auto index = days.competence(kToday);
    const auto sector = [&](const char* address) {
      const std::int32_t found = index->at_address(address, "").answers.at(0).sector;
      return found < 0 ? std::string() : day->claims[0].sectors[static_cast<std::size_t>(found)].code;
    };
    CHECK(sector("12 rue de Douai, Bapaume") == "1034-nord");
    CHECK(sector("3 r du Mal Leclerc 62450 Bapaume") == "1034-sud");
    CHECK(sector("Arques") == "1030");
  });
}
