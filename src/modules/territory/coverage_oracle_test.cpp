// The coverage check against an enumeration of every row for every unit, on random maps of sectors.
#include <doctest/doctest.h>

#include <set>

#include "base/random.hpp"
#include "modules/territory/coverage.hpp"
#include "modules/territory/testing/naive.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

namespace {

const std::string kLetters = "ABCDE";

std::string commune_code(std::size_t commune) { return "9300" + std::to_string(commune + 1); }
std::string iris_code(std::size_t commune, std::size_t iris) {
  return commune_code(commune) + "010" + std::to_string(iris + 1);
}

// Six communes, some cut into IRIS, borders and residents drawn at random; no sector yet.
DayRecords random_places(Random& random) {
  DayRecords records;
  records.at = Date(2025, 6, 1);
  std::vector<std::string> units;
  for (std::size_t c = 0; c < 6; ++c) {
    records.places.push_back({"commune", commune_code(c), "Commune", "", Date(2000, 1, 1), kEndOfTime});
    const std::size_t count = random.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      records.places.push_back({"iris", iris_code(c, i), "Iris", "H", Date(2000, 1, 1), kEndOfTime});
      records.memberships.push_back({"iris", iris_code(c, i), "commune", commune_code(c)});
      units.push_back(iris_code(c, i));
    }
    if (count == 0) units.push_back(commune_code(c));
  }
  for (const std::string& unit : units)
    records.populations.push_back(
        {unit.size() == 5 ? "commune" : "iris", unit, static_cast<std::int64_t>(random.below(4)) * 50, false});
  for (std::size_t a = 0; a < units.size(); ++a)
    for (std::size_t b = a + 1; b < units.size(); ++b)
      if (random.below(4) == 0) records.edges.push_back({units[a], units[b], 1000});
  return records;
}

// Rows about units, whole communes, streets of either, and codes of nowhere.
void add_rows(DayRecords& records, Random& random) {
  for (const char letter : kLetters)
    records.sectors.push_back({"ssd", std::string(1, letter), "Secteur", Date(2000, 1, 1), kEndOfTime});
  std::set<std::pair<std::string, std::string>> written;
  for (std::uint64_t i = random.below(24); i-- > 0;) {
    const PlaceRecord& place = records.places[random.below(records.places.size())];
    const std::string sector(1, kLetters[random.below(kLetters.size())]);
    const bool street = random.below(3) == 0;
    const std::string code = random.below(12) == 0 ? "75056" : place.code;
    if (!written.emplace(sector + (street ? std::to_string(i) : ""), code).second) continue;
    records.sector_units.push_back(
        {"ssd", sector, code, street ? "rue " + std::to_string(i) : "", street ? "Rue" : "", "", -1, -1, "any"});
  }
}

std::multiset<std::string> found(const Day& day) {
  std::multiset<std::string> all;
  for (const CoverageFault& fault : coverage_faults(day, 0)) {
    static constexpr const char* kKinds[] = {"gap", "overlap", "pieces", "unknown_unit", "split_unit"};
    std::string line = std::string(kKinds[static_cast<int>(fault.kind)]) + " [";
    for (const std::int32_t sector : fault.sectors)
      line += day.claims[0].sectors[static_cast<std::size_t>(sector)].code;
    line += "]";
    std::set<std::string> units(fault.units.begin(), fault.units.end());
    CHECK(units.size() == fault.units.size());
    CHECK(fault.names.size() == fault.units.size());
    for (const std::string& unit : units) line += " " + unit;
    all.insert(line + " =" + std::to_string(fault.population));
  }
  return all;
}

}  // namespace

TEST_CASE("oracle: gaps, overlaps, pieces, codes of nowhere and shared units are those of the enumeration") {
  std::set<std::string> kinds_met;
  for (std::uint64_t seed = 1; seed <= 700; ++seed) {
    Random random(seed);
    DayRecords records = random_places(random);
    add_rows(records, random);
    const Day day(std::move(records));
    const Naive naive(day);
    const auto expected = naive.faults();
    CHECK_MESSAGE(found(day) == expected, "seed " << seed);
    for (std::size_t u = 0; u < naive.owners.size(); ++u) {
      const std::int32_t sector = day.claims[0].of_unit[u];
      CHECK((sector < 0 ? "" : day.claims[0].sectors[static_cast<std::size_t>(sector)].code) == naive.owners[u]);
    }
    for (const std::string& line : expected) kinds_met.insert(line.substr(0, line.find(' ')));
  }
  CHECK(kinds_met.size() == 5);  // the random maps show every kind of fault
}

TEST_CASE("property: faults come by kind, then the most residents first; the order of rows changes nothing") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    DayRecords records = random_places(random);
    add_rows(records, random);
    DayRecords shuffled = records;
    for (std::size_t i = shuffled.sector_units.size(); i > 1; --i)
      std::swap(shuffled.sector_units[i - 1], shuffled.sector_units[random.below(i)]);
    const Day day(std::move(records)), other(std::move(shuffled));
    const auto faults = coverage_faults(day, 0);
    for (std::size_t i = 1; i < faults.size(); ++i) {
      CHECK(faults[i - 1].kind <= faults[i].kind);
      if (faults[i - 1].kind == faults[i].kind) CHECK(faults[i - 1].population >= faults[i].population);
    }
    CHECK(found(day) == found(other));
  }
}

TEST_CASE("property: giving every unit to one sector leaves pieces at most; giving it its largest piece mends them") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    DayRecords records = random_places(random);
    for (const char letter : kLetters)
      records.sectors.push_back({"ssd", std::string(1, letter), "Secteur", Date(2000, 1, 1), kEndOfTime});
    {
      const Day empty(records);
      for (const std::string& unit : empty.snapshot.codes)
        records.sector_units.push_back(
            {"ssd", std::string(1, kLetters[random.below(5)]), unit, "", "", "", -1, -1, "any"});
    }
    const Day day(records);
    std::set<std::string> away;
    for (const CoverageFault& fault : coverage_faults(day, 0)) {
      CHECK(fault.kind == FaultKind::pieces);
      away.insert(fault.units.begin(), fault.units.end());
    }
    std::erase_if(records.sector_units, [&](const SectorUnitRecord& row) { return away.contains(row.unit); });
    for (const CoverageFault& fault : coverage_faults(Day(records), 0)) CHECK(fault.kind == FaultKind::gap);
  }
}
