// The referee against the definitions, written again from scratch: every number it gives, on any plan at all.
#include <doctest/doctest.h>

#include <map>
#include <numeric>
#include <set>

#include "engines/districting/evaluate.hpp"
#include "engines/districting/levels.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

struct Drawn {
  Instance instance;
  Plan plan;
};

// A map with every kind of constraint, and a plan that ignores them all; now and then a unit in no district.
Drawn drawn(std::uint64_t seed) {
  Random random(seed);
  Drawn out;
  out.instance =
      testing::random_map(random, testing::kShapes[seed % 6], static_cast<Unit>(5 + random.below(9)), 3, 0.5);
  out.instance.objective = seed % 2 == 0 ? Objective::inertia : Objective::cut_edges;
  out.instance.rounding = seed % 3 == 0 ? Rounding::km : Rounding::exact;
  testing::constrain(random, out.instance);
  for (std::uint64_t p = random.below(3); p > 0; --p) testing::add_present(random, out.instance, random.unit());
  for (Unit u = 0; u < out.instance.graph.units(); ++u) out.plan.push_back(static_cast<District>(random.below(3)));
  if (seed % 7 == 0) out.plan[1] = -1;
  return out;
}

bool in_one_piece(const Instance& instance, const std::set<Unit>& units) {
  if (units.empty()) return true;
  std::set<Unit> met{*units.begin()};
  for (std::size_t before = 0; before != met.size();) {
    before = met.size();
    for (const Edge& e : instance.graph.edges())
      if (units.contains(e.a) && units.contains(e.b) && met.contains(e.a) != met.contains(e.b)) met.insert({e.a, e.b});
  }
  return met == units;
}

TEST_CASE("oracle: inertia, cut edges, loads, deviation and moves of any plan") {
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    const auto [instance, plan] = drawn(seed);
    const Evaluation value = evaluate(instance, plan);
    CAPTURE(seed);
    CHECK(value.inertia == doctest::Approx(testing::naive_inertia(instance, plan)));
    CHECK(value.cut_edges == testing::naive_cut_edges(instance, plan));
    double price = 0;
    std::vector<bool> any(plan.size(), false);
    for (std::size_t p = 0; p < instance.present.size(); ++p) {
      CHECK(value.moved[p] == testing::least_moved(instance, instance.present[p].plan, plan));
      price += instance.present[p].price * static_cast<double>(value.moved[p]);
      const auto moved = moved_units(instance, plan)[p];
      std::int64_t sum = 0;
      for (std::size_t u = 0; u < plan.size(); ++u)
        if (moved[u]) sum += instance.weights[0].of_unit[u], any[u] = true;
      CHECK(sum == value.moved[p]);
    }
    std::int64_t once = 0;
    for (std::size_t u = 0; u < plan.size(); ++u)
      if (any[u]) once += instance.weights[0].of_unit[u];
    CHECK(value.moved_once == once);
    CHECK(value.price == doctest::Approx(price));
    const double base = instance.objective == Objective::inertia ? value.inertia : static_cast<double>(value.cut_edges);
    CHECK(value.objective == doctest::Approx(base + price));
  }
}

TEST_CASE("oracle: what is lawful, reason by reason") {
  int lawful = 0, unlawful = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    auto [instance, plan] = drawn(seed);
    // Half of the time a plan that has a chance: one that is lawful.
    if (seed % 2 == 0) testing::for_each_lawful(instance, [&plan = plan](const Plan& other) { plan = other; });
    const Evaluation value = evaluate(instance, plan);
    std::vector<std::set<Unit>> units(3);
    bool complete = true;
    for (std::size_t u = 0; u < plan.size(); ++u)
      plan[u] < 0 ? void(complete = false) : void(units[at(plan[u])].insert(static_cast<Unit>(u)));
    bool contiguous = true;
    for (const auto& district : units) {
      complete = complete && !district.empty();
      contiguous = contiguous && in_one_piece(instance, district);
    }
    bool balanced = true;
    for (std::size_t w = 0; w < instance.weights.size(); ++w)
      for (District d = 0; d < 3; ++d) {
        std::int64_t load = 0;
        for (const Unit u : units[at(d)]) load += instance.weights[w].of_unit[at(u)];
        CHECK(value.loads[w][at(d)] == load);
        balanced = balanced && load >= instance.weights[w].lower && load <= instance.weights[w].upper;
      }
    bool obedient = true;
    for (const auto& [unit, district] : instance.fixed) obedient = obedient && plan[at(unit)] == district;
    for (std::size_t u = 0; u < instance.group.size(); ++u)
      for (std::size_t v = 0; v < u; ++v)
        if (instance.group[u] >= 0 && instance.group[u] == instance.group[v]) obedient = obedient && plan[u] == plan[v];
    CAPTURE(seed);
    CHECK(value.complete == complete);
    CHECK(value.contiguous == contiguous);
    CHECK(value.balanced == balanced);
    CHECK(value.obedient == obedient);
    ++(value.lawful() ? lawful : unlawful);
  }
  CHECK(lawful > 30);
  CHECK(unlawful > 100);
}

TEST_CASE("property: the centre of a district is one of its units, and no other is better") {
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    const auto [instance, plan] = drawn(seed);
    const Evaluation value = evaluate(instance, plan);
    double sum = 0;
    for (District d = 0; d < 3; ++d) {
      const Unit centre = value.centres[at(d)];
      const auto about = [&](Unit c) {
        double inertia = 0;
        for (std::size_t u = 0; u < plan.size(); ++u)
          if (plan[u] == d)
            inertia +=
                static_cast<double>(instance.weights[0].of_unit[u]) * squared_km(instance, static_cast<Unit>(u), c);
        return inertia;
      };
      if (centre < 0) {
        CHECK(std::count(plan.begin(), plan.end(), d) == 0);
        continue;
      }
      CHECK(plan[at(centre)] == d);
      for (Unit c = 0; c < instance.graph.units(); ++c)
        if (plan[at(c)] == d) CHECK(about(centre) <= about(c) * (1 + 1e-12));
      sum += about(centre);
    }
    CHECK(value.inertia == doctest::Approx(sum));
  }
}

TEST_CASE("property: two plans of the same districts move nobody from one to the other, whatever their names") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    auto [instance, plan] = drawn(seed);
    for (District& d : plan) d = std::max(d, 0);
    Plan renamed = plan;
    for (District& d : renamed) d = (d + 1) % 3;
    instance.present = {{plan, 1.0}};
    const Evaluation value = evaluate(instance, renamed);
    CHECK(value.moved == std::vector<std::int64_t>{0});
    CHECK(value.moved_once == 0);
    CHECK(value.price == 0);
  }
}

TEST_CASE("property: distances are symmetric, zero to oneself, whole when rounded") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::Shape::grid, 8, 2, 0.5);
    for (const Rounding rounding : {Rounding::exact, Rounding::km}) {
      instance.rounding = rounding;
      for (Unit a = 0; a < 8; ++a)
        for (Unit b = 0; b < 8; ++b) {
          const double squared = squared_km(instance, a, b);
          CHECK(squared == squared_km(instance, b, a));
          CHECK((a != b || squared == 0));
          const double km = std::sqrt(squared);
          if (rounding == Rounding::km) CHECK(km == std::round(km));
        }
    }
  }
}

TEST_CASE("property: balanced bounds hold exactly the whole loads within the tolerance") {
  Random random(5);
  for (int round = 0; round < 300; ++round) {
    const auto districts = static_cast<District>(1 + random.below(9));
    const auto percent = static_cast<std::int64_t>(random.below(120));
    const auto loads = testing::random_loads(random, 12, 100);
    const auto total = std::accumulate(loads.begin(), loads.end(), std::int64_t{0});
    const Weight weight = balanced("load", loads, districts, static_cast<double>(percent) / 100);
    for (std::int64_t load = 0; load <= 2 * total; load += 1 + total / 50) {
      // |load × k − total| ≤ total × tolerance, in whole numbers.
      const bool within = 100 * std::llabs(load * districts - total) <= percent * total;
      CHECK((load >= weight.lower && load <= weight.upper) == within);
    }
  }
}

TEST_CASE("oracle: every lawful plan of the level above is made of whole districts of the one below") {
  int nested = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Random random(seed);
    const Instance lower = testing::random_map(random, testing::Shape::grid, 9, 4, 0.6);
    std::vector<Plan> plans;
    testing::for_each_lawful(lower, [&](const Plan& plan) { plans.push_back(plan); });
    if (plans.empty()) continue;
    const Plan& small = plans[random.below(plans.size())];
    const Instance upper = level_above(lower, small, 2, 0.3);
    CHECK(upper.districts == 2);
    CHECK(upper.fixed.empty());
    CHECK(upper.present.empty());
    testing::for_each_lawful(upper, [&](const Plan& large) {
      ++nested;
      std::map<District, District> above;
      for (std::size_t u = 0; u < 9; ++u) CHECK(above.try_emplace(small[u], large[u]).first->second == large[u]);
      CHECK(evaluate(upper, large).lawful());
      CHECK(evaluate(upper, large).max_deviation <= 0.3 + 1e-9);
    });
  }
  CHECK(nested > 10);
}

}  // namespace
}  // namespace maillage::engines::districting
