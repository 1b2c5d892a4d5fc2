#include "modules/planning/scenario/scenario.hpp"

#include <doctest/doctest.h>

#include <array>

#include "base/random.hpp"
#include "modules/planning/testing/small_town.hpp"

using namespace maillage;
using namespace maillage::planning;
using testing::kUneven;
using testing::mission;
using testing::small_town;

namespace {

constexpr std::array kStages{Stage::draft, Stage::submitted, Stage::amended, Stage::adopted, Stage::rejected};

std::string passage(Stage from, Stage to, std::vector<Role> roles) {
  const auto answer = check_passage(from, to, roles);
  return answer ? "" : answer.problem().code;
}

territory::Snapshot town() { return small_town(kUneven, {mission("ase", {"AABB", "AABB", "CCCC"})}); }

}  // namespace

TEST_CASE("of the twenty-five passages five exist, each in one pair of hands") {
  int open = 0;
  for (const Stage from : kStages) {
    for (const Stage to : kStages) {
      const bool planner = passage(from, to, {Role::planner}).empty();
      const bool executive = passage(from, to, {Role::executive}).empty();
      CHECK_FALSE((planner && executive));
      CHECK_FALSE(passage(from, to, {Role::administrator}).empty());
      if (!planner && !executive) continue;
      ++open;
      CHECK(executive == (to == Stage::adopted || to == Stage::rejected));
      CHECK(from != Stage::adopted);
      CHECK(from != Stage::rejected);
      CHECK(passage(from, to, {Role::planner, Role::executive}).empty());
    }
  }
  CHECK(open == 5);
  CHECK(passage(Stage::submitted, Stage::adopted, {Role::planner}) == "planning.executive_decides");
  CHECK(passage(Stage::draft, Stage::submitted, {Role::executive}) == "planning.planner_decides");
  CHECK(passage(Stage::draft, Stage::adopted, {Role::executive}) == "planning.no_such_passage");
}

TEST_CASE("only what is drafted or amended may still be drawn") {
  for (const Stage stage : kStages) CHECK(editable(stage) == (stage == Stage::draft || stage == Stage::amended));
}

TEST_CASE("a plan taken whole: what continues keeps its place and its name, the rest comes after") {
  const auto snapshot = town();
  const Draft draft = draft_of(snapshot.missions[0]);
  const auto plan = mission("", {"QQPP", "QQPP", "SSRR"}).of_unit;
  const Step step = replacement(snapshot, draft, plan, {"p", "q", "r", "s"}, "proposal/1/2");
  CHECK(step.kind == StepKind::replace);
  CHECK(step.origin == "proposal/1/2");
  REQUIRE(step.names.size() == 4);
  CHECK(step.names[0] == "Secteur A");
  CHECK(step.names[1] == "Secteur B");
  CHECK(step.names[2] == "Secteur C");
  CHECK((step.names[3] == "r" || step.names[3] == "s"));
  CHECK(step.units[0] == 0);
  CHECK(step.units[3] == 1);
  CHECK(check(replay(draft, {}), step).ok());
}

TEST_CASE("a plan taken whole is the same partition under other numbers, whatever the maps") {
  const auto snapshot = town();
  const Draft draft = draft_of(snapshot.missions[0]);
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    const auto districts = 1 + static_cast<std::int32_t>(random.below(6));
    engines::Plan plan;
    for (int u = 0; u < 12; ++u)
      plan.push_back(static_cast<std::int32_t>(random.below(static_cast<std::size_t>(districts))));
    std::vector<std::string> names;
    for (int d = 0; d < districts; ++d) names.push_back("n" + std::to_string(d));
    const Step step = replacement(snapshot, draft, plan, names, "");
    REQUIRE(check(replay(draft, {}), step).ok());
    const auto after = replay(draft, {step}).draft;
    for (std::size_t a = 0; a < plan.size(); ++a)
      for (std::size_t b = 0; b < plan.size(); ++b)
        CHECK((plan[a] == plan[b]) == (after.of_unit[a] == after.of_unit[b]));
  }
}
