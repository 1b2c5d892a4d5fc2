// Centres at seats: the referee, the search, the bound and the proofs against every plan there is.
#include "engines/districting/seats.hpp"

#include <doctest/doctest.h>

#include "engines/districting/bound_dual.hpp"
#include "engines/districting/contiguity.hpp"
#include "engines/districting/districting.hpp"
#include "engines/districting/feasibility.hpp"
#include "engines/districting/levels.hpp"
#include "engines/districting/proof.hpp"
#include "engines/districting/starts.hpp"
#include "engines/districting/state.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"
#include "engines/districting/tree_split.hpp"

namespace maillage::engines::districting {
namespace {

using testing::least_objective;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Seven to ten units, loaded or not, constrained or not, with a price on moving or not, and seats.
Instance drawn(std::uint64_t seed) {
  Random random(seed);
  const auto units = static_cast<Unit>(7 + random.below(4));
  Instance instance = testing::random_map(random, testing::kShapes[seed % 6], units,
                                          static_cast<District>(2 + random.below(3)), 0.2 + 0.5 * random.unit());
  if (seed % 3 == 0) testing::constrain(random, instance);
  if (seed % 5 == 0) testing::add_present(random, instance, 20);
  testing::add_seats(random, instance);
  return instance;
}

// Runs on every drawn map that has a plan, with the cost of its best one.
int for_each_map(std::uint64_t seeds, const std::function<void(const Instance&, double)>& check) {
  int maps = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Instance instance = drawn(seed);
    CAPTURE(seed);
    if (const auto least = least_objective(instance)) check(instance, *least), ++maps;
  }
  return maps;
}

Plan any_plan(Random& random, const Instance& instance) {
  Plan plan;
  for (Unit u = 0; u < instance.graph.units(); ++u)
    plan.push_back(u < instance.districts ? u : testing::any_unit(random, instance.districts));
  return plan;
}

TEST_CASE("property: the referee chooses the cheapest centres that the seats allow, and says when there are none") {
  Random random(3);
  int with = 0, without = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Instance instance = drawn(seed);
    const Plan plan = any_plan(random, instance);
    const Evaluation found = evaluate(instance, plan);
    const double least = testing::naive_inertia(instance, plan);
    CAPTURE(seed);
    CHECK(found.seated == std::isfinite(least));
    ++(found.seated ? with : without);
    if (!found.seated) {
      CHECK_FALSE(found.lawful());
      continue;
    }
    CHECK(found.inertia == doctest::Approx(least));
    District opened = 0;
    for (Unit u = 0; u < instance.graph.units(); ++u)
      if (instance.seats[at(u)] == Seat::kept) CHECK(instance.seats[at(found.centres[at(plan[at(u)])])] == Seat::kept);
    for (std::size_t d = 0; d < found.centres.size(); ++d) {
      CHECK(plan[at(found.centres[d])] == static_cast<District>(d));
      CHECK(instance.seats[at(found.centres[d])] != Seat::none);
      opened += instance.seats[at(found.centres[d])] == Seat::openable;
    }
    CHECK(found.opened == opened);
    CHECK(opened <= instance.opened_max);
  }
  CHECK(with > 60);
  CHECK(without > 60);
}

TEST_CASE("property: with seats too, the state agrees with the referee after any moves") {
  Random random(5);
  int unseated = 0, seated = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Instance instance = drawn(seed);
    const Model model(instance);
    if (model.cells() <= model.districts()) continue;
    Plan plan(at(model.cells()));
    for (Cell c = 0; c < model.cells(); ++c)
      plan[at(c)] = c < model.districts() ? c : testing::any_unit(random, model.districts());
    State state(model, plan);
    for (int step = 0; step < 30; ++step) {
      const Cell cell = testing::any_unit(random, model.cells());
      const District to = testing::any_unit(random, model.districts());
      if (to == state.of(cell) || state.size(state.of(cell)) == 1) continue;
      const double expected = state.violation() + state.violation_change(cell, to);
      state.move(cell, to);
      CHECK(state.violation() == doctest::Approx(expected));
    }
    state.rematch();
    const Evaluation value = evaluate(instance, model.expand(state.plan()));
    CHECK(state.cost() == doctest::Approx(value.objective).epsilon(1e-6));
    CHECK((state.violation() == 0) == (value.balanced && value.seated));
    ++(value.seated ? seated : unseated);
  }
  CHECK(seated > 10);
  CHECK(unseated > 10);
}

TEST_CASE("property: where no seat is gained or lost for good, the change of cost foreseen is never too small") {
  Random random(7);
  int centre_left = 0, kept_gained = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Instance instance = drawn(seed);
    instance.present.clear();
    const Model model(instance);
    if (model.cells() <= model.districts()) continue;
    Plan plan(at(model.cells()));
    for (Cell c = 0; c < model.cells(); ++c)
      plan[at(c)] = c < model.districts() ? c : testing::any_unit(random, model.districts());
    State state(model, plan);
    const Cell cell = testing::any_unit(random, model.cells());
    const District from = state.of(cell), to = (from + 1) % model.districts();
    if (state.size(from) == 1 || !evaluate(instance, model.expand(plan)).seated) continue;
    plan[at(cell)] = to;
    if (!evaluate(instance, model.expand(plan)).seated) continue;
    const Unit centre = evaluate(instance, model.expand(state.plan())).centres[at(from)];
    centre_left += model.cell_of(centre) == cell;
    const double before = state.cost(), change = state.cost_change(cell, to);
    kept_gained +=
        evaluate(instance, model.expand(plan)).opened < evaluate(instance, model.expand(state.plan())).opened;
    state.move(cell, to);
    CHECK(state.cost() - before <= change + 1e-6);
  }
  CHECK(centre_left > 5);
  CHECK(kept_gained > 2);
}

TEST_CASE("oracle: the search finds the best plan about seats, or nothing where there is none") {
  int best = 0, none = 0;
  const int maps = for_each_map(150, [&](const Instance& instance, double least) {
    if (impossible(instance)) FAIL("a map with a plan is called impossible");
    const Answer answer = search(instance, {.seconds = 60, .rounds = 12});
    if (answer.status != Status::feasible) return;
    CHECK(evaluate(instance, answer.plan).lawful());
    CHECK(answer.objective >= least * (1 - 1e-9));
    best += answer.objective <= least * (1 + 1e-9) + 1e-9;
  });
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Instance instance = drawn(seed);
    if (least_objective(instance)) continue;
    ++none;
    CHECK(search(instance, {.seconds = 60, .rounds = 2}).status == Status::unknown);
  }
  MESSAGE(best << " optima of " << maps << " maps, " << none << " without a plan");
  CHECK(maps > 50);
  CHECK(none > 20);
  CHECK(best >= maps * 95 / 100);
}

TEST_CASE("oracle: the bound about seats is never above the best plan, and above the one without them") {
  int closer = 0;
  const int maps = for_each_map(120, [&](const Instance& instance, double least) {
    Instance anywhere = instance;
    anywhere.seats.clear();
    const Bound free = lower_bound(anywhere, {.seconds = 0.3});
    for (const double upper : {HUGE_VAL, least, 1.3 * least + 1}) {
      const Bound bound = lower_bound(instance, {.seconds = 0.3, .upper = upper});
      REQUIRE(bound.value);
      CHECK(*bound.value <= least * (1 + 1e-9));
      closer += *bound.value > *free.value * 1.01;
    }
  });
  CHECK(maps > 40);
  CHECK(closer > maps);
}

// The dual at any prices, its centres chosen by trying every set of them.
TEST_CASE("oracle: the centres opened in the dual are the cheapest that both limits allow") {
  int limited = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    const Instance instance = drawn(seed);
    const HessCosts costs = hess_costs(instance);
    if (impossible(instance)) continue;
    limited += costs.limited();
    Random random(seed);
    HessDual dual(costs);
    CentreProblem problem(costs);
    for (int point = 0; point < 4; ++point) {
      std::vector<double> worth(at(costs.items));
      for (double& w : worth) w = 300 * random.unit();
      double base = 0, least = HUGE_VAL;
      for (std::size_t i = 0; i < worth.size(); ++i) base += costs.load[i] * worth[i];
      for (testing::Mask chosen = 0; chosen < testing::Mask{1} << costs.centres; ++chosen) {
        if (std::popcount(chosen) != costs.districts) continue;
        double sum = base;
        District opened = 0;
        for (Unit c = 0; c < costs.centres; ++c) {
          if ((chosen >> c & 1) == 0) continue;
          sum = costs.may_use(c) ? sum + problem.best(c, worth, {}).value : HUGE_VAL;
          opened += costs.opens(c);
        }
        if (opened <= costs.opened_max || !costs.limited()) least = std::min(least, sum);
      }
      CAPTURE(seed);
      CHECK(dual.at(worth).value == doctest::Approx(least).epsilon(1e-6));
    }
  }
  CHECK(limited > 20);
}

TEST_CASE("oracle: each proof about seats ends at the best plan, or says nothing false") {
  int by_listing = 0, by_cuts = 0;
  const int maps = for_each_map(90, [&](const Instance& instance, double least) {
    const double known = 1.5 * least + 10;
    const Bound bound = lower_bound(instance, {.seconds = 0.3, .upper = known});
    const Proof all = prove_by_enumeration(instance, known, {});
    CHECK(all.bound == doctest::Approx(least).epsilon(1e-5));
    for (const Proof& proof :
         {all, prove_by_columns(instance, known, bound, {}), prove_by_cuts(instance, known, bound, {})}) {
      CHECK(proof.bound <= least * (1 + 1e-9));
      if (!proof.plan.empty()) CHECK(evaluate(instance, proof.plan).lawful());
    }
    by_listing += prove_by_columns(instance, known, bound, {}).bound >= least * (1 - 1e-5);
    by_cuts += prove_by_cuts(instance, known, bound, {}).bound >= least * (1 - 1e-5);
  });
  MESSAGE(maps << " maps, " << by_listing << " proved by listing, " << by_cuts << " by cuts");
  CHECK(by_listing > maps / 4);
  CHECK(by_cuts > maps / 4);
}

TEST_CASE("property: starts give every district a seat, and cuts keep one on both sides") {
  int starts = 0, cuts = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Instance instance = drawn(seed);
    instance.fixed.clear();
    const Model model(instance);
    Random random(seed);
    CHECK_FALSE(tree_start(model, random).has_value());
    for (auto start : {power_start(model, random, 1), grown_start(model, random)}) {
      if (!start) continue;
      ++starts;
      CAPTURE(seed);
      CHECK(evaluate(instance, model.expand(*start)).seated);
      for (const Edge& e : model.graph().edges()) {
        const District a = (*start)[at(e.a)], b = (*start)[at(e.b)];
        if (a == b || !recombine(model, random, *start, a, b, 2)) continue;
        ++cuts;
        for (const District d : {a, b}) {
          bool seat = false;
          for (Cell c = 0; c < model.cells(); ++c) seat = seat || ((*start)[at(c)] == d && model.seats(c).any > 0);
          CHECK(seat);
        }
      }
    }
  }
  CHECK(starts > 60);
  CHECK(cuts > 60);
}

TEST_CASE("a seat kept wins over one to open, however much nearer, and the bound knows it") {
  Instance instance = testing::grid_instance(1, 6, {1, 1, 1, 1, 1, 1}, 2, 0);
  using enum Seat;
  instance.seats = {kept, openable, none, none, openable, none};
  instance.opened_max = 2;
  // The left half is centred at its end: 1 + 4; the right half opens its middle: 1 + 1.
  const Answer answer = solve(instance, {.seconds = 1, .rounds = 6});
  CHECK(answer.status == Status::optimal);
  const Evaluation found = evaluate(instance, answer.plan);
  CHECK(found.opened == 1);
  CHECK(found.centres[at(answer.plan[0])] == 0);
  CHECK(found.centres[at(answer.plan[5])] == 4);
  CHECK(answer.objective == doctest::Approx(7 * squared_km(instance, 0, 1)));
  CHECK(*lower_bound(instance, {.seconds = 0.3}).value > 6 * squared_km(instance, 0, 1));
  // Nobody is in a place that may open beside a kept seat in the same group: it opens nothing.
  instance.group = {0, 0, -1, -1, -1, -1};
  CHECK(solve(instance, {.seconds = 1, .rounds = 6}).objective == doctest::Approx(answer.objective));
}

TEST_CASE("too few seats is said before any search, and only when it is so") {
  Instance instance = testing::grid_instance(2, 3, {1, 1, 1, 1, 1, 1}, 3, 0.5);
  using enum Seat;
  instance.seats = {kept, none, openable, kept, none, openable};
  instance.opened_max = 1;
  CHECK_FALSE(impossible(instance));
  instance.opened_max = 0;
  const Answer answer = solve(instance, {.seconds = 1});
  CHECK(answer.status == Status::infeasible);
  REQUIRE(answer.why);
  CHECK(answer.why->code == "too_few_seats");
  CHECK(answer.why->have == 2);
  CHECK(answer.why->limit == 3);
  CHECK_FALSE(lower_bound(instance, {.seconds = 0.1}).value);
  // Seats that stay in one district count once.
  instance.opened_max = 1;
  instance.group = {0, -1, -1, 0, -1, -1};
  CHECK(impossible(instance)->have == 2);
}

TEST_CASE("a seat in every unit is no constraint: same best plan, same bound") {
  Random random(11);
  Instance instance = testing::random_map(random, testing::Shape::grid, 9, 3, 0.4);
  const Answer free = solve(instance, {.seconds = 1, .rounds = 6});
  instance.seats.assign(9, Seat::kept);
  const Answer seated = solve(instance, {.seconds = 1, .rounds = 6});
  CHECK(free.status == Status::optimal);
  CHECK(seated.status == Status::optimal);
  CHECK(seated.objective == doctest::Approx(free.objective));
  instance.seats.assign(9, Seat::openable);
  instance.opened_max = 3;
  CHECK(solve(instance, {.seconds = 1, .rounds = 6}).objective == doctest::Approx(free.objective));
}

TEST_CASE("oracle: the front says what each opening is worth, down to none") {
  Random random(17);
  Instance instance = testing::random_map(random, testing::Shape::grid, 9, 3, 0.6);
  using enum Seat;
  instance.seats = {kept, openable, none, kept, kept, openable, none, openable, openable};
  const District most = instance.opened_max = 2;
  const auto plans = front(instance, {.districts_min = 3, .districts_max = 3, .balance = 0.6}, {.seconds = 3});
  std::vector<double> found, best;
  for (instance.opened_max = 0; instance.opened_max <= most; ++instance.opened_max) {
    double value = HUGE_VAL;
    for (const Proposal& plan : plans)
      if (plan.evaluation.opened <= instance.opened_max) value = std::min(value, plan.evaluation.inertia);
    found.push_back(value);
    instance.weights[0] = balanced("load", instance.weights[0].of_unit, 3, 0.6);
    best.push_back(least_objective(instance).value_or(HUGE_VAL));
    CAPTURE(instance.opened_max);
    CHECK(found.back() <= best.back() * 1.005);
    CHECK(found.back() >= best.back() * (1 - 1e-9));
  }
  CHECK(best[0] > best[2] * 1.01);  // an opening is worth something here
}

TEST_CASE("the front counts inertia from seats and drops no plan for one that opens more") {
  Random random(13);
  Instance instance = testing::random_map(random, testing::Shape::grid, 12, 3, 0.5);
  testing::add_present(random, instance, 0);
  testing::add_seats(random, instance);
  instance.seats[0] = instance.seats[6] = instance.seats[11] = Seat::kept;
  instance.opened_max = 1;
  const auto plans = front(instance, {.districts_min = 3, .districts_max = 3, .balance = 0.5}, {.seconds = 1.5});
  REQUIRE_FALSE(plans.empty());
  for (const Proposal& plan : plans) {
    CHECK(plan.evaluation.lawful());
    CHECK(plan.evaluation.opened <= 1);
    CHECK(plan.evaluation.inertia == doctest::Approx(testing::naive_inertia(instance, plan.answer.plan)));
    REQUIRE(plan.answer.bound);
    CHECK(*plan.answer.bound <= plan.evaluation.inertia * (1 + 1e-9));
  }
  const Plan& plan = plans[0].answer.plan;
  CHECK(level_above(instance, plan, 2, 0.5).seats.empty());
  const auto& centres = plans[0].evaluation.centres;
  const Instance above = level_above(instance, plan, 2, 1, centres);
  const Answer answer = solve(above, {.seconds = 1, .rounds = 6});
  CHECK(answer.status == Status::optimal);
  CHECK(answer.objective == doctest::Approx(*least_objective(above)));
  for (const Unit seat : evaluate(above, answer.plan).centres)
    CHECK(std::find(centres.begin(), centres.end(), seat) != centres.end());
}

}  // namespace
}  // namespace maillage::engines::districting
