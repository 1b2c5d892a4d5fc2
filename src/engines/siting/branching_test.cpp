// The end of a proof: whatever the number of nodes allowed, what it claims is true.
#include "engines/siting/branching.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

constexpr std::int64_t kAllNodes = std::numeric_limits<std::int64_t>::max();

struct Proved {
  double value = 0, bound = 0;
  std::int64_t nodes = 0;
  bool closed = false;
};

// Branches from a root that was given so few steps that something is left to prove.
Proved branched(const Instance& instance, int root_steps, std::int64_t nodes, double seconds = 20) {
  const Table table = weighted_table(instance);
  const Choice choice = choice_of(instance, table);
  const Limits limits{.seconds = seconds};
  Watch watch(limits);
  Incumbent incumbent(table, watch);
  Search search(table, choice, incumbent, watch);
  Random random(1);
  search.improve(sampled_start(table, choice, random));
  std::vector<State> states(table.sites(), State::free);
  for (std::size_t s = 0; s < states.size(); ++s)
    if (choice.must[s] != 0) states[s] = State::open;
  Ascent root(table.rows, table.outside, choice, states, worth_beside(table, incumbent.open(), 0.2));
  for (int i = 0; i < root_steps && !root.settled(); ++i) root.step(incumbent.limit());
  incumbent.prove(root.bound());
  if (!incumbent.closed()) Branching(table, choice, incumbent, search, watch).run(root, nodes);
  return {incumbent.value(), incumbent.bound(), incumbent.nodes(), incumbent.closed()};
}

TEST_CASE("oracle: any number of nodes bounds the best choice; all of them prove it") {
  Random random(241);
  int branches = 0;
  for (int i = 0; i < 30; ++i) {
    CAPTURE(i);
    const Instance instance =
        random_instance(random, Model::median, {.demands = 20, .sites = 12, .whole = i % 2 == 0, .rules = i % 3 == 0});
    const auto best = brute_best(instance);
    if (!best) continue;
    for (const std::int64_t nodes : {std::int64_t{0}, std::int64_t{1}, std::int64_t{5}, kAllNodes}) {
      CAPTURE(nodes);
      const Proved proved = branched(instance, 1, nodes);
      CHECK(proved.value >= *best - 1e-9);
      CHECK(proved.bound <= *best * (1 + 1e-9) + 1e-9);
      CHECK(proved.nodes <= nodes);
      if (proved.closed) CHECK(proved.value == doctest::Approx(*best).epsilon(1e-6));
      if (nodes == kAllNodes) CHECK(proved.closed);
      branches += proved.nodes > 1 ? 1 : 0;
    }
  }
  CHECK(branches > 3);
}

TEST_CASE("more nodes never prove less") {
  Random random(242);
  const Instance instance = random_plane(random, Model::median, 60, 100, 6);
  double before = 0;
  for (const std::int64_t nodes : {0, 2, 8, 32, 128}) {
    const Proved proved = branched(instance, 10, nodes);
    CHECK(proved.bound >= before * (1 - 1e-12));
    before = proved.bound;
  }
  const Proved all = branched(instance, 10, kAllNodes);
  CHECK(all.closed);
  CHECK(all.value == doctest::Approx(solve(instance, {.seconds = 20}).value));
}

TEST_CASE("a budget is branched on as well") {
  Random random(243);
  for (int i = 0; i < 15; ++i) {
    CAPTURE(i);
    const Instance instance = random_instance(random, Model::budgeted, {.demands = 10, .sites = 9});
    const auto best = brute_best(instance);
    if (!best) continue;
    const Proved proved = branched(instance, 5, kAllNodes);
    CHECK(proved.closed);
    CHECK(proved.value == doctest::Approx(*best));
  }
}

TEST_CASE("no time for a single node: the bound of the root stands") {
  Random random(244);
  const Instance instance = random_plane(random, Model::median, 40, 100, 5);
  const Proved proved = branched(instance, 3, kAllNodes, -1);
  CHECK_FALSE(proved.closed);
  CHECK(proved.nodes == 0);
  CHECK(proved.bound > 0);
  CHECK(proved.bound <= solve(instance, {.seconds = 20}).value);
}

}  // namespace
}  // namespace maillage::engines::siting
