// Where partners receive people: what a list says of the points near the territory, day after day.
#include <doctest/doctest.h>

#include "modules/territory/access_points.hpp"
#include "modules/territory/testing/two_communes.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date kFirst{2020, 1, 1}, kLater{2025, 1, 1};
const std::string kHead = "id;nom;type;code_insee;lon;lat;horaires\n";

std::vector<SourcedPoint> points_at(sql::Database& database, Date at) {
  return database.reading([&](sql::Session& session) { return access_points(session, at); });
}

std::string codes_at(sql::Database& database, Date at) {
  std::string out;
  for (const SourcedPoint& one : points_at(database, at))
    out += (out.empty() ? "" : " ") + one.point.kind + "/" + one.point.code;
  return out;
}

ImportReport import_points(sql::Database& database, const std::string& rows, Date from,
                           const std::string& vintage = "") {
  const std::string file = kHead + rows;
  ImportRequest asked = request(ImportKind::access_points, file, from);
  asked.vintage = vintage;
  return import(database, asked);
}

bool repaired(const ImportReport& report, const std::string& code) {
  return std::any_of(report.repairs.begin(), report.repairs.end(),
                     [&](const LineProblem& one) { return one.code == "territory." + code; });
}

}  // namespace

TEST_CASE("points: kept with what they are called, their hours, where they are, and where that comes from") {
  on_two_communes(kFirst, [](sql::Database& database) {
    const auto report = import_points(
        database, "7;Maison Alpha;France services;93001;2,305;48,905;lundi 9h-12h\nb;CCAS;CCAS;93002;;;\n", kFirst,
        "2021");
    CHECK(report.created == 2);
    CHECK(repaired(report, "points_approximate"));
    const auto points = points_at(database, kLater);
    REQUIRE(points.size() == 2);
    CHECK((points[0].point.kind == "ccas" && points[0].point.approximate));
    const SourcedPoint& house = points[1];
    CHECK((house.point.kind == "franceservices" && house.point.kind_name == "France services"));
    CHECK((house.point.code == "7" && house.point.hours == "lundi 9h-12h" && !house.point.approximate));
    CHECK((house.source == "file.csv" && house.vintage == "2021"));
    // Alpha is a square whose centre is the point: both are within its ten metres of rounding.
    CHECK(place_of(house.point).x == doctest::Approx(place_of(points[0].point).x - 733).epsilon(1e-4));
    CHECK(points_at(database, Date(2019, 12, 31)).empty());
  });
}

TEST_CASE("points: a new list of a kind is the whole of that kind, and says nothing of the others") {
  on_two_communes(kFirst, [](sql::Database& database) {
    import_points(database, "1;A;CCAS;93001;;;\n2;B;CCAS;93002;;;\n9;Poste;La Poste;93001;;;\n", kFirst);
    const auto report = import_points(database, "2;B, rue Neuve;CCAS;93002;;;\n3;C;CCAS;93001;;;\n", kLater);
    CHECK((report.created == 1 && report.changed == 1 && report.closed == 1));
    CHECK(codes_at(database, kFirst) == "ccas/1 ccas/2 laposte/9");
    CHECK(codes_at(database, kLater) == "ccas/2 ccas/3 laposte/9");
    // The same code under two kinds is two points.
    import_points(database, "2;Caisse;CAF;93001;;;\n", kLater);
    CHECK(codes_at(database, kLater) == "caf/2 ccas/2 ccas/3 laposte/9");
  });
}

TEST_CASE("points: a national list is read for the territory and what is around it") {
  on_two_communes(kFirst, [](sql::Database& database) {
    const auto report = import_points(database,
                                      "1;Ici;CCAS;93001;2,305;48,905;\n2;À 22 km;CCAS;;2,60;48,91;\n"
                                      "3;À 52 km;CCAS;;3,01;48,91;\n4;Ailleurs;CCAS;75056;;;\n",
                                      kFirst);
    CHECK(codes_at(database, kFirst) == "ccas/1 ccas/2");
    CHECK(repaired(report, "points_far"));
    CHECK(repaired(report, "points_unplaced"));
  });
}

TEST_CASE("points: a list without any point near the territory is refused, before its communes are known above all") {
  on_two_communes(kFirst, [](sql::Database& database) {
    const std::string far = kHead + "1;Pau;CCAS;;-0,37;43,3;\n";
    const auto report = import_file(database, request(ImportKind::access_points, far, kFirst));
    CHECK_FALSE(report.accepted);
    CHECK(report.problems.at(0).code == "territory.no_point_near");
    const std::string early = kHead + "1;Ici;CCAS;;2,305;48,905;\n";
    CHECK_FALSE(import_file(database, request(ImportKind::access_points, early, Date(2019, 1, 1))).accepted);
  });
}

TEST_CASE("hours of sites: kept as written, changed by a file, and read on their day") {
  on_two_communes(kFirst, [](sql::Database& database) {
    const std::string head = "id;nom;type;code_insee;horaires\n";
    const std::string first = head + "m;MDS;mds;93001;lundi-vendredi 9h-17h\np;PMI;pmi;93002;\n";
    import(database, request(ImportKind::sites, first, kFirst));
    const std::string later = head + "m;MDS;mds;93001;\"lundi 9h-12h ; mardi 9h-12h\"\n";
    CHECK(import(database, request(ImportKind::sites, later, kLater)).changed == 1);
    const auto said = [&](Date at) {
      std::string out;
      for (const SiteHours& one : database.reading([&](sql::Session& session) { return site_hours(session, at); }))
        out += one.code + " " + one.hours + "\n";
      return out;
    };
    CHECK(said(kFirst) == "m lundi-vendredi 9h-17h\n");
    CHECK(said(kLater) == "m lundi 9h-12h ; mardi 9h-12h\n");
  });
}

TEST_CASE("real points: France services of the national file around Seine-Saint-Denis") {
  const auto communes = open_data("opendata/geometry/communes-2023-riate/communes_93.geojson");
  const auto points = open_data("opendata/directory/france_services_2021.geojson");
  if (!communes || !points) return;
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    auto base = request(ImportKind::communes, *communes, Date(2021, 1, 1));
    import(database, base);
    auto asked = request(ImportKind::access_points, *points, Date(2021, 4, 1));
    asked.file_name = "france_services_2021.geojson";
    const auto report = import(database, asked);
    CHECK(report.created > 3);
    CHECK(report.created < 60);
    const auto near = points_at(database, Date(2022, 1, 1));
    CHECK(static_cast<std::int64_t>(near.size()) == report.created);
    const auto inside = std::count_if(near.begin(), near.end(),
                                      [](const SourcedPoint& one) { return one.point.commune.starts_with("93"); });
    CHECK(inside == 3);
    CHECK(near[0].source == "ANCT, France services");
    CHECK(import(database, asked).unchanged == report.created);
  });
}
