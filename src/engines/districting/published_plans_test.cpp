// Real territories: what the engines give there is lawful, bounded, nested and placed, whatever is asked. Some seconds:
// published files are read again by each test.
#include <doctest/doctest.h>

#include <map>
#include <numeric>

#include "engines/districting/bound.hpp"
#include "engines/districting/districting.hpp"
#include "engines/districting/ensemble.hpp"
#include "engines/districting/feasibility.hpp"
#include "engines/districting/levels.hpp"
#include "engines/districting/refinement.hpp"
#include "engines/districting/testing/published.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

bool no_data() {
  if (!open_data_folder().empty()) return false;
  MESSAGE("skipped: MAILLAGE_OPENDATA not set");
  return true;
}

// The communes of the Pyrénées-Atlantiques in so many districts, within ± tolerance.
Instance basque_and_bearn(District districts, double tolerance) {
  return published_territory("64", districts, tolerance);
}

TEST_CASE("a bound never exceeds a published optimum, however soon it is stopped, whatever it is told") {
  if (no_data()) return;
  int checked = 0;
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv")) {
    if (std::stoi(known.at("n")) > 400) continue;
    const Instance instance = published_instance(known);
    const double optimum = std::stod(known.at("plan_reeval")) * 1e6 * (1 + 1e-8);
    CAPTURE(known.at("level") + "/" + known.at("state"));
    double last = 0;
    for (const double seconds : {0.0, 0.02, 0.2}) {
      const auto bound = lower_bound(instance, {.seconds = seconds}).value;
      REQUIRE(bound);
      CHECK(*bound <= optimum);
      CHECK(*bound >= 0);
      last = std::max(last, *bound);
      ++checked;
    }
    // A looser balance has a lower optimum: a bound of it bounds nothing of the tight one, but never exceeds it either.
    Instance loose = instance;
    loose.weights[0] = balanced("population", instance.weights[0].of_unit, instance.districts, 0.1);
    CHECK(*lower_bound(loose, {.seconds = 0.05}).value <= optimum);
    CHECK(last > 0.2 * optimum);
  }
  CHECK(checked >= 30);
}

TEST_CASE("no published instance is called impossible") {
  if (no_data()) return;
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv")) {
    const auto why = impossible(published_instance(known));
    CAPTURE(known.at("level") + "/" + known.at("state"));
    if (why) CAPTURE(why->code);
    CHECK_FALSE(why);
  }
}

TEST_CASE("the 64 in eight districts: lawful at once, bounded, better with time") {
  if (no_data()) return;
  const Instance instance = basque_and_bearn(8, 0.05);
  const Answer one = search(instance, {.seconds = 60, .rounds = 1});
  const Answer more = search(instance, {.seconds = 60, .rounds = 3});
  REQUIRE(one.status == Status::feasible);
  CHECK(evaluate(instance, one.plan).lawful());
  CHECK(evaluate(instance, more.plan).lawful());
  CHECK(more.objective <= one.objective);
  const auto bound = lower_bound(instance, {.seconds = 0.3}).value;
  REQUIRE(bound);
  CHECK(*bound <= more.objective);
}

TEST_CASE("the 64 in eight districts: lawful after a dozen rounds, whatever the seed and the tolerance") {
  if (no_data()) return;
  for (const double tolerance : {0.05, 0.1}) {
    const Instance instance = basque_and_bearn(8, tolerance);
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      CAPTURE(tolerance);
      CAPTURE(seed);
      CHECK(search(instance, {.seconds = 60, .seed = seed, .rounds = 12}).status == Status::feasible);
    }
  }
}

TEST_CASE("two levels of the 64: sectors inside territories, both balanced, both in one piece") {
  if (no_data()) return;
  const Instance lower = basque_and_bearn(8, 0.1);
  const Answer small = search(lower, {.seconds = 60, .rounds = 3});
  REQUIRE(small.status == Status::feasible);
  const Instance upper = level_above(lower, small.plan, 2, 0.2);
  const Answer large = search(upper, {.seconds = 60, .rounds = 4});
  REQUIRE(large.status == Status::feasible);
  std::map<District, District> above;
  for (std::size_t u = 0; u < small.plan.size(); ++u)
    CHECK(above.try_emplace(small.plan[u], large.plan[u]).first->second == large.plan[u]);
  CHECK(evaluate(upper, large.plan).lawful());
}

TEST_CASE("twelve districts of the 64 within 15 % are refused with the city that prevents them, and with its share") {
  if (no_data()) return;
  const Answer answer = solve(basque_and_bearn(12, 0.15), {.seconds = 60, .rounds = 1});
  CHECK(answer.status == Status::infeasible);
  REQUIRE(answer.why);
  CHECK(answer.why->code == "unit_too_heavy");
  CHECK(answer.why->units.size() == 1);
  CHECK(static_cast<double>(answer.why->have) / static_cast<double>(answer.why->total) ==
        doctest::Approx(0.11).epsilon(0.05));
  CHECK(answer.why->have > answer.why->limit);
}

TEST_CASE("what moves between two maps of the 64 is what their refinement says differs, or less") {
  if (no_data()) return;
  Instance instance = basque_and_bearn(8, 0.05);
  const Answer first = search(instance, {.seconds = 60, .seed = 1, .rounds = 1});
  const Answer second = search(instance, {.seconds = 60, .seed = 2, .rounds = 1});
  instance.present = {{first.plan, 0}};
  const Evaluation value = evaluate(instance, second.plan);
  const Refinement both = refine(instance.graph, instance.weights[0].of_unit, {first.plan, second.plan});
  CHECK(value.moved[0] <= both.differing_load);
  CHECK(value.moved_once == value.moved[0]);
  CHECK(both.atoms.size() >= 8);
  std::int64_t atoms = 0;
  for (const Atom& atom : both.atoms) atoms += atom.load;
  const auto& loads = value.loads[0];
  CHECK(atoms == std::accumulate(loads.begin(), loads.end(), std::int64_t{0}));
}

TEST_CASE("a searched plan of the 64 is more compact than nearly all plans drawn at random") {
  if (no_data()) return;
  const Instance instance = basque_and_bearn(8, 0.05);
  const Answer answer = search(instance, {.seconds = 60, .rounds = 3});
  REQUIRE(answer.status == Status::feasible);
  EnsembleOptions options;
  options.plans = 3000, options.chains = 2;
  for (const ChainKind kind : {ChainKind::recom, ChainKind::reversible}) {
    options.kind = kind;
    if (kind == ChainKind::reversible) options.plans = 500;
    const Ensemble ensemble = draw_ensemble(instance, options);
    REQUIRE(ensemble.complete);
    const auto place = position_in(ensemble, measures_of(instance, answer.plan));
    CHECK(place[0].name == "inertia");
    CHECK(place[0].better_than > 0.99);
    CHECK(place[1].better_than > 0.75);  // short borders come with compactness, unasked
  }
}

TEST_CASE("units of the 64 in another order and elsewhere on the plane: the same compact plan is worth the same") {
  if (no_data()) return;
  const Instance instance = basque_and_bearn(8, 0.05);
  const Answer answer = search(instance, {.seconds = 60, .rounds = 1});
  Random random(1);
  const auto to = testing::shuffled_units(random, instance.graph.units());
  Instance other = testing::reordered(instance, to);
  for (Lambert93& centre : other.centres) {
    const Lambert93 before = centre;
    centre = {100'000 - before.y, before.x + 2e6};  // a quarter turn, then away
  }
  Plan moved(answer.plan.size());
  for (std::size_t u = 0; u < moved.size(); ++u) moved[static_cast<std::size_t>(to[u])] = answer.plan[u];
  const Evaluation a = evaluate(instance, answer.plan), b = evaluate(other, moved);
  CHECK(a.inertia == doctest::Approx(b.inertia).epsilon(1e-9));
  CHECK(a.cut_edges == b.cut_edges);
  CHECK(b.lawful());
}

}  // namespace
}  // namespace maillage::engines::districting
