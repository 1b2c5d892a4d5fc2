#include "modules/planning/proposal.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "modules/planning/computation.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/testing/small_town.hpp"

using namespace maillage;
using namespace maillage::planning;
using testing::grid;
using testing::kEven;
using testing::mission;
using testing::question_of;
using testing::small_town;

namespace {

territory::Snapshot town() {
  return small_town(kEven, {mission("ase", {"AABB", "AABB", "AABB"}), mission("ssd", {"XXXX", "YYYY", "YYYY"})});
}

ProposalRequest request() {
  ProposalRequest out;
  out.name = "Essai";
  out.missions = {"ase", "ssd"};
  out.districts_min = out.districts_max = 2;
  out.balance = 0.2;
  out.seconds = 1;
  return out;
}

template <class Change>
std::string refused_field(Change change) {
  ProposalRequest changed = request();
  change(changed);
  const auto result = check(changed, town());
  return result ? "" : result.problem().field;
}

PlanSummary summary(std::int32_t index, double inertia, std::int64_t moved) {
  PlanSummary out;
  out.index = index;
  out.inertia = inertia;
  out.moved_residents = moved;
  return out;
}

Computed computed(const ProposalRequest& asked, const territory::Snapshot& snapshot) {
  return compute(question_of(asked, snapshot), 7, 1, nullptr, [](double, const auto&) {});
}

}  // namespace

TEST_CASE("a request is checked field by field") {
  CHECK(refused_field([](auto&) {}) == "");
  CHECK(refused_field([](auto& r) { r.name = ""; }) == "/name");
  CHECK(refused_field([](auto& r) { r.missions = {}; }) == "/missions");
  CHECK(refused_field([](auto& r) { r.missions = {"apa"}; }) == "/missions");
  CHECK(refused_field([](auto& r) { r.districts_min = 1; }) == "/districts_min");
  CHECK(refused_field([](auto& r) { r.districts_max = 1; }) == "/districts_max");
  CHECK(refused_field([](auto& r) { r.districts_max = 13; }) == "/districts_max");
  CHECK(refused_field([](auto& r) { r.balance = 0; }) == "/balance");
  CHECK(refused_field([](auto& r) { r.balance = std::numeric_limits<double>::quiet_NaN(); }) == "/balance");
  CHECK(refused_field([](auto& r) { r.stability = 1; }) == "/stability");
  CHECK(refused_field([](auto& r) { r.seconds = 601; }) == "/seconds");
  CHECK(check(request(), territory::Snapshot{}).problem().code == "planning.no_territory");
}

TEST_CASE("places to keep whole become groups of the engine") {
  auto asked = request();
  CHECK(instance_of(asked, town()).group.empty());
  asked.keep = Keep::commune;
  CHECK(instance_of(asked, town()).group == std::vector<std::int32_t>{0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 2});
}

TEST_CASE("every computed map is lawful, measured and named") {
  const auto snapshot = town();
  const auto found = computed(request(), snapshot);
  REQUIRE_FALSE(found.front.empty());
  CHECK_FALSE(found.why);
  for (const auto& plan : found.front) {
    const auto page = plan_page(question_of(request(), snapshot), plan);
    std::int64_t residents = 0, moved = 0;
    for (const auto& district : page.districts) {
      residents += district.population;
      CHECK(std::abs(district.deviation) <= 0.2 + 1e-9);
      CHECK_FALSE(district.name.empty());
    }
    CHECK(residents == snapshot.population());
    for (const auto& unit : page.moved) moved += unit.population;
    CHECK(moved == plan.summary.moved_residents);
    CHECK(page.districts[0].name != page.districts[1].name);
    if (plan.summary.bound) CHECK(*plan.summary.bound <= plan.summary.objective * (1 + 1e-9));
  }
}

TEST_CASE("what is impossible is said with the place that makes it so") {
  auto snapshot = grid({"9111", "1111"}, {"abcd", "efgh"});
  snapshot.missions = {mission("ase", {"AABB", "AABB"})};
  auto asked = request();
  asked.missions = {"ase"};
  asked.districts_min = asked.districts_max = 4;
  const auto found = computed(asked, snapshot);
  REQUIRE(found.why);
  CHECK(found.why->code == "unit_too_heavy");
  CHECK(found.why->units == std::vector<std::string>{"Quartier 0"});
  CHECK(found.why->have == 900);
  CHECK(found.why->districts == 4);
  CHECK(found.front.empty());
}

TEST_CASE("the plan shown first is the knee of the front") {
  CHECK(best_of({}) == -1);
  CHECK(best_of({summary(0, 100, 1000), summary(1, 110, 100), summary(2, 200, 90)}) == 1);
  CHECK(best_of({summary(0, 100, 0)}) == 0);
}

TEST_CASE("districts take the name of their largest commune, told apart inside one commune") {
  const auto snapshot = grid({"5211", "3111"}, {"aabb", "aabb"});
  const auto names = name_districts(snapshot, {0, 1, 2, 2, 0, 1, 2, 2}, 3);
  CHECK(names == std::vector<std::string>{"Ville a – Quartier 0", "Ville a – Quartier 1", "Ville b"});
}
