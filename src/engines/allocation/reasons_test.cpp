#include "engines/allocation/reasons.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "engines/allocation/testing/instances.hpp"

using namespace maillage;
using namespace maillage::engines::allocation;
using namespace maillage::engines::allocation::testing;

namespace {

// Sum over all pairs of posts of the difference of their loads, over twice the mean: the definition.
double gini_by_pairs(const std::vector<double>& loads) {
  double differences = 0, sum = 0;
  for (const double a : loads) {
    sum += a;
    for (const double b : loads) differences += std::abs(a - b);
  }
  return sum > 0 ? differences / (2 * static_cast<double>(loads.size()) * sum) : 0;
}

}  // namespace

TEST_CASE("allocation: one reason for each step, and the loads that it says") {
  const Instance instance = simple({400, 100}, 4, 0.5);
  const auto all = reasons(instance, solve(instance).given);
  REQUIRE(all.size() == 4);
  CHECK(all[0].unit == 0);
  CHECK(std::isinf(all[0].before));
  CHECK(all[0].after == 800);
  CHECK(all[1].unit == 1);
  CHECK(all[2].unit == 0);
  CHECK(all[2].before == 800);
  CHECK(all[2].after == 400);
  CHECK(all[3].number == 3);
}

TEST_CASE("allocation: the reasons in their order are the allocations of every smaller budget") {
  Random random(21);
  Instance instance = random_instance(random, {.units = 12, .kinds = 3});
  instance.pools[0].budget = 90;
  const auto all = reasons(instance, solve(instance).given);
  REQUIRE(all.size() == 90);
  std::vector<Steps> given(36, 0);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].because == Because::relief);
    ++given[instance.at(all[i].unit, all[i].kind)];
    instance.pools[0].budget = static_cast<Steps>(i + 1);
    CHECK(solve(instance).given == given);
  }
}

TEST_CASE("allocation: a step that does not deserve its place has the floor or the limit of moves as its reason") {
  Instance instance = simple({400, 10, 10}, 8);
  instance.cells[1].floor = 2;
  instance.cells[2].present = 3;
  instance.pools[0].moves_max = 1;
  const Answer answer = solve(instance);
  CHECK(answer.given == std::vector<Steps>{4, 2, 2});
  std::map<Because, int> count;
  for (const Grant& grant : reasons(instance, answer.given)) {
    ++count[grant.because];
    if (grant.because == Because::floor) CHECK(std::pair(grant.unit, grant.number) == std::pair(1, 2));
    if (grant.because == Because::kept) CHECK(std::pair(grant.unit, grant.number) == std::pair(2, 2));
  }
  CHECK(count == std::map<Because, int>{{Because::relief, 6}, {Because::floor, 1}, {Because::kept, 1}});
}

TEST_CASE("allocation: the floor and the limit of moves explain a step only where there is one") {
  Random random(22);
  int explained = 0;
  for (int i = 0; i < 300; ++i) {
    const Instance instance = random_instance(
        random,
        {.units = 4, .kinds = 2, .one_pool = i % 2 == 0, .floors = true, .moves = true, .unit_caps = i % 3 == 0});
    const Answer answer = solve(instance);
    if (answer.why) continue;
    for (const Grant& grant : reasons(instance, answer.given)) {
      const Cell& cell = instance.cells[instance.at(grant.unit, grant.kind)];
      explained += grant.because != Because::relief;
      if (grant.because == Because::floor) CHECK(grant.number <= cell.floor);
      if (grant.because == Because::kept) {
        CHECK(grant.number > cell.floor);
        CHECK(grant.number <= cell.present);
        CHECK(instance.pools[instance.pool_of(instance.at(grant.unit, grant.kind))].moves_max.has_value());
      }
    }
  }
  CHECK(explained > 40);
}

TEST_CASE("allocation: fairness is that of the posts, from its definition") {
  Random random(23);
  for (int i = 0; i < 40; ++i) {
    Instance instance = random_instance(random, {.units = 6, .kinds = 2});
    std::vector<Steps> given;
    for (std::size_t c = 0; c < instance.cells.size(); ++c) given.push_back(upto(random, 4));
    std::vector<double> loads;
    int nobody = 0;
    for (std::int32_t unit = 0; unit < 6; ++unit) {
      const std::size_t c = instance.at(unit, 1);
      for (Steps n = 0; n < given[c]; ++n) loads.push_back(load(instance, c, given[c]));
      nobody += given[c] == 0 && instance.cells[c].need > 0;
    }
    const Fairness fair = fairness(instance, given, 1);
    CHECK(fair.nobody == nobody);
    CHECK(fair.gini == doctest::Approx(gini_by_pairs(loads)));
    if (loads.empty()) continue;
    CHECK(fair.lowest == *std::min_element(loads.begin(), loads.end()));
    CHECK(fair.highest == *std::max_element(loads.begin(), loads.end()));
    CHECK(fair.mean ==
          doctest::Approx(std::accumulate(loads.begin(), loads.end(), 0.0) / static_cast<double>(loads.size())));
  }
}

TEST_CASE("allocation: a floor that changes nothing has no price") {
  Instance instance = simple({400, 100}, 8);
  instance.cells[0].floor = 3;
  CHECK(floor_prices(instance, solve(instance)).empty());
  instance.cells[1].floor = 4;
  const auto prices = floor_prices(instance, solve(instance));
  REQUIRE(prices.size() == 1);
  CHECK(prices[0].unit == 1);
  CHECK(prices[0].without == 2);
  // 400²/4 + 100²/4 against 400²/6 + 100²/2.
  CHECK(prices[0].with_floor.served == doctest::Approx(42500));
  CHECK(prices[0].without_floor.served == doctest::Approx(160000.0 / 6 + 5000));
}
