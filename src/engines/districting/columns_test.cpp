// Districts listed around centres, against every district of every lawful plan.
#include "engines/districting/columns.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <map>
#include <set>

#include "engines/districting/column_dual.hpp"
#include "engines/districting/column_master.hpp"
#include "engines/districting/districting.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

using testing::for_each_lawful;
using testing::naive_objective;

constexpr double kAll = std::numeric_limits<double>::infinity();
const auto never = [] { return false; };

// A map whose units are all loaded, with or without groups, fixed units and a price on leaving.
Instance drawn(std::uint64_t seed) {
  Random random(seed);
  Instance instance = testing::random_map(random, testing::kShapes[seed % std::size(testing::kShapes)],
                                          static_cast<Unit>(7 + random.below(4)),
                                          static_cast<District>(2 + random.below(3)), 0.15 + 0.5 * random.unit());
  for (auto& load : instance.weights[0].of_unit) load = std::max<std::int64_t>(1, load);
  if (seed % 3 == 0) testing::constrain(random, instance);
  if (seed % 4 == 0) testing::add_present(random, instance, 20);
  if (instance.present.size() > 1) instance.present.resize(1);
  return instance;
}

std::vector<Column> listed(ColumnSearch& search, const std::vector<double>& price, double limit) {
  std::vector<Column> out;
  for (Unit c = 0; c < search.centres(); ++c)
    CHECK(search.around(
        c, price, limit,
        [&](const Column& column, double reduced) {
          CHECK(reduced == doctest::Approx(search.reduced(column, price)));
          CHECK(column.centre == c);
          out.push_back(column);
          return limit;
        },
        never));
  return out;
}

std::vector<double> random_prices(Random& random, std::int32_t items) {
  std::vector<double> out;
  for (std::int32_t i = 0; i < items; ++i) out.push_back(4e4 * random.unit());
  return out;
}

TEST_CASE("oracle: every district of every lawful plan is listed once, at a cost that its plan has") {
  int plans = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const Instance instance = drawn(seed);
    const HessCosts costs = hess_costs(instance);
    ColumnSearch search(instance, costs);
    std::map<std::pair<std::set<std::int32_t>, std::int32_t>, double> cost;
    std::map<std::set<std::int32_t>, double> cheapest;
    for (const Column& column : listed(search, std::vector<double>(static_cast<std::size_t>(costs.items), 0), kAll)) {
      std::set<std::int32_t> items;
      column.items.for_each([&](std::int32_t item) { items.insert(item); });
      CHECK(cost.try_emplace({items, column.label}, column.cost).second);
      const auto [known, fresh] = cheapest.try_emplace(items, column.cost);
      known->second = std::min(known->second, column.cost);
    }
    for_each_lawful(instance, [&](const Plan& plan) {
      std::map<District, std::set<std::int32_t>> items;
      for (Unit u = 0; u < instance.graph.units(); ++u)
        items[plan[static_cast<std::size_t>(u)]].insert(costs.own[static_cast<std::size_t>(u)]);
      double sum = 0;
      for (const auto& [district, set] : items) {
        REQUIRE(cheapest.contains(set));
        sum += cheapest[set];
      }
      const double objective = naive_objective(instance, plan);
      CHECK(sum <= objective * (1 + 1e-9));
      if (instance.present.empty()) CHECK(sum == doctest::Approx(objective).epsilon(1e-5));
      ++plans;
    });
  }
  CHECK(plans > 500);
}

TEST_CASE("property: a limit keeps the districts below it and no other; the relaxed cost is below them all") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const Instance instance = drawn(seed);
    const HessCosts costs = hess_costs(instance);
    ColumnSearch search(instance, costs);
    Random random(seed + 1000);
    const std::vector<double> price = random_prices(random, costs.items);
    const std::vector<Column> all = listed(search, price, kAll);
    std::vector<double> least(static_cast<std::size_t>(costs.centres), kAll);
    for (const Column& column : all) {
      double& here = least[static_cast<std::size_t>(column.centre)];
      here = std::min(here, search.reduced(column, price));
    }
    for (Unit c = 0; c < costs.centres; ++c)
      CHECK(search.relaxed(c, price) <= least[static_cast<std::size_t>(c)] + 1e-3);
    if (all.empty()) continue;
    const double limit = search.reduced(all[random.below(all.size())], price);
    std::size_t below = 0;
    for (const Column& column : all) below += search.reduced(column, price) < limit - 1e-6;
    const std::size_t kept = listed(search, price, limit).size();
    CHECK(kept >= below);
    CHECK(kept <= below + 2);
  }
}

TEST_CASE("property: the dual is below every lawful plan, and its limits close no district of a better one") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    const Instance instance = drawn(seed);
    const auto least = testing::least_objective(instance);
    if (!least) continue;
    const HessCosts costs = hess_costs(instance);
    ColumnSearch search(instance, costs);
    const double upper = *least * 1.2;
    const ColumnDual dual =
        raise_dual(search, std::vector<double>(static_cast<std::size_t>(costs.items), 0), 0, upper, never);
    CHECK(dual.value <= *least * (1 + 1e-9));
    for_each_lawful(instance, [&](const Plan& plan) {
      if (naive_objective(instance, plan) >= upper) return;
      std::map<District, ItemSet> items;
      for (Unit u = 0; u < instance.graph.units(); ++u) {
        ItemSet& set = items[plan[static_cast<std::size_t>(u)]];
        set = set | ItemSet::of(costs.own[static_cast<std::size_t>(u)]);
      }
      for (const auto& [district, set] : items) {
        bool open = false;
        for (Unit c = 0; c < costs.centres; ++c)
          search.around(
              c, dual.price, dual.limit(c, upper) + 1e-6 * upper,
              [&, set = set](const Column& column, double) {
                open = open || column.items == set;
                return dual.limit(c, upper) + 1e-6 * upper;
              },
              never);
        CHECK(open);
      }
    });
  }
}

// Districts of any shape over a few items, and the best partition by trying everything.
struct Drawn {
  Partition wanted;
  std::vector<Column> columns;
};

Drawn random_partition(std::uint64_t seed) {
  Random random(seed);
  Drawn out{{static_cast<std::int32_t>(5 + random.below(3)), static_cast<std::int32_t>(2 + random.below(2)),
             static_cast<std::int32_t>(random.below(3)), 0},
            {}};
  for (int k = 0; k < 60; ++k) {
    ItemSet items;
    for (std::int32_t i = 0; i < out.wanted.items; ++i)
      if (random.below(3) == 0) items = items | ItemSet::of(i);
    if (items.empty()) continue;
    const auto label = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(out.wanted.labels) + 1)) - 1;
    out.columns.push_back({items, 100 + 1000 * random.unit(), 0, label});
  }
  return out;
}

double best_partition(const Drawn& drawn, std::size_t from, ItemSet left, std::int32_t districts,
                      const std::set<std::int32_t>& labels) {
  if (left.empty()) return districts == 0 ? 0 : kAll;
  double best = kAll;
  for (std::size_t k = from; districts > 0 && k < drawn.columns.size(); ++k) {
    const Column& column = drawn.columns[k];
    if (!column.items.without(left).empty() || labels.contains(column.label)) continue;
    std::set<std::int32_t> used = labels;
    if (column.label >= 0) used.insert(column.label);
    best = std::min(best, column.cost + best_partition(drawn, k + 1, left.without(column.items), districts - 1, used));
  }
  return best;
}

TEST_CASE("oracle: the partition found is the best of all, and none is below its bound") {
  int found = 0, none = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    Drawn drawn = random_partition(seed);
    const double best = best_partition(drawn, 0, ItemSet::first(drawn.wanted.items), drawn.wanted.districts, {});
    for (const double upper : {best < kAll ? best * 1.5 : 5000.0, 900.0}) {
      drawn.wanted.upper = upper;
      const Partitioned answer = partition(drawn.wanted, drawn.columns, {});
      CHECK(answer.bound <= std::min(best, upper) * (1 + 1e-9));
      if (best >= upper) {
        CHECK(answer.chosen.empty());
        CHECK(answer.bound >= upper * (1 - 1e-6));
        ++none;
        continue;
      }
      double cost = 0;
      ItemSet held;
      for (const Column& column : answer.chosen) {
        CHECK((held & column.items).empty());
        held = held | column.items;
        cost += column.cost;
      }
      CHECK(held == ItemSet::first(drawn.wanted.items));
      CHECK(static_cast<std::int32_t>(answer.chosen.size()) == drawn.wanted.districts);
      CHECK(cost == doctest::Approx(best));
      CHECK(answer.bound >= best * (1 - 2e-6));
      ++found;
    }
  }
  CHECK(found > 20);
  CHECK(none > 10);
}

}  // namespace
}  // namespace maillage::engines::districting
