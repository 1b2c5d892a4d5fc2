// Every model against every choice of sites of small instances.
#include <doctest/doctest.h>

#include "engines/siting/siting.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

// What an answer must be, whatever the instance: its sites lawful, its value theirs, its bound on the right side.
void check_answer(const Instance& instance, const Answer& answer, std::optional<double> best) {
  if (!best) {
    CHECK(answer.status == Status::infeasible);
    REQUIRE(answer.why);
    CHECK(answer.open.empty());
    return;
  }
  REQUIRE(answer.status == Status::optimal);
  CHECK(answer.value == doctest::Approx(*best).epsilon(1e-6));
  CHECK(brute_allowed(instance, flags_of(answer.open)));
  CHECK(brute_value(instance, flags_of(answer.open)).value_or(-1) == doctest::Approx(answer.value));
  REQUIRE(answer.bound);
  const double slack = 1e-9 * (1 + *best);
  if (instance.model == Model::cover)
    CHECK(*answer.bound >= *best - slack);
  else
    CHECK(*answer.bound <= *best + slack);
}

void check_model(Model model, const Shape& shape, int instances, std::uint64_t seed) {
  Random random(seed);
  int possible = 0;
  for (int i = 0; i < instances; ++i) {
    const Instance instance = random_instance(random, model, shape);
    CAPTURE(i);
    const auto best = brute_best(instance);
    possible += best ? 1 : 0;
    check_answer(instance, solve(instance, {.seconds = 20}), best);
  }
  CHECK(possible > instances / 5);
}

constexpr Model kModels[] = {Model::median, Model::center, Model::cover, Model::set_cover, Model::budgeted};

TEST_CASE("complete tables of whole costs") {
  for (const Model model : kModels) check_model(model, {.demands = 9, .sites = 8}, 60, 1);
}

TEST_CASE("complete tables of broken costs") {
  for (const Model model : kModels) check_model(model, {.demands = 9, .sites = 8, .whole = false}, 40, 2);
}

TEST_CASE("some pairs out of reach") {
  for (const Model model : kModels) check_model(model, {.demands = 6, .sites = 9, .reach = 0.5}, 60, 3);
}

TEST_CASE("some sites open or closed by rule") {
  for (const Model model : kModels)
    check_model(model, {.demands = 6, .sites = 9, .reach = 0.7, .whole = false, .rules = true}, 60, 4);
}

TEST_CASE("twelve sites") {
  for (const Model model : kModels) check_model(model, {.demands = 12, .sites = 12, .reach = 0.9}, 12, 5);
}

TEST_CASE("a budget together with a number of sites, and without") {
  Random random(6);
  for (int i = 0; i < 80; ++i) {
    Instance instance = random_instance(random, Model::budgeted, {.demands = 10, .sites = 9, .whole = false});
    if (i % 2 == 0) instance.open = 0;
    CAPTURE(i);
    check_answer(instance, solve(instance, {.seconds = 20}), brute_best(instance));
  }
}

TEST_CASE("the same seed gives the same answer") {
  Random random(7);
  for (const Model model : kModels) {
    Instance instance = random_plane(random, model, 60, 100, 6);
    instance.radius = 25;
    const Answer first = solve(instance, {.seconds = 60, .seed = 4}),
                 again = solve(instance, {.seconds = 60, .seed = 4});
    CHECK(first.status == Status::optimal);
    CHECK(first.open == again.open);
    CHECK(first.nodes == again.nodes);
    CHECK(first.bound == again.bound);
    CHECK(first.seed == 4);
  }
}

}  // namespace
}  // namespace maillage::engines::siting
