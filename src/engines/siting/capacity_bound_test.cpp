// The dual with capacities, against every service; and what the search with capacities does at any moment.
#include <doctest/doctest.h>

#include <numeric>

#include "engines/siting/ascent.hpp"
#include "engines/siting/siting.hpp"
#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

TEST_CASE("at every step the bound is below the best service, and its sites are not decided away") {
  Random random(251);
  int tried = 0;
  for (int i = 0; i < 40; ++i) {
    CAPTURE(i);
    const Instance instance =
        random_instance(random, Model::capacitated, {.demands = 7, .sites = 6, .whole = i % 2 == 0});
    const auto best = BruteService(instance).best();
    if (!best) continue;
    ++tried;
    const CapacityTable problem = capacity_table(instance);
    const Choice choice = choice_of(instance, problem.table);
    Knapsacks knapsacks(problem.load, problem.capacity, choice.most);
    Ascent ascent(problem.table.rows, problem.table.outside, choice,
                  std::vector<State>(problem.table.sites(), State::free),
                  worth_beside(problem.table, cheapest(choice), 0.3), &knapsacks);
    for (int step = 0; step < 150 && !ascent.settled(); ++step) {
      ascent.step(*best * 1.02 + 1e-6);
      CHECK(ascent.bound() <= *best * (1 + 1e-9) + 1e-9);
    }
    // With the sites closed for good forbidden and those open imposed, the best service is still there.
    Instance decided = instance;
    for (std::size_t s = 0; s < problem.table.sites(); ++s) {
      Rule& rule = decided.sites[static_cast<std::size_t>(problem.table.site_of[s])].rule;
      if (ascent.states()[s] == State::closed) rule = Rule::closed;
      if (ascent.states()[s] == State::open) rule = Rule::open;
    }
    CHECK(BruteService(decided).best().value_or(HUGE_VAL) == doctest::Approx(*best));
  }
  CHECK(tried > 15);
}

TEST_CASE("capacities never make a median cheaper, and ample ones change nothing") {
  Random random(252);
  for (int i = 0; i < 2; ++i) {
    CAPTURE(i);
    Instance instance = random_capacities(random, 25, 4, 1.3);
    Instance median = instance;
    median.model = Model::median;
    const Answer free = solve(median, {.seconds = 20});
    REQUIRE(free.status == Status::optimal);
    double before = HUGE_VAL;
    for (const double more : {1.0, 1.5, 3.0, 40.0}) {
      CAPTURE(more);
      Instance wider = instance;
      for (SiteTerms& terms : wider.sites)
        terms.capacity = static_cast<std::int64_t>(more * static_cast<double>(terms.capacity));
      const Answer answer = solve(wider, {.seconds = 20});
      check_service(wider, answer);
      CHECK(answer.value >= free.value * (1 - 1e-9));
      CHECK(answer.bound.value_or(0) <= answer.value * (1 + 1e-9));
      CHECK(answer.value <= before * (1 + 1e-9));
      before = answer.value;
    }
    CHECK(before == doctest::Approx(free.value));
  }
}

// Pairs of places far apart: a heavy one and a light one; capacities hold one pair each, and no other two of them.
TEST_CASE("planted services are found: each site serves its own group, to the last unit") {
  Random random(253);
  for (const int groups : {3, 6, 10}) {
    CAPTURE(groups);
    Instance instance;
    instance.model = Model::capacitated;
    instance.open = groups;
    std::vector<double> at;
    for (int g = 0; g < groups; ++g)
      for (const double place : {0.0, 2.0, 3.0, 7.0}) at.push_back(1000 * g + place);
    std::vector<double> table;
    for (const double a : at)
      for (const double b : at) table.push_back(std::fabs(a - b));
    instance.costs = Costs::dense(4 * groups, 4 * groups, table);
    instance.weights.assign(at.size(), 1);
    for (int g = 0; g < groups; ++g)
      for (const std::int64_t load : {4, 3, 2, 1}) instance.loads.push_back(load);
    instance.sites.assign(at.size(), SiteTerms{.capacity = 10});
    const Answer answer = solve(instance, {.seconds = 20});
    check_service(instance, answer);
    CHECK(answer.value == 8 * groups);  // from 2 or 3: 2 + 1 + 5
    CHECK(answer.status == Status::optimal);
  }
}

TEST_CASE("what is told on the way with capacities: lawful sites, values that never worsen, bounds that never fall") {
  Random random(254);
  const Instance instance = random_capacities(random, 120, 12, 1.2);
  double value = HUGE_VAL, bound = 0;
  int told = 0;
  const Answer answer = solve(instance, {.seconds = 1, .report = [&](const Progress& progress) {
                                           ++told;
                                           REQUIRE(progress.best != nullptr);
                                           CHECK(progress.best->size() <= 12);
                                           CHECK(*progress.value <= value);
                                           CHECK(*progress.bound >= bound);
                                           value = *progress.value;
                                           bound = *progress.bound;
                                         }});
  CHECK(told > 0);
  check_service(instance, answer);
  CHECK(answer.value <= value);
  CHECK(*answer.bound >= bound * (1 - 1e-12));
}

TEST_CASE("seeds may differ, the claims of each hold; one seed twice is one answer") {
  Random random(255);
  const Instance instance = random_capacities(random, 20, 4, 1.15);
  double best = HUGE_VAL;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    CAPTURE(seed);
    const Answer one = solve(instance, {.seconds = 20, .seed = seed});
    check_service(instance, one);
    CHECK(one.bound.value_or(0) <= std::min(best, one.value) * (1 + 1e-9));
    CHECK(one.value <= best * 1.02);
    best = std::min(best, one.value);
  }
  const Answer once = solve(instance, {.seconds = 20, .seed = 1}), again = solve(instance, {.seconds = 20, .seed = 1});
  CHECK(once.of_demand == again.of_demand);
  CHECK(once.bound == again.bound);
}

TEST_CASE("a start from fewer sites along the curve: lawful for each number, never worse") {
  Random random(256);
  const Instance instance = random_capacities(random, 20, 8, 4);
  const auto points = curve(instance, 3, 6, {.seconds = 20});
  REQUIRE(points.size() == 4);
  double before = HUGE_VAL;
  for (const CurvePoint& point : points) {
    CAPTURE(point.open);
    REQUIRE_FALSE(point.answer.open.empty());
    CHECK(point.answer.open.size() <= static_cast<std::size_t>(point.open));
    check_service(instance, point.answer);
    CHECK(point.answer.value <= before * (1 + 1e-9));
    before = point.answer.value;
  }
}

}  // namespace
}  // namespace maillage::engines::siting
