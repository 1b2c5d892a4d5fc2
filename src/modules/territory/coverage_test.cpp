#include "modules/territory/coverage.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "modules/territory/testing/map_of_text.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

std::vector<CoverageFault> faults_of(const DayRecords& records) { return coverage_faults(Day(records), 0); }

std::vector<CoverageFault> faults_of(const std::vector<std::string>& rows) { return faults_of(map_of(rows)); }

}  // namespace

TEST_CASE("a map that covers every unit once with sectors of one piece has no fault") {
  CHECK(faults_of(std::vector<std::string>{"AAB", "CCB"}).empty());
}

TEST_CASE("gaps that touch are one fault; others are told apart, the largest first") {
  const auto faults = faults_of(std::vector<std::string>{".AA", "BA.", "BA."});
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].kind == FaultKind::gap);
  CHECK(faults[0].units == std::vector<std::string>{unit_code(5), unit_code(8)});
  CHECK(faults[0].population == 200);
  CHECK(faults[1].units == std::vector<std::string>{unit_code(0)});
}

TEST_CASE("units claimed twice are listed with their claimants") {
  const auto faults = faults_of(std::vector<std::string>{"aaB", "ZZB"});
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].kind == FaultKind::overlap);
  CHECK(faults[0].sectors == std::vector<std::int32_t>{0, 2});
  CHECK(faults[0].units.size() == 2);
}

TEST_CASE("a sector in pieces: the units away from its largest piece") {
  const auto faults = faults_of(std::vector<std::string>{"AABA", "AABB"});
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].kind == FaultKind::pieces);
  CHECK(faults[0].units == std::vector<std::string>{unit_code(3)});
  CHECK(faults[0].args == decltype(faults[0].args){{"pieces", "2"}});
}

TEST_CASE("a code that is no place: unknown, or gone with the reason") {
  DayRecords records = map_of({"AA"});
  records.sector_units.push_back({"ssd", "A", "93059", "", "", "", -1, -1, "any"});
  records.sector_units.push_back({"ssd", "A", "93999", "", "", "", -1, -1, "any"});
  records.commune_names.push_back({"93059", "Pierrefitte-sur-Seine", Date(2000, 1, 1)});
  records.events.push_back({Date(2025, 1, 1), "merged", "93059", "93066", 1, false});
  const auto faults = faults_of(records);
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].units == std::vector<std::string>{"93059"});
  CHECK(faults[0].names == std::vector<std::string>{"Pierrefitte-sur-Seine"});
  CHECK(faults[0].reason == "no_longer_exists");
  CHECK(faults[0].args[2].second == "93066");
  CHECK(faults[1].reason == "unknown_code");
  records.at = Date(2024, 12, 31);
  CHECK(faults_of(records)[0].reason == "unknown_code");  // the merger has not happened yet
}

TEST_CASE("a unit shared by streets is said; the rest of it stays with its sector") {
  DayRecords records = map_of({"AB"});
  records.sector_units.push_back({"ssd", "B", unit_code(0), "rue paris", "Rue de Paris", "", 1, 99, "odd"});
  const auto faults = faults_of(records);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].kind == FaultKind::split_unit);
  CHECK(Day(records).snapshot.missions[0].of_unit == std::vector<std::int32_t>{0, 1});
}

TEST_CASE("a commune-wide row gives way to the rows of its IRIS") {
  DayRecords records;
  records.at = Date(2025, 1, 1);
  records.places = {{"commune", "93001", "Alpha", "", {}, kEndOfTime},
                    {"iris", "930010101", "Nord", "H", {}, kEndOfTime},
                    {"iris", "930010102", "Sud", "H", {}, kEndOfTime}};
  records.memberships = {{"iris", "930010101", "commune", "93001"}, {"iris", "930010102", "commune", "93001"}};
  records.populations = {{"commune", "93001", 101, false}};
  records.sectors = {{"ssd", "A", "A", {}, kEndOfTime}, {"ssd", "B", "B", {}, kEndOfTime}};
  records.sector_units = {{"ssd", "A", "93001", "", "", "", -1, -1, "any"},
                          {"ssd", "B", "930010102", "", "", "", -1, -1, "any"}};
  const Day day(records);
  CHECK(day.snapshot.missions[0].of_unit == std::vector<std::int32_t>{0, 1});
  CHECK(coverage_faults(day, 0).empty());
  CHECK(day.snapshot.populations[0] + day.snapshot.populations[1] == 101);  // apportioned, to the last resident
  CHECK(day.snapshot.estimated[0]);
}

TEST_CASE("property: on random maps every unit is in a gap, in an overlap or in exactly one sector") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    std::vector<std::string> rows(4, std::string(5, '.'));
    std::size_t nobody = 0, twice = 0;
    for (std::string& row : rows)
      for (char& cell : row) {
        cell = "ABCab."[random.below(6)];
        nobody += cell == '.' ? 1 : 0;
        twice += cell >= 'a' ? 1 : 0;
      }
    std::size_t gaps = 0, overlaps = 0;
    const DayRecords records = map_of(rows);
    if (records.sectors.empty()) continue;
    for (const CoverageFault& fault : faults_of(records)) {
      if (fault.kind == FaultKind::gap) gaps += fault.units.size();
      if (fault.kind == FaultKind::overlap) overlaps += fault.units.size();
      CHECK(std::is_sorted(fault.sectors.begin(), fault.sectors.end()));
      CHECK(fault.population == static_cast<std::int64_t>(100 * fault.units.size()));
    }
    CHECK(gaps == nobody);
    CHECK(overlaps == twice);
  }
}
