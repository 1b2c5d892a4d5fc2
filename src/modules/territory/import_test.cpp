#include "modules/territory/import.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/territory/day.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/testing/imports.hpp"
#include "platform/audit/audit.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

void on_both(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, test);
}

const std::string kFour =
    collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Beta", 200, 1, 0) + "," +
               commune("93003", "Gamma", 300, 0, 1) + "," + commune("93004", "Delta", 400, 1, 1));
const std::string kSectors = "code,sector\n93001,S1\n93002,S1\n93003,S2\n93004,S2\n";

// Every visible row of every day on which something changes, as text: two databases with equal pictures say the same.
std::string picture(sql::Database& database) {
  return database.reading([](sql::Session& session) {
    std::string text;
    for (Date at : {Date(2019, 1, 1), Date(2021, 1, 1), Date(2024, 12, 31), Date(2025, 1, 1), kToday}) {
      const DayRecords day = store::day(session, at);
      text += at.str() + "\n";
      for (const auto& place : day.places) text += place.level + place.code + place.name + "\n";
      for (const auto& one : day.populations) text += one.code + "=" + std::to_string(one.persons) + "\n";
      for (const auto& one : day.memberships) text += one.code + "<" + one.in_code + "\n";
      for (const auto& one : day.sector_units) text += one.mission + one.sector + one.unit + one.street + "\n";
      for (const auto& one : day.edges) text += one.a + "-" + one.b + ":" + std::to_string(one.border_dm) + "\n";
    }
    return text;
  });
}

}  // namespace

TEST_CASE("communes: places, residents, outlines and borders appear on their day and not before") {
  on_both([](sql::Database& database) {
    const ImportReport report = import(database, request(ImportKind::communes, kFour, Date(2020, 1, 1)));
    CHECK(report.rows == 4);
    CHECK(report.created == 4);
    Territory territory(database);
    CHECK(territory.snapshot(Date(2019, 12, 31))->codes.empty());
    const auto day = territory.snapshot(kToday);
    CHECK(day->codes == std::vector<std::string>{"93001", "93002", "93003", "93004"});
    CHECK(day->population() == 1000);
    CHECK(day->unit_level == "commune");
    CHECK(day->departement_name == "Seine-Saint-Denis");
    REQUIRE(day->edges.size() == 4);  // a lattice of four squares: no border through the middle point
    for (const engines::Edge& edge : day->edges) CHECK(edge.border_m > 700);
  });
}

TEST_CASE("the same file twice changes nothing and leaves one line in the register and one in the audit") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, kFour, Date(2020, 1, 1)));
    const std::string before = picture(database);
    const auto audit = database.reading([](sql::Session& session) { return platform::audit::head(session); });
    const ImportReport again = import(database, request(ImportKind::communes, kFour, Date(2020, 1, 1)));
    CHECK(again.unchanged == 4);
    CHECK(again.created + again.changed + again.closed == 0);
    CHECK(picture(database) == before);
    database.read([&](sql::Session& session) {
      CHECK(store::imports(session).size() == 1);
      CHECK(store::version(session) == 1);
      CHECK(platform::audit::head(session) == audit);
    });
  });
}

TEST_CASE("a dry run tells the whole truth and does nothing") {
  on_both([](sql::Database& database) {
    ImportRequest asked = request(ImportKind::communes, kFour, Date(2020, 1, 1));
    asked.dry_run = true;
    const ImportReport dry = import(database, asked);
    CHECK(dry.created == 4);
    CHECK(database.reading([](sql::Session& session) { return store::imports(session); }).empty());
    asked.dry_run = false;
    CHECK(import(database, asked).created == dry.created);
  });
}

TEST_CASE("a merger: each commune has its own residents before, only the successor after, and the IRIS follow") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, kFour, Date(2020, 1, 1)));
    const auto iris = [](const std::string& code, const std::string& in, int i, int j) {
      return square(R"("CODE_IRIS":")" + code + R"(","NOM_IRIS":"I","INSEE_COM":")" + in +
                        R"(","NOM_COM":"C","TYP_IRIS":"H","IRIS":")" + code.substr(5) + '"',
                    i, j);
    };
    import(database,
           request(ImportKind::iris,
                   collection(iris("930010101", "93001", 0, 0) + "," + iris("930020101", "93002", 1, 0) + "," +
                              iris("930030101", "93003", 0, 1) + "," + iris("930040101", "93004", 1, 1)),
                   Date(2022, 1, 1)));
    import(database,
           request(ImportKind::cog_changes,
                   "\"cod2024\";\"cod2025\";\"annee\";\"typemodif\";\"ratio\"\n"
                   "\"93001\";\"93001\";\"2025-01-01\";\"f\";1\n\"93002\";\"93001\";\"2025-01-01\";\"f\";1\n"));
    Territory territory(database);
    const auto before = territory.snapshot(Date(2024, 12, 31));
    const auto after = territory.snapshot(Date(2025, 1, 1));
    CHECK(before->codes == after->codes);  // the IRIS are the same
    CHECK(before->commune_codes == std::vector<std::string>{"93001", "93002", "93003", "93004"});
    CHECK(after->commune_codes == std::vector<std::string>{"93001", "93001", "93003", "93004"});
    CHECK(before->population() == 1000);
    CHECK(after->population() == 1000);
    const Day day(database.reading([](sql::Session& session) { return store::day(session, Date(2025, 1, 1)); }));
    CHECK(day.place("commune", "93002") == nullptr);
    CHECK(day.residents("commune", "93001").persons == 300);
    CHECK(day.members("commune", "93001", "iris").size() == 2);
    for (const CentreRecord& centre : day.records.centres)
      if (centre.level == "commune" && centre.code == "93001")
        CHECK(centre.area_m2 == doctest::Approx(2 * 733.0 * 1112).epsilon(0.02));  // both squares
  });
}

TEST_CASE("the merger may be read before or after the files it touches: the days are the same") {
  const std::string merger = "cod2024;cod2025;annee;typemodif;ratio\n93002;93001;2025-01-01;f;1\n";
  const std::string three =
      collection(commune("93001", "Alpha", 300, 0, 0) + "," + commune("93003", "Gamma", 300, 0, 1) + "," +
                 commune("93004", "Delta", 400, 1, 1));
  const std::vector<ImportRequest> files{request(ImportKind::communes, kFour, Date(2020, 1, 1)),
                                         request(ImportKind::communes, three, Date(2025, 1, 1)),
                                         request(ImportKind::cog_changes, merger)};
  on_both([&](sql::Database& database) {
    for (const ImportRequest& file : files) import(database, file);
    const std::string expected = picture(database);
    CHECK(expected.find("93002") < expected.find("2025-01-01\n"));
    CHECK(expected.find("93002", expected.find("2025-01-01\n")) == expected.npos);
    for (const ImportRequest& file : files) import(database, file);
    CHECK(picture(database) == expected);
  });
}

TEST_CASE("a commune that leaves the file is followed by its ground, and said") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, kFour, Date(2020, 1, 1)));
    const std::string wide = R"({"type":"Feature","properties":{"code":"93001","nom":"Alpha","population":300},)"
                             R"("geometry":{"type":"Polygon","coordinates":[[[2.3,48.9],[2.32,48.9],[2.32,48.91],)"
                             R"([2.3,48.91],[2.3,48.9]]]}})";
    const ImportReport report = import(database, request(ImportKind::communes,
                                                         collection(wide + "," + commune("93003", "Gamma", 300, 0, 1) +
                                                                    "," + commune("93004", "Delta", 400, 1, 1)),
                                                         Date(2025, 1, 1)));
    CHECK(report.closed == 1);
    REQUIRE(report.repairs.size() == 1);
    CHECK(report.repairs[0].code == "territory.merger_inferred");
    const auto events = database.reading([](sql::Session& session) { return store::events(session); });
    REQUIRE(events.size() == 1);
    CHECK(events[0].from_code == "93002");
    CHECK(events[0].to_code == "93001");
    CHECK(events[0].inferred);
  });
}

TEST_CASE("an extract is not taken for the whole file") {
  on_both([](sql::Database& database) {
    std::string features;
    for (int i = 0; i < 9; ++i)
      features +=
          (i ? "," : "") + commune("9300" + std::to_string(i + 1), "Commune " + std::to_string(i + 1), 10, i, 0);
    import(database, request(ImportKind::communes, collection(features), Date(2020, 1, 1)));
    const std::string before = picture(database);
    const ImportReport report = import_file(
        database, request(ImportKind::communes, collection(commune("93001", "Commune 1", 10, 0, 0)), Date(2025, 1, 1)));
    CHECK_FALSE(report.accepted);
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].code == "territory.incomplete_file");
    CHECK(report.closed == 0);
    CHECK(picture(database) == before);
  });
}

TEST_CASE("sectors: a new map closes the old one on its day; codes that are gone are kept and said") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, kFour, Date(2020, 1, 1)));
    ImportRequest sectors = request(ImportKind::sectors, kSectors, Date(2020, 1, 1));
    CHECK(import_file(database, sectors).problems.at(0).code == "territory.mission_needed");
    sectors.mission = "ssd";
    CHECK(import(database, sectors).created == 4);
    CHECK(import(database, sectors).unchanged == 4);
    import(database,
           request(ImportKind::cog_changes, "cod2024;cod2025;annee;typemodif;ratio\n93002;93001;2025-01-01;f;1\n"));
    ImportRequest late =
        request(ImportKind::sectors, "code,sector\n93001,S1\n93002,S9\n93003,S2\n93004,S2\n", Date(2025, 6, 1));
    late.mission = "ssd";
    const ImportReport report = import(database, late);
    REQUIRE(report.repairs.size() == 1);
    CHECK(report.repairs[0].code == "territory.unit_gone");
    CHECK(report.repairs[0].line == 3);
    CHECK(report.repairs[0].sentence_fr.find("devenue 93001") != std::string::npos);
    Territory territory(database);
    CHECK(territory.snapshot(Date(2025, 5, 31))->missions.at(0).sectors.size() == 2);
    CHECK(territory.snapshot(Date(2025, 6, 1))->missions.at(0).sectors.size() == 3);
  });
}

TEST_CASE("a file about nowhere is refused, whatever its kind") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, kFour, Date(2020, 1, 1)));
    ImportRequest sectors = request(ImportKind::sectors, "code,sector\n64001,S1\n", Date(2020, 1, 1));
    sectors.mission = "ssd";
    CHECK(import_file(database, sectors).problems.at(0).code == "territory.nothing_known");
    CHECK_FALSE(import_file(database, request(ImportKind::communes, "not a file at all")).accepted);
    CHECK(database.reading([](sql::Session& session) { return store::imports(session); }).size() == 1);
  });
}

TEST_CASE("an import wakes the pictures kept in memory") {
  on_both([](sql::Database& database) {
    Territory territory(database);
    CHECK(territory.snapshot(kToday)->codes.empty());
    import(database, request(ImportKind::communes, kFour, Date(2020, 1, 1)));
    const auto first = territory.snapshot(kToday);
    CHECK(first->codes.size() == 4);
    CHECK(territory.snapshot(kToday) == first);
  });
}
