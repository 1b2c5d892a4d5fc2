#include <doctest/doctest.h>

#include <map>
#include <numeric>
#include <set>

#include "base/random.hpp"
#include "modules/territory/reading/reading.hpp"
#include "modules/territory/reading/testing/real_files.hpp"
#include "modules/territory/reading/testing/sayings.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

std::vector<IrisCode> iris_codes(int count) {
  std::vector<IrisCode> codes;
  for (int i = 0; i < count; ++i) codes.push_back(*IrisCode::parse("93066" + std::to_string(1000 + i)));
  return codes;
}

std::vector<std::int64_t> shares(std::int64_t population, const std::vector<double>& weights) {
  std::vector<std::int64_t> counts;
  for (const PopulationRow& row : apportioned(population, iris_codes(static_cast<int>(weights.size())), weights)) {
    CHECK(row.estimated);
    counts.push_back(*row.population);
  }
  return counts;
}

}  // namespace

TEST_CASE("populations: Insee's file by IRIS") {
  const auto read = read_populations({"base-ic-evol-struct-pop-2022.CSV",
                                      "IRIS;COM;TYP_IRIS;LAB_IRIS;P22_POP;P22_POP0002\n930010101;93001;H;1;2034,5123;"
                                      "80\n930010102;93001;H;1;ns;\n10010000;01001;Z;;860.0;3\n"});
  CHECK(said(read.problems) == "");
  REQUIRE(read.rows.size() == 3);
  CHECK(read.rows[0].population == 2035);
  CHECK_FALSE(read.rows[0].estimated);
  CHECK_FALSE(read.rows[1].population);
  CHECK(read.rows[1].withheld == "ns");
  CHECK(text(read.rows[2].code) == "010010000");
  CHECK(read.vintage == "2022");
  CHECK(said(read.repairs) == "4 IRIS: code_mended(10010000, 010010000)");
}

TEST_CASE("populations: codes below title lines, as in Insee's older books") {
  const auto read = read_populations(
      {"base.csv",
       "Évolution et structure de la population;;\nPopulation 2012;;\n\nMise en ligne;;\nCode;Libellé;Population\n"
       "IRIS;LIBIRIS;P12_POP\n930010101;République;2000\n"});
  CHECK(said(read.problems) == "");
  REQUIRE(read.rows.size() == 1);
  CHECK(read.rows[0].line == 7);
  CHECK(read.rows[0].population == 2000);
  CHECK(read.vintage == "2012");
}

TEST_CASE("apportioned: the largest remainders, ties in order") {
  CHECK(shares(10, {1, 1, 1}) == std::vector<std::int64_t>{4, 3, 3});
  CHECK(shares(10, {0, 0}) == std::vector<std::int64_t>{5, 5});
  CHECK(shares(7, {1, 0, 2.5}) == std::vector<std::int64_t>{2, 0, 5});
  CHECK(shares(0, {3, 4}) == std::vector<std::int64_t>{0, 0});
  CHECK(shares(5, {}).empty());
}

TEST_CASE("apportioned: sums are exact and nobody is a person away from the exact share (property)") {
  Random random(53);
  for (int round = 0; round < 500; ++round) {
    std::vector<double> weights(1 + random.below(30));
    for (double& weight : weights) weight = random.unit() * 1000;
    const auto population = static_cast<std::int64_t>(random.below(200'000));
    const auto counts = shares(population, weights);
    CHECK(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == population);
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      CHECK(std::abs(static_cast<double>(counts[i]) - static_cast<double>(population) * weights[i] / total) < 1);
    }
  }
}

TEST_CASE("epci: with members, or commune by commune") {
  const auto members = read_epci(
      {"ept.json",
       R"([{"code":"200057867","nom":"Plaine Commune","type":"EPT","membres":[{"code":"93001","nom":"A"},{"code":"93066","nom":"B"}]},
                                      {"code":"200000172","nom":"CC Vide","type":"CC","membres":[]}])"});
  CHECK(said(members.problems) == "2 membres.code: members_missing");
  REQUIRE(members.rows.size() == 1);
  CHECK(members.rows[0].kind == EpciKind::ept);
  CHECK(members.rows[0].members.size() == 2);

  const auto pairs = read_epci({"epci.csv",
                                "CODGEO;LIBGEO;EPCI;LIBEPCI\n01001;A;200069193;CC de la "
                                "Dombes\n1004;B;240100883;Plaine de l'Ain\n01002;C;200069193;CC de la Dombes\n"
                                "22016;Bréhat;ZZZZZZZZZ;Sans objet\n"});
  CHECK(said(pairs.problems) == "");
  REQUIRE(pairs.rows.size() == 2);
  CHECK(pairs.rows[0].name == "CC de la Dombes");
  CHECK(pairs.rows[0].members.size() == 2);
  CHECK(said(pairs.repairs) == "3 CODGEO: code_mended(1004, 01004)");
  CHECK(said(read_epci({"x.csv", "code;nom\n93001;A\n"}).problems).find("column_missing(epci") != std::string::npos);
}

TEST_CASE("real epci: CARTElette holds the EPCI and the EPT") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string bytes = slurped(*folder + "/opendata/geometry/communes-2024-cartelette/communes_93_2024.geojson");
  const auto read = read_epci({"communes_93_2024.geojson", bytes});
  CHECK(said(read.problems) == "");
  std::map<std::string, std::pair<EpciKind, std::size_t>> found;
  for (const EpciRow& row : read.rows) found[row.code.str()] = {row.kind, row.members.size()};
  CHECK(found.size() == 5);
  CHECK(found["200054781"] == std::pair(EpciKind::epci, std::size_t{40}));
  CHECK(found["200057867"] == std::pair(EpciKind::ept, std::size_t{9}));
}

TEST_CASE("changes: the years of the headers tell before from after") {
  const auto plain = read_cog_changes({"p.csv",
                                       "\"cod2018\";\"cod2019\";\"annee\";\"typemodif\";\"ratio\"\n\"01091\";\"01033\";"
                                       "\"2018-10-22\";\"f\";1\n\"01033\";\"01033\";\"2018-10-22\";\"f\";1\n"});
  const auto swapped =
      read_cog_changes({"p.csv",
                        "\"cod2019\";\"cod2018\";\"annee\";\"typemodif\";\"ratio\"\n\"01033\";\"01091\";\"22/10/"
                        "2018\";\"f\";1\n\"01033\";\"01033\";\"22/10/2018\";\"f\";1\n"});
  for (const auto* read : {&plain, &swapped}) {
    CHECK(said(read->problems) == "");
    REQUIRE(read->rows.size() == 1);
    const CogChange& change = read->rows[0];
    CHECK(change.kind == CogKind::merged);
    CHECK(change.date == Date(2018, 10, 22));
    REQUIRE(change.from.size() == 2);
    CHECK(change.from[0].str() == "01091");
    REQUIRE(change.to.size() == 1);
    CHECK(change.to[0].str() == "01033");
    CHECK(read->vintage == "2018-2019");
  }
}

TEST_CASE("changes: splits must share out the whole population") {
  const std::string head =
      "cod2008;cod2009;annee;typemodif;ratio\n31483;31300;2008-02-13;d;0,011\n31483;31483;2008-02-13;d;";
  const auto read = read_cog_changes({"p.csv", head + "0,989\n"});
  CHECK(said(read.problems) == "");
  CHECK(read.rows[0].shares == std::vector<double>{0.011, 0.989});
  CHECK(said(read_cog_changes({"p.csv", head + "0,5\n"}).problems) == "2 ratio: shares_do_not_add_up(31483, 0.511)");
  CHECK(said(read_cog_changes({"p.csv", head + "0,989\n01001;01002;2008;z;1\n"}).problems) ==
        "4 annee: date_invalid(2008)\n4 typemodif: change_kind_invalid(z)");
}

TEST_CASE("changes: former codes and communes déléguées of Etalab's list") {
  const auto read = read_cog_changes(
      {"communes.json",
       R"([{"code":"93066","type":"commune-actuelle","anciensCodes":["75066","93059"]},{"code":"93001","type":"commune-actuelle"},
                                          {"code":"93059","type":"commune-deleguee","chefLieu":"93066"},{"code":"93066","type":"commune-deleguee","chefLieu":"93066"}])"});
  CHECK(said(read.problems) == "");
  REQUIRE(read.rows.size() == 2);
  CHECK(read.rows[0].kind == CogKind::former);
  CHECK(read.rows[0].from.size() == 2);
  CHECK(read.rows[1].kind == CogKind::delegated);
  CHECK(read.rows[1].to[0].str() == "93066");
  CHECK_FALSE(read.rows[1].date);
}

TEST_CASE("real changes: fifteen passages from 2008 to 2024") {
  const auto folder = open_data();
  if (!folder) return;
  std::map<CogKind, std::size_t> kinds;
  std::set<std::string> of_49;
  for (int year = 2008; year < 2024; ++year) {
    if (year == 2009) continue;  // no change, no file
    const std::string name = "passage_" + std::to_string(year) + "_" + std::to_string(year + 1) + ".csv";
    const std::string bytes = slurped(*folder + "/opendata/insee/cog/" + name);
    const auto read = read_cog_changes({name, bytes});
    CAPTURE(name);
    CHECK(said(read.problems) == "");
    CHECK(read.vintage == std::to_string(year) + "-" + std::to_string(year + 1));
    for (const CogChange& change : read.rows) {
      ++kinds[change.kind];
      CHECK(change.date->str().substr(0, 4) >= std::to_string(year - 1));  // one of 2018-2019 is dated 2017
      CHECK(change.date->str().substr(0, 4) <= std::to_string(year + 1));
      if (change.kind == CogKind::merged && change.to[0].str().starts_with("49")) of_49.insert(change.to[0].str());
    }
  }
  CHECK(kinds[CogKind::code] == 3);
  CHECK(kinds[CogKind::split] >= 10);
  CHECK(kinds[CogKind::merged] > 700);
  CHECK(of_49.size() > 30);
}

TEST_CASE("addresses: lines of the Base Adresse Nationale") {
  const auto read = read_addresses(
      {"adresses-93.csv",
       "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat\n"
       "93055_2980_00012_bis;93055_2980;12;bis;Rue Hoche;93500;93055;Pantin;656000;6866000;2.4001;48.8912\n"
       "93055_2980_00014;93055_2980;;;Rue Hoche;93500;93055;Pantin;;;;\n"
       "x;;3;;Rue Hoche;93500;9305;Pantin;;;2,4;400\n"});
  REQUIRE(read.rows.size() == 1);
  CHECK(read.rows[0].suffix == "bis");
  CHECK(read.rows[0].number == 12);
  CHECK(read.rows[0].position->lat == 48.8912);
  CHECK(said(read.problems) == "3 numero: cell_missing\n4 lat: position_invalid(2,4, 400)");
}
