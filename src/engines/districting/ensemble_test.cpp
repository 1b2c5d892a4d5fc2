#include "engines/districting/ensemble.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <thread>

#include "engines/districting/ensemble_codec.hpp"
#include "engines/districting/evaluate.hpp"
#include "engines/districting/testing/published.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// A grid of 1 km squares; loads from 1 to `load_max`.
Instance grid(Unit width, Unit height, District k, double tolerance, std::uint64_t load_max = 1) {
  Instance instance;
  std::vector<Edge> edges;
  std::vector<std::int64_t> loads;
  Random random(99);
  for (Unit u = 0; u < width * height; ++u) {
    instance.centres.push_back({650000.0 + 1000 * (u % width), 6860000.0 + 1000 * (u / width)});
    loads.push_back(static_cast<std::int64_t>(1 + random.below(load_max)));
    if (u % width + 1 < width) edges.push_back({u, u + 1, 1000});
    if (u + width < width * height) edges.push_back({u, u + width, 1000});
  }
  instance.graph = Graph(width * height, std::move(edges));
  instance.districts = k;
  instance.weights.push_back(balanced("load", std::move(loads), k, tolerance));
  return instance;
}

EnsembleOptions plans(std::int64_t count, int chains = 2) {
  EnsembleOptions options;
  options.plans = count;
  options.chains = chains;
  return options;
}

// Calls visit(plan) for the start and every plan of an ensemble.
Ensemble visit_plans(const Instance& instance, EnsembleOptions options, const std::function<void(const Plan&)>& visit) {
  options.keep = [&](int, const std::string& block) { CHECK(decode_plans(block, instance.graph.units(), visit)); };
  return draw_ensemble(instance, options);
}

// The same partition has the same name whatever its labels.
Plan renamed(const Plan& plan) {
  Plan out;
  std::map<District, District> name;
  for (District d : plan) out.push_back(name.try_emplace(d, static_cast<District>(name.size())).first->second);
  return out;
}

}  // namespace

TEST_CASE("every plan of both chains is lawful in every weight, and whole groups move") {
  for (const ChainKind kind : {ChainKind::recom, ChainKind::reversible}) {
    Instance instance = grid(8, 8, 4, 0.25, 9);
    instance.weights.push_back(balanced("work", std::vector<std::int64_t>(64, 3), 4, 0.3));
    instance.group.assign(64, -1);
    for (const Unit u : {0, 1, 8}) instance.group[at(u)] = 0;
    for (const Unit u : {27, 28}) instance.group[at(u)] = 5;
    EnsembleOptions options = plans(2000);
    options.kind = kind;
    int seen = 0;
    const Ensemble ensemble = visit_plans(instance, options, [&](const Plan& plan) {
      ++seen;
      REQUIRE(evaluate(instance, plan).lawful());
    });
    CHECK(ensemble.complete);
    CHECK(ensemble.plans == 2000);
    CHECK(ensemble.proposals >= 2000);
    CHECK(seen == 2002);
  }
}

TEST_CASE("running measures are those of the plans, computed from nothing") {
  Instance instance = grid(7, 6, 3, 0.2, 5);
  Present present{Plan(42), 1.0};
  for (Unit u = 0; u < 42; ++u) present.plan[at(u)] = u < 4 ? -1 : u % 7 / 2;
  instance.present = {present, {Plan(42, 0), 0}};
  const Model model(instance);
  const Measures measures(model);
  Plan start(42);
  for (Unit u = 0; u < 42; ++u) start[at(u)] = u / 14;
  Instance loose = instance;
  loose.weights[0].lower = 0, loose.weights[0].upper = 1000;
  const Model wide(loose);
  const Measures wide_measures(wide);
  Chain chain(wide, wide_measures, ChainKind::recom, start, 3);
  for (int step = 0; step < 300; ++step) {
    chain.propose();
    const auto& running = chain.measures();
    const auto fresh = measures_of(instance, chain.plan());
    const Evaluation e = evaluate(instance, chain.plan());
    REQUIRE(running.size() == 6);
    for (std::size_t m = 0; m < 6; ++m) CHECK(running[m] == doctest::Approx(fresh[m]).epsilon(1e-9));
    CHECK(fresh[0] == doctest::Approx(e.inertia).epsilon(1e-9));
    CHECK(fresh[1] == static_cast<double>(e.cut_edges));
    CHECK(fresh[2] == doctest::Approx(static_cast<double>(e.cut_edges)));  // borders of 1 km
    CHECK(fresh[3] == doctest::Approx(e.max_deviation));
    CHECK(fresh[4] == static_cast<double>(e.moved[0]));
    CHECK(fresh[5] == static_cast<double>(e.moved[1]));
  }
}

TEST_CASE("the same seed gives the same ensemble on one thread or three, another seed another") {
  const Instance instance = grid(9, 9, 5, 0.1, 4);
  EnsembleOptions options = plans(3000, 3);
  const auto means = [&](int threads, std::uint64_t seed) {
    options.threads = threads;
    options.seed = seed;
    const Ensemble e = draw_ensemble(instance, options);
    std::vector<double> out{static_cast<double>(e.proposals)};
    for (const Distribution& d : e.distributions)
      out.insert(out.end(), {d.mean, d.deviation, d.r_hat, d.least, d.most, d.sketch.quantile(0.3), d.independent});
    return out;
  };
  const auto one = means(1, 5);
  CHECK(one == means(3, 5));
  CHECK(one != means(1, 6));
}

TEST_CASE("the reversible chain draws plans of a 4 × 4 grid in proportion to their spanning trees") {
  // Four districts of four cells: a 2 × 2 square has 4 spanning trees, the other tetrominoes have one.
  const Instance instance = grid(4, 4, 4, 0.0);
  std::map<Plan, double> law;
  std::vector<std::int32_t> members;
  const std::function<void(Plan&)> fill = [&](Plan& plan) {
    const auto first = std::find(plan.begin(), plan.end(), -1) - plan.begin();
    if (first == 16) {
      double trees = 1;
      for (District d = 0; d < 4; ++d) {
        const auto top = std::find(plan.begin(), plan.end(), d) - plan.begin();
        const auto is = [&](std::ptrdiff_t u) { return u < 16 && plan[static_cast<std::size_t>(u)] == d; };
        if (top % 4 < 3 && is(top + 1) && is(top + 4) && is(top + 5)) trees *= 4;
      }
      law[plan] = trees;
      return;
    }
    const District d = *std::max_element(plan.begin(), plan.end()) + 1;
    for (std::uint32_t mask = 0; mask < 65536; ++mask) {
      if (__builtin_popcount(mask) != 4 || (mask >> first & 1) == 0) continue;
      std::vector<bool> inside(16, false);
      bool free = true;
      for (std::size_t u = 0; u < 16; ++u)
        if ((mask >> u & 1) != 0) inside[u] = true, free = free && plan[u] < 0;
      if (!free || !connected(instance.graph, inside)) continue;
      Plan next = plan;
      for (std::size_t u = 0; u < 16; ++u)
        if (inside[u]) next[u] = d;
      fill(next);
    }
  };
  Plan empty(16, -1);
  fill(empty);
  REQUIRE(law.size() == 117);
  double total = 0;
  for (const auto& [plan, trees] : law) total += trees;

  Instance bare = instance;
  bare.objective = Objective::cut_edges;
  const Model model(bare);
  const Measures measures(model);
  Plan columns(16);
  for (Unit u = 0; u < 16; ++u) columns[at(u)] = u % 4;
  Chain chain(model, measures, ChainKind::reversible, columns, 12);
  std::map<Plan, double> visits;
  constexpr int kSteps = 1'500'000;
  for (int step = 0; step < kSteps; ++step) {
    chain.propose();
    if (step % 5 == 0) ++visits[renamed(chain.plan())];
  }
  double distance = 0;
  for (const auto& [plan, trees] : law) distance += 0.5 * std::fabs(visits[plan] * 5 / kSteps - trees / total);
  CHECK(visits.size() == 117);
  CHECK(distance < 0.03);
}

TEST_CASE("positions: a straight cut is among the best, a comb among the worst") {
  const Instance instance = grid(8, 6, 2, 0.05);
  const Ensemble ensemble = draw_ensemble(instance, plans(20000));
  Plan halves(48), comb(48);
  for (Unit u = 0; u < 48; ++u) {
    halves[at(u)] = u % 8 < 4 ? 0 : 1;
    comb[at(u)] = u / 8 == 0 || (u / 8 < 5 && u % 8 % 2 == 0 && u % 8 > 1) || u % 8 == 0 ? 0 : 1;
  }
  const auto good = position_in(ensemble, measures_of(instance, halves));
  const auto bad = position_in(ensemble, measures_of(instance, comb));
  REQUIRE(good.size() == 4);
  CHECK(good[0].name == "inertia");
  CHECK(good[1].value == 6);
  CHECK(good[1].better_than > 0.9);
  CHECK(good[1].worse_than == 0);
  CHECK(good[3].value == 0);
  CHECK(bad[1].worse_than > 0.99);
  CHECK(bad[0].worse_than > 0.9);
}

TEST_CASE("chains that explore agree") {
  const Ensemble ensemble = draw_ensemble(grid(10, 10, 4, 0.1), plans(40000, 4));
  for (const Distribution& d : ensemble.distributions) {
    CHECK(d.r_hat == doctest::Approx(1).epsilon(0.02));
    CHECK(d.independent > 400);
    CHECK(d.least <= d.sketch.quantile(0.5) * (1 + 1e-3));
    CHECK(d.most >= d.sketch.quantile(0.5));
    CHECK(d.sketch.count() == 40000);
  }
}

TEST_CASE("a start that is lawful is used, an unlawful one is replaced") {
  const Instance instance = grid(6, 6, 3, 0.0);
  EnsembleOptions options = plans(1, 1);
  options.start = Plan(36);
  for (Unit u = 0; u < 36; ++u) (*options.start)[at(u)] = u / 12;
  std::vector<Plan> met;
  visit_plans(instance, options, [&](const Plan& plan) { met.push_back(plan); });
  CHECK(met.front() == *options.start);
  options.start = Plan(36, 0);
  met.clear();
  visit_plans(instance, options, [&](const Plan& plan) { met.push_back(plan); });
  CHECK(evaluate(instance, met.front()).lawful());
}

TEST_CASE("an ensemble stops when asked, when the time is over, and when there is no plan to start from") {
  const Instance instance = grid(20, 20, 8, 0.05);
  EnsembleOptions options = plans(1'000'000'000);
  std::atomic<bool> stop = false;
  options.stop = &stop;
  int reports = 0;
  options.report = [&](const EnsembleProgress& progress) {
    stop = ++reports >= 3;
    CHECK(progress.fraction < 1);
  };
  const Ensemble stopped = draw_ensemble(instance, options);
  CHECK_FALSE(stopped.complete);
  CHECK(stopped.plans > 0);
  CHECK(stopped.seconds < 2);
  CHECK(stopped.distributions[0].sketch.count() == static_cast<std::uint64_t>(stopped.plans));
  options.stop = nullptr, options.report = {};
  options.seconds = 0.3;
  CHECK(draw_ensemble(instance, options).seconds < 1);

  Instance impossible = grid(3, 1, 2, 0.0);
  impossible.weights[0].lower = impossible.weights[0].upper = 2;
  const Ensemble none = draw_ensemble(impossible, options);
  CHECK(none.plans == 0);
  CHECK(none.distributions.empty());
}

TEST_CASE("looks grow towards the ensemble, of all chains from the first on, whatever the threads") {
  const Instance instance = grid(12, 12, 6, 0.1);
  EnsembleOptions options = plans(400'000, 4);
  options.threads = 1;
  options.look_seconds = 0.05;
  options.seconds = 60;
  std::atomic<bool> stop = false;
  options.stop = &stop;
  std::int64_t last = 0;
  int looks = 0;
  options.look = [&](const Ensemble& so_far) {
    ++looks;
    REQUIRE(so_far.distributions.size() == 4);
    const auto& d = so_far.distributions[0];
    const auto seen = static_cast<std::int64_t>(d.sketch.count());
    CHECK((seen >= last && seen <= so_far.plans));
    if (looks > 2) CHECK(d.of_chain.size() == 4);
    last = seen;
    stop = looks >= 5;
  };
  const Ensemble whole = draw_ensemble(instance, options);
  CHECK(looks >= 5);
  CHECK(static_cast<std::int64_t>(whole.distributions[0].sketch.count()) == whole.plans);
  CHECK(last < whole.plans);
  auto least = static_cast<std::uint64_t>(whole.plans);
  std::uint64_t most = 0;
  for (const Sketch& chain : whole.distributions[0].of_chain) {
    least = std::min(least, chain.count());
    most = std::max(most, chain.count());
  }
  CHECK(most < 2 * least);  // a draw cut short is of all its chains alike
  CHECK(whole.distributions[0].r_hat > 0);
}

TEST_CASE("the first plans of each chain are left out when asked, and the others are those that would have come") {
  const Instance instance = grid(8, 8, 4, 0.25);
  const auto met = [&](std::int64_t count, std::int64_t warm_up) {
    EnsembleOptions options = plans(count, 1);
    options.warm_up = warm_up;
    return draw_ensemble(instance, options).distributions[1].sketch;
  };
  const Sketch all = met(700, 0), first = met(200, 0), rest = met(500, 200);
  CHECK(rest.count() == 500);
  for (double edges = 0; edges < 120; ++edges)
    CHECK(700 * all.share_below(edges) ==
          doctest::Approx(200 * first.share_below(edges) + 500 * rest.share_below(edges)));
}

TEST_CASE("plans of a real commune graph are lawful and lie where a million would put them") {
  if (open_data_folder().empty()) {
    MESSAGE("skipped: MAILLAGE_OPENDATA not set");
    return;
  }
  const Instance instance = published_territory("64", 8, 0.05);
  int seen = 0;
  const Ensemble ensemble = visit_plans(instance, plans(3000), [&](const Plan& plan) {
    if (++seen % 100 == 0) CHECK(evaluate(instance, plan).lawful());
  });
  CHECK(ensemble.complete);
  CHECK(ensemble.distributions[3].most <= 0.05 + 1e-6);
}

}  // namespace maillage::engines::districting
