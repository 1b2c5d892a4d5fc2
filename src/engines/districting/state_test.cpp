#include "engines/districting/state.hpp"

#include <doctest/doctest.h>

#include "engines/districting/contiguity.hpp"
#include "engines/districting/testing/maps.hpp"

namespace maillage::engines::districting {
namespace {

Instance random_instance(Random& random, Objective objective) {
  Instance instance = testing::grid_instance(5, 5, testing::random_loads(random, 25, 9), 3, 0.1);
  instance.objective = objective;
  instance.weights.push_back(balanced("cases", testing::random_loads(random, 25, 50), 3, 0.2));
  Plan present;
  for (int u = 0; u < 25; ++u) present.push_back(static_cast<District>(random.below(4)));
  instance.present = {{present, 3.0}};
  if (random.below(2) == 0) {
    instance.group.assign(25, -1);
    instance.group[0] = instance.group[1] = instance.group[6] = 0;
    instance.group[20] = instance.group[21] = 1;
  }
  return instance;
}

double violation_of(const Instance& instance, const Evaluation& value, const Model& model) {
  double sum = 0;
  for (std::size_t w = 0; w < instance.weights.size(); ++w)
    for (const std::int64_t load : value.loads[w])
      sum += model.scale(w) * static_cast<double>(std::max<std::int64_t>(
                                  {0, load - instance.weights[w].upper, instance.weights[w].lower - load}));
  return sum;
}

TEST_CASE("property: after any moves the state agrees with the referee") {
  Random random(23);
  for (int round = 0; round < 40; ++round) {
    const Objective objective = round % 2 == 0 ? Objective::inertia : Objective::cut_edges;
    const Instance instance = random_instance(random, objective);
    const Model model(instance);
    const auto any = [&] { return static_cast<District>(random.below(3)); };
    Plan plan;
    for (Cell c = 0; c < model.cells(); ++c) plan.push_back(c < 3 ? c : any());
    State state(model, plan);
    for (int step = 0; step < 60; ++step) {
      const auto cell = static_cast<Cell>(random.below(static_cast<std::uint64_t>(model.cells())));
      const District to = any();
      if (to == state.of(cell) || state.size(state.of(cell)) == 1) continue;
      const double expected = state.violation() + state.violation_change(cell, to);
      state.move(cell, to);
      CHECK(state.violation() == doctest::Approx(expected));
    }
    state.rematch();
    const Plan units = model.expand(state.plan());
    const Evaluation value = evaluate(instance, units);
    CHECK(state.cost() == doctest::Approx(value.objective).epsilon(1e-6));
    CHECK(state.violation() == doctest::Approx(violation_of(instance, value, model)));
    CHECK((state.violation() == 0) == value.balanced);
    for (Cell c = 0; c < model.cells(); ++c) {
      bool border = false;
      for (Cell n : model.graph().neighbours(c)) border = border || state.of(n) != state.of(c);
      CHECK(border == (std::count(state.border().begin(), state.border().end(), c) == 1));
    }
  }
}

TEST_CASE("property: the foreseen change of cut edges is exact, that of inertia an upper bound away from the centre") {
  Random random(29);
  for (int round = 0; round < 60; ++round) {
    Instance instance = random_instance(random, round % 2 == 0 ? Objective::inertia : Objective::cut_edges);
    instance.present.clear();
    const Model model(instance);
    Plan plan;
    for (Cell c = 0; c < model.cells(); ++c) plan.push_back(c < 3 ? c : static_cast<District>(random.below(3)));
    State state(model, plan);
    const auto centres = evaluate(instance, model.expand(plan)).centres;
    const auto cell = static_cast<Cell>(random.below(static_cast<std::uint64_t>(model.cells())));
    const District from = state.of(cell), to = (from + 1) % 3;
    if (state.size(from) == 1 || model.cell_of(centres[static_cast<std::size_t>(from)]) == cell) continue;
    const double before = state.cost(), change = state.cost_change(cell, to);
    state.move(cell, to);
    if (instance.objective == Objective::cut_edges)
      CHECK(state.cost() - before == doctest::Approx(change));
    else
      CHECK(state.cost() - before <= change + 1e-6);
  }
}

TEST_CASE("become reaches the plan asked") {
  Random random(31);
  const Instance instance = random_instance(random, Objective::inertia);
  const Model model(instance);
  Plan a, b;
  for (Cell c = 0; c < model.cells(); ++c) a.push_back(c % 3), b.push_back((c / 3) % 3);
  State state(model, a);
  state.become(b);
  CHECK(state.plan() == b);
  CHECK(state.cost() == doctest::Approx(State(model, b).cost()));
}

TEST_CASE("property: a cell may leave exactly when its district stays in one piece") {
  Random random(37);
  int yes = 0, no = 0;
  for (int round = 0; round < 400; ++round) {
    const Instance instance = testing::grid_instance(6, 6, std::vector<std::int64_t>(36, 1), 2, 1.0);
    const Model model(instance);
    // A district grown at random, so that it is in one piece and full of holes.
    Plan plan(36, 1);
    std::vector<Cell> grown{static_cast<Cell>(random.below(36))};
    plan[static_cast<std::size_t>(grown[0])] = 0;
    while (grown.size() < 18) {
      const auto around = model.graph().neighbours(grown[random.below(grown.size())]);
      const Cell n = around[random.below(around.size())];
      if (plan[static_cast<std::size_t>(n)] == 1) plan[static_cast<std::size_t>(n)] = 0, grown.push_back(n);
    }
    const State state(model, plan);
    Contiguity contiguity(model);
    const Cell cell = grown[random.below(grown.size())];
    std::vector<bool> inside(36);
    for (std::size_t c = 0; c < 36; ++c) inside[c] = plan[c] == 0 && static_cast<Cell>(c) != cell;
    const bool expected = connected(model.graph(), inside);
    CHECK(contiguity.may_leave(state, cell) == expected);
    ++(expected ? yes : no);
    const auto gone = contiguity.detached_with(state, cell);
    CHECK((gone.size() == 1) == expected);
    for (Cell c : gone) inside[static_cast<std::size_t>(c)] = false;
    CHECK(connected(model.graph(), inside));
    // What stays is the largest piece: no piece of those gone is larger.
    const auto stays = std::count(inside.begin(), inside.end(), true);
    for (std::size_t k = 1; k < gone.size(); ++k) {
      std::vector<Cell> piece{gone[k]};
      for (std::size_t head = 0; head < piece.size(); ++head)
        for (Cell n : model.graph().neighbours(piece[head]))
          if (n != cell && std::find(gone.begin(), gone.end(), n) != gone.end() &&
              std::find(piece.begin(), piece.end(), n) == piece.end())
            piece.push_back(n);
      CHECK(std::ssize(piece) <= stays);
    }
  }
  CHECK(yes > 50);
  CHECK(no > 20);
}

TEST_CASE("the last cell of a district may not leave") {
  const Instance instance = testing::grid_instance(1, 3, {1, 1, 1}, 2, 1.0);
  const Model model(instance);
  CHECK_FALSE(Contiguity(model).may_leave(State(model, {0, 1, 1}), 0));
}

}  // namespace
}  // namespace maillage::engines::districting
