#include "engines/siting/regions.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "engines/siting/interchange.hpp"
#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

const Limits kUnhurried;

// Improves a choice by regions; gives the incumbent's value.
struct Improved {
  double before = 0, after = 0;
  std::vector<char> open;
};

Improved improved(const Instance& instance, const std::vector<char>& start, const std::vector<State>& states,
                  const Limits& limits = kUnhurried) {
  const Table table = weighted_table(instance);
  const Choice choice = choice_of(instance, table);
  Watch watch(limits);
  Incumbent incumbent(table, watch);
  incumbent.offer(start);
  const double before = incumbent.value();
  Regions(table, choice, states, incumbent, watch).run();
  CHECK(lawful(choice, incumbent.open()));
  CHECK(value_of(table, incumbent.open()) == incumbent.value());
  return {before, incumbent.value(), incumbent.open()};
}

std::vector<char> spread(std::size_t sites, std::size_t every) {
  std::vector<char> open(sites, 0);
  for (std::size_t s = 0; s < sites; s += every) open[s] = 1;
  return open;
}

// Groups of five places on a line, the one in the middle best; groups are so far apart that each needs a site.
Instance groups(int count) {
  Instance instance;
  instance.open = count;
  std::vector<double> at, table;
  for (int g = 0; g < count; ++g)
    for (int k = 0; k < 5; ++k) at.push_back(1000 * g + k);
  for (const double a : at)
    for (const double b : at) table.push_back(std::fabs(a - b));
  instance.weights.assign(at.size(), 1);
  instance.sites.resize(at.size());
  instance.costs = Costs::dense(5 * count, 5 * count, table);
  return instance;
}

TEST_CASE("groups far apart: from the first place of each to the best place of each") {
  const Instance instance = groups(20);
  const Improved result = improved(instance, spread(100, 5), std::vector<State>(100, State::free));
  CHECK(result.before == 20 * (1 + 2 + 3 + 4));
  CHECK(result.after == 20 * (1 + 1 + 2 + 2));
}

TEST_CASE("sites go from one group to another when they are in the same region") {
  // Two in the first group, none in the second one.
  const Instance instance = groups(20);
  std::vector<char> open = spread(100, 5);
  open[5] = 0;
  open[4] = 1;
  const Improved result = improved(instance, open, std::vector<State>(100, State::free));
  CHECK(result.after == 20 * 6);
}

TEST_CASE("sites closed for good stay closed, those that must be open stay open") {
  Instance instance = groups(20);
  instance.sites[0].rule = Rule::open;
  std::vector<State> states(100, State::free);
  states[7] = State::closed;  // the best place of the second group
  const Improved result = improved(instance, spread(100, 5), states);
  CHECK(result.open[0] == 1);
  CHECK(result.open[7] == 0);
  CHECK(result.after == 18 * 6 + 10 + 7);
}

TEST_CASE("plane: never worse, and no exchange of neighbours is left that would bring anything") {
  Random random(231);
  for (int i = 0; i < 3; ++i) {
    CAPTURE(i);
    const Instance instance = random_plane(random, Model::median, 120, 1000, 24);
    const Improved result = improved(instance, drawn_flags(random, 120, 24), std::vector<State>(120, State::free));
    CHECK(result.after < 0.8 * result.before);
    const Table table = weighted_table(instance);
    const Choice choice = choice_of(instance, table);
    Interchange exchange(table, choice);
    exchange.start(result.open);
    int left = 0;
    for (std::int32_t in = 0; in < 120; ++in)
      for (std::int32_t out = 0; out < 120; ++out)
        if (result.open[static_cast<std::size_t>(in)] == 0 && result.open[static_cast<std::size_t>(out)] != 0)
          left += exchange.saving(in, out) > 1e-6 * result.after ? 1 : 0;
    CHECK(left <= 2);  // between sites that no region holds together
    const Answer proved = solve(instance, {.seconds = 20});
    REQUIRE(proved.status == Status::optimal);
    CHECK(result.after >= proved.value * (1 - 1e-9));
    CHECK(result.after <= proved.value * 1.01);
  }
}

TEST_CASE("too few sites for regions, or no time: the choice is left as it was") {
  Random random(232);
  const Instance few = random_plane(random, Model::median, 40, 100, 9);
  const std::vector<char> start = drawn_flags(random, 40, 9);
  CHECK(improved(few, start, std::vector<State>(40, State::free)).open == start);
  const Instance many = groups(20);
  const Limits none{.seconds = -1};
  CHECK(improved(many, spread(100, 5), std::vector<State>(100, State::free), none).open == spread(100, 5));
}

}  // namespace
}  // namespace maillage::engines::siting
