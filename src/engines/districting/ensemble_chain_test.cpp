// The law of the chains, against every plan there is.
#include "engines/districting/ensemble_chain.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engines/districting/evaluate.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"
#include "engines/districting/testing/spanning_trees.hpp"

namespace maillage::engines::districting {
namespace {

// The spanning-tree law over every lawful plan of cells, by enumeration. Groups are pairs of neighbours, whose cell is
// weighed as one vertex: the law is that of the graph of cells.
std::map<Plan, double> law_of(const Instance& instance, const Model& model) {
  std::map<Plan, double> law;
  double total = 0;
  testing::for_each_lawful(instance, [&](const Plan& units) {
    const Plan plan = model.contract(units);
    double trees = 1;
    for (District d = 0; d < instance.districts; ++d) trees *= testing::spanning_trees(model.graph(), plan, d);
    law[testing::renamed(plan)] = trees;
    total += trees;
  });
  for (auto& [plan, share] : law) share /= total;
  return law;
}

struct Fit {
  double chi_square = 0;  // of visits far enough apart to be nearly independent
  double freedom = 0;
  std::size_t plans = 0;
  std::size_t visited = 0;
};

Fit fit_of(const Instance& instance, std::uint64_t seed, int samples, int apart) {
  const Model model(instance);
  const Measures measures(model);
  const auto law = law_of(instance, model);
  Chain chain(model, measures, ChainKind::reversible, law.begin()->first, seed);
  std::map<Plan, double> visits;
  for (int s = 0; s < samples; ++s) {
    for (int step = 0; step < apart; ++step) chain.propose();
    ++visits[testing::renamed(chain.plan())];
  }
  Fit fit{.plans = law.size(), .visited = visits.size()};
  for (const auto& [plan, share] : law) {
    const double expected = share * samples;
    fit.chi_square += (visits[plan] - expected) * (visits[plan] - expected) / expected;
  }
  fit.freedom = static_cast<double>(law.size()) - 1;
  return fit;
}

// Exceeded about once in ten thousand when the law is right (Wilson & Hilferty 1931).
double limit_of(double freedom) {
  const double part = 2 / (9 * freedom);
  return freedom * std::pow(1 - part + 3.72 * std::sqrt(part), 3);
}

void check_law(const Instance& instance, int samples, int apart) {
  for (const std::uint64_t seed : {1, 2}) {
    const Fit fit = fit_of(instance, seed, samples, apart);
    CAPTURE(fit.plans);
    REQUIRE(fit.plans >= 2);
    CHECK(fit.visited == fit.plans);
    CHECK(fit.chi_square < limit_of(fit.freedom));
  }
}

Instance bare(Instance instance) {
  instance.objective = Objective::cut_edges;
  return instance;
}

TEST_CASE("law: halves of a 3 × 4 grid") {
  check_law(bare(testing::grid_instance(3, 4, std::vector<std::int64_t>(12, 1), 2, 0.0)), 8'000, 25);
}

TEST_CASE("law: halves of unequal sizes and loads") {
  check_law(bare(testing::grid_instance(3, 3, testing::loads_of({"131", "212", "113"}), 2, 0.3)), 8'000, 25);
}

TEST_CASE("law: thirds of a grid, loosely balanced, where M bounds many cuts") {
  check_law(bare(testing::grid_instance(3, 3, std::vector<std::int64_t>(9, 1), 3, 0.4)), 8'000, 40);
}

TEST_CASE("law: cells of no load and a second weight") {
  Instance instance = bare(testing::grid_instance(2, 5, testing::loads_of({"10101", "02020"}), 2, 0.5));
  instance.weights.push_back(balanced("work", testing::loads_of({"11111", "11111"}), 2, 0.4));
  check_law(instance, 8'000, 25);
}

TEST_CASE("law: a graph of unlike degrees, with a group") {
  Instance instance = bare(testing::grid_instance(2, 4, std::vector<std::int64_t>(8, 1), 2, 0.3));
  instance.graph = Graph(8, {{0, 1, 1},
                             {0, 2, 1},
                             {0, 3, 1},
                             {0, 4, 1},
                             {1, 2, 1},
                             {2, 3, 1},
                             {3, 4, 1},
                             {4, 5, 1},
                             {5, 6, 1},
                             {6, 7, 1},
                             {5, 7, 1},
                             {1, 7, 1}});
  check_law(instance, 8'000, 25);
  instance.group.assign(8, -1);
  instance.group[2] = instance.group[3] = 0;
  check_law(instance, 8'000, 25);
}

TEST_CASE("the check has power: the exploring chain does not have that law") {
  const Instance instance = bare(testing::grid_instance(3, 3, std::vector<std::int64_t>(9, 1), 3, 0.4));
  const Model model(instance);
  const Measures measures(model);
  const auto law = law_of(instance, model);
  Chain chain(model, measures, ChainKind::recom, law.begin()->first, 1);
  std::map<Plan, double> visits;
  constexpr int kSamples = 10'000;
  for (int s = 0; s < kSamples; ++s) {
    for (int step = 0; step < 20; ++step) chain.propose();
    ++visits[testing::renamed(chain.plan())];
  }
  double chi_square = 0;
  for (const auto& [plan, share] : law) chi_square += std::pow(visits[plan] - share * kSamples, 2) / (share * kSamples);
  CHECK(chi_square > 2 * limit_of(static_cast<double>(law.size()) - 1));
}

TEST_CASE("property: both chains visit only lawful plans, change two districts at a time and reach every plan") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Random random(seed);
    const Instance instance =
        bare(testing::random_map(random, seed % 2 == 0 ? testing::Shape::grid : testing::Shape::clique, 8, 3, 0.5));
    const Model model(instance);
    const Measures measures(model);
    std::map<Plan, bool> met;
    testing::for_each_lawful(instance, [&](const Plan& plan) { met[testing::renamed(plan)] = false; });
    if (met.size() < 3) continue;
    for (const ChainKind kind : {ChainKind::recom, ChainKind::reversible}) {
      Chain chain(model, measures, kind, met.begin()->first, seed);
      for (int step = 0; step < 2500; ++step) {
        const Plan before = chain.plan();
        const bool moved = chain.propose();
        if (!moved) CHECK(before == chain.plan());
        REQUIRE(met.contains(testing::renamed(chain.plan())));
        met[testing::renamed(chain.plan())] = true;
        for (std::size_t u = 0; moved && u < before.size(); ++u)
          if (before[u] != chain.plan()[u]) CHECK((before[u] == chain.change().a || before[u] == chain.change().b));
      }
    }
    const auto unmet = std::count_if(met.begin(), met.end(), [](const auto& plan) { return !plan.second; });
    // A grid of tightly balanced thirds may be out of reach of recombination; half of the plans are always met.
    CHECK(2 * unmet < static_cast<std::ptrdiff_t>(met.size()));
  }
}

TEST_CASE("the same seed walks the same way") {
  const Instance instance = bare(testing::grid_instance(6, 6, std::vector<std::int64_t>(36, 1), 3, 0.2));
  const Model model(instance);
  const Measures measures(model);
  Plan stripes(36);
  for (Unit u = 0; u < 36; ++u) stripes[static_cast<std::size_t>(u)] = u / 12;
  for (const ChainKind kind : {ChainKind::recom, ChainKind::reversible}) {
    Chain a(model, measures, kind, stripes, 7), b(model, measures, kind, stripes, 7);
    for (int step = 0; step < 500; ++step) {
      CHECK(a.propose() == b.propose());
      CHECK(a.plan() == b.plan());
    }
    CHECK(a.measures() == b.measures());
  }
}

}  // namespace
}  // namespace maillage::engines::districting
