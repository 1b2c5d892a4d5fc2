// An order to stop is heard within 200 ms at any moment, and what is given back obeys the instance.
#include "engines/districting/testing/stopping.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "engines/siting/siting.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

using districting::testing::cpu_ms_after_stop;

constexpr double kHeard = 200;                 // ms
constexpr int kMoments[] = {0, 15, 120, 500};  // ms

void check_stops(const Instance& instance) {
  for (const int moment : kMoments) {
    Answer answer;
    CAPTURE(moment);
    CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            answer = solve(instance, {.seconds = 60, .stop = &stop});
          }) < kHeard);
    if (answer.status == Status::unknown) continue;
    const Answer checked = evaluate(instance, answer.open);
    CHECK(checked.status == Status::feasible);
    CHECK(checked.value == doctest::Approx(answer.value));
  }
}

Instance large(Model model, std::uint64_t seed) {
  Random random(seed);
  Instance instance = testing::random_plane(random, model, 700, 1000, 40);
  instance.radius = 90;
  return instance;
}

TEST_CASE("a median") { check_stops(large(Model::median, 1)); }

TEST_CASE("a center") { check_stops(large(Model::center, 2)); }

TEST_CASE("a cover") { check_stops(large(Model::cover, 3)); }

TEST_CASE("a set cover") { check_stops(large(Model::set_cover, 4)); }

TEST_CASE("a budget") {
  Instance instance = large(Model::budgeted, 5);
  Random random(5);
  for (SiteTerms& terms : instance.sites) terms.price_open = 1 + static_cast<double>(random.below(50));
  instance.budget = 400;
  instance.open = 0;
  check_stops(instance);
}

TEST_CASE("capacities") {
  Instance instance = large(Model::capacitated, 8);
  for (SiteTerms& terms : instance.sites) terms.capacity = 14'000;  // 40 of them hold one and a half times the load
  for (const int moment : kMoments) {
    Answer answer;
    CAPTURE(moment);
    CHECK(cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
            answer = solve(instance, {.seconds = 60, .stop = &stop});
          }) < kHeard);
    if (answer.status == Status::unknown) continue;
    std::vector<std::int64_t> load(instance.sites.size(), 0);
    for (std::size_t d = 0; d < instance.weights.size(); ++d) {
      REQUIRE(std::binary_search(answer.open.begin(), answer.open.end(), answer.of_demand[d]));
      load[static_cast<std::size_t>(answer.of_demand[d])] += instance.weights[d];
    }
    CHECK(*std::max_element(load.begin(), load.end()) <= 14'000);
  }
}

TEST_CASE("a curve keeps the sites it has for the points it did not reach") {
  const Instance instance = large(Model::median, 6);
  std::vector<CurvePoint> points;
  CHECK(cpu_ms_after_stop(300, [&](const std::atomic<bool>& stop) {
          points = curve(instance, 2, 30, {.seconds = 60, .stop = &stop});
        }) < kHeard);
  REQUIRE(points.size() == 29);
  CHECK(points.back().answer.value <= points.front().answer.value);
}

TEST_CASE("a curve that is stopped tells nothing more on the way") {
  const Instance instance = large(Model::median, 6);
  std::atomic<bool> stop = false;
  int told = 0;
  const auto points = curve(instance, 2, 30, {.seconds = 60, .stop = &stop},
                            [&](double, const std::vector<CurvePoint>&) { stop = ++told == 2; });
  CHECK(told == 2);
  CHECK(points.size() == 29);
}

TEST_CASE("what is told on the way obeys the instance, and its bound is below it") {
  const Instance instance = large(Model::median, 7);
  int told = 0;
  const auto hear = [&](const Progress& progress) {
    ++told;
    REQUIRE(progress.best != nullptr);
    CHECK(progress.best->size() <= 40);
    CHECK(evaluate(instance, *progress.best).value == doctest::Approx(*progress.value));
    CHECK(*progress.bound <= *progress.value * (1 + 1e-9));
  };
  const Answer answer = solve(instance, {.seconds = 1, .report = hear});
  CHECK(told > 0);
  CHECK(answer.seconds < 1.5);
}

}  // namespace
}  // namespace maillage::engines::siting
