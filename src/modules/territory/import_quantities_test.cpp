// Quantities into the territory: all of it or nothing, dated, twice is once.
#include <doctest/doctest.h>

#include "modules/territory/testing/desk.hpp"
#include "modules/territory/testing/imports.hpp"
#include "platform/audit/audit.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date kThen{2023, 1, 1};

void on_land(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database,
           request(ImportKind::communes,
                   collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Beta", 200, 1, 0) + "," +
                              commune("93003", "Gamma", 300, 0, 1)),
                   Date(2020, 1, 1)));
    test(database);
  });
}

ImportRequest charges(std::string_view bytes, std::optional<Date> from = kThen, const std::string& vintage = "2023") {
  ImportRequest asked = request(ImportKind::quantities, bytes, from);
  asked.vintage = vintage;
  return asked;
}

std::vector<std::string> codes_of(const ImportReport& report) {
  std::vector<std::string> out;
  for (const LineProblem& problem : report.problems) out.push_back(problem.code);
  return out;
}

const std::string kWhole = "code;Naissances (naissances);Foyers RSA\n93001;10;1,5\n93002;20;0\n93003;30;2\n";

}  // namespace

TEST_CASE("a whole file is dated, told with its totals, and read back with its source") {
  on_land([](sql::Database& database) {
    const ImportReport report = import(database, charges(kWhole));
    CHECK(report.rows == 3);
    CHECK(report.created == 6);
    REQUIRE(report.repairs.size() == 2);
    CHECK(report.repairs[0].sentence_fr ==
          "«\u00a0Naissances\u00a0», 2023\u00a0: 60 naissances en tout, dans 3 lieux.");
    Territory territory(database);
    CHECK(territory.quantities(Date(2022, 12, 31)).empty());
    const auto known = territory.quantities(kThen);
    REQUIRE(known.size() == 2);
    CHECK(known[0].code == "foyersrsa");
    CHECK(known[0].of_unit == std::vector<std::int64_t>{1500, 0, 2000});
    CHECK(known[0].file_name == "file.csv");
    CHECK(known[1].unit == "naissances");
    CHECK(known[1].period == "2023");
    CHECK(known[1].missing.empty());
  });
}

TEST_CASE("a dry run changes nothing; the same file twice changes nothing; audited once") {
  on_land([](sql::Database& database) {
    ImportRequest dry = charges(kWhole);
    dry.dry_run = true;
    CHECK(import_file(database, dry).accepted);
    Territory territory(database);
    CHECK(territory.quantities(kThen).empty());
    import(database, charges(kWhole));
    const ImportReport again = import(database, charges(kWhole));
    CHECK(again.created == 0);
    CHECK(again.changed == 0);
    CHECK(again.unchanged == 6);
    const auto imports = database.reading([](sql::Session& session) { return store::imports(session); });
    CHECK(imports.size() == 2);  // the communes, the quantities once
  });
}

TEST_CASE("a place without a value refuses the file, by name; a zero is a value") {
  on_land([](sql::Database& database) {
    const ImportReport report = import_file(database, charges("code;Naissances;RSA\n93001;10;1\n93003;0;2\n"));
    CHECK_FALSE(report.accepted);
    CHECK(codes_of(report) == std::vector<std::string>{"territory.quantity_missing", "territory.quantity_missing"});
    CHECK(report.problems[0].sentence_fr.find("Beta 93002") != std::string::npos);
    CHECK(report.problems[0].sentence_fr.find("écrivez 0") != std::string::npos);
    CHECK(report.problems[1].column == "RSA");
    CHECK(Territory(database).quantities(kThen).empty());
  });
}

TEST_CASE("what a file of quantities may not be") {
  on_land([](sql::Database& database) {
    ImportRequest asked = charges(kWhole, kThen, "");
    CHECK(codes_of(import_file(database, asked)) == std::vector<std::string>{"territory.quantity_without_period"});
    asked.file_name = "charges-2024.csv";
    CHECK(import_file(database, asked).accepted);
    asked = charges(kWhole);
    asked.mission = "apa";
    CHECK(codes_of(import_file(database, asked)) == std::vector<std::string>{"territory.mission_needed"});
    CHECK(codes_of(import_file(database, charges("code;a\n75101;1\n"))) ==
          std::vector<std::string>{"territory.nothing_known"});
    CHECK(codes_of(import_file(database, charges(kWhole, Date(2019, 1, 1)))) ==
          std::vector<std::string>{"territory.nothing_known"});
  });
}

TEST_CASE("a later file takes over from its day; an older one read later hides nothing; what it drops is closed") {
  on_land([](sql::Database& database) {
    import(database, charges(kWhole, Date(2024, 1, 1), "2024"));
    import(database, charges("code;Naissances (naissances)\n93001;1\n93002;2\n93003;3\n", Date(2022, 1, 1), "2022"));
    Territory territory(database);
    const auto sum = [&](Date at) {
      std::int64_t total = 0;
      for (const Quantity& one : territory.quantities(at))
        if (one.code == "naissances")
          for (const std::int64_t amount : one.of_unit) total += amount;
      return total;
    };
    CHECK(sum(Date(2021, 12, 31)) == 0);
    CHECK(sum(Date(2023, 6, 1)) == 6000);
    CHECK(sum(kToday) == 60000);
    CHECK(territory.quantities(Date(2023, 6, 1))[0].period == "2022");
    CHECK(territory.quantities(kToday)[1].period == "2024");
    const ImportReport fewer = import(
        database, charges("code;Naissances (naissances)\n93001;11\n93002;20\n93003;30\n", Date(2025, 1, 1), "2025"));
    CHECK(fewer.changed == 1);
    CHECK(fewer.unchanged == 2);
    CHECK(territory.quantities(kToday).size() == 2);  // the file is silent about RSA: it says nothing of it
  });
}

TEST_CASE("rows of other territories are left out and counted") {
  on_land([](sql::Database& database) {
    const ImportReport report = import(database, charges("code;a\n75101;9\n93001;1\n93002;2\n93003;3\n"));
    REQUIRE(report.repairs.size() == 2);
    CHECK(report.repairs[0].code == "territory.outside_left_out");
  });
}

TEST_CASE("the page of quantities says what is known, of what, from which file") {
  on_land([](sql::Database& database) {
    ImportRequest asked = charges(kWhole);
    asked.mission = "pmi";
    import(database, asked);
    Desk desk(database);
    const auto page =
        platform::from_json<wire::Quantities>(*desk.ask("/territory/quantities?at=2023-05-01").body).value;
    REQUIRE(page.items.size() == 2);
    CHECK(page.items[1].name == "Naissances");
    CHECK(page.items[1].total == 60);
    CHECK(page.items[1].units == 3);
    CHECK(page.items[1].missing == 0);
    CHECK(page.items[1].mission == "pmi");
    CHECK(page.items[1].file_name == "file.csv");
    CHECK(platform::from_json<wire::Quantities>(*desk.ask("/territory/quantities?at=2022-05-01").body)
              .value.items.empty());
  });
}

TEST_CASE("93: households on RSA of the CAF, given by commune, on its 614 IRIS") {
  const auto communes = open_data("territory/93/communes.geojson");
  if (!communes) return;
  const auto iris = open_data("opendata/geometry/iris-93/contours-iris-93-wgs84.geojson");
  const auto caf = open_data("opendata/caf/s_ben_com_f_93_reconstitue.csv");
  std::string december = "code;Foyers RSA (foyers)\n";
  std::int64_t published = 0;
  for (std::size_t line = caf->find('\n') + 1; line < caf->size();) {
    const std::string row = caf->substr(line, caf->find('\n', line) - line);
    line += row.size() + 1;
    if (!row.starts_with("2023-12")) continue;
    std::vector<std::string> cells(1);
    for (const char c : row) {
      if (c == ';')
        cells.emplace_back();
      else
        cells.back() += c;
    }
    december += cells[1] + ";" + cells[4] + "\n";
    published += std::stoll(cells[4]);
  }
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database, request(ImportKind::communes, *communes, Date(2025, 1, 1)));
    import(database, request(ImportKind::iris, *iris, Date(2025, 1, 1)));
    const ImportReport report = import(database, charges(december, Date(2025, 1, 1)));
    CHECK(report.rows == 39);
    Territory territory(database);
    const auto known = territory.quantities(kToday);
    REQUIRE(known.size() == 1);
    CHECK(known[0].of_unit.size() == 614);
    CHECK(known[0].missing.empty());
    std::int64_t total = 0, estimated = 0;
    for (std::size_t u = 0; u < 614; ++u) total += known[0].of_unit[u], estimated += known[0].estimated[u];
    CHECK(total == published * 1000);
    CHECK(estimated > 580);  // all but the communes of one IRIS
  });
}
