// The front against every plan there is: what it holds is lawful and beaten by none of its own, what it misses is
// little.
#include <doctest/doctest.h>

#include <array>
#include <numeric>

#include "engines/districting/districting.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

// Inertia, load moved, imbalance, number of districts: smaller is better.
using Measures4 = std::array<double, 4>;

Measures4 measures_of_plan(const Instance& instance, const Plan& plan) {
  std::vector<std::int64_t> load(static_cast<std::size_t>(instance.districts), 0);
  for (std::size_t u = 0; u < plan.size(); ++u)
    load[static_cast<std::size_t>(plan[u])] += instance.weights[0].of_unit[u];
  const double mean = static_cast<double>(std::accumulate(load.begin(), load.end(), std::int64_t{0})) /
                      static_cast<double>(load.size());
  double imbalance = 0;
  for (const std::int64_t l : load) imbalance = std::max(imbalance, std::fabs(static_cast<double>(l) - mean) / mean);
  double moved = 0;
  for (const Present& present : instance.present)
    moved += static_cast<double>(testing::least_moved(instance, present.plan, plan));
  return {testing::naive_inertia(instance, plan), moved, imbalance, static_cast<double>(instance.districts)};
}

bool no_worse(const Measures4& a, const Measures4& b) {
  for (std::size_t i = 0; i < 4; ++i)
    if (a[i] > b[i] + 1e-9) return false;
  return true;
}

Instance for_districts(const Instance& base, District districts, double tolerance) {
  Instance instance = base;
  instance.districts = districts;
  instance.weights[0] = balanced("load", base.weights[0].of_unit, districts, tolerance);
  return instance;
}

// Every lawful plan that no other lawful plan equals or beats in all four measures.
std::vector<Measures4> true_front(const Instance& base, const FrontRequest& request) {
  std::vector<Measures4> front;
  for (District k = request.districts_min; k <= request.districts_max; ++k) {
    const Instance instance = for_districts(base, k, request.balance);
    testing::for_each_lawful(instance, [&](const Plan& plan) {
      const Measures4 m = measures_of_plan(instance, plan);
      for (const Measures4& other : front)
        if (no_worse(other, m)) return;
      std::erase_if(front, [&](const Measures4& other) { return no_worse(m, other); });
      front.push_back(m);
    });
  }
  return front;
}

Measures4 measures_of(const Proposal& p) {
  return {p.evaluation.inertia, static_cast<double>(load_moved(p.evaluation)), p.evaluation.max_deviation,
          static_cast<double>(p.districts)};
}

Instance map_with_present(std::uint64_t seed) {
  Random random(seed);
  Instance instance =
      testing::random_map(random, seed % 2 == 0 ? testing::Shape::grid : testing::Shape::ring, 9, 3, 0.3);
  testing::add_present(random, instance, 0);
  if (seed % 3 == 0) testing::add_present(random, instance, 0);
  return instance;
}

// Volume of measures dominated, within the box of the worst values: how much of what is possible a front covers.
double covered(const std::vector<Measures4>& front, const Measures4& worst, Random& random) {
  int inside = 0;
  constexpr int kDraws = 4000;
  for (int i = 0; i < kDraws; ++i) {
    Measures4 point;
    for (std::size_t m = 0; m < 4; ++m) point[m] = worst[m] * random.unit();
    point[3] = std::ceil(point[3]);
    inside += std::any_of(front.begin(), front.end(), [&](const Measures4& f) { return no_worse(f, point); });
  }
  return static_cast<double>(inside) / kDraws;
}

TEST_CASE("oracle: no plan of the front is beyond the true one, and the front covers nearly as much") {
  int fronts = 0;
  double worst_cover = 1;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Instance base = map_with_present(seed);
    const FrontRequest request{.districts_min = 2, .districts_max = 3, .balance = 0.5, .plans_max = 24};
    auto best = true_front(base, request);
    const auto proposals = front(base, request, {.seconds = 20, .seed = seed, .rounds = 3});
    CAPTURE(seed);
    CHECK(best.empty() == proposals.empty());
    if (best.empty()) continue;
    ++fronts;
    std::vector<Measures4> found;
    Measures4 worst{};
    for (const Proposal& p : proposals) {
      found.push_back(measures_of(p));
      const auto equalled = [&](const Measures4& b) { return no_worse(b, found.back()); };
      CHECK(std::any_of(best.begin(), best.end(), equalled));
    }
    for (const auto* list : {&best, &found})
      for (const Measures4& m : *list)
        for (std::size_t i = 0; i < 4; ++i) worst[i] = std::max(worst[i], m[i] * 1.1 + 0.01);
    Random random(seed);
    const double all = covered(best, worst, random);
    Random again(seed);
    worst_cover = std::min(worst_cover, covered(found, worst, again) / all);
  }
  MESSAGE("worst share of the true front's cover: " << worst_cover);
  CHECK(fronts >= 5);
  CHECK(worst_cover > 0.85);
}

TEST_CASE("oracle: the most compact plan of a front is the most compact there is, up to what nobody would choose by") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Instance base = map_with_present(seed);
    const auto proposals = front(base, {.districts_min = 3, .districts_max = 3, .balance = 0.4, .plans_max = 12},
                                 {.seconds = 20, .rounds = 4});
    Instance compact = for_districts(base, 3, 0.4);
    compact.present.clear();
    const auto least = testing::least_objective(compact);
    REQUIRE(least.has_value() == !proposals.empty());
    if (!least) continue;
    double most_compact = HUGE_VAL;
    for (const Proposal& p : proposals) most_compact = std::min(most_compact, p.evaluation.inertia);
    CHECK(most_compact >= *least * (1 - 1e-9));
    CHECK(most_compact <= *least * 1.002 + 1e-9);
  }
}

TEST_CASE("property: every proposal says what it is, whatever else constrains it") {
  int seen = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Instance base = map_with_present(seed);
    Random random(seed + 50);
    testing::constrain(random, base);
    const FrontRequest request{.districts_min = 2, .districts_max = 4, .balance = 0.5, .plans_max = 10};
    const auto proposals = front(base, request, {.seconds = 20, .seed = seed, .rounds = 2});
    for (std::size_t i = 0; i < proposals.size(); ++i) {
      const Proposal& p = proposals[i];
      ++seen;
      CHECK(p.districts >= 2);
      CHECK(p.districts <= 4);
      CHECK(p.tolerance <= 0.5);
      Instance asked = for_districts(base, p.districts, p.tolerance);
      for (std::size_t w = 1; w < asked.weights.size(); ++w) asked.weights[w].lower = 0, asked.weights[w].upper = 1'000;
      const Evaluation again = evaluate(asked, p.answer.plan);
      CHECK(again.lawful());
      CHECK(again.inertia == doctest::Approx(p.evaluation.inertia));
      CHECK(load_moved(again) == load_moved(p.evaluation));
      if (i > 0) CHECK(p.districts >= proposals[i - 1].districts);
      if (p.answer.bound) CHECK(*p.answer.bound <= p.evaluation.inertia * (1 + 1e-9));
      CHECK(p.answer.status != Status::unknown);
    }
  }
  CHECK(seen > 10);
}

TEST_CASE("property: bounds of a question hold for every lawful plan of it") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Instance base = map_with_present(seed);
    for (const Proposal& p : front(base, {.districts_min = 2, .districts_max = 3, .balance = 0.4, .plans_max = 6},
                                   {.seconds = 1, .rounds = 2})) {
      if (!p.answer.bound) continue;
      Instance question = for_districts(base, p.districts, p.tolerance);
      question.present.clear();
      CHECK(*p.answer.bound <= *testing::least_objective(question) * (1 + 1e-9));
    }
  }
}

TEST_CASE("the same seed and rounds give the same front") {
  const Instance base = map_with_present(3);
  const FrontRequest request{.districts_min = 2, .districts_max = 3, .balance = 0.5, .plans_max = 8};
  const auto plans = [&] {
    std::vector<Plan> out;
    for (const Proposal& p : front(base, request, {.seconds = 60, .seed = 5, .rounds = 3}))
      out.push_back(p.answer.plan);
    return out;
  };
  CHECK(plans() == plans());
}

TEST_CASE("units fixed in districts that some numbers do not have leave only the others") {
  Instance base = testing::grid_instance(3, 4, std::vector<std::int64_t>(12, 1), 4, 0.4);
  base.fixed = {{0, 3}};
  const auto proposals = front(base, {.districts_min = 2, .districts_max = 4, .balance = 0.4, .plans_max = 6},
                               {.seconds = 5, .rounds = 2});
  REQUIRE_FALSE(proposals.empty());
  for (const Proposal& p : proposals) {
    CHECK(p.districts == 4);
    CHECK(p.answer.plan[0] == 3);
  }
}

}  // namespace
}  // namespace maillage::engines::districting
