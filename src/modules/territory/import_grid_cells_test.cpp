// Who lives in each cell: what a file says of those in the territory, day after day.
#include <doctest/doctest.h>

#include <set>

#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/grid.hpp"
#include "modules/territory/testing/cells.hpp"
#include "modules/territory/testing/two_communes.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

constexpr Date kFirst{2019, 1, 1}, kLater{2021, 1, 1};

const std::string kAlpha = cell_at({2.303, 48.903}), kNorth = cell_at({2.303, 48.907}),
                  kBeta = cell_at({2.315, 48.905});

ImportReport import_cells(sql::Database& database, const std::string& rows, Date from, bool dry_run = false) {
  const std::string file = kCellsHead + rows;
  ImportRequest asked = request(ImportKind::grid_cells, file, from);
  asked.file_name = "Filosofi2019_carreaux_200m_met.csv";
  asked.dry_run = dry_run;
  return import_file(database, asked);
}

std::vector<GridCell> cells_at(sql::Database& database, Date at, std::int32_t size_m = 200) {
  return database.reading([&](sql::Session& session) { return grid_cells(session, at, size_m); });
}
std::vector<Grid> grids_at(sql::Database& database, Date at) {
  return database.reading([&](sql::Session& session) { return grids(session, at); });
}

const LineProblem* note(const std::vector<LineProblem>& notes, const std::string& code) {
  const auto found =
      std::find_if(notes.begin(), notes.end(), [&](const LineProblem& one) { return one.code == "territory." + code; });
  return found == notes.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("cells: those of the territory are kept with their figures, their file and what INSEE imputed") {
  on_two_communes(kFirst, [](sql::Database& database) {
    const std::string rows = cell_row(kAlpha, 40, false, "93001") + cell_row(kBeta, 10, true, "93002") +
                             cell_row(cell_at({2.36, 48.9}), 7, false, "93001") +
                             cell_row(cell_at({5.0, 45.0}), 9, false, "69001");
    CHECK(import_cells(database, rows, kFirst, true).created == 2);
    CHECK(cells_at(database, kFirst).empty());
    const auto report = import_cells(database, rows, kFirst);
    CHECK((report.accepted && report.rows == 4 && report.created == 2));
    const LineProblem* left = note(report.repairs, "cells_left_out");
    REQUIRE(left);
    CHECK(left->sentence_en.find("2 cells have") == 0);
    CHECK(left->sentence_en.find("1 of them, where 7 people live") != std::string::npos);
    const LineProblem* imputed = note(report.repairs, "cells_imputed");
    REQUIRE(imputed);
    CHECK(imputed->sentence_en.find("1 cells of 2") == 0);
    CHECK(imputed->sentence_en.find("20%") != std::string::npos);
    const auto cells = cells_at(database, kFirst);
    REQUIRE(cells.size() == 2);
    CHECK((cells[0].residents == 40'000 && cells[0].aged_0_5 == 8'000 && cells[0].aged_65 == 12'000));
    CHECK((cells[0].aged_80 == 4'000 && cells[0].households == 20'000 && cells[0].poor == 5'000));
    CHECK((!cells[0].imputed && cells[1].imputed));
    const auto known = grids_at(database, kLater);
    REQUIRE(known.size() == 1);
    CHECK((known[0].cells == 2 && known[0].imputed == 1 && known[0].residents == 50'000));
    CHECK(known[0].residents_imputed == 10'000);
    CHECK((known[0].source == "Insee, Filosofi, données carroyées à 200 m" && known[0].vintage == "2019"));
    CHECK(grids_at(database, Date(2018, 12, 31)).empty());
  });
}

TEST_CASE("cells: the same file twice leaves no trace; another vintage is the whole of its size and touches no other") {
  on_two_communes(kFirst, [](sql::Database& database) {
    import_cells(database, cell_row(kAlpha, 40, false, "93001") + cell_row(kNorth, 5, false, "93001"), kFirst);
    CHECK(import_cells(database, cell_row(kAlpha, 40, false, "93001") + cell_row(kNorth, 5, false, "93001"), kFirst)
              .unchanged == 2);
    CHECK(import_cells(database, cell_row(cell_at({2.3132, 48.9083}, 1000), 60, false, "93001"), kFirst).created == 1);
    const auto later =
        import_cells(database, cell_row(kAlpha, 41, false, "93001") + cell_row(kBeta, 3, false, "93002"), kLater);
    CHECK((later.created == 1 && later.changed == 1 && later.closed == 1));
    CHECK(cells_at(database, kFirst).size() == 2);
    CHECK(cells_at(database, kLater).size() == 2);
    CHECK(cells_at(database, kLater, 1000).size() == 1);
    const auto sizes = grids_at(database, kLater);
    REQUIRE(sizes.size() == 2);
    CHECK((sizes[0].size_m == 200 && sizes[1].size_m == 1000 && sizes[1].residents == 60'000));
  });
}

TEST_CASE("cells: a file of elsewhere, or read before the communes, is refused; one row wrong, and nothing is kept") {
  on_two_communes(kFirst, [](sql::Database& database) {
    const std::string good = cell_row(kAlpha, 40, false, "93001");
    const auto elsewhere = import_cells(database, cell_row(cell_at({5.0, 45.0}), 9, false, "69001"), kFirst);
    CHECK(note(elsewhere.problems, "no_cell_here"));
    CHECK(note(import_cells(database, good, Date(2018, 1, 1)).problems, "no_cell_here"));
    const auto wrong = import_cells(database, good + "CRS3035RES200mN1E2,x,0,0,93001,1,1,0,0,0,0,0,0,0,0\n", kFirst);
    CHECK_FALSE(wrong.accepted);
    CHECK(wrong.problems.at(0).line == 3);
    CHECK(cells_at(database, kFirst).empty());
  });
}

TEST_CASE("cells: an extract of a file already known would close most of its cells, and is refused") {
  on_two_communes(kFirst, [](sql::Database& database) {
    std::string rows;
    std::set<std::string> met;
    for (int i = 0; i < 40; ++i) {
      const std::string name = cell_at({2.3005 + 0.0005 * (i % 20), 48.9005 + 0.004 * (i / 20)});
      if (met.insert(name).second) rows += cell_row(name, 10, false, "93001");
    }
    const auto whole = import_cells(database, rows, kFirst);
    REQUIRE(whole.created >= 6);
    const auto part = import_cells(database, rows.substr(0, rows.find('\n') + 1), kLater);
    CHECK_FALSE(part.accepted);
    CHECK(note(part.problems, "incomplete_file"));
  });
}

TEST_CASE("property: the unit of a cell is the one whose outline holds its centre") {
  on_two_communes(kFirst, [](sql::Database& database) {
    std::string rows;
    std::set<std::string> met;
    for (int i = 0; i < 12; ++i)
      for (int j = 0; j < 8; ++j)
        if (const std::string name = cell_at({2.298 + 0.002 * i, 48.899 + 0.0015 * j}); met.insert(name).second)
          rows += cell_row(name, 1 + i + j, false, "93001");
    import_cells(database, rows, kFirst);
    Territory territory(database);
    const auto cells = cells_at(database, kFirst);
    REQUIRE(cells.size() > 20);
    const auto units = units_holding(territory, kFirst, cells);
    std::int64_t all = 0, held = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const auto at = *geometry::to_lonlat(centre_of(cells[c]));
      CAPTURE(at.lon);
      REQUIRE((units[c] == 0 || units[c] == 1));
      CHECK(units[c] == (at.lon < 2.31 ? 0 : 1));
      CHECK((at.lon > 2.2999 && at.lon < 2.3201 && at.lat > 48.8999 && at.lat < 48.9101));
      all += cells[c].residents;
      held += units[c] >= 0 ? cells[c].residents : 0;
    }
    CHECK(held == all);
    CHECK(grids_at(database, kFirst)[0].residents == all);
  });
}
