#include <doctest/doctest.h>

#include <chrono>
#include <cmath>

#include "engines/reassignment/dual.hpp"
#include "engines/reassignment/search.hpp"
#include "engines/reassignment/testing/small.hpp"

using namespace maillage;
using namespace maillage::engines::reassignment;
using namespace maillage::engines::reassignment::testing;

namespace {

doctest::Approx near(double value) { return doctest::Approx(value).epsilon(1e-8); }

// Two carriers at both ends of a street of units of load 1, a minute a step.
Instance street(std::int32_t length, double balance, double left_capacity = 1, double right_capacity = 1) {
  Instance out;
  out.balance = balance;
  out.carriers = {{left_capacity, 0}, {right_capacity, 0}};
  for (std::int32_t u = 0; u < length; ++u) {
    Movable unit{1, 1, {1.0 + u, 1.0 * length - u}, {}, {}};
    if (u > 0) unit.neighbours.push_back(u - 1);
    if (u + 1 < length) unit.neighbours.push_back(u + 1);
    if (u == 0) unit.touches.push_back(0);
    if (u + 1 == length) unit.touches.push_back(1);
    out.units.push_back(std::move(unit));
  }
  return out;
}

}  // namespace

TEST_CASE("small instances: the answer obeys, is the best of all answers, and is proved so") {
  Random random(11);
  int several = 0;
  for (int trial = 0; trial < 250; ++trial) {
    CAPTURE(trial);
    const auto units = static_cast<std::int32_t>(1 + random.below(6));
    const Instance instance = random_instance(random, units, static_cast<Carrier>(1 + random.below(3)));
    const auto best = best_by_trying_all(instance);
    REQUIRE(best);
    const Answer answer = solve(instance);
    CHECK(obeys(instance, answer.of_unit));
    CHECK(answer.value == near(worth(instance, answer.of_unit)));
    CHECK(answer.value == near(*best));
    CHECK(answer.optimal);
    CHECK(answer.bound == answer.value);
    several += answer.nodes > 0;
  }
  CHECK(several > 20);
}

TEST_CASE("the bound is below every lawful answer, and what is found without proof is near it") {
  Random random(12);
  double excess = 0;
  for (int trial = 0; trial < 120; ++trial) {
    CAPTURE(trial);
    const Instance instance = random_instance(random, 7, 3);
    const auto best = best_by_trying_all(instance);
    const Model model(instance);
    const Assignment found = improved(model, growth(model));
    REQUIRE(model.lawful(found));
    REQUIRE(obeys(instance, found));
    const double value = model.value(found);
    CHECK(value >= *best - 1e-9 * (1 + value));
    excess += *best > 0 ? value / *best - 1 : 0;
    CHECK(dual(model, value, model.taken(found)).bound <= *best + 1e-9 * (1 + *best));
    // The growth alone obeys too.
    CHECK(obeys(instance, growth(model)));
  }
  CHECK(excess / 120 < 0.01);
}

TEST_CASE("a search cut short says so: lawful, its bound below its value, the same on every run") {
  Random random(13);
  int unproved = 0;
  for (int trial = 0; trial < 20; ++trial) {
    const Instance instance = random_instance(random, 45, 4);
    const Answer answer = solve(instance, {.nodes = 10}), again = solve(instance, {.nodes = 10});
    CHECK(obeys(instance, answer.of_unit));
    CHECK(answer.bound <= answer.value);
    CHECK((answer.of_unit == again.of_unit && answer.bound == again.bound));
    unproved += !answer.optimal;
    // More time may only help.
    const Answer longer = solve(instance);
    CHECK(longer.value <= answer.value + 1e-9 * answer.value);
    CHECK(longer.value >= answer.bound - 1e-9 * answer.value);
  }
  CHECK(unproved > 0);
}

TEST_CASE("a street is cut in the middle; where balance matters, towards the carrier that has less") {
  CHECK(solve(street(6, 0)).of_unit == Assignment{0, 0, 0, 1, 1, 1});
  CHECK(solve(street(6, 10)).of_unit == Assignment{0, 0, 0, 1, 1, 1});
  CHECK(solve(street(6, 10, 2, 1)).of_unit == Assignment{0, 0, 0, 0, 1, 1});
  Instance burdened = street(6, 10);
  burdened.carriers[0].kept = 40;
  CHECK(solve(burdened).of_unit == Assignment{1, 1, 1, 1, 1, 1});
  CHECK(solve(street(6, 10, 0, 1)).of_unit == Assignment{1, 1, 1, 1, 1, 1});
}

TEST_CASE("a unit that would be better elsewhere stays with those that hang on it") {
  // The far end is nearer to the left carrier, but only the right one's units lead there.
  Instance instance = street(4, 0);
  instance.units[3].costs = {0, 9};
  instance.units[2].costs = {10, 0};
  const Answer answer = solve(instance);
  CHECK(answer.of_unit == Assignment{0, 0, 1, 1});
  CHECK(answer.optimal);
  // On an island that nobody touches, each goes its own way.
  for (Movable& unit : instance.units) unit.touches.clear();
  CHECK(solve(instance).of_unit == Assignment{0, 0, 1, 0});
}

TEST_CASE("nothing to hand over is an answer") {
  Instance instance;
  instance.carriers = {{0, 5}};
  const Answer answer = solve(instance);
  CHECK((answer.of_unit.empty() && answer.optimal && answer.value == 0));
}

TEST_CASE("as many units as half a Département are handed over in less than two seconds") {
  Random random(14);
  Instance instance;
  instance.balance = 50;
  for (int j = 0; j < 20; ++j) instance.carriers.push_back({1000, 800 + 400 * random.unit()});
  constexpr std::int32_t kWide = 17;
  for (std::int32_t u = 0; u < kWide * kWide; ++u) {
    Movable unit;
    unit.load = unit.weight = 20 + 60 * random.unit();
    const double x = u % kWide, y = u / kWide;
    for (int j = 0; j < 20; ++j) unit.costs.push_back(std::hypot(x - (j % 5) * 4, y - j / 5 * 5.0));
    for (const std::int32_t other :
         {u - kWide, u + kWide, u % kWide > 0 ? u - 1 : -1, u % kWide + 1 < kWide ? u + 1 : -1})
      if (other >= 0 && other < kWide * kWide) unit.neighbours.push_back(other);
    if (u % 7 == 0) unit.touches.push_back(static_cast<Carrier>(random.below(20)));
    instance.units.push_back(std::move(unit));
  }
  const auto began = std::chrono::steady_clock::now();
  const Answer answer = solve(instance);
  const auto took = std::chrono::steady_clock::now() - began;
  MESSAGE(instance.units.size() << " units in " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count()
                                << " ms, gap " << (answer.value - answer.bound) / answer.value);
  CHECK(obeys(instance, answer.of_unit));
}
