// The allocation against every allocation there is, on small instances of every sort.
#include <doctest/doctest.h>

#include "engines/allocation/reasons.hpp"
#include "engines/allocation/testing/instances.hpp"

using namespace maillage;
using namespace maillage::engines::allocation;
using namespace maillage::engines::allocation::testing;

namespace {

struct Counted {
  int solved = 0, impossible = 0;
};

void check_against_all(const Instance& instance, Counted& counted) {
  const auto best = least_loss(instance);
  const Answer answer = solve(instance);
  REQUIRE(answer.why.has_value() == !best.has_value());
  if (!best) {
    ++counted.impossible;
    return;
  }
  ++counted.solved;
  REQUIRE(lawful(instance, answer.given));
  const Loss loss = loss_of(instance, answer.given);
  CHECK(loss.unserved == doctest::Approx(best->unserved));
  CHECK(loss.served == doctest::Approx(best->served));
}

Counted compare(const Wanted& wanted, int instances, std::uint64_t seed) {
  Random random(seed);
  Counted counted;
  for (int i = 0; i < instances; ++i) {
    CAPTURE(i);
    check_against_all(random_instance(random, wanted), counted);
  }
  return counted;
}

}  // namespace

TEST_CASE("allocation: the least loss of all, for one kind without limits") {
  CHECK(compare({.units = 4}, 150, 1).solved == 150);
}

TEST_CASE("allocation: the least loss of all, for kinds that share their posts within floors, caps and moves") {
  const Counted counted = compare({.units = 3, .kinds = 2, .floors = true, .caps = true, .moves = true}, 250, 2);
  CHECK(counted.solved > 50);
  CHECK(counted.impossible > 50);
}

TEST_CASE("allocation: the least loss of all, for kinds with a number of posts each") {
  const Counted counted = compare({.units = 3, .kinds = 2, .one_pool = false, .floors = true, .moves = true}, 400, 3);
  CHECK(counted.solved > 50);
  CHECK(counted.impossible > 20);
}

TEST_CASE("allocation: the least loss of all, where full units tie the kinds together") {
  const Counted free = compare({.units = 3, .kinds = 2, .one_pool = false, .unit_caps = true}, 200, 4);
  CHECK(free.solved == 200);
  const Counted tied = compare(
      {.units = 3, .kinds = 2, .one_pool = false, .floors = true, .caps = true, .moves = true, .unit_caps = true}, 400,
      5);
  CHECK(tied.solved > 30);
  CHECK(tied.impossible > 30);
  const Counted shared = compare({.units = 2, .kinds = 3, .caps = true, .moves = true, .unit_caps = true}, 200, 6);
  CHECK(shared.solved > 50);
}

TEST_CASE("allocation: caps of units that never bind change nothing") {
  Random random(7);
  for (int i = 0; i < 60; ++i) {
    CAPTURE(i);
    Instance instance =
        random_instance(random, {.units = 5, .kinds = 3, .one_pool = i % 2 == 0, .floors = true, .moves = true});
    const Answer greedy = solve(instance);
    instance.unit_caps.assign(5, 1000);
    const Answer flow = solve(instance);
    REQUIRE(greedy.why.has_value() == flow.why.has_value());
    if (greedy.why) continue;
    CHECK(loss_of(instance, greedy.given).served == doctest::Approx(loss_of(instance, flow.given).served));
    CHECK(greedy.unplaced == flow.unplaced);
  }
}

TEST_CASE("allocation: the price of a floor is what the optimum without it gains, and never negative") {
  Random random(8);
  int priced = 0;
  for (int i = 0; i < 120; ++i) {
    const Instance instance = random_instance(random, {.units = 3, .kinds = 2, .floors = true, .moves = i % 2 == 0});
    const Answer answer = solve(instance);
    if (answer.why) continue;
    for (const Price& price : floor_prices(instance, answer)) {
      ++priced;
      Instance relaxed = instance;
      relaxed.cells[instance.at(price.unit, price.kind)].floor = 0;
      const Loss best = *least_loss(relaxed);
      CHECK(price.without_floor.unserved == doctest::Approx(best.unserved));
      CHECK(price.without_floor.served == doctest::Approx(best.served));
      CHECK_FALSE(better(price.with_floor, price.without_floor));
      CHECK(price.without <= price.floor);
    }
  }
  CHECK(priced > 20);
}
