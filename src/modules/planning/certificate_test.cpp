// What is said of every plan is recomputed naively. Each computation takes its second: the file is slow on purpose.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <set>

#include "base/random.hpp"
#include "modules/planning/computation.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/testing/naive.hpp"
#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

ProposalRequest request(std::int32_t districts_min, std::int32_t districts_max, double balance) {
  ProposalRequest out;
  out.name = "Essai";
  out.missions = {"ase", "ssd"};
  out.districts_min = districts_min;
  out.districts_max = districts_max;
  out.balance = balance;
  out.seconds = 1;
  return out;
}

// Nine places, with one nobody serves: small enough for every plan to be enumerated.
territory::Snapshot village() {
  auto snapshot = grid({"313", "242", "135"}, {"aab", "abb", "ccc"});
  snapshot.missions = {mission("ase", {"AAB", "AAB", "CCB"}), mission("ssd", {"XXX", "YYY", "ZZ."})};
  return snapshot;
}

// Any map of so many places, all different.
territory::Snapshot random_town(std::size_t width, std::size_t height, Random& random) {
  std::vector<std::string> hundreds, communes, ase, ssd;
  for (std::size_t y = 0; y < height; ++y) {
    std::string digits, letters, first, second;
    for (std::size_t x = 0; x < width; ++x) {
      digits += static_cast<char>('1' + random.below(9));
      letters += static_cast<char>('a' + (x + y) / 2);
      first += static_cast<char>('A' + (2 * x) / width);
      second += static_cast<char>('X' + (3 * y) / height);
    }
    hundreds.push_back(digits), communes.push_back(letters), ase.push_back(first), ssd.push_back(second);
  }
  auto snapshot = grid(hundreds, communes);
  snapshot.missions = {mission("ase", ase), mission("ssd", ssd)};
  return snapshot;
}

Computed computed(const ProposalRequest& asked, const territory::Snapshot& snapshot, const ReportFront& report = {}) {
  return compute(question_of(asked, snapshot), 7, 1, nullptr, [&](double fraction, const auto& front) {
    if (report) report(fraction, front);
  });
}

// Everything a summary says, against the definitions.
void check_certificate(const territory::Snapshot& snapshot, const ProposalRequest& asked, const FoundPlan& plan) {
  const PlanSummary& said = plan.summary;
  CHECK(naive_lawful(snapshot, plan.of_unit, said.districts, said.tolerance));
  CHECK(said.districts >= asked.districts_min);
  CHECK(said.districts <= asked.districts_max);
  CHECK(said.tolerance <= asked.balance + 1e-12);
  CHECK(said.inertia == doctest::Approx(naive_inertia(snapshot, plan.of_unit, said.districts)));
  CHECK(said.max_deviation == doctest::Approx(naive_deviation(snapshot, plan.of_unit, said.districts)));
  CHECK(said.cut_edges == naive_cut_edges(snapshot, plan.of_unit));
  CHECK(said.objective >= said.inertia * (1 - 1e-9));
  REQUIRE(said.moved.size() == asked.missions.size());
  for (std::size_t m = 0; m < said.moved.size(); ++m) {
    const auto& map = snapshot.missions[static_cast<std::size_t>(snapshot.mission(asked.missions[m]))];
    CHECK(said.moved[m].mission == asked.missions[m]);
    CHECK(said.moved[m].residents == naive_moved(snapshot, map.of_unit, plan.of_unit,
                                                 static_cast<std::int32_t>(map.sectors.size()), said.districts));
  }
  if (said.bound) {
    CHECK(*said.bound <= said.inertia * (1 + 1e-9));
    CHECK(*said.gap == doctest::Approx(std::max(0.0, (said.inertia - *said.bound) / said.inertia)));
  }
  CHECK(said.gap.has_value() == said.bound.has_value());
}

// The page tells the same story as the summary.
void check_page(const territory::Snapshot& snapshot, const ProposalRequest& asked, const FoundPlan& plan) {
  const PlanPage page = plan_page(question_of(asked, snapshot), plan);
  std::int64_t moved_once = 0;
  for (const MovedUnit& unit : page.moved) moved_once += unit.population;
  CHECK(moved_once == plan.summary.moved_residents);
  for (const auto& [mission, residents] : plan.summary.moved) {
    std::int64_t sum = 0;
    for (const MovedUnit& unit : page.moved)
      if (std::count(unit.missions.begin(), unit.missions.end(), mission) > 0) sum += unit.population;
    CHECK(sum == residents);
    CHECK(residents >=
          std::min_element(plan.summary.moved.begin(), plan.summary.moved.end(), [](const auto& a, const auto& b) {
            return a.residents < b.residents;
          })->residents);
    if (mission != page.reference_mission) continue;
    // What a live map is drawn from: a unit moves when its district is not the one its sector becomes.
    for (std::size_t u = 0; u < page.units.size(); ++u) {
      const auto sector = page.before_of_unit[u];
      const bool moves = sector >= 0 && page.before_match[static_cast<std::size_t>(sector)] != page.of_unit[u];
      bool listed = false;
      for (const MovedUnit& unit : page.moved)
        listed = listed ||
                 (unit.code == page.units[u] && std::count(unit.missions.begin(), unit.missions.end(), mission) > 0);
      CHECK(moves == listed);
    }
  }
  std::set<std::string> names;
  for (const DistrictRow& row : page.districts) {
    const auto units = units_of(plan.of_unit, row.index);
    CHECK(row.units == static_cast<std::int32_t>(units.size()));
    CHECK(row.population == naive_population(snapshot, units));
    CHECK(names.insert(row.name).second);
  }
}

}  // namespace

TEST_CASE(
    "the certificates of every plan of a front hold against their definitions, and no bound is above the optimum") {
  const auto snapshot = village();
  const auto asked = request(2, 3, 0.35);
  const Computed found = computed(asked, snapshot);
  REQUIRE_FALSE(found.front.empty());
  std::map<std::pair<std::int32_t, double>, double> least;
  for (const FoundPlan& plan : found.front) {
    CAPTURE(plan.summary.index);
    check_certificate(snapshot, asked, plan);
    check_page(snapshot, asked, plan);
    const std::pair question(plan.summary.districts, plan.summary.tolerance);
    if (!least.contains(question)) least[question] = least_inertia(snapshot, question.first, question.second);
    CHECK(plan.summary.inertia >= least[question] * (1 - 1e-9));
    if (plan.summary.bound) CHECK(*plan.summary.bound <= least[question] * (1 + 1e-9));
    if (plan.summary.status == PlanStatus::optimal)
      CHECK(plan.summary.inertia == doctest::Approx(least[question]).epsilon(1e-6));
  }
}

TEST_CASE("the certificates hold on larger maps drawn at random, in what is reported on the way too") {
  Random random(20260301);
  for (int round = 0; round < 2; ++round) {
    CAPTURE(round);
    const auto snapshot = random_town(6, 6, random);
    const auto asked = request(3, 4, 0.25);
    std::size_t reported = 0;
    double last = 0;
    const Computed found = computed(asked, snapshot, [&](double fraction, const std::vector<FoundPlan>& so_far) {
      CHECK(fraction >= last);
      last = fraction;
      if (++reported % 5 != 1) return;
      for (const FoundPlan& plan : so_far) check_certificate(snapshot, asked, plan);
    });
    CHECK(reported > 0);
    CHECK(found.front.size() > 1);
    for (const FoundPlan& plan : found.front)
      check_certificate(snapshot, asked, plan), check_page(snapshot, asked, plan);
  }
}

TEST_CASE("a front is given back within its time, and at once when it is stopped") {
  Random random(7);
  const auto snapshot = random_town(10, 10, random);
  auto asked = request(4, 6, 0.3);
  asked.seconds = 60;
  std::atomic<bool> stop = false;
  std::chrono::steady_clock::time_point stopped_at;
  const Computed found =
      compute(question_of(asked, snapshot), 1, 1, &stop, [&](double, const std::vector<FoundPlan>& front) {
        if (stop || front.empty()) return;
        stop = true;
        stopped_at = std::chrono::steady_clock::now();
      });
  CHECK(std::chrono::steady_clock::now() - stopped_at < std::chrono::seconds(1));
  CHECK_FALSE(found.front.empty());
  for (const FoundPlan& plan : found.front) check_certificate(snapshot, asked, plan);
}

TEST_CASE("a first plan is told at once, however long the time allowed, groups or not") {
  Random random(8);
  const auto snapshot = random_town(12, 12, random);
  for (const Keep keep : {Keep::none, Keep::commune}) {
    auto asked = request(4, 6, 0.4);
    asked.seconds = 600;
    asked.keep = keep;
    std::atomic<bool> stop = false;
    const auto start = std::chrono::steady_clock::now();
    compute(question_of(asked, snapshot), 1, 1, &stop, [&](double, const std::vector<FoundPlan>& front) {
      for (const FoundPlan& plan : front) check_certificate(snapshot, asked, plan);
      stop = !front.empty();
    });
    CHECK(stop);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(3));
  }
}

TEST_CASE("places to keep whole are whole in every plan") {
  const auto snapshot = village();
  auto asked = request(2, 2, 0.6);
  asked.keep = Keep::commune;
  const Computed found = computed(asked, snapshot);
  REQUIRE_FALSE(found.front.empty());
  for (const FoundPlan& plan : found.front)
    for (std::size_t u = 0; u < snapshot.codes.size(); ++u)
      for (std::size_t v = 0; v < u; ++v)
        if (snapshot.commune_codes[u] == snapshot.commune_codes[v]) CHECK(plan.of_unit[u] == plan.of_unit[v]);
}
