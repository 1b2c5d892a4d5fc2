// The gridded data of INSEE: both sizes, each vintage's spellings, slices, and what is no cell.
#include <doctest/doctest.h>

#include "base/random.hpp"
#include "modules/territory/reading/testing/any_kind.hpp"
#include "modules/territory/reading/testing/zipped.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

const std::string kHead =
    "idcar_200m,idcar_1km,i_est_200,lcog_geo,ind,men,men_pauv,ind_0_3,ind_4_5,ind_65_79,ind_80p\n";
const std::string kKilometre = "CRS3035RES1000mN2890000E3761000";

Read<GridCellRow> cells(std::string_view bytes, std::string_view name = "carreaux_200m_met.csv",
                        std::size_t slice_bytes = std::size_t{4} << 20) {
  return read_grid_cells({name, bytes}, slice_bytes);
}

std::string row(int north, int east, const std::string& figures = "34.5,12,3,2,1.5,6,2") {
  return "CRS3035RES200mN" + std::to_string(north) + "E" + std::to_string(east) + "," + kKilometre + ",0,93031," +
         figures + "\n";
}

}  // namespace

TEST_CASE("cells: as INSEE writes them, in thousandths; those of 65 and over hold those of 80 and over") {
  const auto read = cells(kHead + row(2890200, 3761400) + "CRS3035RES200mN2890400E3761400," + kKilometre +
                              ",1,9303193066,4.2,2,0.3,0,0.1,1,0\n",
                          "Filosofi2019_carreaux_200m_csv.csv");
  CHECK(said(read.problems) == "");
  REQUIRE(read.rows.size() == 2);
  CHECK(shown(read.rows[0]) == "200 2890200 3761400 34500 3500 8000 2000 12000 3000 93031");
  CHECK(shown(read.rows[1]) == "200 2890400 3761400 4200 100 1000 0 2000 300 93031 imputed");
  CHECK(read.rows[1].line == 3);
  CHECK((read.source == "Insee, Filosofi, données carroyées à 200 m" && read.vintage == "2019"));
  CHECK(read.licence == "Licence Ouverte 2.0");
}

TEST_CASE("cells: the grid of 1 km, and the spellings of older vintages") {
  const auto wide = cells("idcar_1km,i_est_1km,lcog_geo,ind,men,men_pauv,ind_0_3,ind_4_5,ind_65_79,ind_80p\n" +
                          kKilometre + ",0,93031,800,300,40,30,20,90,35\n");
  REQUIRE(wide.rows.size() == 1);
  CHECK(shown(wide.rows[0]) == "1000 2890000 3761000 800000 50000 125000 35000 300000 40000 93031");
  CHECK(wide.source == "Insee, Filosofi, données carroyées à 1 km");
  const auto old = cells(
      "IdINSPIRE,Id_carr1km,I_est_cr,Depcom,Ind,Men,Men_pauv,Ind_0_3,Ind_4_5,Ind_65_79,Ind_80p\n"
      "CRS3035RES200mN2890200E3761400,x,1,93031,4,2,1,0,0,1,1\n");
  REQUIRE(old.rows.size() == 1);
  CHECK(shown(old.rows[0]) == "200 2890200 3761400 4000 0 2000 1000 2000 1000 93031 imputed");
}

TEST_CASE("cells: what is no cell of the European grid is refused, all at once, with its line") {
  const auto read = cells(kHead + row(2890200, 3761400) + row(2890201, 3761400) +
                          "CRS2975RES200mN7634000E335200,x,0,97411,1,1,0,0,0,0,0\n" +
                          "CRS3035RES500mN2890000E3761000,x,0,93031,1,1,0,0,0,0,0\n" +
                          "CRS3035RES200mN-200E3761400,x,0,93031,1,1,0,0,0,0,0\n" +
                          "CRS3035RES200mN2890400E3761400x,x,0,93031,1,1,0,0,0,0,0\n,x,0,93031,1,1,0,0,0,0,0\n");
  CHECK(read.rows.size() == 1);
  std::string lines;
  for (const Note& note : read.problems) {
    CHECK(note.problem.code == "territory.grid_cell_invalid");
    lines += std::to_string(note.line.value_or(0)) + " ";
  }
  CHECK(lines == "3 4 5 6 7 8 ");
}

TEST_CASE("cells: a figure that is missing, below zero, huge or no number, and a flag that is none, are refused") {
  const auto read =
      cells(kHead + row(2890200, 3761400, ",12,3,2,1.5,6,2") + row(2890400, 3761400, "-1,12,3,2,1.5,6,2") +
            row(2890600, 3761400, "1,1e7,3,2,1.5,6,2") + row(2890800, 3761400, "1,1,secret,2,1.5,6,2") +
            "CRS3035RES200mN2891000E3761400,x,2,93031,1,1,0,0,0,0,0\n");
  CHECK(said(read.problems) ==
        "2 ind: cell_missing\n3 ind: grid_figure_invalid(-1)\n4 men: grid_figure_invalid(1e7)\n"
        "5 men_pauv: grid_figure_invalid(secret)\n6 i_est_200: grid_flag_invalid(2)");
  CHECK(read.rows.empty());
}

TEST_CASE("cells: one given twice is refused with both lines, and so is a file of two sizes") {
  const auto twice = cells(kHead + row(2890200, 3761400) + row(2890400, 3761400) + row(2890200, 3761400));
  REQUIRE(twice.problems.size() == 1);
  CHECK(twice.problems[0].problem.code == "territory.code_twice");
  CHECK(twice.problems[0].line == 4);
  CHECK(twice.problems[0].problem.args[1].second == "2");
  const auto mixed = cells(kHead + row(2890200, 3761400) + kKilometre + ",x,0,93031,1,1,0,0,0,0,0\n");
  REQUIRE(mixed.problems.size() == 1);
  CHECK(mixed.problems[0].problem.code == "territory.grid_mixed");
}

TEST_CASE("property: read in slices of any size, a file says the same, to the line of its faults") {
  Random random(11);
  std::string file = kHead;
  for (int i = 0; i < 60; ++i)
    file += row(2890200 + 200 * i, 3761400, i % 13 == 5 ? "x,12,3,2,1.5,6,2" : "34.5,12,3,2,1.5,6,2");
  const auto whole = heard(cells(file));
  CHECK(whole.problems.size() == 5);
  for (int round = 0; round < 40; ++round) {
    const std::size_t slice = 1 + random.below(file.size());
    CAPTURE(slice);
    const auto sliced = heard(cells(file, "carreaux_200m_met.csv", slice));
    CHECK(listed(sliced.rows) == listed(whole.rows));
    CHECK(sliced.lines == whole.lines);
    CHECK(said(sliced.problems) == said(whole.problems));
  }
}

TEST_CASE("cells: out of the archive of INSEE, metropolitan France; another kind of file is refused") {
  const std::string met = kHead + row(2890200, 3761400) + row(2890400, 3761400), reun = kHead + row(2890600, 3761400);
  const auto read = cells(zipped({{"carreaux_200m_reun.csv", reun}, {"carreaux_200m_met.csv", met}}),
                          "Filosofi2021_carreaux_200m_csv.zip");
  CHECK(read.rows.size() == 2);
  CHECK(read.vintage == "2021");
  CHECK(said(cells("{\"a\":1}").problems) == "- : grid_not_text");
  CHECK(said(cells("").problems) == "- : file_empty");
  CHECK(said(cells("code,ind\n93031,4\n").problems).find("column_missing(idcar_200m") != std::string::npos);
}
