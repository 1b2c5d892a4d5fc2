// The promises of every import, kind by kind and on both databases: a dry run writes nothing, a refused file writes
// nothing, the same file twice writes nothing, and both databases hold the same.
#include <doctest/doctest.h>

#include "modules/territory/days.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/testing/cells.hpp"
#include "modules/territory/testing/imports.hpp"
#include "modules/territory/testing/tables.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date kFirst{2020, 1, 1}, kLater{2025, 1, 1};

std::string iris(const std::string& code, int i, int j) {
  return square(R"("CODE_IRIS":")" + code + R"(","NOM_IRIS":"I","TYP_IRIS":"H")", i, j);
}

// A file of each kind about the same four communes, and one of the kind that is wrong in its last row only.
struct Lot {
  ImportKind kind;
  std::string good, wrong, code_of_wrong;
  int rows;
};

const std::vector<Lot>& lots() {
  const std::string kSectors = "code;secteur;nom;voie;du;au;cote\n";
  const std::string kSites = "id;nom;type;code_insee;lon;lat\n", kDoors = "id;numero;rep;nom_voie;code_insee;lon;lat\n";
  static const std::vector<Lot> all = {
      {ImportKind::communes,
       collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Béta", 200, 1, 0) + "," +
                  commune("93003", "Gamma", 300, 0, 1) + "," + commune("93004", "Delta", 400, 1, 1)),
       collection(commune("93001", "Alpha", 101, 0, 0) + "," + commune("93001", "Beta", 200, 1, 0)),
       "territory.code_twice", 4},
      {ImportKind::iris, collection(iris("930010101", 0, 0) + "," + iris("930020101", 1, 0)),
       collection(iris("930010101", 0, 0) + "," + iris("930010102", 0, 0)), "territory.outlines_overlap", 2},
      {ImportKind::populations, "IRIS;P22_POP\n930010101;60\n930020101;ns\n", "IRIS;P22_POP\n930010101;61\nx;1\n",
       "territory.commune_code_invalid", 2},
      {ImportKind::epci, "CODGEO;EPCI;LIBEPCI\n93001;200054781;M\n93002;200054781;M\n",
       "CODGEO;EPCI;LIBEPCI\n93001;200054782;M\n93002;x;M\n", "territory.epci_code_invalid", 1},
      {ImportKind::sectors,
       kSectors + "93001;A;Nord;;;;\n93002;A;;Rue de l'Église;1;9;impair\n93002;B;;;;;\n75056;B;;;;;\n",
       kSectors + "93001;B;;;;;\n93002;;;;;;\n", "territory.cell_missing", 4},
      {ImportKind::sites, kSites + "m1;MDS;mds;93001;2,305;48,905\np1;PMI;pmi;93002;;\n",
       kSites + "m1;MDS déplacée;mds;93001;;\nm1;MDS;mds;93001;;\n", "territory.code_twice", 2},
      {ImportKind::addresses, kDoors + "a;1;;Rue du Bac;93001;2.305;48.905\nb;2;bis;Rue du Bac;93001;2.306;48.905\n",
       kDoors + "a;3;;Rue du Bac;93001;2.305;48.905\nb;;;Rue du Bac;93001;;\n", "territory.cell_missing", 2},
      {ImportKind::cog_changes, "cod2024;cod2025;annee;typemodif;ratio\n93002;93001;2025-01-01;f;1\n",
       "cod2024;cod2025;annee;typemodif;ratio\n93003;93001;2025-01-01;f;1\n93004;93001;2025-01-01;z;1\n",
       "territory.change_kind_invalid", 1},
      {ImportKind::access_points,
       "nom;type;code_insee;lon;lat;horaires\nAlpha;France services;93001;2,305;48,905;lundi 9h-12h\n"
       "CCAS;CCAS;93002;;;\n",
       "nom;type;code_insee\nAlpha;CCAS;93001\nBêta;;93002\n", "territory.cell_missing", 2},
      {ImportKind::grid_cells,
       kCellsHead + cell_row(cell_at({2.303, 48.903}), 40, false, "93001") +
           cell_row(cell_at({2.315, 48.905}), 10, true, "93002"),
       kCellsHead + cell_row(cell_at({2.303, 48.903}), 41, false, "93001") +
           cell_row("CRS3035RES200mN1E1", 10, true, "93002"),
       "territory.grid_cell_invalid", 2},
  };
  return all;
}

ImportRequest of(const Lot& lot, const std::string& bytes, Date from = kFirst) {
  ImportRequest asked = request(lot.kind, bytes, from);
  if (lot.kind == ImportKind::sectors) asked.mission = "ssd";
  return asked;
}

void on_both(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, test);
}

std::string in_short(const ImportReport& report) {
  return "created " + std::to_string(report.created) + ", changed " + std::to_string(report.changed) + ", unchanged " +
         std::to_string(report.unchanged) + ", closed " + std::to_string(report.closed);
}

}  // namespace

TEST_CASE("kind after kind: dry run, refusal, import, and again: only the third writes, and once") {
  on_both([](sql::Database& database) {
    for (const Lot& lot : lots()) {
      CAPTURE(std::string(name_of(lot.kind)));
      const std::string before = tables(database);
      ImportRequest dry = of(lot, lot.good);
      dry.dry_run = true;
      const ImportReport foretold = import(database, dry);
      CHECK(foretold.rows == lot.rows);
      CHECK(tables(database) == before);

      const ImportReport refused = import_file(database, of(lot, lot.wrong));
      CHECK_FALSE(refused.accepted);
      REQUIRE(refused.problems.size() >= 1);
      CHECK(refused.problems[0].code == lot.code_of_wrong);
      CHECK(in_short(refused) == "created 0, changed 0, unchanged 0, closed 0");
      CHECK(tables(database) == before);

      const ImportReport done = import(database, of(lot, lot.good));
      CHECK(in_short(done) == in_short(foretold));
      CHECK(done.created + done.changed > 0);
      const std::string after = tables(database);
      CHECK(after != before);

      const ImportReport again = import(database, of(lot, lot.good));
      CHECK(again.created + again.changed + again.closed == 0);
      CHECK(tables(database) == after);
    }
  });
}

TEST_CASE("both databases end with the same rows, one by one") {
  std::string on_the_other;
  on_both([&](sql::Database& database) {
    for (const Lot& lot : lots()) import(database, of(lot, lot.good));
    std::string here = tables(database);
    // Each writes a real number in its own way.
    const std::size_t areas = here.find("== outline");
    here.erase(areas, here.find("== membership") - areas);
    if (on_the_other.empty()) on_the_other = here;
    CHECK(here == on_the_other);
  });
}

TEST_CASE(
    "a fault in the middle of an import leaves the tables byte for byte as they were, and the next import works") {
  on_both([](sql::Database& database) {
    const auto rename = [&](const char* from, const char* to) {
      database.write(
          [&](sql::Session& session) { session.script(std::string("ALTER TABLE ") + from + " RENAME TO " + to); });
    };
    import(database, of(lots()[0], lots()[0].good));
    const std::string before = tables(database);
    // Borders are the last thing an import of outlines writes: places and outlines are written when it fails.
    rename("territory_edge", "territory_edge_away");
    CHECK_THROWS(import_file(database, of(lots()[1], lots()[1].good)));
    rename("territory_edge_away", "territory_edge");
    CHECK(tables(database) == before);
    CHECK(import(database, of(lots()[1], lots()[1].good)).created == 2);
  });
}

TEST_CASE("the register and the audit say who, what and when; a refusal and a dry run leave no line") {
  on_both([](sql::Database& database) {
    const auto lines = [&] {
      return database.reading([](sql::Session& s) { return platform::audit::head(s).sequence; });
    };
    ImportRequest asked = of(lots()[0], lots()[0].good);
    asked.by = "claire";
    asked.vintage = "COG 2020";
    asked.file_name = "communes.geojson";
    import(database, asked);
    CHECK(lines() == 1);
    const auto register_lines = database.reading([](sql::Session& session) { return store::imports(session); });
    REQUIRE(register_lines.size() == 1);
    CHECK(register_lines[0].kind == "communes");
    CHECK(register_lines[0].by == "claire");
    CHECK(register_lines[0].file_name == "communes.geojson");
    CHECK(register_lines[0].vintage == "COG 2020");
    CHECK(register_lines[0].rows == 4);
    CHECK(register_lines[0].created == 4);
    CHECK(register_lines[0].sha256.size() == 64);
    import_file(database, of(lots()[0], lots()[0].wrong));
    asked.dry_run = true;
    asked.valid_from = kLater;
    import(database, asked);
    CHECK(lines() == 1);
  });
}

TEST_CASE("the day a file is true from: the one asked, else 1 January of its vintage, else today") {
  on_both([](sql::Database& database) {
    import(database, of(lots()[0], lots()[0].good));
    const auto began = [&](const std::string& vintage, std::optional<Date> from, const std::string& name) {
      const std::string file = "id;nom;code_insee\n" + name + ";N;93001\n";
      ImportRequest asked = request(ImportKind::sites, file, from);
      asked.vintage = vintage;
      asked.file_name = "sites.csv";
      import(database, asked);
      const DayRecords day = database.reading([](sql::Session& s) { return store::day(s, Date(2090, 1, 1)); });
      for (const SiteRecord& site : day.sites)
        if (site.code == name) return site.from;
      return Date(1, 1, 1);
    };
    CHECK(began("", std::nullopt, "a") == kToday);
    CHECK(began("2019", std::nullopt, "b") == Date(2019, 1, 1));
    CHECK(began("COG au 1er janvier 2021", std::nullopt, "c") == Date(2021, 1, 1));
    CHECK(began("2019", Date(2022, 3, 4), "d") == Date(2022, 3, 4));
    CHECK(began("n° 12345", std::nullopt, "e") == kToday);
    CHECK(began("1789", std::nullopt, "f") == kToday);
  });
}

TEST_CASE("day before, day of, day after: every kind of change is seen from its day on") {
  on_both([](sql::Database& database) {
    for (const Lot& lot : lots())
      if (lot.kind != ImportKind::cog_changes) import(database, of(lot, lot.good));
    const std::string renamed =
        collection(commune("93001", "Alpha-Ville", 110, 0, 0) + "," + commune("93002", "Béta", 200, 1, 0) + "," +
                   commune("93003", "Gamma", 300, 0, 1) + "," + commune("93004", "Delta", 400, 1, 1));
    import(database, request(ImportKind::communes, renamed, kLater));
    import(database, request(ImportKind::epci, "CODGEO;EPCI;LIBEPCI\n93001;200054782;N\n93002;200054781;M\n", kLater));
    import(database,
           of({ImportKind::sectors, "", "", "", 0}, "code;secteur\n93001;B\n93002;A\n93003;A\n93004;A\n", kLater));
    import(database, request(ImportKind::sites, "id;nom;type;code_insee\nm1;MDS;mds;93002\n", kLater));
    import(database,
           request(ImportKind::addresses,
                   "id;numero;rep;nom_voie;code_insee;lon;lat\na;1;;Rue du Bac;93001;2.315;48.905\n", kLater));
    Days days(database);
    const auto seen = [&](Date at) {
      const auto day = days.day(at);
      const auto index = days.competence(at);
      const Competence alpha = index->at_code("930010101"), door = index->at_address("1 rue du Bac", "93001");
      const auto sector = [&](const Competence& found) {
        const std::int32_t s = found.answers.at(0).sector;
        return s < 0 ? std::string("-") : day->claims[0].sectors[static_cast<std::size_t>(s)].code;
      };
      return day->place("commune", "93001")->name + " " + std::to_string(day->residents("commune", "93001").persons) +
             " " + std::string(day->holder("commune", "93001", "epci")) + " " + sector(alpha) + " " +
             day->records.sites.at(0).commune + " " + door.code + " " + sector(door);
    };
    const std::string before = "Alpha 100 200054781 A 93001 930010101 A";
    const std::string after = "Alpha-Ville 110 200054782 B 93002 930020101 A";
    CHECK(seen(Date(2024, 12, 31)) == before);
    CHECK(seen(kLater) == after);
    CHECK(seen(Date(2025, 1, 2)) == after);
    CHECK(seen(kFirst) == before);
    CHECK(days.day(Date(2019, 12, 31))->snapshot.codes.empty());
  });
}
