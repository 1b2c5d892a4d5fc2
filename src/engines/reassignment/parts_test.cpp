// The parts of the search, each against its definition.
#include <doctest/doctest.h>

#include "engines/reassignment/exact.hpp"
#include "engines/reassignment/search.hpp"
#include "engines/reassignment/testing/small.hpp"

using namespace maillage;
using namespace maillage::engines::reassignment;
using namespace maillage::engines::reassignment::testing;

TEST_CASE("what a model says of an assignment is what its definition says") {
  Random random(21);
  int lawful = 0;
  for (int trial = 0; trial < 300; ++trial) {
    const Instance instance = random_instance(random, 6, 3);
    const Model model(instance);
    Assignment of_unit;
    for (int u = 0; u < 6; ++u) of_unit.push_back(static_cast<Carrier>(random.below(3)));
    CHECK(model.lawful(of_unit) == obeys(instance, of_unit));
    lawful += model.lawful(of_unit);
    bool takes = true;
    for (const Carrier one : of_unit) takes = takes && instance.carriers[at(one)].capacity > 0;
    if (takes) CHECK(model.value(of_unit) == doctest::Approx(worth(instance, of_unit)).epsilon(1e-9));
    for (std::int32_t u = 0; u < 6; ++u) {
      const auto allowed = takers(instance, u);
      CHECK(model.loose(u) == allowed.empty());
      if (!allowed.empty()) CHECK(model.allowed(u) == allowed);
      CHECK(model.rooted(of_unit, of_unit[at(u)])[at(u)] == (allowed.empty() || hangs_together(instance, of_unit, u)));
    }
  }
  CHECK(lawful > 20);
}

TEST_CASE("without a unit, those that hung on it alone are no longer rooted") {
  Instance chain;
  chain.carriers = {{1, 0}};
  for (std::int32_t u = 0; u < 4; ++u) {
    chain.units.push_back({1, 1, {0}, {}, {}});
    if (u > 0) chain.units[at(u)].neighbours.push_back(u - 1), chain.units[at(u - 1)].neighbours.push_back(u);
  }
  chain.units[0].touches = {0};
  const Model model(chain);
  const Assignment all(4, 0);
  CHECK(model.rooted(all, 0) == std::vector<bool>{true, true, true, true});
  CHECK(model.rooted(all, 0, 1) == std::vector<bool>{true, false, false, false});
  CHECK(model.rooted(all, 0, 3) == std::vector<bool>{true, true, true, false});
}

TEST_CASE("the excesses of a bound add up below every lawful answer") {
  Random random(22);
  for (int trial = 0; trial < 60; ++trial) {
    CAPTURE(trial);
    const Instance instance = random_instance(random, 6, 3);
    const Model model(instance);
    const Assignment found = improved(model, growth(model));
    const Dual lower = dual(model, model.value(found), model.taken(found));
    for (int draw = 0; draw < 60; ++draw) {
      Assignment of_unit;
      double excess = 0;
      for (std::int32_t u = 0; u < 6; ++u) {
        const auto choice = random.below(model.allowed(u).size());
        of_unit.push_back(model.allowed(u)[choice]);
        excess += lower.excess[at(u)][choice];
        CHECK(lower.excess[at(u)][choice] >= 0);
      }
      CHECK(lower.bound + excess <= model.value(of_unit) + 1e-6 * (1 + model.value(of_unit)));
    }
  }
}

TEST_CASE("without contiguity and with loads that divide finely, the bound is near the best") {
  Instance instance;
  instance.balance = 40;
  instance.carriers = {{100, 80}, {100, 100}, {100, 120}};
  for (int u = 0; u < 60; ++u)
    instance.units.push_back(
        {1, 1, {static_cast<double>(u % 7), static_cast<double>(u % 5), static_cast<double>(u % 3)}, {0, 1, 2}, {}});
  const Answer answer = solve(instance);
  CHECK((answer.value - answer.bound) / answer.value < 0.001);
}

TEST_CASE("an enumeration finds the best from the worst start, and says when it gave up") {
  Random random(23);
  int given_up = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const Instance instance = random_instance(random, 6, 3);
    const Model model(instance);
    const Assignment start = growth(model);
    const Dual lower = dual(model, model.value(start), model.taken(start));
    const Enumerated found = enumerate(model, lower, start, 1'000'000);
    REQUIRE(found.complete);
    CHECK(model.value(found.best) == doctest::Approx(*best_by_trying_all(instance)).epsilon(1e-8));
    const Enumerated short_of = enumerate(model, lower, start, 1);
    given_up += !short_of.complete;
    CHECK(obeys(instance, short_of.best));
  }
  CHECK(given_up > 0);
}

TEST_CASE("an improvement never loses what it started from, and a better start changes nothing of the law") {
  Random random(24);
  for (int trial = 0; trial < 40; ++trial) {
    const Instance instance = random_instance(random, 20, 4);
    const Model model(instance);
    const Assignment start = growth(model), better = improved(model, start);
    CHECK(model.value(better) <= model.value(start) + 1e-9 * (1 + model.value(start)));
    CHECK(obeys(instance, better));
    CHECK(improved(model, start) == better);
  }
}
