// Whatever is computed, an order to stop is heard within 200 ms at any moment, and what is given back is lawful.
#include "engines/districting/testing/stopping.hpp"

#include <doctest/doctest.h>

#include "engines/districting/bound.hpp"
#include "engines/districting/districting.hpp"
#include "engines/districting/ensemble.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

using testing::cpu_ms_after_stop;
using testing::grid_instance;

constexpr double kHeard = 200;               // ms
constexpr int kMoments[] = {0, 7, 60, 400};  // ms: during the tables, the first start, the walks

Instance large(Random& random) { return grid_instance(30, 40, testing::random_loads(random, 1200, 9), 8, 0.05); }

TEST_CASE("a search") {
  Random random(1);
  const Instance instance = large(random);
  for (const int moment : kMoments) {
    Answer answer;
    CAPTURE(moment);
    CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            answer = search(instance, {.seconds = 60, .stop = &stop});
          }) < kHeard);
    if (answer.status == Status::feasible) CHECK(evaluate(instance, answer.plan).lawful());
    CHECK((answer.status == Status::feasible) == !answer.plan.empty());
  }
}

TEST_CASE("a search of cut edges with present plans and a second weight") {
  Random random(2);
  Instance instance = large(random);
  instance.objective = Objective::cut_edges;
  instance.weights.push_back(balanced("work", testing::random_loads(random, 1200, 50), 8, 0.3));
  testing::add_present(random, instance, 0.01);
  for (const int moment : kMoments) {
    CAPTURE(moment);
    CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            search(instance, {.seconds = 60, .stop = &stop});
          }) < kHeard);
  }
}

TEST_CASE("a search among walls of fixed units, where few trees can be cut") {
  // All but the six columns in the middle are fixed: a random tree hardly ever separates them by one edge.
  Instance instance = grid_instance(30, 90, std::vector<std::int64_t>(2700, 1), 2, 0.2);
  for (Unit u = 0; u < 2700; ++u) {
    if (u % 90 < 42) instance.fixed.emplace_back(u, 0);
    if (u % 90 >= 48) instance.fixed.emplace_back(u, 1);
  }
  for (const int moment : {200, 500, 800, 1100}) {
    Answer answer;
    CAPTURE(moment);
    CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            answer = search(instance, {.seconds = 60, .stop = &stop});
          }) < kHeard);
    if (answer.status == Status::feasible) CHECK(evaluate(instance, answer.plan).lawful());
  }
}

TEST_CASE("solve, in its first look, its bound and its second look") {
  Random random(3);
  const Instance instance = large(random);
  for (const int moment : {0, 50, 600}) {
    Answer answer;
    CAPTURE(moment);
    CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            answer = solve(instance, {.seconds = 3, .stop = &stop});
          }) < kHeard);
    if (answer.bound && answer.status == Status::feasible) CHECK(*answer.bound <= answer.objective * (1 + 1e-9));
  }
}

TEST_CASE("a bound") {
  Random random(4);
  const Instance instance = large(random);
  for (const int moment : kMoments) {
    Bound bound;
    CAPTURE(moment);
    CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            bound = lower_bound(instance, {.seconds = 60, .stop = &stop});
          }) < kHeard);
    if (moment == 400) CHECK(bound.value.has_value());
  }
}

TEST_CASE("a front, in the sweep and while bounds are proved") {
  Random random(5);
  Instance instance = large(random);
  testing::add_present(random, instance, 0);
  for (const int moment : {0, 80, 1700}) {
    std::vector<Proposal> proposals;
    CAPTURE(moment);
    CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            proposals = front(instance, {.districts_min = 7, .districts_max = 8, .plans_max = 8},
                              {.seconds = 2, .stop = &stop});
          }) < kHeard);
    for (const Proposal& p : proposals) CHECK(p.evaluation.lawful());
  }
}

TEST_CASE("an ensemble, while it looks for a start and while its chains walk") {
  Random random(6);
  const Instance easy = large(random);
  Instance none = grid_instance(20, 20, std::vector<std::int64_t>(400, 2), 8, 0.0);
  none.weights[0].lower = none.weights[0].upper = 101;  // odd
  for (const Instance* instance : {&easy, &static_cast<const Instance&>(none)})
    for (const int moment : kMoments) {
      CAPTURE(moment);
      CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
              EnsembleOptions options;
              options.plans = 1'000'000'000, options.chains = options.threads = 1;
              options.stop = &stop;
              draw_ensemble(*instance, options);
            }) < kHeard);
    }
}

}  // namespace
}  // namespace maillage::engines::districting
