// What an import mends, leaves out or refuses once the file itself is read: each with its sentence, and nothing silent.
#include <doctest/doctest.h>

#include <set>

#include "modules/territory/coverage.hpp"
#include "modules/territory/days.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/testing/imports.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date kFirst{2020, 1, 1}, kLater{2025, 1, 1};

std::string communes(int count) {
  std::string features;
  for (int i = 0; i < count; ++i)
    features += (i ? "," : "") + commune("9300" + std::to_string(i + 1), "Commune " + std::to_string(i + 1), 100, i, 0);
  return collection(features);
}

std::string iris(const std::string& code, int i, int j = 0) {
  return square(R"("CODE_IRIS":")" + code + R"(","NOM_IRIS":"I","TYP_IRIS":"H")", i, j);
}

void on_communes(int count, const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database, request(ImportKind::communes, communes(count), kFirst));
    test(database);
  });
}

ImportRequest sectors(const std::string& text, const std::string& mission, Date from = kFirst) {
  ImportRequest asked = request(ImportKind::sectors, text, from);
  asked.mission = mission;
  return asked;
}

// "code line", one a note.
std::string codes(const std::vector<LineProblem>& notes) {
  std::string text;
  for (const LineProblem& note : notes) {
    text += (text.empty() ? "" : ", ") + note.code.substr(std::string("territory.").size());
    if (note.line) text += " " + std::to_string(*note.line);
    CHECK(note.sentence_fr.find('{') == std::string::npos);
    CHECK(note.sentence_en.find('{') == std::string::npos);
    CHECK_FALSE(note.sentence_fr.empty());
  }
  return text;
}

}  // namespace

TEST_CASE("missions: any short code of small letters, digits, dashes; anything else is refused by its name") {
  on_communes(2, [](sql::Database& database) {
    const std::string file = "code;secteur\n93001;A\n";
    for (const char* mission : {"", "SSD", "s s d", "é", "ssd;", "../x", "abcdefghijklmnopqrstu", "'"}) {
      CAPTURE(std::string(mission));
      const ImportReport report = import_file(database, sectors(file, mission));
      CHECK(codes(report.problems) == "mission_needed");
      CHECK(report.problems[0].sentence_fr.find(mission) != std::string::npos);
    }
    for (const char* mission : {"ssd", "autonomie_2", "a-b", "abcdefghijklmnopqrst"})
      CHECK(import(database, sectors(file, mission)).created == 1);
  });
}

TEST_CASE("sectors: codes of nowhere, gone or outside are kept as written and said once, with their line") {
  on_communes(3, [](sql::Database& database) {
    import(database,
           request(ImportKind::cog_changes, "code_ancien;code_nouveau;date;type\n93002;93001;2022-01-01;f\n"));
    const std::string file = "code;secteur\n93001;A\n93002;A\n93002;B\n75056;B\n930010101;B\n75056;C\n93003;B\n";
    const ImportReport late = import(database, sectors(file, "ssd", kLater));
    CHECK(codes(late.repairs) == "unit_gone 3, unit_unknown 5, unit_unknown 6");
    CHECK(late.repairs[0].sentence_fr.find("2022-01-01") != std::string::npos);
    CHECK(late.created == 7);
    Days days(database);
    std::set<std::string> unknown;
    for (const CoverageFault& fault : coverage_faults(*days.day(kLater), 0))
      if (fault.kind == FaultKind::unknown_unit) unknown.insert(fault.units.begin(), fault.units.end());
    CHECK(unknown == std::set<std::string>{"75056", "930010101", "93002"});
    // The same file about the eve of the merger: the commune is there.
    CHECK(codes(import(database, sectors(file, "ase", Date(2021, 12, 31))).repairs) ==
          "unit_unknown 5, unit_unknown 6");
    CHECK(codes(import_file(database, sectors("code;secteur\n75056;A\n13055;B\n", "pmi")).problems) == "nothing_known");
  });
}

TEST_CASE("communes: one that leaves without heir is closed and said; more than half of them leaving is refused") {
  on_communes(8, [](sql::Database& database) {
    std::string features;
    for (int i : {0, 1, 2, 3, 4, 5, 6})
      features +=
          (i ? "," : "") + commune("9300" + std::to_string(i + 1), "Commune " + std::to_string(i + 1), 100, i, 0);
    const ImportReport report = import(database, request(ImportKind::communes, collection(features), kLater));
    CHECK(report.closed == 1);
    CHECK(codes(report.repairs) == "closed_without_successor");
    CHECK(report.repairs[0].sentence_fr.find("93008") != std::string::npos);
    Days days(database);
    CHECK(days.day(Date(2024, 12, 31))->snapshot.codes.size() == 8);
    CHECK(days.day(kLater)->snapshot.codes.size() == 7);
    // Of the seven left, four would go: an extract. Three would: a file.
    const auto with = [&](int count) {
      const std::string bytes = communes(count);
      return codes(import_file(database, request(ImportKind::communes, bytes, Date(2026, 1, 1))).problems);
    };
    CHECK(with(3) == "incomplete_file");
    CHECK(with(4) == "");
  });
}

TEST_CASE("IRIS: those of a merged commune are of its heir's list; a new list that omits them closes them") {
  on_communes(3, [](sql::Database& database) {
    const std::string all = collection(iris("930010101", 0) + "," + iris("930020101", 1) + "," + iris("930030101", 2));
    import(database, request(ImportKind::iris, all, kFirst));
    import(database,
           request(ImportKind::cog_changes, "code_ancien;code_nouveau;date;type\n93002;93001;2025-01-01;f\n"));
    Days days(database);
    CHECK(days.day(kLater)->members("commune", "93001", "iris").size() == 2);
    CHECK(days.day(kLater)->members("commune", "93002", "iris").empty());
    CHECK(days.day(kLater)->snapshot.codes.size() == 3);
    // The list of 2026 of Saint-Denis draws its ground again.
    const std::string redrawn = collection(iris("930010101", 0) + "," + iris("930010102", 1));
    const ImportReport report = import(database, request(ImportKind::iris, redrawn, Date(2026, 1, 1)));
    CHECK(report.created == 1);
    CHECK(report.closed == 1);
    CHECK(days.day(Date(2026, 1, 1))->snapshot.codes ==
          std::vector<std::string>{"930010101", "930010102", "930030101"});
    CHECK(days.day(Date(2025, 12, 31))->snapshot.codes ==
          std::vector<std::string>{"930010101", "930020101", "930030101"});
    CHECK(days.day(Date(2026, 1, 1))->snapshot.population() == 300);
  });
}

TEST_CASE(
    "residents: rows of elsewhere, withheld or of no known place are left out and counted, never taken for zero") {
  on_communes(2, [](sql::Database& database) {
    import(database, request(ImportKind::iris, collection(iris("930010101", 0) + "," + iris("930020101", 1)), kFirst));
    const ImportReport report =
        import(database, request(ImportKind::populations,
                                 "code;population\n930010101;60\n930020101;s\n75056;2000000\n751010101;9\n", kFirst));
    CHECK(codes(report.repairs) == "outside_left_out, withheld_left_out");
    CHECK(report.repairs[0].sentence_fr.find("2 lignes") != std::string::npos);
    Days days(database);
    const auto day = days.day(kFirst);
    CHECK(day->residents("iris", "930010101").persons == 60);
    CHECK_FALSE(day->residents("iris", "930010101").estimated);
    CHECK(day->residents("iris", "930020101").persons == 100);  // its share of the commune's
    CHECK(day->residents("iris", "930020101").estimated);
  });
}

TEST_CASE("sites and doors abroad: the site is kept without its place and said by its line, doors are left out") {
  on_communes(1, [](sql::Database& database) {
    const ImportReport sites =
        import(database,
               request(ImportKind::sites,
                       "id;nom;code_insee;lon;lat\na;MDS;93001;2.305;48.905\nb;PMI;93001;48.905;2.305\nc;X;93001;;\n",
                       kFirst));
    CHECK(codes(sites.repairs) == "site_unplaced 3");
    CHECK(sites.repairs[0].sentence_fr.find("PMI") != std::string::npos);
    const ImportReport doors = import(
        database, request(ImportKind::addresses,
                          "id;numero;nom_voie;code_insee;lon;lat\na;1;Rue A;93001;2.305;48.905\nb;2;Rue A;93001;;\n"
                          "c;3;Rue A;93001;48.9;2.3\n",
                          kFirst));
    CHECK(codes(doors.repairs) == "unplaced_left_out");
    CHECK(doors.repairs[0].sentence_fr.starts_with("2 adresses"));
    Days days(database);
    CHECK(days.competence(kFirst)->at_address("1 rue A", "93001").reason.code == "of_door");
    CHECK(days.competence(kFirst)->at_address("3 rue A", "93001").reason.code == "of_near_door");
  });
}

TEST_CASE("names of sectors: the last one a file gives, else the code; another name is a change, not another sector") {
  on_communes(2, [](sql::Database& database) {
    import(database, sectors("code;secteur;nom\n93001;A;Nord\n93002;A;\n", "ssd"));
    const auto name_on = [&](Date at) {
      return database.reading([&](sql::Session& s) { return store::day(s, at); }).sectors.at(0).name;
    };
    CHECK(name_on(kFirst) == "Nord");
    import(database, sectors("code;secteur;nom\n93001;A;Nord-Ouest\n93002;A;Nord-Est\n", "ssd", kLater));
    CHECK(name_on(kLater) == "Nord-Est");
    CHECK(name_on(Date(2024, 12, 31)) == "Nord");
    import(database, sectors("code;secteur\n93001;A\n93002;A\n", "ssd", Date(2026, 1, 1)));
    CHECK(name_on(Date(2026, 1, 1)) == "A");
  });
}
