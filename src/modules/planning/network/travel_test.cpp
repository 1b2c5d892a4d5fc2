#include "modules/planning/network/travel.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

Lambert93 any_place(Random& random) {
  return {600'000 + static_cast<double>(random.below(80'000)), 6'800'000 + static_cast<double>(random.below(80'000))};
}

}  // namespace

TEST_CASE("minutes are those of the straight line, longer by the detour, at the speed") {
  const Lambert93 here{600'000, 6'800'000};
  struct Example {
    double dx, dy;
    Travel travel;
    double minutes;
  };
  const Example examples[] = {
      {0, 0, {TravelMode::car, 1.3, 40}, 0},
      {20'000, 0, {TravelMode::car, 1.3, 40}, 39},      // 26 km of road
      {3'000, 4'000, {TravelMode::walk, 1, 5}, 60},     // 5 km on foot
      {0, -1'000, {TravelMode::walk, 1.3, 4.5}, 17.3},  // 17.33…
      {1'000, 0, {TravelMode::car, 1, 40}, 1.5},
      {100, 0, {TravelMode::car, 1.3, 130}, 0.1},  // 0.06: a tenth at least is said
  };
  for (const Example& one : examples) {
    CAPTURE(one.minutes);
    CHECK(minutes_between(here, {here.x + one.dx, here.y + one.dy}, one.travel) == doctest::Approx(one.minutes));
  }
}

TEST_CASE("minutes are the same both ways, grow with the detour and shrink with the speed") {
  Random random(3);
  for (int turn = 0; turn < 300; ++turn) {
    const Lambert93 a = any_place(random), b = any_place(random);
    const Travel travel{TravelMode::car, 1 + random.unit(), 10 + 50 * random.unit()};
    const double minutes = minutes_between(a, b, travel);
    CHECK(minutes == minutes_between(b, a, travel));
    CHECK(minutes == doctest::Approx(std::round(minutes * 10) / 10));
    CHECK(minutes_between(a, b, {travel.mode, travel.detour + 0.5, travel.speed_kmh}) >= minutes);
    CHECK(minutes_between(a, b, {travel.mode, travel.detour, travel.speed_kmh + 5}) <= minutes);
  }
}

TEST_CASE("the usual values are those of the mode and of the day, unless others are asked") {
  const Date day(2026, 3, 1);
  CHECK(travel_on(day, TravelMode::car, {}, {}).speed_kmh == 40);
  CHECK(travel_on(day, TravelMode::car, {}, {}).detour == 1.3);
  CHECK(travel_on(day, TravelMode::walk, {}, {}).speed_kmh == 4.5);
  CHECK(travel_on(day, TravelMode::walk, {}, 3.0).speed_kmh == 3);
  CHECK(travel_on(day, TravelMode::walk, 1.5, {}).detour == 1.5);
  // Before the first row of a mode, the first one: a map of 1990 has figures too.
  CHECK(travel_on(Date(1990, 1, 1), TravelMode::car, {}, {}).speed_kmh == 40);
}

TEST_CASE("every usual value says where it comes from, in both languages, and could be asked") {
  for (const TravelRow& row : travel_rows()) {
    CHECK(check({row.mode, row.detour, row.speed_kmh}).ok());
    CHECK((row.reference_fr.find("Hypothèse") == 0 && row.reference_en.find("Assumption") == 0));
  }
  double before = 0;
  for (const ReachRow& row : reach_rows()) {
    CHECK(row.minutes > before);
    CHECK_FALSE((row.reference_fr.empty() || row.reference_en.empty()));
    before = row.minutes;
  }
}

TEST_CASE("a detour shorter than the straight line, or a speed that nobody drives, is refused in its field") {
  const auto field = [](double detour, double speed) {
    const auto done = check(Travel{TravelMode::car, detour, speed});
    return done ? std::string() : done.problem().code + done.problem().field;
  };
  CHECK(field(1, 1).empty());
  CHECK(field(3, 130).empty());
  CHECK(field(0.99, 40) == "planning.outside/detour");
  CHECK(field(3.01, 40) == "planning.outside/detour");
  CHECK(field(1.3, 0.5) == "planning.outside/speed_kmh");
  CHECK(field(1.3, 131) == "planning.outside/speed_kmh");
  CHECK(field(std::nan(""), 40) == "planning.outside/detour");
}

TEST_CASE("whoever reads minutes in a file reads where they come from") {
  Travel travel{TravelMode::walk, 1.3, 4.5};
  CHECK(label_of(travel) == "estimé à vol d’oiseau × 1,3 à 4,5 km/h");
  travel.detour = 1;
  travel.speed_kmh = 120;
  CHECK(label_of(travel) == "estimé à vol d’oiseau × 1 à 120 km/h");
  travel.source = TravelSource::file;
  travel.origin = "DDTM";
  travel.vintage = "2026";
  CHECK(label_of(travel) == "importé : DDTM, 2026");
  travel.source = TravelSource::server;
  CHECK(label_of(travel) == "calculé par un serveur d’itinéraires : DDTM, 2026");
}
