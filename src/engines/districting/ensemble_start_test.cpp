#include "engines/districting/ensemble_start.hpp"

#include <doctest/doctest.h>

#include <set>

#include "engines/districting/ensemble.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

constexpr int kTries = 800;

TEST_CASE("oracle: a start is found on small connected maps wherever there is a plan, and never elsewhere") {
  int found = 0, none = 0, missed = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    Random random(seed);
    const testing::Shape shapes[] = {testing::Shape::grid, testing::Shape::ring, testing::Shape::tree};
    Instance instance = testing::random_map(random, shapes[seed % 3], 9, static_cast<District>(2 + seed % 3), 0.3);
    if (seed % 4 == 0)
      instance.weights.push_back(balanced("work", testing::random_loads(random, 9, 9), instance.districts, 0.5));
    const Model model(instance);
    int tries = 0;
    const auto start = lawful_start(model, random, [&] { return ++tries > kTries; });
    const bool any = testing::any_lawful(instance);
    if (start) {
      ++found;
      CHECK(any);
      CHECK(evaluate(instance, model.expand(*start)).lawful());
    } else {
      ++(any ? missed : none);
    }
  }
  CHECK(found > 30);
  CHECK(none > 5);
  // Halves first, each then cut in whole numbers of districts: a few plans are out of reach of that order.
  CHECK(missed <= 2);
}

TEST_CASE("nothing is given once it is enough") {
  const Instance instance = testing::grid_instance(4, 4, std::vector<std::int64_t>(16, 1), 4, 0.0);
  Random random(1);
  CHECK_FALSE(lawful_start(Model(instance), random, [] { return true; }));
}

TEST_CASE("property: starts differ from one another, and are the same for one seed") {
  const Instance instance = testing::grid_instance(6, 6, std::vector<std::int64_t>(36, 1), 3, 0.1);
  const Model model(instance);
  std::set<Plan> starts;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random a(seed), b(seed);
    const auto one = lawful_start(model, a, [] { return false; }), two = lawful_start(model, b, [] { return false; });
    REQUIRE(one);
    CHECK(*one == *two);
    starts.insert(testing::renamed(*one));
  }
  CHECK(starts.size() >= 10);
}

TEST_CASE("property: chains, plans and proposals add up whatever is asked") {
  const Instance instance = testing::grid_instance(5, 5, std::vector<std::int64_t>(25, 1), 3, 0.3);
  for (const int chains : {1, 2, 5})
    for (const std::int64_t plans : {0, 1, 63, 64, 65, 1000}) {
      EnsembleOptions options;
      options.plans = plans, options.chains = chains, options.threads = 2;
      const Ensemble ensemble = draw_ensemble(instance, options);
      CAPTURE(chains);
      CAPTURE(plans);
      CHECK(ensemble.complete);
      CHECK(ensemble.plans == plans);
      CHECK(ensemble.chains == chains);
      CHECK(ensemble.proposals >= plans);
      CHECK(ensemble.distributions.size() == (plans > 0 ? 4 : 0));
      for (const Distribution& d : ensemble.distributions) {
        CHECK(d.sketch.count() == static_cast<std::uint64_t>(plans));
        CHECK(d.least <= d.mean * (1 + 1e-12));
        CHECK(d.mean <= d.most * (1 + 1e-12));
      }
    }
}

TEST_CASE("property: a reversible chain counts the plan it stays at once more for every proposal refused") {
  const Instance instance = testing::grid_instance(3, 4, std::vector<std::int64_t>(12, 1), 2, 0.0);
  EnsembleOptions options;
  options.plans = 300, options.chains = 1, options.threads = 1, options.kind = ChainKind::reversible;
  const Ensemble ensemble = draw_ensemble(instance, options);
  const auto turns = static_cast<std::int64_t>(ensemble.distributions[0].sketch.count());
  CHECK(turns > ensemble.plans);
  CHECK(turns <= ensemble.proposals);
}

TEST_CASE("property: the mean over a reversible chain is that of the spanning-tree law") {
  // A 2 × 4 grid in halves of four: the straight cut has 4 × 4 trees, others fewer.
  const Instance instance = testing::grid_instance(2, 4, std::vector<std::int64_t>(8, 1), 2, 0.0);
  double trees = 0, weighed = 0;
  testing::for_each_lawful(instance, [&](const Plan& plan) {
    double weight = 1;
    for (District d = 0; d < 2; ++d) {
      int squares = 0;
      for (std::size_t x = 0; x < 3; ++x)
        squares += plan[x] == d && plan[x + 1] == d && plan[x + 4] == d && plan[x + 5] == d;
      weight *= squares == 1 ? 4 : 1;
    }
    trees += weight;
    weighed += weight * static_cast<double>(testing::naive_cut_edges(instance, plan));
  });
  EnsembleOptions options;
  options.plans = 20'000, options.chains = 2, options.kind = ChainKind::reversible;
  const Ensemble ensemble = draw_ensemble(instance, options);
  CHECK(ensemble.distributions[1].mean == doctest::Approx(weighed / trees).epsilon(0.02));
}

}  // namespace
}  // namespace maillage::engines::districting
