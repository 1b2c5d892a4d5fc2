#include "modules/planning/scenario/transition.hpp"

#include <doctest/doctest.h>

#include "base/csv.hpp"
#include "base/random.hpp"
#include "modules/planning/testing/small_town.hpp"

using namespace maillage;
using namespace maillage::planning;
using testing::kUneven;
using testing::mission;
using testing::small_town;

namespace {

territory::Snapshot town() {
  return small_town(kUneven, {mission("ase", {"AABB", "AABB", "CCCC"}), mission("ssd", {"XXXX", "YYYY", "YYY."})});
}
const ScenarioRules kBoth{{"ase", "ssd"}, 0.5, Keep::none};

Transition change(const std::vector<std::string>& rows, const std::vector<territory::SiteInUnit>& sites = {}) {
  const auto snapshot = town();
  return transition(snapshot, decided_maps(snapshot, kBoth, draft_of(mission("", rows))), sites);
}

std::vector<std::string> codes(const territory::DecidedMap& map) {
  std::vector<std::string> out;
  for (const auto& sector : map.sectors) out.push_back(sector.code);
  return out;
}

}  // namespace

TEST_CASE("a sector that goes on keeps its code in each mission; a new one takes a free code") {
  const auto snapshot = town();
  const auto maps = decided_maps(snapshot, kBoth, draft_of(mission("", {"PPQQ", "PPQQ", "RRRR"})));
  REQUIRE(maps.size() == 2);
  CHECK(codes(maps[0]) == std::vector<std::string>{"A", "B", "C"});
  auto second = codes(maps[1]);
  std::sort(second.begin(), second.end());
  CHECK(second == std::vector<std::string>{"N01", "X", "Y"});
  CHECK(maps[0].sectors[0].name == "Secteur P");
}

TEST_CASE("a free code is never one that a sector of today bears") {
  auto snapshot = town();
  snapshot.missions[0].sectors[2].code = "N01";
  const auto maps = decided_maps(snapshot, {{"ase"}, 0.5, Keep::none}, draft_of(mission("", {"PPQQ", "PPQQ", "RRSS"})));
  auto all = codes(maps[0]);
  std::sort(all.begin(), all.end());
  CHECK(all == std::vector<std::string>{"A", "B", "N01", "N02"});
}

TEST_CASE("today's own map changes nothing in its mission") {
  const auto found = change({"AABB", "AABB", "CCCC"});
  CHECK(found.missions[0].residents == 0);
  CHECK(found.missions[0].units == 0);
  for (const auto& row : found.units) CHECK(row.mission == "ssd");
}

TEST_CASE("units, residents and sites that change, counted naively, on any drawing") {
  const auto snapshot = town();
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    Draft draft = draft_of(mission("", {"AABB", "AABB", "CCCC"}));
    for (int i = 0; i < 5; ++i) draft.of_unit[random.below(12)] = static_cast<std::int32_t>(random.below(3));
    std::vector<territory::SiteInUnit> sites{{"s1", "Maison", "mds", static_cast<std::int32_t>(random.below(12))},
                                             {"s2", "Ailleurs", "pmi", -1}};
    const auto maps = decided_maps(snapshot, kBoth, draft);
    const auto found = transition(snapshot, maps, sites);
    for (std::size_t m = 0; m < 2; ++m) {
      const auto& today = snapshot.missions[m];
      std::int64_t residents = 0;
      std::int32_t units = 0, moved_sites = 0;
      for (std::size_t u = 0; u < 12; ++u) {
        const auto before = today.of_unit[u], after = maps[m].of_unit[u];
        const std::string from = before < 0 ? "" : today.sectors[static_cast<std::size_t>(before)].code;
        if (from == maps[m].sectors[static_cast<std::size_t>(after)].code) continue;
        ++units;
        residents += snapshot.populations[u];
        moved_sites += sites[0].unit == static_cast<std::int32_t>(u);
      }
      CHECK(found.missions[m].units == units);
      CHECK(found.missions[m].residents == residents);
      CHECK(found.missions[m].sites == moved_sites);
    }
    CHECK(found.units.size() ==
          static_cast<std::size_t>(found.missions[0].units) + static_cast<std::size_t>(found.missions[1].units));
  }
}

TEST_CASE("what becomes of each sector: goes on, is dissolved, is new") {
  const auto found = change({"PPPP", "PPPP", "RRSS"});
  std::vector<std::string> lines;
  std::int64_t before = 0, after = 0;
  for (const auto& row : found.sectors) {
    if (row.mission != "ase") continue;
    lines.push_back(row.code + ">" + row.to_code);
    before += row.population_before;
    after += row.population_after;
  }
  CHECK(lines.size() == 4);
  CHECK(before == 1800);
  CHECK(after == 1800);
  CHECK(std::count_if(lines.begin(), lines.end(), [](auto& line) { return line.ends_with(">"); }) == 1);
  CHECK(std::count_if(lines.begin(), lines.end(), [](auto& line) { return line.starts_with(">"); }) == 1);
}

TEST_CASE("a unit that was nobody's enters a sector, and says so") {
  const auto found = change({"AABB", "AABB", "CCCC"});
  const auto entered =
      std::find_if(found.units.begin(), found.units.end(), [](auto& row) { return row.from_code.empty(); });
  REQUIRE(entered != found.units.end());
  CHECK(entered->mission == "ssd");
  CHECK(entered->to_code != "");
}

TEST_CASE("the file is read back by our own reader, names that look like formulas included") {
  Transition found;
  found.units = {{"ase", "93001", "=HYPERLINK(1)", "L'Île, \"Haute\"", 1200, "A", "Nord", "N01", "Sud;Est"}};
  const std::string text = transition_csv(found);
  csv::Reader reader(text, ',');
  REQUIRE(reader.next());
  CHECK(reader.fields().size() == 9);
  REQUIRE(reader.next());
  CHECK(reader.fields()[2] == "'=HYPERLINK(1)");
  CHECK(reader.fields()[3] == "L'Île, \"Haute\"");
  CHECK(reader.fields()[4] == "1200");
  CHECK(reader.fields()[8] == "Sud;Est");
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.fault());
}
