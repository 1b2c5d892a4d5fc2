// Several files that stand or fall together.
#include "modules/territory/testing/imports.hpp"
#include "platform/audit/audit.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

const std::string kCommunes =
    collection(commune("93001", "Aubervilliers", 90, 0, 0) + "," + commune("93005", "Aulnay-sous-Bois", 60, 1, 0));

std::string iris_at(const std::string& code, int i, int j) {
  return square(R"("code_iris":")" + code + R"(","nom_iris":"Nord","type_iris":"H")", i, j, 0.01);
}

void on_both(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, test);
}

std::int64_t audited(sql::Database& database) {
  std::int64_t count = 0;
  database.read([&](sql::Session& session) { count = platform::audit::head(session).sequence; });
  return count;
}

}  // namespace

TEST_CASE("together: each file is read on top of those before it, and each has its line of audit") {
  on_both([](sql::Database& database) {
    const std::string sectors = "code;sector\n93001;A\n93005;B\n";
    std::vector<ImportRequest> files{request(ImportKind::communes, kCommunes, kToday),
                                     request(ImportKind::sectors, sectors, kToday)};
    files[1].mission = "ase";
    const auto reports = import_files(database, files);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].accepted);
    CHECK(reports[0].created == 2);
    CHECK(reports[1].accepted);
    CHECK(audited(database) == 2);
    CHECK(Territory(database).snapshot(kToday)->missions.size() == 1);
  });
}

TEST_CASE("together: a file that cannot be read, or is refused by what is known, undoes those before it") {
  on_both([](sql::Database& database) {
    const std::string unreadable = "not;a;file\n", elsewhere = "code;population\n64001;5\n",
                      late = "code;sector\n93001;A\n";
    for (const std::string& bad : {unreadable, elsewhere}) {
      std::vector<ImportRequest> files{request(ImportKind::communes, kCommunes, kToday),
                                       request(ImportKind::populations, bad, kToday),
                                       request(ImportKind::sectors, late, kToday)};
      const auto reports = import_files(database, files);
      REQUIRE(reports.size() == 2);  // the third was not reached
      CHECK_FALSE(reports[0].accepted);
      CHECK(reports[0].created == 0);
      CHECK(reports[0].problems.empty());
      CHECK_FALSE(reports[1].accepted);
      CHECK_FALSE(reports[1].problems.empty());
      CHECK(audited(database) == 0);
      CHECK(Territory(database).snapshot(kToday)->codes.empty());
    }
  });
}

TEST_CASE("together: a dry run of one is a dry run of all, and says what would be done; no file is nothing") {
  on_both([](sql::Database& database) {
    const std::string populations = "code;population\n93001;95\n";
    std::vector<ImportRequest> files{request(ImportKind::communes, kCommunes, kToday),
                                     request(ImportKind::populations, populations, kToday)};
    files[0].dry_run = true;
    const auto reports = import_files(database, files);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].created == 2);
    CHECK(reports[1].accepted);
    CHECK(reports[1].changed == 1);
    CHECK(audited(database) == 0);
    CHECK(Territory(database).snapshot(kToday)->codes.empty());
    CHECK(import_files(database, {}).empty());
  });
}

TEST_CASE("IRIS of a commune that is not one that day go to the commune whose ground holds them, and it is said") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, kCommunes, kToday));
    const std::string iris =
        collection(iris_at("930590101", 0, 0) + "," + iris_at("930590102", 1, 0) + "," + iris_at("930590103", 7, 7));
    const ImportReport report = import(database, request(ImportKind::iris, iris, kToday));
    REQUIRE(report.repairs.size() == 2);
    CHECK(report.repairs[0].sentence_en ==
          "1 IRIS of 93059, which is not a commune on 2026-03-01, were attached to 93001, whose outline holds them.");
    CHECK(report.repairs[1].sentence_fr ==
          "1 IRIS de 93059, qui n’est pas une commune au 2026-03-01, ont été rattachés à 93005, dont le contour les "
          "contient.");
    const auto day = Territory(database).snapshot(kToday);
    CHECK(day->codes == std::vector<std::string>{"930590101", "930590102", "930590103"});
    CHECK(day->commune_codes == std::vector<std::string>{"93001", "93005", "93059"});  // the last is nowhere
    CHECK(day->populations == std::vector<std::int64_t>{90, 60, 0});
    CHECK(import(database, request(ImportKind::iris, iris, kToday)).unchanged == report.created);
  });
}

TEST_CASE(
    "the real IRIS of 2022 on the communes of 2025: those of Pierrefitte are Saint-Denis's, no resident is lost") {
  const auto communes = open_data("territory/93/communes.geojson");
  const auto iris = open_data("opendata/geometry/iris-93/contours-iris-93-wgs84.geojson");
  if (!communes || !iris) return;
  on_both([&](sql::Database& database) {
    import(database, request(ImportKind::communes, *communes, kToday));
    import(database, request(ImportKind::iris, *iris, kToday));
    const auto day = Territory(database).snapshot(kToday);
    CHECK(day->codes.size() == 614);
    CHECK(day->population() == 1704316);
    std::size_t of_pierrefitte = 0;
    for (std::size_t u = 0; u < day->codes.size(); ++u) {
      if (!day->codes[u].starts_with("93059")) continue;
      ++of_pierrefitte;
      CHECK(day->commune_codes[u] == "93066");
      CHECK(day->populations[u] > 0);
    }
    CHECK(of_pierrefitte == 9);
  });
}
