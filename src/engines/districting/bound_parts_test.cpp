// The pieces of the bound against their definitions: contracted costs, one centre's knapsack, the dual function.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engines/districting/bound_coarse.hpp"
#include "engines/districting/bound_dual.hpp"
#include "engines/districting/evaluate.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

Instance drawn(std::uint64_t seed, double tolerance = 0.3) {
  Random random(seed);
  Instance instance = testing::random_map(random, testing::Shape::ring, 9, 3, tolerance);
  if (seed % 3 == 0) instance.weights[0].of_unit[4] = 0;
  if (seed % 4 == 1) {
    instance.group.assign(9, -1);
    instance.group[1] = instance.group[5] = 0;
    instance.fixed = {{2, 1}, {7, 1}};
  }
  return instance;
}

std::vector<double> random_worth(Random& random, const HessCosts& costs, double most) {
  std::vector<double> worth;
  for (std::int32_t i = 0; i < costs.items; ++i) worth.push_back(most * random.unit());
  return worth;
}

// The best share of every item around a centre when nothing is paid for moves: the continuous knapsack, by taking items
// from the most to the least profitable; the centre's own item is taken whatever it brings. Infinite when that item
// alone is too heavy.
double naive_knapsack(const HessCosts& costs, std::int32_t centre, const std::vector<double>& worth) {
  struct Item {
    double profit, load;
  };
  std::vector<Item> items;
  const auto row = costs.row(centre);
  double value = 0, load = 0;
  for (std::int32_t i = 0; i < costs.items; ++i) {
    const double profit = worth[at(i)] - static_cast<double>(row[at(i)]);
    if (i == costs.own[at(centre)])
      value -= costs.load[at(i)] * profit, load += costs.load[at(i)];
    else
      items.push_back({profit, costs.load[at(i)]});
  }
  if (load > costs.upper) return HUGE_VAL;
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.profit > b.profit; });
  for (const Item& item : items) {
    // Up to the lower bound whatever it costs; beyond it only for a profit.
    const double wanted = item.profit > 0 ? costs.upper - load : costs.lower - load;
    const double taken = std::clamp(wanted, 0.0, item.load);
    value -= taken * item.profit, load += taken;
  }
  return value;
}

TEST_CASE("property: contracted costs are mean squared distances, never above the true ones") {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const Instance instance = drawn(seed);
    const HessCosts costs = hess_costs(instance);
    CHECK(costs.centres == 9);
    CHECK(costs.districts == 3);
    const auto& load = instance.weights[0].of_unit;
    const auto total = static_cast<double>(std::accumulate(load.begin(), load.end(), std::int64_t{0}));
    CHECK(std::accumulate(costs.load.begin(), costs.load.end(), 0.0) == doctest::Approx(total));
    for (const double l : costs.load) CHECK(l > 0);
    for (Unit c = 0; c < 9; ++c) {
      const auto row = costs.row(c);
      double contracted = 0, exact = 0;
      for (std::int32_t i = 0; i < costs.items; ++i) contracted += costs.load[at(i)] * static_cast<double>(row[at(i)]);
      for (Unit u = 0; u < 9; ++u) exact += static_cast<double>(load[at(u)]) * squared_km(instance, u, c);
      CHECK(contracted <= exact);
      CHECK(contracted == doctest::Approx(exact).epsilon(1e-5));
      if (costs.own[at(c)] < 0) CHECK(load[at(c)] == 0);
    }
  }
}

TEST_CASE("items are the units that any plan keeps together") {
  Instance instance = drawn(1);
  const HessCosts costs = hess_costs(instance);
  CHECK(costs.own[1] == costs.own[5]);
  CHECK(costs.own[2] == costs.own[7]);
  CHECK(costs.own[1] != costs.own[2]);
  CHECK(costs.items == 7);
}

TEST_CASE("property: one centre's optimum is the continuous knapsack's") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    const Instance instance = drawn(seed, 0.05 + 0.5 * random.unit());
    const HessCosts costs = hess_costs(instance);
    CentreProblem problem(costs);
    const auto worth = random_worth(random, costs, seed % 2 == 0 ? 1200 : 100);
    for (std::int32_t c = 0; c < costs.centres; ++c) {
      const double exact = naive_knapsack(costs, c, worth);
      const auto best = problem.best(c, worth, {});
      CAPTURE(seed);
      if (!std::isfinite(exact)) continue;
      CHECK(best.value <= exact + 1e-6 * (1 + std::fabs(exact)));
      CHECK(best.value == doctest::Approx(exact).epsilon(1e-5));
      // At any price the value is a bound of the same problem.
      for (const double price : {-500.0, -20.0, 0.0, 3.0, 80.0, 900.0})
        CHECK(problem.value_at(c, worth, price) <= exact + 1e-6 * (1 + std::fabs(exact)));
    }
  }
}

TEST_CASE("property: the value at a price is concave in it") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    const HessCosts costs = hess_costs(drawn(seed));
    CentreProblem problem(costs);
    const auto worth = random_worth(random, costs, 600);
    for (int round = 0; round < 50; ++round) {
      const double a = 1000 * random.unit() - 500, b = 1000 * random.unit() - 500;
      const auto c = static_cast<std::int32_t>(random.below(9));
      const double middle = problem.value_at(c, worth, (a + b) / 2);
      const double chord = (problem.value_at(c, worth, a) + problem.value_at(c, worth, b)) / 2;
      CHECK(middle >= chord - 1e-6 * (1 + std::fabs(chord)));
    }
  }
}

TEST_CASE("property: what an optimum serves weighs within the bounds, with the centre's own item whole") {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    Random random(seed);
    const HessCosts costs = hess_costs(drawn(seed));
    CentreProblem problem(costs);
    const auto worth = random_worth(random, costs, 900);
    for (std::int32_t c = 0; c < costs.centres; ++c) {
      std::vector<double> served(at(costs.items), 0);
      problem.add_served(c, worth, problem.best(c, worth, {}), served);
      double load = 0;
      for (std::int32_t i = 0; i < costs.items; ++i) {
        CHECK(served[at(i)] >= -1e-9);
        CHECK(served[at(i)] <= 1 + 1e-9);
        load += served[at(i)] * costs.load[at(i)];
      }
      if (costs.own[at(c)] >= 0) CHECK(served[at(costs.own[at(c)])] == 1);
      if (!std::isfinite(naive_knapsack(costs, c, worth))) continue;
      CHECK(load >= costs.lower * (1 - 1e-6));
      CHECK(load <= costs.upper * (1 + 1e-6));
    }
  }
}

TEST_CASE("property: the dual is the worth of all items plus the cheapest centres, at every point") {
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    Random random(seed);
    const HessCosts costs = hess_costs(drawn(seed));
    HessDual dual(costs);
    // Several points in a row: what is remembered of one must not spoil the next.
    for (int point = 0; point < 8; ++point) {
      const auto worth = random_worth(random, costs, 50.0 * (1 + point % 4) * (1 + point % 3));
      double naive = 0;
      for (std::int32_t i = 0; i < costs.items; ++i) naive += costs.load[at(i)] * worth[at(i)];
      std::vector<double> values;
      for (std::int32_t c = 0; c < costs.centres; ++c) values.push_back(naive_knapsack(costs, c, worth));
      std::sort(values.begin(), values.end());
      for (std::int32_t d = 0; d < costs.districts; ++d) naive += values[at(d)];
      const DualPoint got = dual.at(worth);
      if (!std::isfinite(naive)) continue;
      CAPTURE(seed);
      CAPTURE(point);
      CHECK(got.value == doctest::Approx(naive).epsilon(1e-5));
      CHECK(dual.proved(worth) <= naive + 1e-6 * std::fabs(naive));
      CHECK(dual.proved(worth) == doctest::Approx(naive).epsilon(1e-4));
    }
  }
}

TEST_CASE("property: the dual at any worth is below every lawful plan, and dropped centres are in no better plan") {
  int dropped = 0, solvable = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Random random(seed);
    const Instance instance = drawn(seed, 0.4);
    const auto least = testing::least_objective(instance);
    if (!least) continue;
    ++solvable;
    const HessCosts costs = hess_costs(instance);
    HessDual dual(costs);
    std::vector<double> worth(at(costs.items), 0);
    for (int step = 0; step < 60; ++step) {
      const DualPoint point = dual.at(worth);
      CHECK(point.value <= *least * (1 + 1e-9));
      for (std::int32_t i = 0; i < costs.items; ++i) worth[at(i)] += 60.0 / (1 + step) * (1 - point.served[at(i)]);
    }
    const std::int32_t before = dual.alive();
    // No plan is below the best by a millionth; a plan as good as the best keeps its centres.
    CHECK((dual.drop_above(*least * (1 + 1e-6)) || *least == 0));
    dropped += before - dual.alive();
    CHECK(dual.alive() >= costs.districts);
  }
  CHECK(solvable > 15);
  CHECK(dropped > 0);
}

TEST_CASE("no plan is below zero, and all centres go") {
  const HessCosts costs = hess_costs(drawn(2));
  HessDual dual(costs);
  dual.at(std::vector<double>(at(costs.items), 100));
  CHECK_FALSE(dual.drop_above(-1e12));
}

TEST_CASE("property: a coarse instance holds all the load in as many clusters as asked") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::Shape::grid, 60, 3, 0.2);
    testing::add_present(random, instance, 1);
    const Coarse coarse = coarsened(instance, 12);
    CHECK(coarse.instance.centres.size() == 12);
    CHECK(coarse.instance.districts == 3);
    CHECK(coarse.instance.present.empty());
    std::vector<std::int64_t> load(12, 0);
    std::vector<double> x(12, 0);
    std::vector<int> units(12, 0);
    for (std::size_t u = 0; u < 60; ++u) {
      const auto c = at(coarse.cluster_of[u]);
      REQUIRE(c < 12);
      load[c] += instance.weights[0].of_unit[u];
      ++units[c];
    }
    CHECK(load == coarse.instance.weights[0].of_unit);
    CHECK(*std::min_element(units.begin(), units.end()) >= 1);
    // Gonzalez: clusters are around units far from one another, so each unit is near the centre of its own.
    for (std::size_t u = 0; u < 60; ++u) {
      const auto own = at(coarse.cluster_of[u]);
      CHECK(std::hypot(instance.centres[u].x - coarse.instance.centres[own].x,
                       instance.centres[u].y - coarse.instance.centres[own].y) < 30'000);
    }
  }
}

TEST_CASE("the price of moves raises a centre's value by no more than all the load it takes") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    Instance instance = drawn(seed);
    const HessCosts free = hess_costs(instance);
    testing::add_present(random, instance, 7);
    const HessCosts priced = hess_costs(instance);
    CHECK(priced.leave_price == 7);
    CentreProblem a(free), b(priced);
    const auto worth = random_worth(random, free, 500);
    for (std::int32_t c = 0; c < free.centres; ++c) {
      const double without = a.best(c, worth, {}).value, with = b.best(c, worth, {}).value;
      CHECK(with >= without - 1e-5 * (1 + std::fabs(without)));
      CHECK(with <= without + 7 * free.upper + 1e-5 * (1 + std::fabs(without)));
    }
  }
}

}  // namespace
}  // namespace maillage::engines::districting
