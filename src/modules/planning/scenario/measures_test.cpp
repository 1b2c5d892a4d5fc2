#include "modules/planning/scenario/measures.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "base/random.hpp"
#include "modules/planning/scenario/scenario.hpp"
#include "modules/planning/testing/small_town.hpp"

using namespace maillage;
using namespace maillage::planning;
using testing::kUneven;
using testing::mission;
using testing::small_town;

namespace {

territory::Snapshot town() {
  return small_town(kUneven, {mission("ase", {"AABB", "AABB", "CCCC"}), mission("ssd", {"XXXX", "YYYY", "YYYY"})});
}
ScenarioRules rules(double balance = 0.2, Keep keep = Keep::none) { return {{"ase", "ssd"}, balance, keep}; }

Draft drawn(const std::vector<std::string>& rows) { return draft_of(mission("", rows)); }

DraftMeasures measured(const std::vector<std::string>& rows, const ScenarioRules& held = rules()) {
  const auto snapshot = town();
  return measure(snapshot, held, draft_of(snapshot.missions[0]), drawn(rows));
}

// Pieces of a district counted by flooding the grid of four columns.
int naive_pieces(const Draft& draft, std::int32_t district) {
  std::set<int> left;
  for (int u = 0; u < 12; ++u)
    if (draft.of_unit[static_cast<std::size_t>(u)] == district) left.insert(u);
  int pieces = 0;
  while (!left.empty()) {
    ++pieces;
    std::vector<int> wave{*left.begin()};
    left.erase(left.begin());
    while (!wave.empty()) {
      const int u = wave.back();
      wave.pop_back();
      for (const int v : {u % 4 > 0 ? u - 1 : -1, u % 4 < 3 ? u + 1 : -1, u - 4, u + 4})
        if (left.erase(v) > 0) wave.push_back(v);
    }
  }
  return pieces;
}

}  // namespace

TEST_CASE("today's map measured against itself moves nobody in its own mission") {
  const auto found = measured({"AABB", "AABB", "CCCC"});
  CHECK(found.districts == 3);
  CHECK(found.unassigned == 0);
  CHECK(found.in_pieces == 0);
  CHECK(found.moved[0].residents == 0);
  CHECK(found.moved[1].residents > 0);
  CHECK(found.moved_residents == found.moved[1].residents);
  for (const auto& row : found.of_district) {
    CHECK(row.pieces == 1);
    CHECK(row.gained + row.lost == 0);
    CHECK(row.population == 600);
    CHECK(row.deviation == doctest::Approx(0));
  }
}

TEST_CASE("what is nobody's is counted, and belongs to no district") {
  const auto found = measured({"A.BB", "AABB", "CCC."});
  CHECK(found.unassigned == 2);
  CHECK(found.unassigned_residents == 400);
  CHECK(found.of_district[0].population == 400);
  CHECK(found.of_district[0].lost == 1);
  CHECK(found.of_district[2].lost == 1);
}

TEST_CASE("a district that lost everything is no longer part of the map: the mean is that of the others") {
  Draft draft = drawn({"AABB", "AABB", "CCCC"});
  for (auto& district : draft.of_unit)
    if (district == 2) district = 0;
  const auto snapshot = town();
  const auto found = measure(snapshot, rules(), draft_of(snapshot.missions[0]), draft);
  CHECK(found.districts == 2);
  CHECK(found.of_district[2].units == 0);
  CHECK(found.of_district[2].pieces == 0);
  CHECK(found.of_district[2].deviation == 0);
  CHECK(found.of_district[0].deviation == doctest::Approx(1200.0 / 900 - 1));
  CHECK(found.of_district[1].deviation == doctest::Approx(600.0 / 900 - 1));
  CHECK(found.outside == 2);
  CHECK(found.max_deviation == doctest::Approx(1.0 / 3));
}

TEST_CASE("pieces, deviations and totals are those of a naive count, on any drawing") {
  const auto snapshot = town();
  const Draft start = draft_of(snapshot.missions[0]);
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    Draft draft = start;
    for (auto& district : draft.of_unit) district = static_cast<std::int32_t>(random.below(4)) - 1;
    const auto found = measure(snapshot, rules(), start, draft);
    std::int64_t residents = found.unassigned_residents;
    std::int32_t units = found.unassigned, in_pieces = 0, outside = 0, held = 0;
    for (const auto& row : found.of_district) {
      CHECK(row.pieces == naive_pieces(draft, row.index));
      residents += row.population;
      units += row.units;
      held += row.units > 0;
      in_pieces += row.pieces > 1;
      outside += row.units > 0 && std::abs(row.deviation) > 0.2;
      CHECK(row.units - row.gained + row.lost == 4);
    }
    CHECK(residents == snapshot.population());
    CHECK(units == 12);
    CHECK(found.districts == held);
    CHECK(found.in_pieces == in_pieces);
    CHECK(found.outside == outside);
    CHECK(found.moved_residents >= std::max(found.moved[0].residents, found.moved[1].residents));
  }
}

TEST_CASE("communes and EPCI cut by a border are counted when they should stay whole") {
  CHECK(measured({"AABB", "AABB", "CCCC"}, rules(0.2, Keep::commune)).cut_places == 0);
  CHECK(measured({"AABB", "ABBB", "CCCB"}, rules(0.2, Keep::commune)).cut_places == 2);
  CHECK(measured({"AABB", "ABBB", "CCCB"}, rules(0.2, Keep::none)).cut_places == 0);
  CHECK(measured({"AABB", "AABB", "CCC."}, rules(0.2, Keep::commune)).cut_places == 1);
  CHECK(measured({"AABB", "ABBB", "CCCB"}, rules(0.2, Keep::epci)).cut_places == 0);
}

TEST_CASE("who moves: the units of a present sector that its continuation no longer holds") {
  const auto snapshot = town();
  const auto moved = moved_units(snapshot, rules(), drawn({"AABB", "ABBB", "CCCC"}));
  std::vector<bool> expected(12, false);
  expected[5] = true;
  CHECK(moved[0] == expected);
}

TEST_CASE("homes say who moves, and never too few of them once one more unit is painted") {
  const auto snapshot = town();
  const auto leaves = [](std::int32_t home, std::int32_t district) {
    return home != kNoSector && (home < 0 || home != district);
  };
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    Draft draft = draft_of(snapshot.missions[0]);
    for (auto& district : draft.of_unit) district = static_cast<std::int32_t>(random.below(4)) - 1;
    const auto homes = homes_of(snapshot, rules(), draft);
    const auto moved = moved_units(snapshot, rules(), draft);
    Draft painted = draft;
    painted.of_unit[random.below(12)] = static_cast<std::int32_t>(random.below(3));
    const auto then = measure(snapshot, rules(), draft, painted);
    for (std::size_t m = 0; m < homes.size(); ++m) {
      std::int64_t most = 0;
      for (std::size_t u = 0; u < 12; ++u) {
        CHECK(leaves(homes[m][u], draft.of_unit[u]) == moved[m][u]);
        if (leaves(homes[m][u], painted.of_unit[u])) most += snapshot.populations[u];
      }
      CHECK(then.moved[m].residents <= most);
    }
  }
}

TEST_CASE("a district continues one sector at most, and only one it shares a place with") {
  const auto snapshot = town();
  const engines::Plan before = mission("", {"AABB", "AABB", "CCCC"}).of_unit;
  CHECK(continued_by(snapshot, before, mission("", {"PPQQ", "PPQQ", "RRRR"}).of_unit, 3) ==
        std::vector<std::int32_t>{0, 1, 2});
  CHECK(continued_by(snapshot, before, mission("", {"PPPP", "PPPP", "QQQQ"}).of_unit, 2) ==
        std::vector<std::int32_t>{0, -1, 1});
  CHECK(continued_by(snapshot, before, mission("", {"PPPP", "PPPP", "...."}).of_unit, 9) ==
        std::vector<std::int32_t>{0, -1, -1});
}

TEST_CASE("rules are checked field by field") {
  const auto snapshot = town();
  const auto refused = [&](const ScenarioRules& held) {
    const auto answer = check(held, snapshot);
    return answer ? std::string() : answer.problem().field;
  };
  CHECK(refused(rules()) == "");
  CHECK(refused({{}, 0.1, Keep::none}) == "/missions");
  CHECK(refused({{"pmi"}, 0.1, Keep::none}) == "/missions");
  CHECK(refused(rules(0)) == "/balance");
  CHECK(refused(rules(1.5)) == "/balance");
}
