// Each kind of file, fault by fault: what is said, where, and what is mended.
#include <doctest/doctest.h>

#include "modules/territory/reading/testing/any_kind.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

struct Case {
  std::string bytes;
  std::vector<std::string> rows;
  std::string problems = "";
  std::string repairs = "";
};

void check_cases(std::size_t kind, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Heard read = kinds()[kind].read({"fichier", c.bytes});
    CAPTURE(c.bytes);
    CHECK(said(read.problems) == c.problems);
    CHECK(said(read.repairs) == c.repairs);
    CHECK(listed(read.rows) == listed(c.rows));
    CHECK(unsaid(read, 100) == "");
  }
}

enum : std::size_t { kCommunes, kPopulations, kEpci, kChanges, kSectors, kSites, kAddresses };

}  // namespace

TEST_CASE("codes: what a spreadsheet did to them is mended and said, what cannot be mended is refused") {
  check_cases(kCommunes,
              {
                  {"code;nom\n1034;Ars\n", {"01034 Ars - - -"}, "", "2 code: code_mended(1034, 01034)"},
                  {"code;nom\n2A4;Ajaccio\n", {}, "2 code: commune_code_invalid(2A4)"},
                  {"code;nom\n2B14;Aghione\n", {"2B014 Aghione - - -"}, "", "2 code: code_mended(2B14, 2B014)"},
                  {"code;nom\n2a004;A\n", {"2A004 A - - -"}, "", "2 code: code_mended(2a004, 2A004)"},
                  {"code;nom\n20004;A\n", {"20004 A - - -"}},
                  {"code;nom\n31230,0;F\n", {"31230 F - - -"}, "", "2 code: code_mended(31230,0, 31230)"},
                  {"code;nom\n97411;St-Denis\n", {"97411 St-Denis - - -"}},
                  {"code;nom\n97911;X\n", {}, "2 code: commune_code_invalid(97911)"},
                  {"code;nom\n00001;X\n", {}, "2 code: commune_code_invalid(00001)"},
                  {"code;nom\n9,3E+04;X\n", {}, "2 code: commune_code_invalid(9,3E+04)"},
                  {"code;nom\n93066 Saint-Denis;X\n", {}, "2 code: commune_code_invalid(93066 Saint-Denis)"},
                  {"code;nom\n;Sans code\n93066;\n", {}, "2 code: cell_missing\n3 nom: cell_missing"},
                  // Two spellings of one code are one code.
                  {"code;nom\n01034;A\n1034;B\n",
                   {"01034 A - - -"},
                   "3 code: code_twice(01034, 2)",
                   "3 code: code_mended(1034, 01034)"},
              });
}

TEST_CASE("communes: residents as people write them, EPCI as Insee writes none") {
  const auto row = [](const std::string& population, const std::string& epci) {
    return "code;nom;population;epci\n93066;A;" + population + ";" + epci + "\n";
  };
  check_cases(
      kCommunes,
      {
          {row("149 077", ""), {"93066 A 149077 - -"}},
          {row("149\u202F077", ""), {"93066 A 149077 - -"}},
          {row("149077,49", ""), {"93066 A 149077 - -"}},
          {row("149077.5", ""), {"93066 A 149078 - -"}},
          {row("343 500*", ""), {"93066 A 343500 - -"}},
          {row("1,704,316", ""), {}, "2 population: count_invalid(1,704,316)"},
          {row("149,077", ""), {"93066 A 149 - -"}, "2 population: commas_unclear(149,077)"},
          {row("-3", ""), {}, "2 population: count_invalid(-3)"},
          {row("1e30", ""), {}, "2 population: count_invalid(1e30)"},
          {row("beaucoup", "x"), {}, "2 population: count_invalid(beaucoup)\n2 epci: epci_code_invalid(x)"},
          {row("", "ZZZZZZZZZ"), {"93066 A - - -"}},
          {row("", "NC"), {"93066 A - - -"}},
          {row("", "200054781/200057867"), {"93066 A - 200054781 -"}},
          {row("", "200054781.0"), {"93066 A - 200054781 -"}, "", "2 epci: code_mended(200054781.0, 200054781)"},
          {row("", "20005478"), {}, "2 epci: epci_code_invalid(20005478)"},
      });
}

TEST_CASE("populations: commas of thousands are never guessed") {
  const auto column = [](const std::vector<std::string>& cells) {
    std::string text = "code;population\n";
    for (std::size_t i = 0; i < cells.size(); ++i) text += "9300" + std::to_string(i + 1) + ";" + cells[i] + "\n";
    return text;
  };
  check_cases(
      kPopulations,
      {
          {column({"1 200", "149,077"}), {"93001 1200 ", "93002 149 "}, "3 population: commas_unclear(149,077)"},
          // A longer whole part, or other decimals, show what commas mean in this file.
          {column({"149,077", "2034,512"}), {"93001 149 ", "93002 2035 "}},
          {column({"149,077", "12,5"}), {"93001 149 ", "93002 13 "}},
          {column({"0,125", "8"}), {"93001 0 ", "93002 8 "}},
      });
}

TEST_CASE("populations: a withheld figure keeps its reason, and is no zero") {
  for (const char* reason : {"s", "ns", "nd", "so", "NR", "nc", "NA", "ndiff", "-", "/", "…"}) {
    check_cases(kPopulations,
                {{std::string("IRIS;P22_POP\n930660101;") + reason + "\n", {std::string("930660101 - ") + reason}}});
  }
  check_cases(kPopulations,
              {
                  {"IRIS;P22_POP\n930660101;\n", {"930660101 - "}},
                  {"IRIS;P22_POP\n930660101;0\n", {"930660101 0 "}},
                  {"IRIS;P22_POP\n930660101;12\n930660101;13\n", {"930660101 12 "}, "3 IRIS: code_twice(930660101, 2)"},
                  {"code;type;population\n93066;commune-actuelle;10\n93059;commune-deleguee;4\n",
                   {"93066 10 "},
                   "",
                   "- : not_current_communes(1)"},
                  {"IRIS;LIBIRIS\n930660101;x\n", {}, "- population: column_missing(population, IRIS, LIBIRIS)"},
              });
}

TEST_CASE("epci: a commune is in one EPCI, and in one EPT") {
  const auto list = [](const std::string& items) { return "[" + items + "]"; };
  const auto epci = [](const std::string& code, const std::string& type, const std::string& members) {
    return R"({"code":")" + code + R"(","nom":"N","type":")" + type + R"(","membres":[)" + members + "]}";
  };
  const std::string a = R"({"code":"93001"})", b = R"({"code":"93066"})";
  check_cases(kEpci, {
                         {list(epci("200000001", "CC", a) + "," + epci("200000002", "CA", b)),
                          {"200000001 N epci 93001", "200000002 N epci 93066"}},
                         {list(epci("200000001", "CC", a) + "," + epci("200000002", "CA", b + "," + a)),
                          {"200000001 N epci 93001"},
                          "2 membres.code: member_twice(93001, 200000001, 1)"},
                         {list(epci("200000001", "METRO", a) + "," + epci("200000002", "EPT", a)),
                          {"200000001 N epci 93001", "200000002 N ept 93001"}},
                         {list(epci("200000001", "CC", R"({"code":"1001"},{"code":"x"})")),
                          {},
                          "1 membres.code: commune_code_invalid(x)",
                          "1 membres.code: code_mended(1001, 01001)"},
                         {"CODGEO;EPCI;LIBEPCI\n93001;200054781/200057867;M\n93066;200054781;M\n",
                          {"200054781 M epci 93001+93066", "200057867 M ept 93001"}},
                         {"CODGEO;EPCI;LIBEPCI\n93001;200054781;M\n93001;200054781;M\n",
                          {"200054781 M epci 93001"},
                          "3 CODGEO: code_twice(93001, 2)"},
                         {"CODGEO;EPCI;LIBEPCI\n93001;douze;M\n", {}, "2 EPCI: epci_code_invalid(douze)"},
                         {"code;codeEpt;libEpt\n93001;200057867;Plaine\n", {"200057867 Plaine ept 93001"}},
                     });
}

TEST_CASE("changes: mergers, splits and changes of code, whichever way the file is written") {
  const std::string head = "cod2024;cod2025;annee;typemodif;ratio\n";
  check_cases(
      kChanges,
      {
          {head + "93059;93066;01/01/2025;F;1\n93066;93066;01/01/2025;F;1\n", {"2025-01-01 merged 93059+93066>93066"}},
          {head + "2a1;2A004;2025-01-01;f;1\n", {}, "2 cod2024: commune_code_invalid(2a1)"},
          {head + "93059;93066;2025-02-30;f;1\n", {}, "2 annee: date_invalid(2025-02-30)"},
          {head + "93059;93066;;f;1\n", {}, "2 annee: cell_missing"},
          {head + "93059;93066;2025-01-01;fusion;1\n", {}, "2 typemodif: change_kind_invalid(fusion)"},
          {head + "31483;31300;2025-01-01;d;\n",
           {"2025-01-01 split 31483>31300 0"},
           "2 ratio: cell_missing\n2 ratio: shares_do_not_add_up(31483, 0.000)"},
          // Two splits of one commune on two days are two changes; mergers of one day into two communes as well.
          {head + "31483;31300;2025-01-01;d;1\n31483;31301;2025-06-01;d;1\n",
           {"2025-01-01 split 31483>31300 1", "2025-06-01 split 31483>31301 1"}},
          {head + "49001;49100;2025-01-01;f;1\n49002;49200;2025-01-01;f;1\n49003;49100;2025-01-01;f;1\n",
           {"2025-01-01 merged 49001+49003>49100", "2025-01-01 merged 49002>49200"}},
          {head + "55039;52301;2025-01-01;c;1\n", {"2025-01-01 code 55039>52301"}},
          {"code_ancien;code_nouveau;date;type\n93059;93066;2025-01-01;f\n", {"2025-01-01 merged 93059>93066"}},
          {"cod2025;annee;typemodif\n93066;2025-01-01;f\n",
           {},
           "- code avant: column_missing(code avant, cod2025, annee, typemodif)\n"
           "- code après: column_missing(code après, cod2025, annee, typemodif)"},
          {R"([{"code":"93066","type":"commune-actuelle","anciensCodes":["93059","neuf"]}])",
           {"- former 93059>93066"},
           "1 anciensCodes: commune_code_invalid(neuf)"},
          {R"([{"code":"75101","type":"arrondissement-municipal","anciensCodes":["75001"],"chefLieu":"75056"},)"
           R"({"code":"93059","type":"commune-deleguee","chefLieu":""}])",
           {},
           "2 chefLieu: cell_missing"},
      });
}

TEST_CASE("sectors: ranges of numbers, sides of a street, and the zones of rdv-solidarités") {
  const std::string head = "code;secteur;voie;du;au;cote\n";
  check_cases(
      kSectors,
      {
          {head + "93066;A;Rue X;;;\n", {"93066 A  [Rue X| -..- a]"}},
          {head + "93066;A;Rue X;5;5;impairs\n", {"93066 A  [Rue X| 5..5 o]"}},
          {head + "93066;A;Rue X;0;999999;P\n", {"93066 A  [Rue X| 0..999999 e]"}},
          {head + "93066;A;Rue X;;;Tous\n", {"93066 A  [Rue X| -..- a]"}},
          {head + "93066;A;Rue X;2.0;8.0;pair\n", {"93066 A  [Rue X| 2..8 e]"}},
          {head + "93066;A;Rue X;1bis;9;\n", {}, "2 du: number_invalid(1bis)"},
          {head + "93066;A;Rue X;-1;9;\n", {}, "2 du: number_invalid(-1)"},
          {head + "93066;A;Rue X;1;1000000;\n", {}, "2 au: number_invalid(1000000)"},
          {head + "93066;A;;;;pair\n", {}, "2 voie: range_without_street"},
          {head + "93066;A;Rue X;1;9;\n93066;B;Rue X;1;9;\n93066;A;Rue X;1;9;\n",
           {"93066 A  [Rue X| 1..9 a]", "93066 B  [Rue X| 1..9 a]"},
           "",
           "4 code: line_twice"},
          {"city_code,city_name,sector_id,street_name,street_ban_id\n62080,BAPAUME,nord,Rue de Douai,62080_0280\n"
           "62080,BAPAUME,reste\n62041,ARRAS,reste,,\n",
           {"62080 nord  [Rue de Douai|62080_0280 -..- a]", "62080 reste ", "62041 reste "}},
          {"iris;secteur\n930660101;A\n93066;B\n2A0040101;C\n10010101;D\n",
           {"930660101 A ", "93066 B ", "2A0040101 C ", "010010101 D "},
           "",
           "5 iris: code_mended(10010101, 010010101)"},
      });
}

TEST_CASE("sites: codes, postcodes and positions that a directory spoils") {
  const std::string head = "id;nom;type;adresse;cp;commune;code_insee;x;y\n";
  check_cases(
      kSites,
      {
          {head + "1;PMI;;;1000;Bourg;1053;;\n",
           {"1 PMI pmi |01000|Bourg 01053 -"},
           "",
           "2 cp: code_mended(1000, 01000)\n2 code_insee: code_mended(1053, 01053)"},
          {head + "1;MDS;;;93 200;X;93066;2,36;48,93\n",
           {"1 MDS mds ||X 93066 2.3600,48.9300"},
           "",
           "2 cp: postcode_invalid(93 200)"},
          {head + "1;MDS;;;;;93066;652000;6862000\n", {"1 MDS mds || 93066 2.3458,48.8562"}},
          {head + "1;MDS;;;;;93066;652000;\n", {}, "2 y: position_invalid(652000, )"},
          {head + "1;MDS;;;;;93066;200;100\n", {}, "2 y: position_invalid(200, 100)"},
          {head + "1;MDS;;;;;abc;;\n", {}, "2 code_insee: commune_code_invalid(abc)"},
          {head + "1;A;;;;Pau;;;\n1;B;;;;Pau;;;\n", {"1 A other ||Pau - -"}, "3 id: code_twice(1, 2)"},
          // Without an identifier, the same name in the same commune gets a number.
          {head + ";PMI;;;;Pau;;;\n;PMI;;;;Pau;;;\n;PMI;;;;Lescar;;;\n",
           {"pmi-pau PMI pmi ||Pau - -", "pmi-pau-2 PMI pmi ||Pau - -", "pmi-lescar PMI pmi ||Lescar - -"},
           "",
           "2 id: code_made(pmi-pau)\n3 id: code_made(pmi-pau-2)\n4 id: code_made(pmi-lescar)"},
          {head + ";;;12 rue Hoche;93500;Pantin;;;\n",
           {"12-rue-hoche-pantin 12 rue Hoche other 12 rue Hoche|93500|Pantin - -"},
           "",
           "2 nom: name_from_address(12 rue Hoche)\n2 id: code_made(12-rue-hoche-pantin)"},
          {"id;nom;commune;geo_point_2d\n1;MDS;Pau;43.3\n", {}, "2 geo_point_2d: position_invalid(43.3, )"},
          {"id;nom;commune;geo_point_2d\n1;MDS;Pau;\"200, 43\"\n", {}, "2 geo_point_2d: position_invalid(200, 43, )"},
          {"id;nom;commune;geo_point_2d\n1;MDS;Pau;\"43.3, -0.37\"\n", {"1 MDS mds ||Pau - -0.3700,43.3000"}},
      });
}

TEST_CASE("addresses: every required cell, and positions of both kinds") {
  const std::string head = "id;numero;rep;nom_voie;code_insee;lon;lat\n";
  check_cases(kAddresses, {
                              {head + "1;12;;Rue A;93066;2.36;48.93\n", {"1 12 Rue A 93066 2.3600,48.9300"}},
                              {head + "1;12;ter;Rue A;93066;652000;6862000\n", {"1 12ter Rue A 93066 2.3458,48.8562"}},
                              {head + "1;9999;;Rue A;2B033;;\n", {"1 9999 Rue A 2B033 -"}},
                              {head + ";;;;;;\n;1;;Rue A;93066;;\n", {}, "3 id: cell_missing"},
                              {head + "1;;;;;;\n", {}, "2 code_insee: cell_missing\n2 nom_voie: cell_missing"},
                              {head + "1;12 bis;;Rue A;93066;;\n", {}, "2 numero: number_invalid(12 bis)"},
                              {head + "1;1;;Rue A;93066;91;181\n", {}, "2 lat: position_invalid(91, 181)"},
                              {head + "1;1;;Rue A;93066;2.3;abc\n", {}, "2 lat: position_invalid(2.3, abc)"},
                          });
}
