#include "engines/districting/starts.hpp"

#include <doctest/doctest.h>

#include "engines/districting/growth.hpp"
#include "engines/districting/testing/maps.hpp"
#include "engines/districting/tree_split.hpp"

namespace maillage::engines::districting {
namespace {

using testing::grid_instance;

Instance square(Random& random, District districts) {
  return grid_instance(8, 8, testing::random_loads(random, 64, 5), districts, 0.1);
}

bool whole_and_contiguous(const Instance& instance, const Model& model, const std::optional<Plan>& plan) {
  if (!plan) return false;
  const Evaluation value = evaluate(instance, model.expand(*plan));
  return value.complete && value.contiguous && value.obedient;
}

TEST_CASE("property: every kind of start is whole, contiguous and obeys") {
  Random random(41);
  for (int round = 0; round < 20; ++round) {
    Instance instance = square(random, static_cast<District>(2 + random.below(5)));
    CHECK(whole_and_contiguous(instance, Model(instance), tree_start(Model(instance), random)));
    CHECK(whole_and_contiguous(instance, Model(instance), power_start(Model(instance), random, 2)));
    CHECK(whole_and_contiguous(instance, Model(instance), grown_start(Model(instance), random)));
    instance.fixed = {{0, 0}, {63, 0}, {7, 1}};
    CHECK_FALSE(tree_start(Model(instance), random));
    CHECK(whole_and_contiguous(instance, Model(instance), power_start(Model(instance), random, 2)));
    CHECK(whole_and_contiguous(instance, Model(instance), grown_start(Model(instance), random)));
  }
}

TEST_CASE("a power diagram is nearly balanced before any search") {
  Random random(43);
  const Instance instance = grid_instance(20, 20, std::vector<std::int64_t>(400, 10), 4, 0.1);
  const Model model(instance);
  const auto plan = power_start(model, random, 5);
  REQUIRE(plan);
  CHECK(evaluate(instance, *plan).max_deviation < 0.15);
}

TEST_CASE("grown starts give every component its districts") {
  Random random(47);
  Instance instance = grid_instance(1, 6, {1, 1, 1, 1, 1, 1}, 3, 0.5);
  instance.graph = Graph(6, {{0, 1, 1}, {2, 3, 1}, {3, 4, 1}, {4, 5, 1}});
  const Model model(instance);
  for (int round = 0; round < 10; ++round) {
    const auto plan = grown_start(model, random);
    REQUIRE(plan);
    CHECK((*plan)[0] == (*plan)[1]);
    CHECK(whole_and_contiguous(instance, model, plan));
  }
}

TEST_CASE("fixed cells of one district that others cut apart have no start") {
  Instance instance = grid_instance(1, 3, {1, 1, 1}, 2, 1.0);
  instance.fixed = {{0, 0}, {1, 1}, {2, 0}};
  Random random(1);
  Plan plan;
  const Model model(instance);
  CHECK_FALSE(lay_fixed(model, plan));
  CHECK_FALSE(grown_start(model, random));
}

TEST_CASE("what is not in the main piece is dropped, and grows back") {
  const Instance instance = grid_instance(2, 4, testing::loads_of({"1119", "1111"}), 2, 1.0);
  const Model model(instance);
  Plan plan = testing::plan_of({"AABA", "AABB"});
  keep_main_pieces(model, Plan(8, -1), plan);
  CHECK(plan == testing::plan_of({"..BA", "..BB"}));  // the single unit of load 9 outweighs the four others
  REQUIRE(grow(model, plan));
  CHECK(evaluate(instance, plan).contiguous);
}

TEST_CASE("recombining changes only the two districts and keeps each in one piece") {
  Random random(53);
  for (int round = 0; round < 40; ++round) {
    Instance instance = square(random, 4);
    if (round % 2 == 0) instance.objective = Objective::cut_edges;
    if (round % 3 == 0) instance.fixed = {{27, 0}};
    const Model model(instance);
    const auto start = round % 3 == 0 ? grown_start(model, random) : tree_start(model, random);
    REQUIRE(start);
    const auto edges = model.graph().edges();
    const Edge& e = edges[random.below(edges.size())];
    const District a = (*start)[static_cast<std::size_t>(e.a)], b = (*start)[static_cast<std::size_t>(e.b)];
    if (a == b) continue;
    Plan plan = *start;
    CHECK(recombine(model, random, plan, a, b, 2));
    CHECK(whole_and_contiguous(instance, model, plan));
    for (std::size_t c = 0; c < plan.size(); ++c)
      if ((*start)[c] != a && (*start)[c] != b) CHECK(plan[c] == (*start)[c]);
  }
}

TEST_CASE("redrawing keeps every district in one piece, and the others as they are") {
  Random random(61);
  const Instance instance = grid_instance(12, 12, testing::random_loads(random, 144, 5), 6, 0.1);
  const Model model(instance);
  const auto points = points_of(model);
  for (int round = 0; round < 20; ++round) {
    const auto start = round % 2 == 0 ? tree_start(model, random) : power_start(model, random, 3);
    REQUIRE(start);
    const Edge& e = model.graph().edges()[random.below(model.graph().edges().size())];
    const District a = (*start)[static_cast<std::size_t>(e.a)], b = (*start)[static_cast<std::size_t>(e.b)];
    if (a == b) continue;
    const auto drawn = redraw(model, points, random, *start, {a, b});
    REQUIRE(drawn);
    CHECK(whole_and_contiguous(instance, model, drawn->plan));
    for (std::size_t c = 0; c < start->size(); ++c)
      if ((*start)[c] != a && (*start)[c] != b) CHECK(drawn->plan[c] == (*start)[c]);
  }
  Instance fixed = instance;
  fixed.fixed = {{0, 0}};
  const Model held(fixed);
  CHECK_FALSE(redraw(held, points, random, *grown_start(held, random), {0, 1}));
}

TEST_CASE("two districts of one fixed cell each on a path cannot be cut elsewhere than between") {
  Instance instance = grid_instance(1, 4, {1, 1, 1, 1}, 2, 0.0);
  instance.fixed = {{0, 1}, {3, 0}};
  const Model model(instance);
  Random random(1);
  Plan plan{1, 1, 1, 0};
  CHECK(recombine(model, random, plan, 0, 1, 1));
  CHECK(plan == Plan{1, 1, 0, 0});
}

TEST_CASE("a tree split is balanced when trees allow it") {
  Random random(59);
  const Instance instance = grid_instance(10, 10, std::vector<std::int64_t>(100, 1), 2, 0.1);
  const Model model(instance);
  for (int round = 0; round < 10; ++round) {
    const auto plan = tree_start(model, random);
    REQUIRE(plan);
    CHECK(evaluate(instance, *plan).max_deviation < 0.5);
  }
}

}  // namespace
}  // namespace maillage::engines::districting
