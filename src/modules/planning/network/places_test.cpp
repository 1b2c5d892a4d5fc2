#include "modules/planning/network/places.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/lonlat.hpp"
#include "modules/planning/network/testing/town.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

PlaceTold told(const std::string& code) { return {code, "Lieu " + code, {}, {}, {}, {}, {}, {}}; }

PlaceTold placed(const std::string& code, double lon, double lat) {
  PlaceTold out = told(code);
  out.lon = lon;
  out.lat = lat;
  return out;
}

std::string refused(const std::vector<PlaceTold>& places) {
  const auto good = check_places(places);
  if (good) return "accepted";
  CHECK(good.problem().field == "/places");
  return good.problem().code.substr(9);
}

}  // namespace

TEST_CASE("a place that is told of is a candidate where it says, with its price, its capacity and its hours") {
  const auto snapshot = town({"12"});
  const auto houses = network_of({site_in(snapshot, 0)}, {"mds"});
  auto place = placed("P1", 2.35222, 48.85661);
  place.price_open = 80'000;
  place.capacity = 4'000;
  place.hours = "lundi et jeudi";
  auto known = told("S0");
  known.price_open = 20'000;
  known.price_closed = -5'000;
  const auto all = with_places(houses, {place, known});
  REQUIRE(all.ok());
  REQUIRE(all->size() == 2);
  CHECK(((*all)[0].existing && (*all)[0].price_open == 20'000 && (*all)[0].price_closed == -5'000));
  CHECK((*all)[0].name == houses[0].name);  // its name is that of the register
  const House& added = (*all)[1];
  CHECK((added.code == "P1" && added.kind == "place" && !added.existing && added.unit == -1));
  CHECK((added.capacity == 4'000 && added.hours == "lundi et jeudi"));
  const LonLat at = lonlat_of(place_of(added));
  CHECK((std::abs(at.lon - 2.35222) < 1e-7 && std::abs(at.lat - 48.85661) < 1e-7));
}

TEST_CASE("a place nobody can find, or that is already there, is refused by its code") {
  const auto snapshot = town({"12"});
  const auto houses = network_of({site_in(snapshot, 0)}, {"mds"});
  const auto nowhere = with_places(houses, {told("P9")});
  REQUIRE_FALSE(nowhere.ok());
  CHECK((nowhere.problem().code == "planning.place_nowhere" && nowhere.problem().args[0].second == "P9"));
  CHECK(with_places(houses, {placed("S0", 2, 48)}).problem().code == "planning.place_known");
}

TEST_CASE("what makes no sense of a place is refused before anything is computed") {
  CHECK(refused({}) == "accepted");
  CHECK(refused({placed("a", 2, 48), told("b")}) == "accepted");
  CHECK(refused({told("a"), told("a")}) == "place_twice");
  CHECK(refused({told("")}) == "place_unnamed");
  CHECK(refused({{"a", "", {}, {}, {}, {}, {}, {}}}) == "place_unnamed");
  CHECK(refused({told(std::string(300, 'a'))}) == "place_unnamed");
  auto half = told("a");
  half.lon = 2;
  CHECK(refused({half}) == "place_nowhere");
  for (const auto& [lon, lat] : {std::pair(48.0, 2.0), {-61.5, 16.2}, {2.0, std::nan("")}})
    CHECK(refused({placed("a", lon, lat)}) == "place_nowhere");
  auto priced = told("a");
  priced.price_open = 1e300;
  CHECK(refused({priced}) == "place_price");
  auto empty = told("a");
  empty.capacity = 0;
  CHECK(refused({empty}) == "place_capacity");
  CHECK(refused(std::vector<PlaceTold>(2'001, told("a"))) == "outside");
}
