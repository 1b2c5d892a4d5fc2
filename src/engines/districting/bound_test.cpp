#include "engines/districting/bound.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/published.hpp"

namespace maillage::engines::districting {
namespace {

// Units at random places, linked in a ring with chords, with loads that a wide balance can satisfy.
Instance random_instance(Random& random, Unit units, District k, double tolerance) {
  Instance instance;
  std::vector<Edge> edges;
  std::vector<std::int64_t> loads;
  for (Unit u = 0; u < units; ++u) {
    instance.centres.push_back({random.unit() * 40000, random.unit() * 40000});
    edges.push_back({u, (u + 1) % units, 1});
    if (const auto v = static_cast<Unit>(random.below(static_cast<std::uint64_t>(units))); v != u)
      edges.push_back({u, v, 1});
    loads.push_back(static_cast<std::int64_t>(random.below(10) == 0 ? 0 : 50 + random.below(100)));
  }
  instance.graph = Graph(units, std::move(edges));
  instance.districts = k;
  instance.weights.push_back(balanced("load", std::move(loads), k, tolerance));
  return instance;
}

double least(const Instance& instance) { return testing::least_objective(instance).value_or(HUGE_VAL); }

double bound_of(const Instance& instance, double upper = HUGE_VAL) {
  const Bound bound = lower_bound(instance, {.seconds = 0.5, .upper = upper});
  REQUIRE(bound.value.has_value());
  CHECK(bound.iterations > 0);
  return *bound.value;
}

// True when the instance has a plan; checks that no form of the bound exceeds the best one.
bool check_valid(const Instance& instance) {
  const double best = least(instance);
  if (best == HUGE_VAL) return false;
  CHECK(bound_of(instance) <= best);
  CHECK(bound_of(instance, best) <= best);
  CHECK(bound_of(instance, 1.5 * best) <= best);
  return true;
}

}  // namespace

TEST_CASE("the bound never exceeds the best lawful plan, found by trying them all") {
  int solvable = 0, close = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    Instance instance = random_instance(random, 8, seed % 2 == 0 ? 2 : 3, 0.1 + 0.3 * random.unit());
    instance.rounding = seed % 4 < 2 ? Rounding::km : Rounding::exact;
    if (!check_valid(instance)) continue;
    ++solvable;
    close += bound_of(instance) >= 0.6 * least(instance);
  }
  CHECK(solvable >= 20);
  CHECK(close >= solvable / 2);
}

TEST_CASE("the bound holds on twelve units") {
  Random random(7);
  CHECK(check_valid(random_instance(random, 12, 2, 0.2)));
}

TEST_CASE("groups and fixed units raise the bound, never above the best") {
  int solvable = 0;
  for (std::uint64_t seed = 100; seed < 120; ++seed) {
    Random random(seed);
    Instance instance = random_instance(random, 8, 2, 0.35);
    const double free = bound_of(instance);
    instance.group = {0, 0, -1, -1, 1, 1, -1, -1};
    instance.fixed = {{2, 0}, {3, 0}, {6, 1}};
    if (!check_valid(instance)) continue;
    ++solvable;
    CHECK(bound_of(instance) >= free * (1 - 1e-3));
  }
  CHECK(solvable >= 8);
}

TEST_CASE("the price of moves is counted without ever exceeding the best plan") {
  int solvable = 0, dearer = 0;
  for (std::uint64_t seed = 200; seed < 230; ++seed) {
    Random random(seed);
    Instance instance = random_instance(random, 8, 2 + static_cast<District>(seed % 2), 0.4);
    const double compact = bound_of(instance);
    for (const double price : {20.0, 5.0}) {
      Present present{Plan(8), price};
      for (District& d : present.plan) d = static_cast<District>(random.below(4)) - 1;
      instance.present.push_back(present);
    }
    if (!check_valid(instance)) continue;
    ++solvable;
    dearer += bound_of(instance) > compact * 1.001;
  }
  CHECK(solvable >= 15);
  CHECK(dearer >= solvable / 2);
}

TEST_CASE("a second weight and an empty unit leave the bound valid") {
  Random random(11);
  Instance instance = random_instance(random, 8, 2, 0.3);
  instance.weights[0].of_unit[3] = 0;
  instance.weights.push_back(balanced("work", {5, 6, 7, 5, 6, 7, 5, 6}, 2, 0.2));
  CHECK(check_valid(instance));
}

TEST_CASE("the bound is tight where the relaxation is: districts far from one another") {
  Instance instance;
  for (int town = 0; town < 3; ++town)
    for (int i = 0; i < 5; ++i) instance.centres.push_back({town * 100000.0 + i * 1000.0, 0});
  std::vector<Edge> edges;
  for (Unit u = 0; u + 1 < 15; ++u) edges.push_back({u, u + 1, 1});
  instance.graph = Graph(15, std::move(edges));
  instance.districts = 3;
  instance.weights.push_back(balanced("load", std::vector<std::int64_t>(15, 10), 3, 0.01));
  const double best = 3 * 10 * (4 + 1 + 0 + 1 + 4);
  CHECK(bound_of(instance) <= best);
  CHECK(bound_of(instance) >= 0.9999 * best);
}

TEST_CASE("no bound is given where none is useful") {
  Random random(1);
  Instance instance = random_instance(random, 6, 2, 0.5);
  instance.objective = Objective::cut_edges;
  CHECK_FALSE(lower_bound(instance, {}).value.has_value());
  instance.objective = Objective::inertia;
  instance.districts = 7;
  CHECK_FALSE(lower_bound(instance, {}).value.has_value());
}

TEST_CASE("the bound is below every published optimum and close to it on tracts") {
  if (open_data_folder().empty()) {
    MESSAGE("skipped: MAILLAGE_OPENDATA not set");
    return;
  }
  int counties = 0;
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv")) {
    const bool county = known.at("level") == "county";
    if (!county && std::stoi(known.at("n")) > 600) continue;
    CAPTURE(known.at("state") + " " + known.at("level"));
    const double optimum = std::stod(known.at("plan_reeval")) * 1e6 * (1 + 1e-8);
    const Bound bound = lower_bound(published_instance(known), {.seconds = 4, .upper = optimum * 1.01});
    CHECK(*bound.value <= optimum);
    if (!county) CHECK(*bound.value >= 0.99 * optimum);
    counties += county;
  }
  CHECK(counties == 8);
}

}  // namespace maillage::engines::districting
