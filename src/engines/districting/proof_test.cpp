// Proofs of optimality against every plan there is, and against published optima.
#include "engines/districting/proof.hpp"

#include <doctest/doctest.h>

#include "engines/districting/districting.hpp"
#include "engines/districting/proof_core.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/published.hpp"
#include "engines/districting/testing/random_maps.hpp"
#include "engines/districting/testing/stopping.hpp"

namespace maillage::engines::districting {
namespace {

using testing::for_each_lawful;
using testing::grid_instance;
using testing::least_objective;
using testing::naive_objective;
using testing::random_map;

Instance drawn(std::uint64_t seed, testing::Shape shape) {
  Random random(seed);
  Instance instance = random_map(random, shape, static_cast<Unit>(7 + random.below(4)),
                                 static_cast<District>(2 + random.below(3)), 0.15 + 0.5 * random.unit());
  instance.rounding = seed % 4 == 0 ? Rounding::km : Rounding::exact;
  if (seed % 3 != 0) testing::constrain(random, instance);
  return instance;
}

// Runs on every drawn map that has a plan, with the objective of its worst plan as what is known.
template <class Check>
int for_each_map(std::uint64_t seeds, Check check) {
  int maps = 0;
  for (const testing::Shape shape : testing::kShapes)
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      Instance instance = drawn(seed, shape);
      CAPTURE(seed);
      CAPTURE(static_cast<int>(shape));
      double worst = 0;
      for_each_lawful(instance, [&](const Plan& plan) { worst = std::max(worst, naive_objective(instance, plan)); });
      if (worst > 0) check(instance, worst), ++maps;
    }
  return maps;
}

// The plan found from `known`, and the bound, say the same as trying everything.
void check_proof(const Instance& instance, const Proof& proof, double known) {
  const double least = *least_objective(instance);
  CHECK(proof.bound <= least * (1 + 1e-9));
  if (!proof.plan.empty()) {
    CHECK(evaluate(instance, proof.plan).lawful());
    CHECK(naive_objective(instance, proof.plan) < known);
  }
}

TEST_CASE("oracle: going through all plans finds the best one and proves it") {
  const int maps = for_each_map(20, [](Instance& instance, double) {
    Random random(99);
    if (instance.graph.units() % 2 == 0) testing::add_present(random, instance, 20);
    for (const Objective objective : {Objective::inertia, Objective::cut_edges}) {
      instance.objective = objective;
      const double least = *least_objective(instance);
      const Proof proof = prove_by_enumeration(instance, 10 * least + 1000, {});
      check_proof(instance, proof, 10 * least + 1000);
      REQUIRE_FALSE(proof.plan.empty());
      CHECK(naive_objective(instance, proof.plan) == doctest::Approx(least));
      CHECK(proof.bound == doctest::Approx(least));
      // What is already best is not found again.
      CHECK(prove_by_enumeration(instance, least, {}).plan.empty());
    }
  });
  CHECK(maps > 60);
}

TEST_CASE("oracle: branch and cut from any known plan ends at the best one, with its proof") {
  int proved = 0;
  const int maps = for_each_map(20, [&](Instance& instance, double worst) {
    const Bound bound = lower_bound(instance, {.seconds = 0.3, .upper = worst * 1.01});
    const Proof proof = prove_by_cuts(instance, worst * 1.01, bound, {});
    check_proof(instance, proof, worst * 1.01);
    if (!provable(instance, hess_costs(instance))) return;
    ++proved;
    const double least = *least_objective(instance);
    CHECK(proof.bound >= least * (1 - 2 * kProofTolerance));
    REQUIRE_FALSE(proof.plan.empty());
    CHECK(naive_objective(instance, proof.plan) == doctest::Approx(least));
  });
  MESSAGE(proved << " of " << maps << " maps are of the kind that cuts prove");
  CHECK(proved > 40);
}

TEST_CASE(
    "oracle: listing districts from any known plan ends at the best one, with its proof, moves at a price included") {
  int proved = 0;
  const int maps = for_each_map(20, [&](Instance& instance, double) {
    Random random(7);
    auto& load = instance.weights[0].of_unit;
    const bool loaded = std::none_of(load.begin(), load.end(), [](std::int64_t l) { return l <= 0; });
    if (instance.graph.units() % 2 == 0) testing::add_present(random, instance, 20);
    double worst = 0;
    for_each_lawful(instance, [&](const Plan& plan) { worst = std::max(worst, naive_objective(instance, plan)); });
    const Bound bound = lower_bound(instance, {.seconds = 0.3, .upper = worst * 1.01});
    const Proof proof = prove_by_columns(instance, worst * 1.01, bound, {});
    check_proof(instance, proof, worst * 1.01);
    if (!loaded || instance.present.size() > 1 || !instance.group.empty()) return;
    ++proved;
    const double least = *least_objective(instance);
    CHECK(proof.bound >= least * (1 - 2 * kProofTolerance));
    REQUIRE_FALSE(proof.plan.empty());
    CHECK(naive_objective(instance, proof.plan) == doctest::Approx(least));
  });
  MESSAGE(proved << " of " << maps << " maps are of the kind that listing proves");
  CHECK(proved > 30);
}

TEST_CASE("property: no pair that a better plan uses is closed, and no cut forbids a lawful plan") {
  for_each_map(12, [](Instance& instance, double worst) {
    const HessCosts costs = hess_costs(instance);
    if (!provable(instance, costs)) return;
    const Bound bound = lower_bound(instance, {.seconds = 0.3, .upper = worst * 1.01});
    const Core core(instance, costs, bound.worth, worst * 1.01);
    std::vector<milp::Row> rows = core.programme(1).rows;
    // Cuts at arbitrary points hold for all plans too.
    Random random(5);
    for (int k = 0; k < 6; ++k) {
      std::vector<double> point;
      for (std::int32_t c = 0; c < core.columns(); ++c) point.push_back(random.below(2) == 0 ? 1 : 0);
      for (milp::Row& row : core.contiguity_cuts(point)) rows.push_back(std::move(row));
    }
    for_each_lawful(instance, [&](const Plan& plan) {
      const std::vector<Unit> centres = evaluate(instance, plan).centres;
      std::vector<double> point(static_cast<std::size_t>(core.columns()), 0);
      for (Unit u = 0; u < instance.graph.units(); ++u) {
        const auto district = static_cast<std::size_t>(plan[static_cast<std::size_t>(u)]);
        const std::int32_t column = core.column(centres[district], u);
        REQUIRE(column >= 0);
        point[static_cast<std::size_t>(column)] = 1;
      }
      CHECK(core.contiguity_cuts(point).empty());
      for (const milp::Row& row : rows) {
        double side = 0;
        for (std::size_t i = 0; i < row.columns.size(); ++i)
          side += row.coefficients[i] * point[static_cast<std::size_t>(row.columns[i])];
        CHECK(side >= row.lower - 1e-6);
        CHECK(side <= row.upper + 1e-6);
      }
    });
  });
}

TEST_CASE("property: a point in several pieces is cut off, its own cuts included") {
  const Instance instance = grid_instance(3, 4, std::vector<std::int64_t>(12, 1), 2, 0.5);
  const HessCosts costs = hess_costs(instance);
  const Core core(instance, costs, std::vector<double>(12, 0), 1e9);
  int cut = 0;
  for (unsigned bits = 0; bits < 1U << 12; bits += 7) {
    const auto in_first = [&](Unit u) { return (bits >> u & 1U) != 0; };
    if (!in_first(0) || in_first(11)) continue;
    std::vector<bool> first, second;
    std::vector<double> point(static_cast<std::size_t>(core.columns()), 0);
    for (Unit u = 0; u < 12; ++u) {
      first.push_back(in_first(u));
      second.push_back(!in_first(u));
      point[static_cast<std::size_t>(core.column(in_first(u) ? 0 : 11, u))] = 1;
    }
    const bool contiguous = connected(instance.graph, first) && connected(instance.graph, second);
    CHECK(core.contiguity_cuts(point).empty() == contiguous);
    cut += !contiguous;
  }
  CHECK(cut > 50);
}

TEST_CASE("what the core cannot say is left to the bound: moves at a price, empty units, groups in pieces") {
  Instance priced = grid_instance(2, 3, std::vector<std::int64_t>(6, 2), 2, 0.1);
  CHECK(provable(priced, hess_costs(priced)));
  priced.present = {{{0, 0, 0, 1, 1, 1}, 5}};
  CHECK_FALSE(provable(priced, hess_costs(priced)));
  const Instance empty = grid_instance(2, 3, {1, 0, 1, 1, 1, 1}, 2, 0.5);
  CHECK_FALSE(provable(empty, hess_costs(empty)));
  Instance pieces = grid_instance(2, 3, std::vector<std::int64_t>(6, 2), 2, 0.1);
  pieces.group = {0, -1, 0, -1, -1, -1};
  CHECK_FALSE(provable(pieces, hess_costs(pieces)));
  pieces.group = {0, 0, 0, -1, -1, -1};
  CHECK(provable(pieces, hess_costs(pieces)));
  const Bound bound = lower_bound(priced, {.seconds = 0.2});
  const Proof proof = prove_by_cuts(priced, 1000, bound, {});
  CHECK(proof.bound == *bound.value);
  CHECK(proof.plan.empty());
}

TEST_CASE("an order to stop is heard in the middle of a proof") {
  Random random(3);
  const Instance instance = grid_instance(8, 9, testing::random_loads(random, 72, 30), 7, 0.02);
  const Answer known = search(instance, {.seconds = 60, .rounds = 2});
  REQUIRE(known.status == Status::feasible);
  const Bound bound = lower_bound(instance, {.seconds = 1, .upper = known.objective});
  for (const int moment : {0, 300, 1500}) {
    Proof proof;
    CAPTURE(moment);
    CHECK(testing::cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            proof = prove_by_cuts(instance, known.objective, bound, {.seconds = 60, .stop = &stop});
          }) < 200);
    CHECK(testing::cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            proof = prove_by_columns(instance, known.objective, bound, {.seconds = 60, .stop = &stop});
          }) < 200);
    CHECK(proof.bound <= known.objective);
    CHECK(proof.bound >= *bound.value);
  }
}

TEST_CASE("published optima of counties are proved") {
  if (open_data_folder().empty()) {
    MESSAGE("skipped: MAILLAGE_OPENDATA not set");
    return;
  }
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv")) {
    const std::string& state = known.at("state");
    if (known.at("level") != "county" || (state != "ME" && state != "NM" && state != "OK")) continue;
    CAPTURE(state);
    const Instance instance = published_instance(known);
    const double best = std::stod(known.at("plan_reeval")) * 1e6;
    if (state == "ME") {
      const Proof proof = prove_by_enumeration(instance, best * 2, {});
      CHECK(evaluate(instance, proof.plan).objective == doctest::Approx(best).epsilon(1e-7));
      CHECK(proof.bound == doctest::Approx(best).epsilon(2e-6));
      continue;
    }
    const Bound bound = lower_bound(instance, {.seconds = 10, .upper = best * 1.0001});
    const bool listed = state == "OK";
    const Proof proof = listed ? prove_by_columns(instance, best * 1.0001, bound, {.seconds = 300})
                               : prove_by_cuts(instance, best * 1.0001, bound, {.seconds = 300});
    REQUIRE_FALSE(proof.plan.empty());
    CHECK(evaluate(instance, proof.plan).objective == doctest::Approx(best).epsilon(1e-7));
    CHECK(proof.bound == doctest::Approx(best).epsilon(2e-6));
  }
}

}  // namespace
}  // namespace maillage::engines::districting
