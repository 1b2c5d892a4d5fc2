#include <doctest/doctest.h>

#include <map>
#include <set>

#include "modules/territory/reading/reading.hpp"
#include "modules/territory/reading/testing/real_files.hpp"
#include "modules/territory/reading/testing/sayings.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

Read<SectorRow> sectors(std::string_view bytes) { return read_sectors({"secteurs.csv", bytes}); }

}  // namespace

TEST_CASE("sectors: code and sector are enough, communes and IRIS together") {
  const auto read = sectors("code;sector;name\n93066;S1;Saint-Denis Nord\n930010101;S2;\n");
  CHECK(said(read.problems) == "");
  REQUIRE(read.rows.size() == 2);
  CHECK(text(read.rows[0].code) == "93066");
  CHECK(read.rows[0].sector_name == "Saint-Denis Nord");
  CHECK(std::holds_alternative<IrisCode>(read.rows[1].code));
  CHECK(read.rows[1].line == 3);
  CHECK_FALSE(read.rows[1].street);
}

TEST_CASE("sectors: street ranges") {
  const auto read = sectors(
      "city_code,sector_id,street_name,street_ban_id,from,to,parity\n"
      "62080,N,Rue de Douai,62080_0280,1,99,impair\n"
      "62080,S,Rue de Douai,62080_0280,2,,pair\n"
      "62080,F\n");
  CHECK(said(read.problems) == "");
  REQUIRE(read.rows.size() == 3);
  CHECK(read.rows[0].street->parity == Parity::odd);
  CHECK(read.rows[0].street->to_number == 99);
  CHECK(read.rows[1].street->from_number == 2);
  CHECK_FALSE(read.rows[1].street->to_number);
  CHECK(read.rows[1].street->ban_id == "62080_0280");
  CHECK_FALSE(read.rows[2].street);
}

TEST_CASE("sectors: every fault at once, with its line and column") {
  const auto read = sectors(
      "code;secteur;voie;du;au;parite\n"
      "9306;A;;;;\n"
      "93066;;;;;\n"
      ";B;;;;\n"
      "abc;B;;;;\n"
      "93066;C;Rue X;9;3;\n"
      "93066;C;;1;3;\n"
      "93066;C;Rue X;un;;gauche\n"
      "93066;D;Rue X;1;9;pair;trop\n");
  CHECK(said(read.problems) ==
        "3 secteur: cell_missing\n"
        "4 code: cell_missing\n"
        "5 code: commune_code_invalid(abc)\n"
        "6 du: range_reversed(9, 3)\n"
        "7 voie: range_without_street\n"
        "8 du: number_invalid(un)\n"
        "8 parite: parity_invalid(gauche)\n"
        "9 : too_many_cells(7, 6)");
  CHECK(said(read.repairs) == "2 code: code_mended(9306, 09306)");
}

TEST_CASE("sectors: a repeated line counts once, a unit claimed twice is kept for the coverage check") {
  const auto read = sectors("code;sector\n93066;A\n93066;A\n93066;B\n");
  CHECK(read.ok());
  CHECK(read.rows.size() == 2);
  CHECK(said(read.repairs) == "3 code: line_twice");
}

TEST_CASE("sectors: no file is no crash") {
  CHECK(said(sectors("").problems) == "- : file_empty");
  CHECK(said(sectors("\n\n").problems) == "- : file_empty");
  CHECK(said(sectors("a;b\n1;2\n").problems) ==
        "- code: column_missing(code, a, b)\n- sector: column_missing(sector, a, b)");
  CHECK(said(sectors("code;sector\n\"93066;A\n").problems) == "2 : quote_not_closed(1)");
}

TEST_CASE("real sectors: the map of Pas-de-Calais") {
  const auto folder = open_data();
  if (!folder) return;
  const auto read = sectors(slurped(*folder + "/opendata/sectorisation-62/zones_62.csv"));
  CHECK(said(read.problems) == "");
  CHECK(said(read.repairs) == "");
  std::set<std::string> communes, names;
  std::size_t streets = 0;
  for (const SectorRow& row : read.rows) {
    communes.insert(text(row.code));
    names.insert(row.sector);
    streets += row.street.has_value();
  }
  CHECK(communes.size() == 888);
  CHECK(communes.count("62193") == 0);
  CHECK(streets == 4);
  CHECK(names.count("1034-fallback") == 1);
  CHECK(read.rows.size() == 892);
}
