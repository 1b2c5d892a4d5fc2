#include <doctest/doctest.h>

#include <cmath>

#include "modules/territory/reading/reading.hpp"
#include "modules/territory/reading/testing/real_files.hpp"
#include "modules/territory/reading/testing/sayings.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

Read<SiteRow> sites(std::string_view bytes, std::string_view name = "sites") { return read_sites({name, bytes}); }

std::size_t of_kind(const Read<SiteRow>& read, SiteKind kind) {
  std::size_t count = 0;
  for (const SiteRow& row : read.rows) count += row.kind == kind;
  return count;
}

}  // namespace

TEST_CASE("sites: French and English headers") {
  const auto french = sites(
      "id;nom;type;adresse;code postal;commune;code INSEE;longitude;latitude\nm1;MDS de Pantin;MDS;12 rue "
      "Hoche;93500;Pantin;93055;2,4;48,89\n");
  const auto english = sites(
      "code,name,kind,address,postcode,city,commune_code,lon,lat\nm1,MDS de Pantin,mds,12 rue "
      "Hoche,93500,Pantin,93055,2.4,48.89\n");
  for (const auto* read : {&french, &english}) {
    CHECK(said(read->problems) == "");
    REQUIRE(read->rows.size() == 1);
    CHECK(read->rows[0].kind == SiteKind::mds);
    CHECK(read->rows[0].address == "12 rue Hoche");
    CHECK(read->rows[0].commune->str() == "93055");
    CHECK(read->rows[0].position->lat == 48.89);
  }
}

TEST_CASE("sites: kinds are read in the type, then in the name") {
  const auto kind = [](const std::string& type, const std::string& name) {
    const auto read = sites("id;nom;type;commune\n1;" + name + ";" + type + ";Pau\n");
    REQUIRE(read.rows.size() == 1);
    return read.rows[0].kind;
  };
  CHECK(kind("", "Antenne de la MDS de Bondy") == SiteKind::antenne);
  CHECK(kind("", "Centre de PMI Jean-Jaurès") == SiteKind::pmi);
  CHECK(kind("", "Protection maternelle et infantile") == SiteKind::pmi);
  CHECK(kind("PERMANENCE", "SDSEI Est-Béarn") == SiteKind::permanence);
  CHECK(kind("SIEGE", "Pau") == SiteKind::mds);
  CHECK(kind("", "Maison Départementale des Solidarités") == SiteKind::mds);
  CHECK(kind("", "Mairie") == SiteKind::other);
  CHECK(kind("", "Trompmi") == SiteKind::other);
}

TEST_CASE("sites: what lacks is made, mended or refused, and said") {
  const auto read = sites(
      "nom;adresse;cp;commune;x;y\nMDS Nord;1 rue A;1000.0;Bourg;;\nMDS "
      "Sud;;750121;Paris;652000;6862000\nPerdu;;;;;\nFaux;;;Ici;12;95\n;;;Ici;;\n");
  CHECK(said(read.repairs) ==
        "2 cp: code_mended(1000.0, 01000)\n2 : code_made(mds-nord-bourg)\n3 cp: postcode_invalid(750121)\n3 : "
        "code_made(mds-sud-paris)\n"
        "4 : code_made(perdu)\n5 : code_made(faux-ici)");
  CHECK(said(read.problems) == "4 : site_position_missing\n5 y: position_invalid(12, 95)\n6 nom: cell_missing");
  REQUIRE(read.rows.size() == 2);
  CHECK(read.rows[1].position->lon == doctest::Approx(2.35).epsilon(0.02));
}

TEST_CASE("sites: a page of an API, a GeoJSON of points and a geo_point_2d") {
  const auto page = sites(
      R"({"items":[{"id":"a","nom":"MDS","code_insee":"93055","latitude":48.9,"longitude":2.4,"reseaux_porteurs":["departements"]}],"total":1})");
  CHECK(page.source == "data·inclusion");
  REQUIRE(page.rows.size() == 1);
  const auto points = sites(
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a","nom":"PMI"},"geometry":{"type":"Point","coordinates":[2.4,48.9]}}]})");
  REQUIRE(points.rows.size() == 1);
  CHECK(points.rows[0].position->lon == 2.4);
  const auto open = sites("nom;type;cp;ville;geo_point_2d\nSDSEI Pau;SIEGE;64000;Pau;\"43.3, -0.37\"\n");
  REQUIRE(open.rows.size() == 1);
  CHECK(open.rows[0].position->lat == 43.3);
}

TEST_CASE("real sites: the eight MDS of Maine-et-Loire, in Lambert-93 text") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string bytes = slurped(*folder + "/opendata/directory/mednum_maine-et-loire.json");
  const auto read = sites(bytes, "mednum.json");
  CHECK(said(read.problems) == "");
  CHECK(read.rows.size() == 240);
  CHECK(said(read.repairs).find("30 NOM_STRUCTURE: site_empty") != std::string::npos);
  CHECK(of_kind(read, SiteKind::mds) == 8);
  for (const SiteRow& row : read.rows) {
    if (row.kind != SiteKind::mds) continue;
    REQUIRE(row.position);
    CHECK(std::abs(row.position->lat - 47.4) < 0.5);
    CHECK(std::abs(row.position->lon + 0.6) < 0.7);
  }
}

TEST_CASE("real sites: the directory of 2016, one JSON a line") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string bytes = slurped(*folder + "/opendata/directory/annuaire-dila-2016/annuaire-93.sjson");
  const auto read = sites(bytes, "annuaire-93.sjson");
  CHECK(said(read.problems) == "");
  CHECK(of_kind(read, SiteKind::pmi) == 41);
}

TEST_CASE("real sites: France services, points with a commune") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string bytes = slurped(*folder + "/opendata/directory/france_services_2021.geojson");
  const auto read = sites(bytes, "france_services_2021.geojson");
  CHECK(said(read.problems) == "");
  CHECK(read.rows.size() == 908);
}

TEST_CASE("real sites: the data·inclusion template, with its deliberate errors") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string bytes = slurped(*folder + "/opendata/directory/data-inclusion_gabarit_v1.xlsx");
  const auto read = sites(bytes, "gabarit.xlsx");
  CHECK(said(read.problems) == "");
  CHECK(said(read.repairs).find("750121") != std::string::npos);
  CHECK(said(read.repairs).find("help_row") != std::string::npos);
  CHECK(read.rows.size() == 1);
}
