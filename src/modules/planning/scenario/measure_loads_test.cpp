// Quantities of a scenario's rules, measured by sector.
#include <doctest/doctest.h>

#include "modules/planning/scenario/scenario.hpp"
#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

territory::Snapshot town() {
  auto snapshot = grid({"1111", "1111", "1111"}, {"aabb", "aabb", "cccc"});
  snapshot.missions = {mission("ase", {"AABB", "AABB", "CCCC"})};
  return snapshot;
}

ScenarioRules rules(double balance) { return {{"ase"}, balance, Keep::none}; }

}  // namespace

TEST_CASE("quantities of the rules are measured by sector; a sector is outside once, whatever it lacks") {
  const auto snapshot = town();
  territory::Quantity births{"births", "Naissances", "", "2023", "", "", "", {}, {}, {}};
  births.of_unit.assign(snapshot.codes.size(), 1000);
  births.of_unit[0] = 7000;
  ScenarioRules asked = rules(0.2);
  asked.weights = {{"births", 0.25}, {"gone", 0.1}};
  const auto draft = draft_of(mission("", {"AABB", "AABB", "CCCC"}));
  const auto found = measure(snapshot, asked, draft, draft, {births});
  double whole = 0;
  for (const DistrictMeasure& row : found.of_district) {
    REQUIRE(row.loads.size() == 1);
    CHECK(row.loads[0].quantity == "births");
    whole += row.loads[0].amount;
  }
  CHECK(whole == 18);
  CHECK(found.of_district[0].loads[0].amount == 10);
  CHECK(found.of_district[0].loads[0].deviation == doctest::Approx(10 / 6.0 - 1));
  CHECK(found.outside == measure(snapshot, rules(0.2), draft, draft).outside + 3);
  asked.weights = {{"births", 0.7}};
  CHECK(measure(snapshot, asked, draft, draft, {births}).outside ==
        measure(snapshot, rules(0.2), draft, draft).outside);
  CHECK(check(asked, snapshot).problem().code == "planning.unknown_quantity");
  CHECK(check(asked, snapshot, {births}));
}
