// Workbooks made by hand: the sheet that has the columns is read, wherever it stands and whatever its name.
#include <doctest/doctest.h>

#include <filesystem>

#include "modules/territory/reading/testing/any_kind.hpp"
#include "modules/territory/reading/testing/real_files.hpp"
#include "modules/territory/reading/testing/workbook.hpp"

using namespace maillage::territory::reading;

namespace {

const std::vector<std::vector<std::string>> kRows{{"code", "secteur"}, {"93066", "A"}, {"1034", "B"}};

Heard sectors(const std::vector<Sheet>& sheets) {
  const std::string bytes = workbook(sheets);
  return heard(read_sectors({"secteurs.xlsx", bytes}));
}

}  // namespace

TEST_CASE("workbooks: the first sheet that has the columns, below its titles; lines are those of the sheet") {
  const Heard plain = sectors({{"Feuil1", kRows}});
  CHECK(said(plain.problems) == "");
  CHECK(listed(plain.rows) == "93066 A \n01034 B \n");
  CHECK(plain.lines == std::vector<int>{2, 3});
  CHECK(said(plain.repairs) == "3 code: code_mended(1034, 01034)");
  const Heard later = sectors({{"Lisez-moi", {{"Source"}, {"Insee"}}},
                               {"Données", {{"Secteurs"}, {"au 1er janvier"}, {"code", "secteur"}, {"93066", "A"}}},
                               {"Autres", kRows}});
  CHECK(listed(later.rows) == "93066 A \n");
  CHECK(later.lines == std::vector<int>{4});
}

TEST_CASE("workbooks: without the columns anywhere, what the first sheet lacks is said; without a row, that") {
  CHECK(said(sectors({{"A", {{"x", "y"}, {"1", "2"}}}, {"B", {{"z"}, {"3"}}}}).problems) ==
        "- code: column_missing(code, x, y)\n- sector: column_missing(sector, x, y)");
  CHECK_FALSE(sectors({{"A", {}}}).ok());
}

TEST_CASE("workbooks: the name of a sheet is never a path, nor an option of the program that reads it") {
  const std::filesystem::path outside = std::filesystem::temp_directory_path() / "maillage-escaped.csv";
  std::filesystem::remove(outside);
  for (const std::string name : {"../maillage-escaped", "../../maillage-escaped", "/tmp/maillage-escaped", "a/b", "..",
                                 "x.csv", "Données 2025 (définitif)", "'; DROP TABLE x; --"}) {
    CAPTURE(name);
    CHECK(listed(sectors({{name, kRows}}).rows) == "93066 A \n01034 B \n");
    CHECK_FALSE(std::filesystem::exists(outside));
  }
  for (const std::string name : {"-overwrite", "--help", "-sql"}) {
    CAPTURE(name);
    CHECK(sectors({{name, kRows}}).rows.empty());
    CHECK(listed(sectors({{name, kRows}, {"Feuil2", kRows}}).rows) == "93066 A \n01034 B \n");
  }
}

TEST_CASE("real workbooks: residents are looked for in books that hold none, and what lacks is said") {
  const auto folder = open_data();
  if (!folder) return;
  for (const char* path : {"/opendata/insee/filosofi/BASE_TD_FILO_DEC_IRIS_2018.xlsx",
                           "/opendata/insee/population/estim-pop-dep-sexe-aq-1975-2020.xls"}) {
    CAPTURE(std::string(path));
    const std::string bytes = slurped(*folder + path);
    const Heard read = heard(read_populations({path, bytes}));
    CHECK(read.rows.empty());
    REQUIRE(read.problems.size() >= 1);
    CHECK(read.problems[0].problem.code == "territory.column_missing");
    CHECK(unsaid(read, 1) == "");
  }
}
