// The search, the bound and the claims of solve against every plan there is, on small maps of every shape.
#include <doctest/doctest.h>

#include "engines/districting/bound.hpp"
#include "engines/districting/districting.hpp"
#include "engines/districting/feasibility.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

using testing::least_objective;
using testing::random_map;

// The Model joins the pieces of a group by one chain; plans that join them otherwise are out of the search's reach.
bool groups_in_one_piece(const Instance& instance) {
  for (std::size_t g = 0; g < instance.group.size(); ++g) {
    if (instance.group[g] < 0) continue;
    std::vector<bool> inside;
    for (const std::int32_t label : instance.group) inside.push_back(label == instance.group[g]);
    if (!connected(instance.graph, inside)) return false;
  }
  return true;
}

Instance drawn(std::uint64_t seed, testing::Shape shape) {
  Random random(seed);
  const auto units = static_cast<Unit>(7 + random.below(4));
  Instance instance =
      random_map(random, shape, units, static_cast<District>(2 + random.below(2)), 0.1 + 0.4 * random.unit());
  instance.objective = seed % 2 == 0 ? Objective::inertia : Objective::cut_edges;
  instance.rounding = seed % 4 == 0 ? Rounding::km : Rounding::exact;
  if (seed % 3 != 0) testing::constrain(random, instance);
  if (seed % 5 < 2) testing::add_present(random, instance, instance.objective == Objective::inertia ? 20 : 0.2);
  if (seed % 10 == 0) testing::add_present(random, instance, 5);
  return instance;
}

TEST_CASE("oracle: the search finds the best plan of small maps, never a better one, and one when there is one") {
  int lawful = 0, best = 0, reachable = 0;
  for (const testing::Shape shape : testing::kShapes)
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const Instance instance = drawn(seed, shape);
      if (impossible(instance)) continue;
      CAPTURE(seed);
      CAPTURE(static_cast<int>(shape));
      const auto least = least_objective(instance);
      const Answer answer = search(instance, {.seconds = 60, .rounds = 12});
      if (answer.status == Status::feasible) {
        REQUIRE(least);
        CHECK(evaluate(instance, answer.plan).lawful());
        CHECK(answer.objective == doctest::Approx(testing::naive_objective(instance, answer.plan)));
        CHECK(answer.objective >= *least * (1 - 1e-9));
      }
      if (!least) continue;
      ++lawful;
      if (!groups_in_one_piece(instance)) continue;
      ++reachable;
      CHECK(answer.status == Status::feasible);
      best += answer.objective <= *least * (1 + 1e-9) + 1e-9;
    }
  MESSAGE(best << " optima of " << reachable << " maps");
  CHECK(lawful > 50);
  CHECK(best >= reachable * 97 / 100);
}

TEST_CASE("oracle: bound ≤ optimum ≤ answer, infeasible only without a plan, optimal only at the optimum") {
  int optimal = 0, infeasible = 0, bounded = 0;
  for (const testing::Shape shape : testing::kShapes)
    for (std::uint64_t seed = 2; seed <= 16; seed += 2) {
      const Instance instance = drawn(seed, shape);
      CAPTURE(seed);
      CAPTURE(static_cast<int>(shape));
      const auto least = least_objective(instance);
      const Answer answer = solve(instance, {.seconds = 0.4, .rounds = 6});
      infeasible += answer.status == Status::infeasible;
      optimal += answer.status == Status::optimal;
      bounded += answer.bound.has_value();
      CHECK((answer.status == Status::infeasible) == answer.why.has_value());
      if (answer.status == Status::infeasible) CHECK_FALSE(least);
      // So small a map is gone through: what is found is proved.
      CHECK(answer.status != Status::feasible);
      if (answer.bound && least) CHECK(*answer.bound <= *least * (1 + 1e-9));
      if (answer.status == Status::optimal || answer.status == Status::feasible) {
        REQUIRE(least);
        CHECK(answer.objective >= *least * (1 - 1e-9));
      }
      if (answer.status == Status::optimal) CHECK(answer.objective == doctest::Approx(*least));
    }
  MESSAGE(optimal << " proved optimal, " << infeasible << " proved impossible, " << bounded << " bounded");
  CHECK(infeasible > 5);
  CHECK(bounded > 15);
}

TEST_CASE("oracle: twelve units in two to four districts") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Random random(seed);
    Instance instance = random_map(random, seed % 2 == 0 ? testing::Shape::grid : testing::Shape::holed, 12,
                                   static_cast<District>(2 + seed % 3), 0.35);
    for (const Objective objective : {Objective::inertia, Objective::cut_edges}) {
      instance.objective = objective;
      const auto least = least_objective(instance);
      if (!least) continue;
      CAPTURE(seed);
      const Answer answer = search(instance, {.seconds = 60, .rounds = 12});
      CHECK(answer.objective == doctest::Approx(*least));
      if (objective == Objective::cut_edges) continue;
      const auto bound = lower_bound(instance, {.seconds = 0.3}).value;
      REQUIRE(bound);
      CHECK(*bound <= *least);
    }
  }
}

TEST_CASE("property: the order of units and the names of districts change neither the optimum nor the bound") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Random random(seed);
    Instance instance = random_map(random, testing::kShapes[seed % 6], 10, 3, 0.4);
    instance.objective = seed % 2 == 0 ? Objective::inertia : Objective::cut_edges;
    if (seed % 3 == 0) testing::add_present(random, instance, 1);
    Instance other = testing::reordered(instance, testing::shuffled_units(random, 10));
    for (Present& present : other.present)
      for (District& d : present.plan) d = d < 0 ? d : 3 - d;
    const Answer a = search(instance, {.seconds = 60, .rounds = 12}), b = search(other, {.seconds = 60, .rounds = 12});
    REQUIRE(a.status == b.status);
    CHECK(a.objective == doctest::Approx(b.objective));
    const auto bound = lower_bound(instance, {.seconds = 0.3}).value, same = lower_bound(other, {.seconds = 0.3}).value;
    REQUIRE(bound.has_value() == same.has_value());
    if (bound) CHECK(*bound == doctest::Approx(*same).epsilon(0.01));  // two ascents of one concave function
  }
}

TEST_CASE("property: more freedom never raises the optimum") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    Instance instance = random_map(random, testing::kShapes[seed % 4], 9, 3, 0.3);
    const auto tight = least_objective(instance);
    if (!tight) continue;
    instance.weights[0] = balanced("load", instance.weights[0].of_unit, 3, 0.5);
    const Answer loose = search(instance, {.seconds = 60, .rounds = 12});
    CHECK(loose.objective <= *tight * (1 + 1e-9));
  }
}

TEST_CASE("property: the answer is the same for one seed, whatever is asked") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Random random(seed);
    Instance instance = testing::grid_instance(9, 9, testing::random_loads(random, 81, 9), 4, 0.1);
    instance.objective = seed % 2 == 0 ? Objective::inertia : Objective::cut_edges;
    if (seed % 3 == 0) testing::add_present(random, instance, 1);
    if (seed % 3 == 1) testing::constrain(random, instance);
    const Limits limits{.seconds = 60, .threads = static_cast<int>(1 + seed % 2), .seed = seed, .rounds = 5};
    const Answer a = search(instance, limits), b = search(instance, limits);
    CHECK(a.plan == b.plan);
    CHECK(a.objective == b.objective);
    CHECK(a.status == b.status);
  }
}

TEST_CASE("a target reached ends the search at once") {
  Random random(9);
  const Instance instance = testing::grid_instance(12, 12, testing::random_loads(random, 144, 9), 4, 0.1);
  const Answer any = search(instance, {.seconds = 60, .rounds = 1});
  REQUIRE(any.status == Status::feasible);
  const Answer soon = search(instance, {.seconds = 60, .target = any.objective * 1.5});
  CHECK(soon.objective <= any.objective * 1.5);
  CHECK(soon.seconds < 30);
}

TEST_CASE("a lawful start is never lost; an unlawful one does no harm") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Random random(seed);
    const Instance instance = random_map(random, testing::kShapes[seed % 4], 10, 3, 0.5);
    std::vector<Plan> plans;
    testing::for_each_lawful(instance, [&](const Plan& plan) { plans.push_back(plan); });
    if (plans.empty()) continue;
    const Plan start = plans[random.below(plans.size())];
    const Answer answer = search(instance, {.seconds = 60, .rounds = 1}, &start);
    CHECK(answer.objective <= testing::naive_objective(instance, start) * (1 + 1e-9));
    Plan heavy(10, 0);
    heavy[9] = 1, heavy[8] = 2;
    const Answer other = search(instance, {.seconds = 60, .rounds = 4}, &heavy);
    if (other.status == Status::feasible) CHECK(evaluate(instance, other.plan).lawful());
  }
}

}  // namespace
}  // namespace maillage::engines::districting
