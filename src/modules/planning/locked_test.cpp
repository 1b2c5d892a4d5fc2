// Locked sectors in a search: fixed whole, whatever is asked around them.
#include "modules/planning/locked.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/random.hpp"
#include "engines/districting/evaluate.hpp"
#include "modules/planning/computation.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/scenario/scenario.hpp"
#include "modules/planning/testing/naive.hpp"
#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

territory::Snapshot town(const std::vector<std::string>& hundreds) {
  auto snapshot = grid(hundreds, std::vector<std::string>(hundreds.size(), std::string(hundreds[0].size(), 'a')));
  snapshot.missions = {mission("ase", std::vector<std::string>(hundreds.size(), std::string(hundreds[0].size(), 'A')))};
  return snapshot;
}

// A drawing in letters, '.' = nobody's; the sectors named are locked.
Draft drawing(const std::vector<std::string>& rows, const std::string& locked) {
  Draft out = draft_of(mission("drawn", rows));
  for (auto& district : out.districts) district.locked = locked.find(district.name.back()) != locked.npos;
  return out;
}

Question question(const territory::Snapshot& snapshot, Draft drawn, std::int32_t least, std::int32_t most,
                  double balance = 0.3) {
  ProposalRequest request;
  request.name = "Essai";
  request.missions = {"ase"};
  request.districts_min = least;
  request.districts_max = most;
  request.balance = balance;
  request.seconds = 1;
  request.scenario = 1;
  Question out = question_of(request, snapshot);
  out.drawing = std::move(drawn);
  return out;
}

Computed computed(const Question& asked) {
  return compute(asked, 7, 1, nullptr, [](double, const auto&) {});
}

// Every locked sector is a district of the plan, with exactly its units.
void check_intact(const Draft& drawn, const engines::Plan& plan) {
  for (std::size_t d = 0; d < drawn.districts.size(); ++d) {
    if (!drawn.districts[d].locked) continue;
    const auto first = std::find(drawn.of_unit.begin(), drawn.of_unit.end(), static_cast<std::int32_t>(d));
    if (first == drawn.of_unit.end()) continue;
    const auto district = plan[static_cast<std::size_t>(first - drawn.of_unit.begin())];
    for (std::size_t u = 0; u < plan.size(); ++u)
      CHECK((plan[u] == district) == (drawn.of_unit[u] == static_cast<std::int32_t>(d)));
  }
}

// Calls with every plan of so many districts, numbered in the order of their first unit.
void each_plan(std::size_t units, std::int32_t districts, const std::function<void(const engines::Plan&)>& look) {
  engines::Plan plan(units, 0);
  const std::function<void(std::size_t, std::int32_t)> fill = [&](std::size_t u, std::int32_t used) {
    if (u == units) {
      if (used == districts) look(plan);
      return;
    }
    for (std::int32_t d = 0; d <= std::min(used, districts - 1); ++d) {
      plan[u] = d;
      fill(u + 1, std::max(used, d + 1));
    }
  };
  fill(0, 0);
}

bool intact(const Draft& drawn, const engines::Plan& plan) {
  for (std::size_t u = 0; u < plan.size(); ++u)
    for (std::size_t v = 0; v < u; ++v) {
      const auto a = drawn.of_unit[u], b = drawn.of_unit[v];
      const bool locked = (a >= 0 && drawn.districts[at(a)].locked) || (b >= 0 && drawn.districts[at(b)].locked);
      if (locked && (a == b) != (plan[u] == plan[v])) return false;
    }
  return true;
}

}  // namespace

TEST_CASE("locked sectors are numbered first, in the drawing's order; the empty ones are not districts") {
  auto drawn = drawing({"ABC", "ABC"}, "BC");
  drawn.districts.push_back({"Vide", true});
  const Locked locked = locked_in(drawn);
  CHECK(locked.positions == std::vector<std::int32_t>{1, 2});
  CHECK(locked.of_unit == std::vector<std::int32_t>{-1, 0, 1, -1, 0, 1});
}

TEST_CASE("a locked sector is cut from the rest, bridged when in pieces, and taken out of the places to keep") {
  auto snapshot = grid({"1111"}, {"aabb"});
  snapshot.missions = {mission("ase", {"AAAA"})};
  auto asked = question(snapshot, drawing({"ABAB"}, "A"), 2, 2);
  asked.request.keep = Keep::commune;
  const auto instance = instance_of(asked, 2);
  REQUIRE(instance.graph.edges().size() == 1);
  CHECK(instance.graph.edges()[0].a == 0);
  CHECK(instance.graph.edges()[0].b == 2);
  CHECK(instance.graph.edges()[0].border_m == 0);
  CHECK(instance.fixed == std::vector<std::pair<engines::Unit, engines::District>>{{0, 0}, {2, 0}});
  CHECK(instance.group == std::vector<std::int32_t>{2, 0, 2, 1});
}

TEST_CASE("the search begins from the drawing when it is one of its plans") {
  const auto snapshot = town({"1111", "1111"});
  const auto begins = [&](const std::vector<std::string>& rows, const std::string& locked, std::int32_t districts) {
    const auto drawn = drawing(rows, locked);
    return beginning_of(drawn, instance_of(question(snapshot, drawn, districts, districts), districts));
  };
  CHECK(begins({"AABB", "AABB"}, "", 2) == engines::Plan{0, 0, 1, 1, 0, 0, 1, 1});
  CHECK(begins({"AABB", "AABB"}, "B", 2) == engines::Plan{1, 1, 0, 0, 1, 1, 0, 0});
  CHECK(begins({"ABBB", "ABBB"}, "", 2).size() == 8);  // not balanced: the search will see to it
  CHECK(begins({"AABB", "AABB"}, "", 3).empty());
  CHECK(begins({"AABB", "AAB."}, "", 2).empty());
  CHECK(begins({"ABAB", "ABAB"}, "", 2).empty());
  CHECK(begins({"ABAB", "ABAB"}, "AB", 2).size() == 8);  // locked as it is, pieces and all
}

TEST_CASE("whatever is locked is found as it was in every plan of the front, balanced and in one piece elsewhere") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Random random(seed);
    std::vector<std::string> hundreds(5, std::string(6, '2'));
    for (auto& row : hundreds)
      for (char& digit : row) digit = static_cast<char>('2' + random.below(3));
    const auto snapshot = town(hundreds);
    auto drawn = drawing({"AABBCC", "AABBCC", "AAEECC", "DDEEFF", "DDDFFF"}, "");
    for (auto& district : drawn.districts) district.locked = random.below(2) == 0;
    drawn.districts[at(static_cast<std::int32_t>(random.below(6)))].locked = false;
    const auto asked = question(snapshot, drawn, 6, 6, 0.5);
    if (!check(asked)) continue;
    const auto found = computed(asked);
    CAPTURE(seed);
    CHECK(found.front.empty() == found.why.has_value());
    for (const FoundPlan& plan : found.front) {
      check_intact(drawn, plan.of_unit);
      CHECK(naive_lawful(snapshot, plan.of_unit, 6, 0.5));
      CHECK(plan.summary.cut_edges == naive_cut_edges(snapshot, plan.of_unit));
      CHECK(plan.summary.inertia == doctest::Approx(naive_inertia(snapshot, plan.of_unit, 6)));
    }
  }
}

TEST_CASE("on small maps the most compact plan around the locks is found, and its bound stays under it") {
  const auto snapshot = town({"2132", "1231", "3212"});
  for (const auto& [locked, least] : std::map<std::string, int>{{"A", 3}, {"B", 3}, {"AC", 3}}) {
    const auto drawn = drawing({"AABB", "AABB", "CCCC"}, locked);
    const auto asked = question(snapshot, drawn, least, least, 0.4);
    double best = std::numeric_limits<double>::infinity();
    each_plan(12, least, [&](const engines::Plan& plan) {
      if (intact(drawn, plan) && naive_lawful(snapshot, plan, least, 0.4))
        best = std::min(best, naive_inertia(snapshot, plan, least));
    });
    const auto found = computed(asked);
    CAPTURE(locked);
    REQUIRE_FALSE(found.front.empty());
    double reached = std::numeric_limits<double>::infinity();
    for (const FoundPlan& plan : found.front) {
      CHECK(intact(drawn, plan.of_unit));
      reached = std::min(reached, plan.summary.inertia);
      if (plan.summary.bound) CHECK(*plan.summary.bound <= plan.summary.inertia * (1 + 1e-9));
    }
    CHECK(reached == doctest::Approx(best));
  }
}

TEST_CASE("what locks make impossible is said of the sectors locked") {
  const auto snapshot = town({"1111", "1111"});
  const auto why = [&](const std::vector<std::string>& rows, const std::string& locked, std::int32_t districts,
                       double balance) {
    const auto found =
        impossible_with(question(snapshot, drawing(rows, locked), districts, districts, balance), districts);
    return found.value_or(ImpossibilityView{});
  };
  CHECK(why({"AABB", "AABB"}, "A", 2, 0.1).code.empty());
  const auto heavy = why({"AAAB", "AABB"}, "A", 2, 0.1);
  CHECK(heavy.code == "locked_outside");
  CHECK(heavy.units == std::vector<std::string>{"Secteur A"});
  CHECK(heavy.have == 500);
  CHECK(heavy.limit == 440);
  const auto light = why({"AABB", "ABBB"}, "A", 2, 0.1);
  CHECK(light.code == "locked_outside");
  CHECK(light.limit == 360);
  // Two sectors at the edge of what is tolerated leave too much to the third.
  const auto left = why({"ABCC", "ABCC"}, "AB", 3, 0.26);
  CHECK(left.code == "locked_leave");
  CHECK(left.have == 400);
  CHECK(left.limit == 336);
  CHECK(left.units == std::vector<std::string>{"Secteur A", "Secteur B"});
}

TEST_CASE("a lock that cuts the rest in two is named") {
  const auto snapshot = town({"11111"});
  const auto asked = question(snapshot, drawing({"ABCBD"}, "C"), 3, 3, 0.8);
  CHECK_FALSE(impossible_with(asked, 3));
  const auto two = impossible_with(question(snapshot, drawing({"AACBB"}, "C"), 2, 2, 0.8), 2);
  REQUIRE(two);
  CHECK(two->code == "locked_in_the_way");
  CHECK(two->units == std::vector<std::string>{"Secteur C"});
  CHECK(two->districts == 2);
}

TEST_CASE("a search with everything locked, or no sector left to draw, is refused") {
  const auto snapshot = town({"1111", "1111"});
  const auto all = check(question(snapshot, drawing({"AABB", "AABB"}, "AB"), 2, 2));
  REQUIRE_FALSE(all);
  CHECK(all.problem().code == "planning.all_locked");
  const auto few = check(question(snapshot, drawing({"ABCC", "ABCC"}, "AB"), 2, 3));
  REQUIRE_FALSE(few);
  CHECK(few.problem().code == "planning.locked_are_more");
  CHECK(few.problem().field == "/districts_min");
  CHECK(check(question(snapshot, drawing({"ABCC", "ABCC"}, "AB"), 3, 3)));
}

TEST_CASE("districts keep the names drawn; the others are named after their places, never twice alike") {
  auto snapshot = town({"1111", "1111"});
  auto drawn = drawing({"AABB", "AABB"}, "A");
  drawn.districts[1].name = "Ville a – Quartier 3";
  const auto asked = question(snapshot, drawn, 2, 3);
  const auto names = names_of(asked, {0, 0, 1, 2, 0, 0, 1, 1}, 3);
  CHECK(names[0] == "Secteur A");
  CHECK(names[1] == "Ville a – Quartier 3");
  CHECK(names[2] == "Ville a – Quartier 3 2");
  FoundPlan plan{{}, {0, 0, 1, 1, 0, 0, 1, 1}};
  plan.summary.districts = 2;
  plan.summary.moved = {{"ase", 0}};
  const auto page = plan_page(asked, plan);
  CHECK(page.districts[0].locked);
  CHECK_FALSE(page.districts[1].locked);
}

TEST_CASE("opened in the drawing, a plan leaves every locked sector its place, its name and its units") {
  auto snapshot = town({"1111", "1111"});
  snapshot.populations = {0, 100, 100, 100, 0, 100, 100, 100};  // nobody lives in A
  const auto drawn = drawing({"ABBC", "ABBC"}, "A");
  const engines::Plan plan{0, 2, 1, 1, 0, 2, 2, 1};
  const Step step = replacement(snapshot, drawn, plan, {"x", "y", "z"}, "proposal/1/0");
  Journal journal{drawn, {}, {}};
  REQUIRE(check(journal, step));
  const auto after = replay(drawn, {step}).draft;
  CHECK(after.of_unit[0] == 0);
  CHECK(after.of_unit[4] == 0);
  CHECK(after.districts[0].name == "Secteur A");
  CHECK(after.districts[0].locked);
  check_intact(drawn, after.of_unit);
  Step undo;
  undo.kind = StepKind::undo;
  CHECK(replay(drawn, {step, undo}).draft.of_unit == drawn.of_unit);
}

TEST_CASE("places kept whole that are too heavy are named by their communes, each once") {
  auto snapshot = town({"4411", "4411"});
  snapshot.epci_codes = {"X", "X", "Y", "Y", "X", "X", "Y", "Y"};
  for (std::size_t u = 0; u < snapshot.commune_names.size(); ++u)
    snapshot.commune_names[u] = u % 4 == 0 ? "Grandville" : u % 4 == 1 ? "Bourg" : "Hameau";
  Question asked = question(snapshot, {}, 2, 2, 0.2);
  asked.drawing.reset();
  CHECK_FALSE(impossible_with(asked, 2));
  asked.request.keep = Keep::epci;
  const auto why = impossible_with(asked, 2);
  REQUIRE(why);
  CHECK(why->code == "group_too_heavy");
  CHECK(why->units == std::vector<std::string>{"Grandville", "Bourg"});
}
