#include "engines/districting/tabu.hpp"

#include <doctest/doctest.h>

#include "engines/districting/starts.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"
#include "engines/districting/tree_split.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr auto kGoOn = [] { return false; };

// A mid-sized map with everything that may constrain a walk.
Instance busy_map(std::uint64_t seed) {
  Random random(seed);
  Instance instance = testing::grid_instance(7, 7, testing::random_loads(random, 49, 9), 4, 0.1);
  instance.objective = seed % 2 == 0 ? Objective::inertia : Objective::cut_edges;
  if (seed % 3 == 0) instance.weights.push_back(balanced("work", testing::random_loads(random, 49, 20), 4, 0.4));
  if (seed % 4 == 1) instance.fixed = {{0, 0}, {48, 1}, {6, 2}};
  if (seed % 5 == 2) {
    instance.group.assign(49, -1);
    for (const Unit u : {24, 25, 31}) instance.group[at(u)] = 0;
  }
  if (seed % 4 == 2) testing::add_present(random, instance, 1);
  return instance;
}

std::optional<Plan> any_start(const Model& model, Random& random) {
  auto plan = tree_start(model, random);
  return plan ? plan : grown_start(model, random);
}

TEST_CASE("property: wherever it is stopped, every district is in one piece and what is fixed has not moved") {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const Instance instance = busy_map(seed);
    const Model model(instance);
    Random random(seed);
    Tabu tabu(model, random);
    const auto start = any_start(model, random);
    REQUIRE(start);
    State state(model, *start);
    CAPTURE(seed);
    // The walk looks whether to stop every 16 steps: look at the state each time.
    int looked = 0;
    tabu.improve(state, std::vector<bool>(4, true), 150, [&] {
      const Evaluation now = evaluate(instance, model.expand(state.plan()));
      CHECK(now.contiguous);
      CHECK(now.complete);
      CHECK(now.obedient);
      CHECK((state.violation() == 0) == now.balanced);
      return ++looked > 20;
    });
    CHECK(looked > 3);
  }
}

TEST_CASE("property: the best plan given is no worse than the start, and worth what the referee says") {
  int balanced_plans = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    Instance instance = busy_map(seed);
    const Model model(instance);
    Random random(seed + 100);
    Tabu tabu(model, random);
    const auto start = any_start(model, random);
    REQUIRE(start);
    State state(model, *start);
    const Candidate before{state.plan(), state.cost(), state.violation()};
    const Candidate best = tabu.improve(state, std::vector<bool>(4, true), 200, kGoOn);
    CHECK_FALSE(before.better_than(best));
    const Evaluation value = evaluate(instance, model.expand(best.plan));
    CHECK(value.contiguous);
    CHECK(best.balanced() == value.balanced);
    balanced_plans += best.balanced();
    // The matching with present plans is renewed every 64 steps only: until then the cost is an upper bound.
    if (instance.present.empty())
      CHECK(best.cost == doctest::Approx(value.objective).epsilon(1e-6));
    else
      CHECK(best.cost >= value.objective * (1 - 1e-6));
  }
  CHECK(balanced_plans > 15);
}

TEST_CASE("property: districts that are not active keep their cells") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Instance instance = busy_map(seed);
    const Model model(instance);
    Random random(seed);
    Tabu tabu(model, random);
    const auto start = any_start(model, random);
    REQUIRE(start);
    State state(model, *start);
    const std::vector<bool> active{true, false, true, false};
    const Candidate best = tabu.improve(state, active, 100, kGoOn);
    for (Cell c = 0; c < model.cells(); ++c) {
      const District was = (*start)[at(c)];
      if (!active[at(was)]) CHECK(best.plan[at(c)] == was);
      CHECK(active[at(best.plan[at(c)])] == active[at(was)]);
    }
  }
}

TEST_CASE("with no district active nothing moves and the walk ends") {
  const Instance instance = busy_map(2);
  const Model model(instance);
  Random random(1);
  Tabu tabu(model, random);
  const auto start = any_start(model, random);
  REQUIRE(start);
  State state(model, *start);
  CHECK(tabu.improve(state, std::vector<bool>(4, false), 50, kGoOn).plan == *start);
}

TEST_CASE("oracle: from any contiguous plan of a small map the walk reaches the best balanced plan most of the time") {
  int reached = 0, walks = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::Shape::grid, 9, 3, 0.3);
    instance.objective = seed % 2 == 0 ? Objective::inertia : Objective::cut_edges;
    const auto least = testing::least_objective(instance);
    if (!least) continue;
    const Model model(instance);
    Tabu tabu(model, random);
    const auto start = tree_start(model, random);
    REQUIRE(start);
    State state(model, *start);
    const Candidate best = tabu.improve(state, std::vector<bool>(3, true), 400, kGoOn);
    ++walks;
    if (best.balanced()) CHECK(best.cost >= *least * (1 - 1e-6));
    reached += best.balanced() && best.cost <= *least * (1 + 1e-6);
  }
  MESSAGE(reached << " of " << walks);
  CHECK(walks >= 10);
  CHECK(reached >= walks * 3 / 4);
}

TEST_CASE("the walk is the same for one seed") {
  const Instance instance = busy_map(8);
  const Model model(instance);
  const auto walked = [&] {
    Random random(4);
    Tabu tabu(model, random);
    State state(model, *any_start(model, random));
    return tabu.improve(state, std::vector<bool>(4, true), 120, kGoOn).plan;
  };
  CHECK(walked() == walked());
}

TEST_CASE("balance comes before cost, then cost decides") {
  const Candidate balanced_dear{{}, 10, 0}, balanced_cheap{{}, 5, 0}, near{{}, 1, 2}, far{{}, 0, 3};
  CHECK(balanced_dear.better_than(near));
  CHECK_FALSE(near.better_than(balanced_dear));
  CHECK(balanced_cheap.better_than(balanced_dear));
  CHECK(near.better_than(far));
  CHECK_FALSE(near.better_than(near));
}

}  // namespace
}  // namespace maillage::engines::districting
