// The figures of access, against their definitions recomputed the slow way.
#include "modules/planning/network/reach.hpp"

#include <doctest/doctest.h>

#include "modules/planning/network/testing/town.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

struct Drawn {
  territory::Snapshot snapshot;
  std::vector<House> houses;
  std::vector<CountedPublic> publics;
  Travel travel;
  Picture picture_of_open(const std::vector<std::int32_t>& open) const {
    return picture_of(costs_of(snapshot, houses, travel), open, publics);
  }
};

std::vector<std::int32_t> first_of(std::size_t n) {
  std::vector<std::int32_t> out(n);
  std::iota(out.begin(), out.end(), 0);
  return out;
}

// A town with houses anywhere in and around it, some quarters nobody can place, a public besides the residents.
Drawn any_drawn(Random& random) {
  Drawn out;
  out.snapshot = any_town(random, 4, 5);
  for (int lost = static_cast<int>(random.below(3)); lost > 0; --lost) out.snapshot.centres[1 + random.below(19)] = {};
  const std::size_t houses = 1 + random.below(6);
  for (std::size_t h = 0; h < houses; ++h) {
    House house;
    house.code = "S" + std::to_string(h);
    house.existing = true;
    house.x = 598'000 + static_cast<double>(random.below(9'000));
    house.y = -(6'798'000 + static_cast<double>(random.below(9'000)));
    out.houses.push_back(house);
  }
  std::vector<std::int64_t> births;
  for (std::size_t u = 0; u < out.snapshot.codes.size(); ++u)
    births.push_back(static_cast<std::int64_t>(random.below(9'000)));
  out.publics = publics_of(out.snapshot, {quantity("naissances", births)});
  out.travel = {TravelMode::car, 1.3, 3 + 40 * random.unit()};
  return out;
}

double naive_minutes(const Drawn& drawn, std::size_t unit, const std::vector<std::int32_t>& open) {
  double least = -1;
  if (drawn.snapshot.centres[unit].x == 0) return least;
  for (const std::int32_t h : open) {
    const House& house = drawn.houses[static_cast<std::size_t>(h)];
    const double dx = drawn.snapshot.centres[unit].x - house.x, dy = drawn.snapshot.centres[unit].y + house.y;
    const double km = std::sqrt(dx * dx + dy * dy) / 1000;
    const double minutes = std::round(600 * km * drawn.travel.detour / drawn.travel.speed_kmh) / 10;
    if (least < 0 || minutes < least) least = minutes;
  }
  return least;
}

}  // namespace

TEST_CASE("on a street of four quarters, by hand") {
  // Houses at both ends of four quarters a kilometre apart; one minute a kilometre; 100, 200, 300 and 400 residents.
  const auto snapshot = town({"1234"});
  const auto houses = network_of({site_in(snapshot, 0), site_in(snapshot, 3)}, {"mds"});
  const auto publics = publics_of(snapshot, {quantity("rsa", {4'500, 0, 1'500, 0})});
  const auto costs = costs_of(snapshot, houses, kilometres());
  const Picture both = picture_of(costs, {0, 1}, publics);
  CHECK(both.minutes == std::vector<double>{0, 1, 1, 0});
  CHECK(both.nearest == std::vector<std::int32_t>{0, 0, 1, 1});
  CHECK(both.residents == std::vector<std::int64_t>{300, 700});
  CHECK(both.publics[0].mean_minutes == doctest::Approx(0.5));
  CHECK(both.publics[0].worst_unit == 1);
  CHECK(both.publics[1].mean_minutes == doctest::Approx(0.25));  // 1.5 of 6 households are a minute away
  const Picture one = picture_of(costs, {0}, publics);
  CHECK(one.minutes == std::vector<double>{0, 1, 2, 3});
  CHECK(one.publics[0].mean_minutes == doctest::Approx(2));
  CHECK(one.publics[0].worst_minutes == 3);
  CHECK(one.publics[0].worst_unit == 3);
  CHECK(one.publics[1].worst_unit == 2);  // nobody of that public lives at the far end
  CHECK(one.publics[0].most_minutes == 3);
  CHECK(one.publics[1].most_minutes == 2);
}

TEST_CASE("a share counts who is exactly at the threshold") {
  auto snapshot = town({"1111"});
  snapshot.centres = {{600'000, 6'800'000}, {615'000, 6'800'000}, {630'000, 6'800'000}, {645'100, 6'800'000}};
  const auto houses = network_of({site_in(snapshot, 0)}, {"mds"});
  const Picture seen = picture_of(costs_of(snapshot, houses, kilometres()), {0}, publics_of(snapshot, {}));
  CHECK(seen.publics[0].within == std::vector<double>{0.5, 0.75, 0.75});  // 0, 15, 30 and 45.1 minutes
}

TEST_CASE("minutes, nearest houses, shares, means and worst places are those of their definitions") {
  Random random(11);
  for (int turn = 0; turn < 60; ++turn) {
    const Drawn drawn = any_drawn(random);
    const auto open = first_of(drawn.houses.size());
    const Picture seen = drawn.picture_of_open(open);
    std::int64_t served = 0;
    for (std::size_t u = 0; u < drawn.snapshot.codes.size(); ++u) {
      const double minutes = naive_minutes(drawn, u, open);
      CHECK(seen.minutes[u] == doctest::Approx(minutes));
      CHECK((seen.nearest[u] < 0) == (minutes < 0));
      if (minutes < 0) continue;
      CHECK(naive_minutes(drawn, u, {seen.nearest[u]}) == doctest::Approx(minutes));
      served += drawn.snapshot.populations[u];
    }
    CHECK(std::accumulate(seen.residents.begin(), seen.residents.end(), std::int64_t{0}) == served);
    for (std::size_t p = 0; p < drawn.publics.size(); ++p) {
      const auto& weights = drawn.publics[p].weights;
      double all = 0, reached = 0, sum = 0, worst = 0, within30 = 0;
      for (std::size_t u = 0; u < weights.size(); ++u) {
        const auto weight = static_cast<double>(weights[u]);
        const double minutes = naive_minutes(drawn, u, open);
        all += weight;
        if (minutes < 0) continue;
        reached += weight;
        sum += weight * minutes;
        if (weight > 0) worst = std::max(worst, minutes);
        if (minutes <= 30) within30 += weight;
      }
      CHECK(seen.publics[p].mean_minutes == doctest::Approx(reached > 0 ? sum / reached : 0));
      CHECK(seen.publics[p].worst_minutes == doctest::Approx(worst));
      CHECK(seen.publics[p].within[1] == doctest::Approx(all > 0 ? within30 / all : 0));
    }
  }
}

TEST_CASE("nine in ten are no farther than the figure that says so, and it is the least such figure") {
  Random random(12);
  for (int turn = 0; turn < 60; ++turn) {
    const Drawn drawn = any_drawn(random);
    const Picture seen = drawn.picture_of_open(first_of(drawn.houses.size()));
    const auto& weights = drawn.publics[0].weights;
    const double total = drawn.publics[0].said.total;
    const auto share = [&](double minutes, bool strictly) {
      double sum = 0;
      for (std::size_t u = 0; u < weights.size(); ++u)
        if (seen.nearest[u] >= 0 && (strictly ? seen.minutes[u] < minutes : seen.minutes[u] <= minutes))
          sum += static_cast<double>(weights[u]);
      return sum / total;
    };
    const double most = seen.publics[0].most_minutes;
    if (most < 0) {
      CHECK(share(1e9, false) < 0.9);
    } else {
      CHECK(share(most, false) >= 0.9 - 1e-9);
      CHECK(share(most, true) <= 0.9 + 1e-9);
    }
  }
}

TEST_CASE("one more house brings nobody farther: no share falls, no time grows") {
  Random random(13);
  for (int turn = 0; turn < 60; ++turn) {
    const Drawn drawn = any_drawn(random);
    Picture before = drawn.picture_of_open({0});
    for (std::size_t n = 2; n <= drawn.houses.size(); ++n) {
      const Picture after = drawn.picture_of_open(first_of(n));
      for (std::size_t u = 0; u < after.minutes.size(); ++u) CHECK(after.minutes[u] <= before.minutes[u]);
      for (std::size_t p = 0; p < drawn.publics.size(); ++p) {
        CHECK(after.publics[p].mean_minutes <= before.publics[p].mean_minutes + 1e-9);
        CHECK(after.publics[p].worst_minutes <= before.publics[p].worst_minutes);
        for (std::size_t t = 0; t < after.publics[p].within.size(); ++t)
          CHECK(after.publics[p].within[t] >= before.publics[p].within[t]);
      }
      before = after;
    }
  }
}

TEST_CASE("without a house, or without a soul, there are figures and none is invented") {
  const auto snapshot = town({"12"});
  const auto publics = publics_of(snapshot, {quantity("vide", {0, 0})});
  const Picture none = picture_of(costs_of(snapshot, {}, kilometres()), {}, publics);
  CHECK(none.minutes == std::vector<double>{-1, -1});
  CHECK(none.nearest == std::vector<std::int32_t>{-1, -1});
  CHECK(none.publics[0].within == std::vector<double>{0, 0, 0});
  CHECK(none.publics[0].most_minutes == -1);
  CHECK(none.publics[0].worst_unit == -1);
  const auto houses = network_of({site_in(snapshot, 0)}, {"mds"});
  const Picture seen = picture_of(costs_of(snapshot, houses, kilometres()), {0}, publics);
  CHECK(seen.publics[1].within == std::vector<double>{0, 0, 0});
  CHECK(seen.publics[1].worst_unit == -1);
}

TEST_CASE("the publics are the residents, then what was imported, with what is not certain of it") {
  auto snapshot = town({"12"});
  snapshot.estimated = {true, false};
  auto shared_out = quantity("naissances", {1'500, 0});
  shared_out.estimated = {true, false};
  shared_out.missing = {1};
  const auto publics = publics_of(snapshot, {shared_out});
  REQUIRE(publics.size() == 2);
  CHECK(publics[0].said.code == kResidents);
  CHECK(publics[0].said.total == 300);
  CHECK(publics[0].said.estimated == 1);
  CHECK((publics[1].said.code == "naissances" && publics[1].said.period == "2023" && publics[1].said.unit == "foyers"));
  CHECK(publics[1].said.of_unit == std::vector<double>{1.5, 0});
  CHECK(publics[1].said.total == doctest::Approx(1.5));
  CHECK((publics[1].said.estimated == 1 && publics[1].said.missing == 1));
}
