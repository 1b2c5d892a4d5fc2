#include "engines/districting/ensemble_measures.hpp"

#include <doctest/doctest.h>

#include "engines/districting/ensemble.hpp"
#include "engines/districting/ensemble_chain.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

double naive_border_km(const Instance& instance, const Plan& plan) {
  double metres = 0;
  for (const Edge& e : instance.graph.edges())
    if (plan[at(e.a)] != plan[at(e.b)]) metres += e.border_m;
  return metres / 1000;
}

double naive_deviation(const Instance& instance, const Plan& plan) {
  std::vector<double> load(at(instance.districts), 0);
  double total = 0;
  for (std::size_t u = 0; u < plan.size(); ++u) {
    load[at(plan[u])] += static_cast<double>(instance.weights[0].of_unit[u]);
    total += static_cast<double>(instance.weights[0].of_unit[u]);
  }
  double most = 0;
  for (const double l : load) most = std::max(most, std::fabs(l * instance.districts / total - 1));
  return most;
}

TEST_CASE("property: the measures of any plan are those computed from their definitions") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::kShapes[seed % 6], 11, 3, 0.9);
    testing::add_present(random, instance, 1);
    testing::add_present(random, instance, 0);
    Plan plan;
    for (Unit u = 0; u < 11; ++u) plan.push_back(u < 3 ? u : static_cast<District>(random.below(3)));
    const auto measured = measures_of(instance, plan);
    REQUIRE(measured.size() == measure_names(instance).size());
    CHECK(measured[0] == doctest::Approx(testing::naive_inertia(instance, plan)).epsilon(1e-6));
    CHECK(measured[1] == static_cast<double>(testing::naive_cut_edges(instance, plan)));
    CHECK(measured[2] == doctest::Approx(naive_border_km(instance, plan)));
    CHECK(measured[3] == doctest::Approx(naive_deviation(instance, plan)));
    for (std::size_t p = 0; p < 2; ++p)
      CHECK(measured[4 + p] == static_cast<double>(testing::least_moved(instance, instance.present[p].plan, plan)));
  }
}

TEST_CASE("measures are named in their order") {
  Instance instance = testing::grid_instance(1, 2, {1, 1}, 2, 0.0);
  CHECK(measure_names(instance) == std::vector<std::string>{"inertia", "cut_edges", "border_km", "max_deviation"});
  instance.present = {{{0, 1}, 0}, {{0, 0}, 0}};
  CHECK(measure_names(instance).back() == "moved_2");
}

TEST_CASE("property: the border of a chain never drifts below zero, even where only bridges are cut") {
  // Two squares joined by one bridge of no length; borders whose sums are not exact in binary.
  std::vector<Edge> edges{{3, 4, 0}};
  double length = 100.1;
  for (const Unit first : {0, 4})
    for (const auto& [a, b] : {std::pair(0, 1), std::pair(0, 2), std::pair(1, 3), std::pair(2, 3), std::pair(0, 3)})
      edges.push_back({first + a, first + b, length += 33.3});
  Instance instance = testing::grid_instance(2, 4, std::vector<std::int64_t>(8, 1), 2, 0.8);
  instance.graph = Graph(8, std::move(edges));
  instance.objective = Objective::cut_edges;
  const Model model(instance);
  const Measures measures(model);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Chain chain(model, measures, ChainKind::recom, {0, 0, 0, 0, 1, 1, 1, 1}, seed);
    CHECK(chain.measures()[2] == 0);
    for (int step = 0; step < 400; ++step) {
      chain.propose();
      REQUIRE(chain.measures()[2] >= 0);
      REQUIRE(chain.measures()[2] == doctest::Approx(naive_border_km(instance, chain.plan())).epsilon(1e-9));
    }
  }
}

TEST_CASE("a territory where nobody lives has measures too") {
  const Instance instance = testing::grid_instance(2, 4, std::vector<std::int64_t>(8, 0), 2, 0.5);
  const auto measured = measures_of(instance, testing::plan_of({"AABB", "AABB"}));
  CHECK(measured[0] == 0);
  CHECK(measured[1] == 2);
  CHECK(measured[3] == 0);
  EnsembleOptions options;
  options.plans = 50, options.chains = 1;
  const Ensemble ensemble = draw_ensemble(instance, options);
  CHECK(ensemble.complete);
  CHECK(ensemble.distributions[3].most == 0);
}

TEST_CASE("the place of a plan counts the plans that are worse and those that are better") {
  const Instance instance = testing::grid_instance(3, 4, std::vector<std::int64_t>(12, 1), 2, 0.0);
  EnsembleOptions options;
  options.plans = 400, options.chains = 2;
  const Ensemble ensemble = draw_ensemble(instance, options);
  const auto straight = position_in(ensemble, measures_of(instance, testing::plan_of({"AABB", "AABB", "AABB"})));
  CHECK(straight[1].value == 3);
  CHECK(straight[1].worse_than == 0);
  for (const Position& p : straight) {
    CHECK(p.better_than >= 0);
    CHECK(p.better_than + p.worse_than <= 1);
  }
  CHECK(position_in(ensemble, {1.0}).size() == 1);
  CHECK(position_in(Ensemble{}, {1.0, 2.0}).empty());
}

}  // namespace
}  // namespace maillage::engines::districting
