// What an allocation promises, on instances too large to go through and on small ones done by hand.
#include <doctest/doctest.h>

#include <cmath>

#include "engines/allocation/reasons.hpp"
#include "engines/allocation/testing/instances.hpp"

using namespace maillage;
using namespace maillage::engines::allocation;
using namespace maillage::engines::allocation::testing;

namespace {

// Forty units and four kinds, with everything but caps of units.
Instance town(Random& random, bool one_pool = true) {
  Instance out =
      random_instance(random, {.units = 40, .kinds = 4, .one_pool = one_pool, .floors = true, .moves = true});
  for (Pool& pool : out.pools) pool = {700, std::nullopt};
  return out;
}

std::vector<Steps> given_to(const Instance& instance) {
  const Answer answer = solve(instance);
  REQUIRE_FALSE(answer.why);
  return answer.given;
}

Impossibility why_not(const Instance& instance) {
  const Answer answer = solve(instance);
  REQUIRE(answer.why);
  CHECK(answer.given.empty());
  return *answer.why;
}

}  // namespace

TEST_CASE("allocation: done by hand") {
  // 400 and 100: from 1 and 1, the next step relieves 400²/2 against 100²/2; a second post is worth it to the small one
  // only when the large one has 400²/(n(n+1)) < 100²/2, that is n = 6.
  CHECK(given_to(simple({400, 100}, 2)) == std::vector<Steps>{1, 1});
  CHECK(given_to(simple({400, 100}, 7)) == std::vector<Steps>{6, 1});
  CHECK(given_to(simple({400, 100}, 8)) == std::vector<Steps>{6, 2});
  CHECK(given_to(simple({400, 100}, 1)) == std::vector<Steps>{1, 0});
  CHECK(given_to(simple({100, 0, 100}, 4)) == std::vector<Steps>{2, 0, 2});
}

TEST_CASE("allocation: one step more takes a step from nobody, whatever the floors and the moves allowed") {
  Random random(11);
  for (int round = 0; round < 6; ++round) {
    Instance instance = town(random);
    if (round % 2 == 1) instance.pools[0].moves_max = 60;
    std::vector<Steps> before;
    for (Steps budget = 250; budget < 500; budget += 1 + round) {
      instance.pools[0].budget = budget;
      const Answer answer = solve(instance);
      if (answer.why) continue;
      for (std::size_t c = 0; c < before.size(); ++c) CHECK(answer.given[c] >= before[c]);
      before = answer.given;
    }
    CHECK_FALSE(before.empty());
  }
}

TEST_CASE("allocation: the names of units and kinds change nothing but the names") {
  Random random(12);
  for (int round = 0; round < 20; ++round) {
    Instance instance = town(random);
    // No two needs alike: a tie is settled by the order.
    for (std::size_t c = 0; c < instance.cells.size(); ++c) instance.cells[c].need += 1e-3 * static_cast<double>(c + 1);
    const auto given = given_to(instance);
    Instance turned = instance;
    const auto other = [&](std::size_t c) {
      const auto unit = static_cast<std::int32_t>(c) / 4, kind = static_cast<std::int32_t>(c) % 4;
      return instance.at((unit * 7 + 3) % 40, 3 - kind);
    };
    for (std::size_t c = 0; c < given.size(); ++c) turned.cells[other(c)] = instance.cells[c];
    const auto again = given_to(turned);
    for (std::size_t c = 0; c < given.size(); ++c) CHECK(again[other(c)] == given[c]);
  }
}

TEST_CASE("allocation: within its limits, and no post moved would relieve more than where it is") {
  Random random(13);
  for (const bool one_pool : {true, false}) {
    Instance instance = town(random, one_pool);
    for (int round = 0; round < 2; ++round) {
      auto given = given_to(instance);
      CHECK(lawful(instance, given));
      const Loss loss = loss_of(instance, given);
      for (std::size_t from = 0; from < given.size(); ++from)
        for (std::size_t to = from % 3; to < given.size(); to += 3) {
          if (given[from] == 0 || from == to) continue;
          --given[from], ++given[to];
          if (lawful(instance, given)) {
            const Loss moved = loss_of(instance, given);
            CHECK_FALSE((moved.unserved < loss.unserved - 1e-9 ||
                         (moved.unserved < loss.unserved + 1e-9 && moved.served < loss.served * (1 - 1e-12))));
          }
          ++given[from], --given[to];
        }
      instance.unit_caps.assign(40, one_pool ? 18 : 60);  // the second time, some units are full
    }
  }
}

TEST_CASE("allocation: the unit of needs and the size of a step of evenly scaled posts change nothing") {
  Random random(14);
  const Instance instance = town(random);
  Instance scaled = instance;
  for (Cell& cell : scaled.cells) cell.need *= 1e6;
  CHECK(given_to(scaled) == given_to(instance));
  scaled.step = instance.step * 2;
  CHECK(given_to(scaled) == given_to(instance));
}

TEST_CASE("allocation: small needs beside huge ones are still told apart") {
  // A millionth of the largest: its second post relieves 10⁻¹² of the other's.
  const auto given = given_to([] {
    Instance out = simple({1e9, 1000, 1001}, 6);
    out.cells[0].cap = 1;
    return out;
  }());
  CHECK(given == std::vector<Steps>{1, 2, 3});
}

TEST_CASE("allocation: what cannot be is explained by figures that anybody can add up") {
  Instance instance = simple({10, 20, 30}, 4);
  instance.cells[1].floor = 3, instance.cells[1].cap = 2;
  Impossibility why = why_not(instance);
  CHECK(why.code == "floor_above_cap");
  CHECK(std::tuple(why.unit, why.kind, why.have, why.limit) == std::tuple(1, 0, 3, 2));

  instance.cells[1].cap = kNoCap, instance.cells[2].floor = 2;
  why = why_not(instance);
  CHECK(why.code == "floors_beyond_budget");
  CHECK(std::tuple(why.pool, why.have, why.limit) == std::tuple(0, 5, 4));

  instance.pools[0].budget = 10, instance.unit_caps = {4, 2, 4};
  why = why_not(instance);
  CHECK(why.code == "floors_beyond_unit_cap");
  CHECK(std::tuple(why.unit, why.have, why.limit) == std::tuple(1, 3, 2));
}

TEST_CASE("allocation: the moves that budget, floors and caps force are counted") {
  Instance instance = simple({10, 20, 30}, 6);
  for (Cell& cell : instance.cells) cell.present = 3;  // nine present, six to give: three must leave
  instance.pools[0].moves_max = 2;
  Impossibility why = why_not(instance);
  CHECK(why.code == "moves_too_few");
  CHECK(std::tuple(why.have, why.limit) == std::tuple(3, 2));
  instance.pools[0].moves_max = 3;
  CHECK(given_to(instance) == std::vector<Steps>{1, 2, 3});
  // A floor of five where three are takes two more from elsewhere.
  instance.cells[0].floor = 5;
  why = why_not(instance);
  CHECK(std::tuple(why.have, why.limit) == std::tuple(5, 3));
  // Caps alone force moves too.
  instance = simple({10, 20}, 9);
  instance.cells[0].present = 4, instance.cells[0].cap = 1, instance.pools[0].moves_max = 2;
  why = why_not(instance);
  CHECK(std::tuple(why.code, why.have, why.limit) == std::tuple(std::string("moves_too_few"), 3, 2));
}

TEST_CASE("allocation: present posts that full units cannot hold are said") {
  Instance instance = simple({10, 20}, 8);
  instance.cells[0].present = 5, instance.cells[1].present = 3, instance.pools[0].moves_max = 1;
  instance.unit_caps = {3, 4};
  const Impossibility why = why_not(instance);
  CHECK(why.code == "unit_caps_too_tight");
  CHECK(std::tuple(why.pool, why.have, why.limit) == std::tuple(0, 7, 6));
}

TEST_CASE("allocation: a limit of no move gives back the present, and posts that help nobody are not given") {
  Instance instance = simple({10, 200, 0}, 6);
  for (Cell& cell : instance.cells) cell.present = 2;
  instance.pools[0].moves_max = 0;
  CHECK(given_to(instance) == std::vector<Steps>{2, 2, 2});
  instance.pools[0].moves_max = 1;
  CHECK(given_to(instance) == std::vector<Steps>{2, 3, 1});
  instance.cells[0].cap = instance.cells[1].cap = 2;
  instance.pools[0].moves_max.reset();
  const Answer answer = solve(instance);
  CHECK(answer.given == std::vector<Steps>{2, 2, 0});
  CHECK(answer.unplaced == std::vector<Steps>{2});
}

TEST_CASE("allocation: a path over the years moves no more each year than allowed, and ends at the best") {
  Instance instance = simple({400, 100, 100, 300}, 12);
  for (Cell& cell : instance.cells) cell.present = 3;
  instance.pools[0].moves_max = 1;
  const auto years = path(instance, {{12}, {12}, {13}, {13}, {13}, {13}});
  REQUIRE(years.size() == 6);
  std::vector<Steps> before(4, 3);
  for (const Answer& year : years) {
    REQUIRE_FALSE(year.why);
    Steps left = 0;
    for (std::size_t c = 0; c < 4; ++c) left += std::max(0, before[c] - year.given[c]);
    CHECK(left <= 1);
    before = year.given;
  }
  CHECK(before == given_to(simple({400, 100, 100, 300}, 13)));
  // A year that cannot be ends the path.
  const auto cut = path(instance, {{12}, {8}, {12}});
  REQUIRE(cut.size() == 2);
  CHECK(cut[1].why->code == "moves_too_few");
}
