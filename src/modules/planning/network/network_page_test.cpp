#include "modules/planning/network/network_page.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "modules/planning/network/testing/town.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

// Five quarters in a row; houses in the second and the last; the last one closes, the fourth opens.
struct Street {
  territory::Snapshot snapshot = town({"12345"});
  std::vector<territory::SiteInUnit> sites{site_in(snapshot, 1), site_in(snapshot, 4)};
  StudyQuestion question = asked_of(
      [] {
        auto request = usual_study();
        request.closable = {"S4"};
        request.houses_min = 1;
        return request;
      }(),
      snapshot, sites, {quantity("rsa", {1'000, 0, 0, 0, 3'000})});
  NetworkPage page = network_page(question, {{}, {0, 4}});  // S1, and the quarter 3: candidates are 0, 2, 3
};

}  // namespace

TEST_CASE("a network is shown by its houses: those of today first, then those that open; the others are not there") {
  const Street street;
  const NetworkPage& page = street.page;
  REQUIRE(page.houses.size() == 3);
  CHECK((page.houses[0].code == "S1" && page.houses[1].code == "S4" && page.houses[2].unit == 3));
  CHECK(page.decisions ==
        std::vector<HouseDecision>{HouseDecision::kept, HouseDecision::closed, HouseDecision::opened});
  CHECK(page.before.minutes == std::vector<double>{1, 0, 1, 1, 0});
  CHECK(page.after.minutes == std::vector<double>{1, 0, 1, 0, 1});
  CHECK(page.before.nearest == std::vector<std::int32_t>{0, 0, 0, 1, 1});
  CHECK(page.after.nearest == std::vector<std::int32_t>{0, 0, 0, 2, 2});
  CHECK(page.before.residents == std::vector<std::int64_t>{600, 900, 0});
  CHECK(page.after.residents == std::vector<std::int64_t>{600, 0, 900});
  CHECK(page.publics.size() == 2);
  CHECK(page.after.publics[1].mean_minutes == doctest::Approx(1));
  CHECK(page.reaches == std::vector<std::int32_t>{15, 30, 45});
}

TEST_CASE("its houses as CSV") {
  Street street;
  street.page.houses[0].name = "Maison \"du\" Centre, annexe";
  street.page.houses[1].name = "=1+1";
  CHECK(
      network_csv(street.page) ==
      "code,name,kind,decision,residents_before,residents_after,x,y,minutes\r\n"
      "S1,\"Maison \"\"du\"\" Centre, annexe\",mds,kept,600,600,601000,6800000,estimé à vol d’oiseau × 1 à 60 km/h\r\n"
      "S4,'=1+1,mds,closed,900,0,604000,6800000,estimé à vol d’oiseau × 1 à 60 km/h\r\n"
      "96103,Quartier 3,unit,opened,0,900,603000,6800000,estimé à vol d’oiseau × 1 à 60 km/h\r\n");
}

TEST_CASE("its minutes as GeoJSON, unit by unit") {
  Street street;
  street.page.after.minutes[4] = -1;
  street.page.after.nearest[4] = -1;
  street.page.after.minutes[2] = 12.3;
  const auto read = boost::json::parse(network_geojson(street.page, {"null", "null", "null", "null", "null"}));
  const auto& features = read.at("features").as_array();
  REQUIRE(features.size() == 5);
  const auto& third = features[2].at("properties");
  CHECK(third.at("minutes_after").as_double() == doctest::Approx(12.3));
  CHECK(third.at("minutes").as_string() == "estimé à vol d’oiseau × 1 à 60 km/h");
  CHECK(third.at("minutes_before").as_double() == doctest::Approx(1));
  CHECK(third.at("house").as_string() == "Maison 1");
  CHECK(features[4].at("properties").at("minutes_after").is_null());
  CHECK(features[4].at("properties").at("house").is_null());
}

TEST_CASE("today's houses have the figures of a network that changes nothing; without any there are none") {
  const Street street;
  const auto today = today_of(street.question);
  REQUIRE(today);
  CHECK((today->houses == 2 && today->opened == 0 && today->closed == 0 && !today->bound));
  CHECK(today->value == doctest::Approx(800.0 / 1'500));
  const auto nothing = asked_of(usual_study(), street.snapshot, {});
  CHECK_FALSE(today_of(nothing));
}

TEST_CASE("the access of a day says what is counted, and what is left out") {
  const Street street;
  auto sites = street.sites;
  sites.push_back(site_in(street.snapshot, 2, "antenne"));
  sites.push_back(site_in(street.snapshot, 3, "antenne"));
  sites.back().place.reset();
  const auto usual = access_today(street.snapshot, sites, {}, {}, kilometres());
  CHECK(usual.houses.size() == 3);
  CHECK(usual.units.codes == street.snapshot.codes);
  REQUIRE(usual.kinds.size() == site_kinds().size());
  CHECK((usual.kinds[0].kind == "mds" && usual.kinds[0].sites == 2 && usual.kinds[0].counted));
  CHECK((usual.kinds[1].kind == "antenne" && usual.kinds[1].sites == 2 && usual.kinds[1].unplaced == 1));
  CHECK((usual.kinds[3].kind == "pmi" && !usual.kinds[3].counted));
  CHECK(usual.defaults.size() == travel_rows().size());
  CHECK(access_today(street.snapshot, sites, {}, {"antenne"}, kilometres()).houses.size() == 1);
}
