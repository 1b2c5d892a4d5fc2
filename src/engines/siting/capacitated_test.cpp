#include "engines/siting/capacitated.hpp"

#include <doctest/doctest.h>

#include "engines/siting/testing/published.hpp"
#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

TEST_CASE("small instances: never below the best of all, nearly always at it; the bound never above it") {
  Random random(11);
  int possible = 0, reached = 0;
  for (int i = 0; i < 60; ++i) {
    Instance instance = random_instance(random, Model::capacitated,
                                        {.demands = 6, .sites = 6, .reach = 0.9, .whole = i % 2 == 0, .rules = true});
    if (i % 3 == 0)
      for (std::size_t d = 0; d < 6; ++d) instance.loads.push_back(static_cast<std::int64_t>(random.below(12)));
    CAPTURE(i);
    const auto best = BruteService(instance).best();
    const Answer answer = solve(instance, {.seconds = 20});
    if (!best) {
      CHECK(answer.open.empty());
      continue;
    }
    ++possible;
    CHECK(answer.status != Status::infeasible);
    CHECK(answer.bound.value_or(0) <= *best + 1e-6);
    if (answer.open.empty()) continue;
    check_service(instance, answer);
    CHECK(answer.value >= *best - 1e-9);
    if (answer.status == Status::optimal) CHECK(answer.value == doctest::Approx(*best).epsilon(1e-6));
    reached += answer.value <= *best + 1e-9 ? 1 : 0;
  }
  CHECK(possible > 20);
  CHECK(reached >= possible - 2);
}

TEST_CASE("a demand heavier than any capacity, and capacities too small together, are said") {
  Instance instance;
  instance.model = Model::capacitated;
  instance.weights = {5, 9};
  instance.open = 1;
  instance.costs = Costs::dense(2, 2, std::vector<double>{1, 2, 3, 4});
  instance.sites = {{.capacity = 8}, {.capacity = 8}};
  Answer answer = solve(instance, {});
  REQUIRE(answer.why);
  CHECK(answer.why->code == "demand_too_heavy");
  CHECK(answer.why->demands == std::vector<Demand>{1});
  CHECK(answer.why->have == 9);
  CHECK(answer.why->limit == 8);
  instance.sites[1].capacity = 10;
  answer = solve(instance, {});
  REQUIRE(answer.why);
  CHECK(answer.why->code == "capacity_too_small");
  CHECK(answer.why->have == 14);
  CHECK(answer.why->limit == 10);
  instance.open = 2;
  answer = solve(instance, {});
  CHECK(answer.status != Status::infeasible);
  CHECK(answer.value == 5 * 1 + 9 * 4);
}

TEST_CASE("chosen sites: a service within the capacities, or the word that none was found") {
  Instance instance;
  instance.model = Model::capacitated;
  instance.weights = {4, 4, 4};
  instance.open = 2;
  instance.costs = Costs::dense(3, 2, std::vector<double>{0, 9, 0, 9, 0, 9});
  instance.sites = {{.capacity = 8}, {.capacity = 4}};
  const Answer both = evaluate(instance, {0, 1});
  CHECK(both.status == Status::feasible);
  CHECK(both.value == 36);
  const Answer one = evaluate(instance, {0});
  CHECK(one.status == Status::infeasible);
  REQUIRE(one.why);
  CHECK(one.why->code == "capacity_short");
}

TEST_CASE("OR-Library: optima of pmedcap, reached") {
  if (open_data_folder().empty()) {
    MESSAGE("skipped: MAILLAGE_OPENDATA not set");
    return;
  }
  for (const PublishedRow& row : published_rows(open_data_folder() + "/location/cpmp/known.csv")) {
    if (row.at("instance") != "cpmp01" && row.at("instance") != "cpmp09") continue;
    CAPTURE(row.at("instance"));
    const Instance instance = cpmp_instance(row.at("instance"));
    const Answer answer = solve(instance, {.seconds = 10});
    check_service(instance, answer);
    CHECK(answer.value == std::stod(row.at("best_or_optimal")));
    CHECK(answer.bound.value_or(0) <= std::stod(row.at("best_or_optimal")));
  }
}

}  // namespace
}  // namespace maillage::engines::siting
