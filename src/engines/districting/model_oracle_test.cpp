// Cells, states and reports: what the search works on stands for the units it was given.
#include <doctest/doctest.h>

#include <set>

#include "engines/districting/districting.hpp"
#include "engines/districting/state.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

Instance drawn(std::uint64_t seed) {
  Random random(seed);
  Instance instance = testing::random_map(random, testing::kShapes[seed % 6], 12, 3, 0.5);
  instance.objective = seed % 2 == 0 ? Objective::inertia : Objective::cut_edges;
  testing::constrain(random, instance);
  if (seed % 3 == 0) testing::add_present(random, instance, 2);
  return instance;
}

Plan random_cells(Random& random, const Model& model) {
  Plan plan;
  for (Cell c = 0; c < model.cells(); ++c) plan.push_back(c < 3 ? c : static_cast<District>(random.below(3)));
  return plan;
}

TEST_CASE("property: cells share out the units, in one piece each, with all their load and every edge between them") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const Instance instance = drawn(seed);
    const Model model(instance);
    CAPTURE(seed);
    std::vector<int> times(12, 0);
    for (Cell c = 0; c < model.cells(); ++c) {
      std::vector<bool> inside(12, false);
      for (Unit u : model.units_of(c)) {
        ++times[at(u)], inside[at(u)] = true;
        CHECK(model.cell_of(u) == c);
      }
      // A group over the sea is the only cell in two pieces: no plan is lawful then.
      if (!connected(instance.graph, inside)) CHECK_FALSE(testing::any_lawful(instance));
      for (std::size_t w = 0; w < instance.weights.size(); ++w) {
        std::int64_t sum = 0;
        for (Unit u : model.units_of(c)) sum += instance.weights[w].of_unit[at(u)];
        CHECK(model.load(c, w) == sum);
      }
    }
    CHECK(times == std::vector<int>(12, 1));
    double between = 0, counted = 0;
    for (const Edge& e : instance.graph.edges()) between += model.cell_of(e.a) != model.cell_of(e.b);
    for (const Edge& e : model.graph().edges()) counted += e.border_m;
    CHECK(between == counted);
  }
}

TEST_CASE("property: plans of cells become plans of units and back, and groups are whole in all of them") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Instance instance = drawn(seed);
    const Model model(instance);
    Random random(seed);
    if (model.cells() < 4) continue;
    const Plan plan = random_cells(random, model);
    const Plan units = model.expand(plan);
    CHECK(model.contract(units) == plan);
    Instance only_groups = instance;
    only_groups.fixed.clear();
    CHECK(evaluate(only_groups, units).obedient);
  }
}

TEST_CASE("property: what a cell costs about a unit is what its units cost") {
  for (std::uint64_t seed = 2; seed <= 40; seed += 2) {
    const Instance instance = drawn(seed);
    const Model model(instance);
    for (Cell c = 0; c < model.cells(); ++c)
      for (Unit j = 0; j < 12; ++j) {
        double sum = 0;
        for (Unit u : model.units_of(c))
          sum += static_cast<double>(instance.weights[0].of_unit[at(u)]) * squared_km(instance, u, j);
        CHECK(model.around(c, j) == doctest::Approx(sum).epsilon(1e-5));
      }
  }
}

TEST_CASE("property: a state moved any number of times is the state begun where it ends") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Instance instance = drawn(seed);
    const Model model(instance);
    if (model.cells() < 5) continue;
    Random random(seed);
    State walked(model, random_cells(random, model));
    for (int step = 0; step < 40; ++step) {
      const auto cell = static_cast<Cell>(random.below(static_cast<std::uint64_t>(model.cells())));
      const auto to = static_cast<District>(random.below(3));
      if (walked.of(cell) != to && walked.size(walked.of(cell)) > 1) walked.move(cell, to);
    }
    walked.rematch();
    const State fresh(model, walked.plan());
    CHECK(walked.cost() == doctest::Approx(fresh.cost()).epsilon(1e-6));
    CHECK(walked.violation() == doctest::Approx(fresh.violation()));
    CHECK(std::set<Cell>(walked.border().begin(), walked.border().end()) ==
          std::set<Cell>(fresh.border().begin(), fresh.border().end()));
    for (District d = 0; d < 3; ++d) {
      CHECK(walked.size(d) == fresh.size(d));
      CHECK(std::set<Cell>(walked.members(d).begin(), walked.members(d).end()) ==
            std::set<Cell>(fresh.members(d).begin(), fresh.members(d).end()));
    }
  }
}

TEST_CASE("property: exchanging two cells changes the violation as foreseen") {
  int exchanged = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    const Instance instance = drawn(seed);
    const Model model(instance);
    if (model.cells() < 6) continue;
    Random random(seed);
    State state(model, random_cells(random, model));
    const auto any = [&] { return static_cast<Cell>(random.below(static_cast<std::uint64_t>(model.cells()))); };
    const Cell there = any(), back = any();
    const District from = state.of(there), to = state.of(back);
    if (from == to) continue;
    const double expected = state.violation() + state.violation_change(there, to, back);
    state.move(there, to), state.move(back, from);
    CHECK(state.violation() == doctest::Approx(expected));
    ++exchanged;
  }
  CHECK(exchanged > 20);
}

TEST_CASE("property: reports go forward, only ever better, and show lawful plans") {
  Random random(5);
  const Instance instance = testing::grid_instance(12, 12, testing::random_loads(random, 144, 9), 4, 0.1);
  double fraction = 0, objective = HUGE_VAL;
  std::int64_t plans = 0;
  int reports = 0, bounded = 0;
  Limits limits{.seconds = 1.5};
  limits.report = [&](const Progress& progress) {
    ++reports;
    CHECK(progress.fraction >= fraction);
    CHECK(progress.fraction <= 1);
    CHECK(progress.plans >= plans);
    fraction = progress.fraction, plans = progress.plans;
    REQUIRE(progress.objective.has_value() == (progress.best != nullptr));
    if (progress.best == nullptr) return;
    CHECK(*progress.objective <= objective);
    objective = *progress.objective;
    const Evaluation value = evaluate(instance, *progress.best);
    CHECK(value.lawful());
    CHECK(value.objective == doctest::Approx(objective));
    if (!progress.bound) return;
    ++bounded;
    CHECK(*progress.bound <= objective * (1 + 1e-9));
  };
  const Answer answer = solve(instance, limits);
  CHECK(reports >= 3);
  CHECK(reports <= 18);  // at most ten a second in each look
  CHECK(bounded > 0);
  CHECK(answer.objective <= objective);
  CHECK(answer.plans >= plans);
}

TEST_CASE("property: a dearer present plan is left by fewer, and the trade is as the price says") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::Shape::grid, 9, 3, 0.5);
    std::vector<Plan> plans;
    testing::for_each_lawful(instance, [&](const Plan& plan) { plans.push_back(plan); });
    if (plans.size() < 4) continue;
    const Plan present = plans[random.below(plans.size())];
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    double last_inertia = 0;
    for (const double price : {0.0, 10.0, 50.0, 200.0, 1e5}) {
      instance.present = {{present, price}};
      const Answer answer = search(instance, {.seconds = 60, .rounds = 10});
      REQUIRE(answer.status == Status::feasible);
      const Evaluation value = evaluate(instance, answer.plan);
      // Optimal plans of growing prices move less and less, and are less and less compact.
      CHECK(value.moved[0] <= last);
      CHECK(value.inertia >= last_inertia * (1 - 1e-9));
      last = value.moved[0], last_inertia = value.inertia;
    }
    CHECK(last == 0);
  }
}

}  // namespace
}  // namespace maillage::engines::districting
