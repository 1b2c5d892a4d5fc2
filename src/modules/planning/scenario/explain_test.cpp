#include "modules/planning/scenario/explain.hpp"

#include <doctest/doctest.h>

#include <map>

#include "modules/planning/scenario/scenario.hpp"
#include "modules/planning/testing/small_town.hpp"

using namespace maillage;
using namespace maillage::planning;
using testing::kEven;
using testing::mission;
using testing::small_town;

namespace {

territory::Snapshot town() { return small_town(kEven, {mission("ase", {"AABB", "AABB", "CCCC"})}); }

UnitExplanation explained(std::size_t unit, const std::vector<std::string>& rows, const ScenarioRules& rules,
                          std::int32_t locked = -1) {
  const auto snapshot = town();
  Draft draft = draft_of(mission("", rows));
  if (locked >= 0) draft.districts[static_cast<std::size_t>(locked)].locked = true;
  const auto found = explain(snapshot, rules, draft_of(snapshot.missions[0]), draft, snapshot.codes[unit]);
  REQUIRE(found);
  return *found;
}

std::map<std::string, std::string> verdicts(const UnitExplanation& found) {
  std::map<std::string, std::string> out;
  for (const auto& row : found.alternatives) out[row.name.substr(row.name.size() - 1)] = row.verdict;
  return out;
}

}  // namespace

TEST_CASE("only districts that touch the unit are alternatives") {
  const ScenarioRules rules{{"ase"}, 0.5, Keep::none};
  CHECK(verdicts(explained(0, {"AABB", "AABB", "CCCC"}, rules)).empty());
  CHECK(verdicts(explained(1, {"AABB", "AABB", "CCCC"}, rules)).size() == 1);
  CHECK(verdicts(explained(5, {"AABB", "AABB", "CCCC"}, rules)).size() == 2);
}

TEST_CASE("each reason in its turn: locked, in pieces, a place cut, out of balance, residents who move, farther") {
  const ScenarioRules loose{{"ase"}, 1, Keep::none}, tight{{"ase"}, 0.1, Keep::none};
  CHECK(verdicts(explained(5, {"AABB", "AABB", "CCCC"}, loose, 1))["B"] == "locked");
  CHECK(verdicts(explained(1, {"AAAB", "CCBB", "CCCB"}, loose))["C"] == "cuts");
  CHECK(verdicts(explained(5, {"AABB", "AABB", "CCCC"}, {{"ase"}, 1, Keep::commune}))["C"] == "cuts_place");
  CHECK(verdicts(explained(5, {"AABB", "AABB", "CCCC"}, tight))["B"] == "unbalances");
  CHECK(verdicts(explained(5, {"AABB", "AABB", "CCCC"}, loose))["B"] == "moves");
}

TEST_CASE("a move that gives residents their present sector back comes first, then one that only makes it compact") {
  const auto found = explained(5, {"AABB", "ABBB", "CCCC"}, {{"ase"}, 1, Keep::none});
  REQUIRE(found.alternatives.size() == 2);
  CHECK(found.alternatives[0].verdict == "fewer_moves");
  CHECK(found.alternatives[1].verdict == "better");
  CHECK(found.alternatives[0].moved_more == -100);
  CHECK(found.alternatives[0].deviation_there == doctest::Approx(0));
  CHECK(found.today.size() == 1);
  CHECK(found.today[0].sector == "Secteur A");
  CHECK(found.today[0].moved);
}

TEST_CASE("the figures of an alternative are the measures after the move, less those before") {
  const auto snapshot = town();
  const ScenarioRules rules{{"ase"}, 0.3, Keep::none};
  const Draft draft = draft_of(mission("", {"AABB", "ABBB", "CCCC"}));
  const Draft start = draft_of(snapshot.missions[0]);
  for (std::size_t unit = 0; unit < snapshot.codes.size(); ++unit) {
    const auto found = explain(snapshot, rules, start, draft, snapshot.codes[unit]);
    REQUIRE(found);
    const auto now = measure(snapshot, rules, start, draft);
    for (const auto& row : found->alternatives) {
      Draft moved = draft;
      moved.of_unit[unit] = row.district;
      const auto then = measure(snapshot, rules, start, moved);
      CHECK(row.inertia_more == doctest::Approx(then.inertia - now.inertia));
      CHECK(row.moved_more == then.moved_residents - now.moved_residents);
      CHECK(row.outside_more == then.outside - now.outside);
    }
  }
}

TEST_CASE("a unit that is nobody's has neighbours too; one that does not exist has no explanation") {
  const auto found = explained(5, {"AABB", "A.BB", "CCCC"}, {{"ase"}, 1, Keep::none});
  CHECK(found.district == -1);
  CHECK(found.district_name == "");
  CHECK(found.alternatives.size() == 3);
  const auto snapshot = town();
  const Draft start = draft_of(snapshot.missions[0]);
  CHECK_FALSE(explain(snapshot, {{"ase"}, 1, Keep::none}, start, start, "99999"));
}
