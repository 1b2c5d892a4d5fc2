// Files of partners' access points: the national one of France services, and a plain list.
#include <doctest/doctest.h>

#include "modules/territory/reading/testing/any_kind.hpp"
#include "modules/territory/reading/testing/real_files.hpp"

using namespace maillage;
using namespace maillage::territory::reading;

namespace {

Read<AccessPointRow> points(std::string_view bytes, std::string_view name = "points") {
  return read_access_points({name, bytes});
}

std::string hours_of(const std::string& header, const std::string& cells) {
  const auto read = points("nom;type;code_insee;" + header + "\nMairie;CCAS;93001;" + cells + "\n");
  CHECK(said(read.problems) == "");
  return read.rows.at(0).site.hours;
}

std::size_t of_type(const Read<AccessPointRow>& read, std::string_view type) {
  std::size_t count = 0;
  for (const AccessPointRow& row : read.rows) count += row.type == type;
  return count;
}

}  // namespace

TEST_CASE("points: a plain list by commune or by position, in French or in English") {
  const auto french = points("nom;type;commune;horaires\nCCAS de Pantin;CCAS;Pantin;lundi-vendredi 9h-12h\n");
  REQUIRE(french.rows.size() == 1);
  CHECK(french.rows[0].type == "CCAS");
  CHECK(french.rows[0].site.code == "ccas-de-pantin-pantin");
  CHECK(french.rows[0].site.hours == "lundi-vendredi 9h-12h");
  const auto english = points("name,type,lon,lat,hours\nPost office,La Poste,2.4,48.89,Mo-Fr 09:00-12:00\n");
  REQUIRE(english.rows.size() == 1);
  CHECK(shown(english.rows[0]) == "La Poste post-office Post office other || - 2.4000,48.8900 Mo-Fr 09:00-12:00");
}

TEST_CASE("points: a point of no type, of no name or of no place is refused, with all the others that are wrong") {
  const auto read =
      points("id;nom;type;code_insee\n1;Mairie;;93001\n2;;CCAS;93002\n3;Poste;La Poste;\n4;CAF;CAF;93004\n");
  CHECK(said(read.problems) == "2 type: cell_missing\n3 nom: cell_missing\n4 code_insee: site_position_missing");
  REQUIRE(read.rows.size() == 1);
  CHECK(read.rows[0].site.code == "4");
}

TEST_CASE("points: one that travels is left out, and said") {
  const auto read = points(
      "nom;type;itinerance;code_insee\nLe Bus;France services;Oui;93001\nLa Maison;France services;Non;93001\n"
      "Le Car;FS itinerante;;93001\n");
  CHECK(read.rows.size() == 1);
  CHECK(read.problems.empty());
  CHECK(said(read.repairs).find("point_travels(Le Bus)") != std::string::npos);
  CHECK(said(read.repairs).find("point_travels(Le Car)") != std::string::npos);
}

TEST_CASE("points: hours of a column a day are put together as they are written, and silence stays silence") {
  const std::string week = "lundi;mardi;mercredi;jeudi;vendredi;samedi";
  CHECK(hours_of(week, "9h-12h;9h-12h;-;9h-12h;9h-12h;-") ==
        "lundi-mardi 9h-12h ; mercredi fermé ; jeudi-vendredi 9h-12h ; samedi fermé");
  CHECK(hours_of(week, ";;9h-12h;;;") == "mercredi 9h-12h");
  CHECK(hours_of(week, ";;;;;") == "");
  CHECK(hours_of("monday;sunday;hours", "9-12;9-12;Mo 10:00-12:00") == "Mo 10:00-12:00");
}

TEST_CASE("real points: France services as published, with its mangled headers") {
  const auto folder = open_data();
  if (!folder) return;
  const std::string bytes = slurped(*folder + "/opendata/directory/france_services_2021.geojson");
  const auto read = points(bytes, "france_services_2021.geojson");
  CHECK(said(read.problems) == "");
  CHECK(read.rows.size() == 908 - 53);  // 53 travel
  CHECK(of_type(read, "France services") == 813);
  CHECK(of_type(read, "Antenne France services") == 42);
  CHECK((read.source == "ANCT, France services" && read.vintage == "2021" && read.licence == "Licence Ouverte 2.0"));
  const AccessPointRow& first = read.rows.front();
  CHECK(first.site.code == "1");
  CHECK(first.site.commune->str() == "01033");
  CHECK(first.site.hours == "lundi-vendredi 9:00 - 12:00 / 13:30 - 17:00 ; samedi fermé");
  for (const AccessPointRow& row : read.rows) CHECK(row.site.position.has_value());
}
