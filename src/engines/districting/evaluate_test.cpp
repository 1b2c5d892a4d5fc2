#include "engines/districting/evaluate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "engines/districting/testing/maps.hpp"

namespace maillage::engines::districting {
namespace {

using testing::grid_instance;
using testing::loads_of;
using testing::plan_of;

TEST_CASE("inertia is load times squared kilometres to the best unit of each district") {
  const Instance instance = grid_instance(2, 3, loads_of({"111", "111"}), 2, 0.0);
  const Evaluation value = evaluate(instance, plan_of({"AAB", "ABB"}));
  // A is an L whose corner is one kilometre from both ends; so is B.
  CHECK(value.inertia == doctest::Approx(4));
  CHECK(value.objective == value.inertia);
  CHECK(value.centres == std::vector<Unit>{0, 5});
  CHECK(value.cut_edges == 3);
  CHECK(value.max_deviation == 0);
  CHECK(value.lawful());
}

TEST_CASE("the centre follows the load") {
  const Instance instance = grid_instance(1, 3, loads_of({"119"}), 1, 0.0);
  CHECK(evaluate(instance, {0, 0, 0}).inertia == doctest::Approx(1 + 4));
  CHECK(evaluate(instance, {0, 0, 0}).centres.front() == 2);
}

TEST_CASE("distances are rounded before squaring when asked") {
  Instance instance = grid_instance(1, 2, loads_of({"11"}), 1, 0.0);
  instance.centres[1].x = 1400;
  CHECK(evaluate(instance, {0, 0}).inertia == doctest::Approx(1.96));
  instance.rounding = Rounding::km;
  CHECK(evaluate(instance, {0, 0}).inertia == doctest::Approx(1));
  instance.centres[1].x = 1600;
  CHECK(evaluate(instance, {0, 0}).inertia == doctest::Approx(4));
}

TEST_CASE("what is unlawful is said") {
  const Instance instance = grid_instance(2, 3, loads_of({"111", "111"}), 2, 0.0);
  SUBCASE("a unit without district") {
    const Evaluation value = evaluate(instance, plan_of({"AAB", "AB."}));
    CHECK_FALSE(value.complete);
    CHECK_FALSE(value.lawful());
  }
  SUBCASE("an empty district") { CHECK_FALSE(evaluate(instance, plan_of({"AAA", "AAA"})).complete); }
  SUBCASE("a district beyond the last") { CHECK_FALSE(evaluate(instance, plan_of({"AAB", "ABC"})).lawful()); }
  SUBCASE("two pieces") {
    const Evaluation value = evaluate(instance, plan_of({"ABA", "ABB"}));
    CHECK(value.pieces == std::vector<std::int32_t>{2, 1});
    CHECK_FALSE(value.contiguous);
  }
  SUBCASE("too heavy") {
    const Evaluation value = evaluate(instance, plan_of({"AAA", "ABB"}));
    CHECK(value.loads.front() == std::vector<std::int64_t>{4, 2});
    CHECK_FALSE(value.balanced);
    CHECK(value.max_deviation == doctest::Approx(1.0 / 3));
  }
}

TEST_CASE("fixed units and groups are obeyed or not") {
  Instance instance = grid_instance(2, 3, loads_of({"111", "111"}), 2, 0.0);
  const Plan plan = plan_of({"AAB", "ABB"});
  instance.fixed = {{0, 0}, {5, 1}};
  CHECK(evaluate(instance, plan).obedient);
  instance.fixed = {{0, 1}};
  CHECK_FALSE(evaluate(instance, plan).obedient);
  instance.fixed.clear();
  instance.group = {7, 7, -1, -1, -1, -1};
  CHECK(evaluate(instance, plan).obedient);
  instance.group = {-1, 7, 7, -1, -1, -1};
  CHECK_FALSE(evaluate(instance, plan).obedient);
}

TEST_CASE("a bridge keeps an island attached") {
  Instance instance = grid_instance(1, 2, loads_of({"11"}), 1, 0.0);
  instance.graph = Graph(2, {});
  CHECK_FALSE(evaluate(instance, {0, 0}).contiguous);
  instance.graph = Graph(2, {{0, 1, 0}});
  CHECK(evaluate(instance, {0, 0}).contiguous);
}

TEST_CASE("load moved counts the units that leave the district matched to theirs") {
  Instance instance = grid_instance(2, 3, loads_of({"111", "115"}), 2, 1.0);
  instance.present = {{plan_of({"AAB", "ABB"}), 2.5}, {plan_of({"AAA", "BBB"}), 0}};
  // The same partition under other names moves nobody.
  const Evaluation renamed = evaluate(instance, plan_of({"BBA", "BAA"}));
  CHECK(renamed.moved[0] == 0);
  CHECK(renamed.price == 0);
  const Evaluation moved = evaluate(instance, plan_of({"AAB", "AAB"}));
  CHECK(moved.moved == std::vector<std::int64_t>{1, 3});
  CHECK(moved.moved_once == 3);
  CHECK(moved.price == doctest::Approx(2.5));
  CHECK(moved.objective == doctest::Approx(moved.inertia + 2.5));
  CHECK(moved_units(instance, instance.present[0], plan_of({"AAB", "AAB"})) ==
        std::vector<bool>{false, false, false, false, true, false});
}

TEST_CASE("units outside the present plan never count as moved") {
  Instance instance = grid_instance(1, 3, loads_of({"111"}), 1, 0.0);
  instance.present = {{plan_of({"A.B"}), 1}};
  CHECK(evaluate(instance, {0, 0, 0}).moved.front() == 1);
}

TEST_CASE("property: neither the names of districts nor the order of units matters") {
  Random random(11);
  for (int round = 0; round < 60; ++round) {
    Instance instance = grid_instance(4, 4, testing::random_loads(random, 16, 9), 3, 0.4);
    Plan plan, present;
    for (int u = 0; u < 16; ++u) plan.push_back(static_cast<District>(random.below(3)));
    for (int u = 0; u < 16; ++u) present.push_back(static_cast<District>(random.below(4)));
    instance.present = {{present, 1.5}};
    std::vector<Unit> to(16);
    std::iota(to.begin(), to.end(), 0);
    for (std::size_t i = 16; i > 1; --i) std::swap(to[i - 1], to[random.below(i)]);
    Instance other = instance;
    std::vector<Edge> edges;
    for (const Edge& e : instance.graph.edges())
      edges.push_back({to[static_cast<std::size_t>(e.b)], to[static_cast<std::size_t>(e.a)], e.border_m});
    other.graph = Graph(16, edges);
    Plan relabelled(16);
    for (std::size_t u = 0; u < 16; ++u) {
      const auto v = static_cast<std::size_t>(to[u]);
      other.centres[v] = instance.centres[u];
      other.weights[0].of_unit[v] = instance.weights[0].of_unit[u];
      other.present[0].plan[v] = (present[u] + 1) % 4;
      relabelled[v] = (plan[u] + 2) % 3;
    }
    const Evaluation a = evaluate(instance, plan), b = evaluate(other, relabelled);
    CHECK(a.objective == doctest::Approx(b.objective));
    CHECK(a.cut_edges == b.cut_edges);
    CHECK(a.moved == b.moved);
    CHECK(a.contiguous == b.contiguous);
    CHECK(a.balanced == b.balanced);
    CHECK(a.max_deviation == doctest::Approx(b.max_deviation));
  }
}

TEST_CASE("balanced bounds are rounded inward and survive exact products") {
  const Weight weight = balanced("load", {10, 10, 10, 10}, 4, 0.1);
  CHECK(weight.lower == 9);
  CHECK(weight.upper == 11);
  const Weight tight = balanced("load", {3, 4}, 2, 0.0);
  CHECK(tight.lower == 4);
  CHECK(tight.upper == 3);
  CHECK(balanced("load", {3, 4}, 2, 3.0).lower == 0);
}

}  // namespace
}  // namespace maillage::engines::districting
