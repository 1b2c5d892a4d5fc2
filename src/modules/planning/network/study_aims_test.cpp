// What each aim looks for, against every choice of houses tried one by one; and why there may be none.
#include <doctest/doctest.h>

#include <bit>
#include <cmath>

#include "modules/planning/network/study.hpp"
#include "modules/planning/network/testing/town.hpp"
#include "platform/json/json.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

StudyAnswer computed(const StudyQuestion& question, std::uint64_t seed = 7) {
  return compute(question, seed, nullptr, [](double, const std::vector<FoundNetwork>&) {});
}

double minutes(const StudyQuestion& question, std::size_t unit, std::size_t house) {
  for (const auto& reach : question.costs.of(static_cast<std::int32_t>(unit)))
    if (reach.site == static_cast<std::int32_t>(house)) return reach.cost;
  return HUGE_VAL;
}

struct Tried {
  double mean = 0, worst = 0, price = 0;
  bool lawful = true;  // every house of today that must stay is open
};

// The figures of a set of houses, written apart from the module's own.
Tried tried(const StudyQuestion& question, std::uint32_t open) {
  Tried out;
  const auto& weights = question.publics[0].weights;
  double people = 0;
  for (std::size_t u = 0; u < weights.size(); ++u) {
    double nearest = HUGE_VAL;
    for (std::size_t h = 0; h < question.houses.size(); ++h)
      if (open >> h & 1U) nearest = std::min(nearest, minutes(question, u, h));
    if (weights[u] > 0) out.worst = std::max(out.worst, nearest);
    if (weights[u] > 0) out.mean += static_cast<double>(weights[u]) * nearest;
    people += static_cast<double>(weights[u]);
  }
  out.mean /= people;
  for (std::size_t h = 0; h < question.houses.size(); ++h) {
    const House& house = question.houses[h];
    const bool is_open = open >> h & 1U;
    const auto& closable = question.request.closable;
    const bool stays = house.existing && std::find(closable.begin(), closable.end(), house.code) == closable.end();
    if (stays && !is_open) out.lawful = false;
    out.price += is_open          ? house.price_open.value_or(house.existing ? 0 : *question.request.usual_price)
                 : house.existing ? house.price_closed.value_or(0)
                                  : 0;
  }
  return out;
}

template <class Good, class Value>
double best_of_all(const StudyQuestion& question, Good good, Value value) {
  double best = HUGE_VAL;
  for (std::uint32_t open = 1; open < 1U << question.houses.size(); ++open) {
    const Tried one = tried(question, open);
    if (one.lawful && good(one, std::popcount(open))) best = std::min(best, value(one, std::popcount(open)));
  }
  return best;
}

StudyRequest asking(NetworkAim aim, Random& random) {
  auto request = usual_study();
  request.aim = aim;
  request.radius_minutes = 1 + static_cast<std::int32_t>(random.below(3));
  request.houses_min = 1;
  request.houses_max = 4;
  request.closable = {"S0"};
  if (random.below(2) == 0) request.closable.push_back("S7");
  request.usual_price = 10 + static_cast<double>(random.below(30));
  request.budget = static_cast<double>(random.below(120));
  return request;
}

std::vector<territory::SiteInUnit> two_sites(const territory::Snapshot& snapshot) {
  return {site_in(snapshot, 0), site_in(snapshot, 7)};
}

}  // namespace

TEST_CASE("the farthest is brought as near as any choice of so many houses can bring it") {
  Random random(31);
  for (int turn = 0; turn < 10; ++turn) {
    CAPTURE(turn);
    const auto snapshot = any_town(random, 2, 4);
    const auto question = asked_of(asking(NetworkAim::worst, random), snapshot, two_sites(snapshot));
    for (const FoundNetwork& found : computed(question).curve) {
      const double best = best_of_all(
          question, [&](const Tried&, int houses) { return houses <= found.point.houses; },
          [](const Tried& one, int) { return one.worst; });
      CHECK(found.point.status == StudyStatus::optimal);
      CHECK(found.point.value == doctest::Approx(best));
      CHECK(found.point.value == found.point.reach.worst_minutes);
      CHECK(*found.point.bound <= best + 1e-9);
    }
  }
}

TEST_CASE("everyone is within reach with as few houses as any choice allows, or it is said who cannot be") {
  Random random(32);
  int possible = 0;
  for (int turn = 0; turn < 16; ++turn) {
    CAPTURE(turn);
    const auto snapshot = any_town(random, 2, 4);
    auto request = asking(NetworkAim::everyone, random);
    if (turn % 4 == 0) request.candidates = Candidates::none;
    const auto question = asked_of(request, snapshot, two_sites(snapshot));
    const double best = best_of_all(
        question, [&](const Tried& one, int) { return one.worst <= request.radius_minutes; },
        [](const Tried&, int houses) { return static_cast<double>(houses); });
    const auto answer = computed(question);
    CHECK(answer.curve.empty() == !std::isfinite(best));
    CHECK(answer.why.has_value() == answer.curve.empty());
    if (answer.curve.empty()) {
      CHECK(answer.why->code == "demand_unreachable");
      CHECK((answer.why->units_in_all >= 1 && answer.why->units.size() <= 5));
      continue;
    }
    ++possible;
    REQUIRE(answer.curve.size() == 1);
    CHECK(answer.curve[0].point.value == best);
    CHECK(answer.curve[0].point.status == StudyStatus::optimal);
    CHECK(answer.curve[0].point.reach.worst_minutes <= request.radius_minutes);
  }
  CHECK((possible > 3 && possible < 16));
}

TEST_CASE("a budget buys as much as any choice of houses it can pay for") {
  Random random(33);
  int possible = 0;
  for (int turn = 0; turn < 16; ++turn) {
    CAPTURE(turn);
    const auto snapshot = any_town(random, 2, 4);
    auto request = asking(NetworkAim::budget, random);
    PlaceTold kept{"S0", "Maison 0", {}, {}, 25.0, 5.0, {}, {}};
    if (turn % 2 == 0) kept.price_closed = -15.0;
    request.places = {kept};
    const auto question = asked_of(request, snapshot, two_sites(snapshot));
    const double best = best_of_all(
        question, [&](const Tried& one, int) { return one.price <= *request.budget; },
        [](const Tried& one, int) { return one.mean; });
    const auto answer = computed(question);
    CHECK(answer.curve.empty() == !std::isfinite(best));
    if (answer.curve.empty()) {
      REQUIRE(answer.why);
      CHECK(answer.why->code == "budget_too_small");
      CHECK(answer.why->price > *request.budget);
      continue;
    }
    ++possible;
    const NetworkPoint& point = answer.curve[0].point;
    CHECK(point.value == doctest::Approx(best));
    CHECK(point.status == StudyStatus::optimal);
    REQUIRE(point.price);
    CHECK(*point.price <= *request.budget);
  }
  CHECK(possible > 5);
}

TEST_CASE("nobody is sent to a house that is full, and the mean counts where people are sent") {
  Random random(34);
  for (int turn = 0; turn < 10; ++turn) {
    CAPTURE(turn);
    const auto snapshot = any_town(random, 2, 3);
    auto request = usual_study();
    request.houses_min = 2;
    request.houses_max = 4;
    std::int64_t largest = 0, all = 0;
    for (const std::int64_t people : snapshot.populations) largest = std::max(largest, people), all += people;
    request.usual_capacity = std::max(largest, all / 3);
    const auto question = asked_of(request, snapshot, {});
    for (const FoundNetwork& found : computed(question).curve) {
      REQUIRE(found.served.size() == snapshot.codes.size());
      std::vector<std::int64_t> load(question.houses.size(), 0);
      double total = 0;
      for (std::size_t u = 0; u < found.served.size(); ++u) {
        if (snapshot.populations[u] == 0) continue;
        const auto house = static_cast<std::size_t>(found.served[u]);
        CHECK(std::binary_search(found.open.begin(), found.open.end(), found.served[u]));
        load[house] += snapshot.populations[u];
        total += static_cast<double>(snapshot.populations[u]) * minutes(question, u, house);
      }
      for (const std::int64_t people : load) CHECK(people <= *request.usual_capacity);
      CHECK(found.point.value == doctest::Approx(total / static_cast<double>(all)));
      if (found.point.bound) CHECK(*found.point.bound <= found.point.value + 1e-9);
    }
  }
}

TEST_CASE("houses too small for all are said so, in people") {
  const auto snapshot = town({"333", "333"});
  auto request = usual_study();
  request.houses_max = 2;
  request.usual_capacity = 400;
  const auto answer = computed(asked_of(request, snapshot, {}));
  CHECK(answer.curve.empty());
  REQUIRE(answer.why);
  CHECK((answer.why->code == "capacity_too_small" && answer.why->have == 1'800 && answer.why->limit == 800));
  request.usual_capacity = 200;
  const auto heavy = computed(asked_of(request, snapshot, {})).why;
  REQUIRE(heavy);
  CHECK((heavy->code == "demand_too_heavy" && heavy->have == 300 && heavy->limit == 200 && heavy->units.size() == 1));
}

TEST_CASE("the same seed gives the same networks, for every aim") {
  Random random(35);
  for (const NetworkAim aim :
       {NetworkAim::mean, NetworkAim::worst, NetworkAim::cover, NetworkAim::everyone, NetworkAim::budget}) {
    const auto snapshot = any_town(random, 4, 5);
    auto request = asking(aim, random);
    request.budget = 1'000;
    const auto question = asked_of(request, snapshot, two_sites(snapshot));
    const auto once = computed(question, 3), again = computed(question, 3);
    REQUIRE(once.curve.size() == again.curve.size());
    for (std::size_t i = 0; i < once.curve.size(); ++i) CHECK(once.curve[i].open == again.curve[i].open);
  }
}

TEST_CASE("a study asked before there were places, budgets and capacities is still read") {
  const auto old = platform::from_json<StudyRequest>(
      R"({"name":"x","at":null,"mode":"car","detour":1.3,"speed_kmh":40,"kinds":[],"target":"residents","aim":"mean",)"
      R"("radius_minutes":30,"houses_min":1,"houses_max":2,"closable":[],"candidates":"communes","seconds":5,"seed":null})");
  CHECK(old.ok());
  const auto house =
      platform::from_json<House>(R"({"code":"S1","name":"x","kind":"mds","existing":true,"unit":0,"x":1.5,"y":-2.5})");
  CHECK((house.ok() && !house.value.capacity));
  const auto point = platform::from_json<NetworkPoint>(
      R"({"index":0,"houses":1,"opened":0,"closed":0,"reach":{"mean_minutes":1,"most_minutes":1,"worst_minutes":1,)"
      R"("worst_unit":0,"within":[]},"value":1,"bound":null,"gap":null,"status":"optimal"})");
  CHECK(point.ok());
}
