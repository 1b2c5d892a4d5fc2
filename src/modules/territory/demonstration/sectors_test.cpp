#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "modules/territory/demonstration/missions.hpp"
#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/shown.hpp"

namespace maillage::territory::demonstration {
namespace {

using Units = std::set<IrisCode>;

// Units of every sector of a mission on a day.
std::map<std::string, Units> sectors_on(const Departement& d, const std::string& mission, Date day) {
  std::map<std::string, Units> sectors;
  for (const Sector& sector : d.sectors)
    for (const SectorMember& member : sector.members)
      if (sector.mission == mission && member.period.contains(day)) sectors[sector.code].insert(member.unit);
  return sectors;
}

bool of_one_piece(const Units& units, const std::map<IrisCode, std::set<IrisCode>>& neighbours) {
  Units seen{*units.begin()};
  std::vector<IrisCode> stack(seen.begin(), seen.end());
  while (!stack.empty()) {
    const IrisCode code = stack.back();
    stack.pop_back();
    for (const IrisCode& next : neighbours.at(code))
      if (units.contains(next) && seen.insert(next).second) stack.push_back(next);
  }
  return seen.size() == units.size();
}

std::map<IrisCode, std::int64_t> populations(const Departement& d) {
  std::map<IrisCode, std::int64_t> population;
  for (const Iris* iris : in_force(d.iris, kToday)) population[iris->code] = iris->population;
  return population;
}

// Share of residents for whom the sectors of the missions are not made of the same units.
double disagreement(const Departement& d, const std::vector<std::string>& missions) {
  std::map<IrisCode, std::set<Units>> compositions;
  for (const std::string& mission : missions)
    for (const auto& [code, units] : sectors_on(d, mission, kToday))
      for (const IrisCode& unit : units) compositions[unit].insert(units);
  double differing = 0, total = 0;
  for (const auto& [unit, people] : populations(d)) {
    total += static_cast<double>(people);
    if (compositions[unit].size() > 1) differing += static_cast<double>(people);
  }
  return differing / total;
}

const Date kDays[] = {Date(2022, 1, 1), Date(2024, 12, 31), kToday};

}  // namespace

TEST_CASE("sectors: 33 SSD, 22 ASE, 28 PMI, 9 MDS, 6 territoires, each unit in exactly one of each, on every date") {
  const std::map<std::string, std::size_t> expected{
      {"ssd", 33}, {"ase", 22}, {"pmi", 28}, {"mds", 9}, {"territoire", 6}};
  for (const Date day : kDays)
    for (const auto& [mission, count] : expected) {
      const auto sectors = sectors_on(shown(), mission, day);
      CHECK(sectors.size() == count);
      std::size_t claimed = 0;
      Units covered;
      for (const auto& [code, units] : sectors) claimed += units.size(), covered.insert(units.begin(), units.end());
      const auto iris = in_force(shown().iris, day);
      CHECK(claimed == iris.size());
      CHECK(covered.size() == iris.size());
      for (const Iris* unit : iris) CHECK(covered.contains(unit->code));
    }
}

TEST_CASE("sectors: every one is of one piece on every date") {
  for (const Date day : kDays) {
    const auto neighbours = neighbours_on(shown(), day);
    for (const char* mission : {"ssd", "ase", "pmi", "mds", "territoire"})
      for (const auto& [code, units] : sectors_on(shown(), mission, day))
        CHECK_MESSAGE(of_one_piece(units, neighbours), code);
  }
}

TEST_CASE("sectors: the three maps disagree for most residents, agree for a third, and no two are the same") {
  const double all = disagreement(shown(), {"ssd", "ase", "pmi"});
  CHECK(all > 0.55);
  CHECK(all < 0.75);
  for (const std::vector<std::string>& pair :
       {std::vector<std::string>{"ssd", "ase"}, {"ssd", "pmi"}, {"ase", "pmi"}}) {
    CHECK(disagreement(shown(), pair) > 0.4);
    CHECK(disagreement(shown(), pair) <= all);
  }
}

TEST_CASE("sectors: social service sectors are even, PMI sectors are not") {
  const auto people = populations(shown());
  const auto spread = [&](const char* mission) {
    std::int64_t least = 1'000'000'000, most = 0;
    for (const auto& [code, units] : sectors_on(shown(), mission, kToday)) {
      std::int64_t population = 0;
      for (const IrisCode& unit : units) population += people.at(unit);
      least = std::min(least, population);
      most = std::max(most, population);
    }
    return std::pair(least, most);
  };
  CHECK(spread("ssd").first > 18'000);
  CHECK(spread("ssd").second < 65'000);
  CHECK(spread("pmi").second > 5 * spread("pmi").first);
}

TEST_CASE("sectors: a territoire is made of whole MDS areas") {
  const auto territoires = sectors_on(shown(), "territoire", kToday);
  for (const auto& [code, units] : sectors_on(shown(), "mds", kToday))
    CHECK(std::any_of(territoires.begin(), territoires.end(), [&](const auto& territoire) {
      return std::includes(territoire.second.begin(), territoire.second.end(), units.begin(), units.end());
    }));
}

TEST_CASE("sectors: one block changed social service sector in September 2024, nothing else did") {
  const Date eve(2024, 8, 31);
  CHECK(sectors_on(shown(), "ssd", eve) != sectors_on(shown(), "ssd", kSsdChange));
  for (const char* mission : {"ase", "pmi", "mds", "territoire"})
    CHECK(sectors_on(shown(), mission, eve) == sectors_on(shown(), mission, kSsdChange));
  Units moved;
  const auto before = sectors_on(shown(), "ssd", eve);
  for (const auto& [code, units] : sectors_on(shown(), "ssd", kSsdChange))
    std::set_difference(units.begin(), units.end(), before.at(code).begin(), before.at(code).end(),
                        std::inserter(moved, moved.begin()));
  CHECK(moved.size() >= 1);
  CHECK(moved.size() <= 8);
}

TEST_CASE(
    "sectors: the absorbed commune leaves every sector on the day of the merger, and shared all of its successor's") {
  const Merger& merger = shown().mergers.front();
  const IrisCode into = *IrisCode::parse(merger.into.str() + "0000"),
                 absorbed = *IrisCode::parse(merger.absorbed.str() + "0000");
  for (const char* mission : {"ssd", "ase", "pmi", "mds", "territoire"}) {
    for (const auto& [code, units] : sectors_on(shown(), mission, Date(2024, 12, 31)))
      CHECK(units.contains(into) == units.contains(absorbed));
    for (const auto& [code, units] : sectors_on(shown(), mission, merger.date)) CHECK_FALSE(units.contains(absorbed));
  }
}

TEST_CASE("sectors: codes and names are unique in a mission") {
  std::set<std::pair<std::string, std::string>> codes, names;
  for (const Sector& sector : shown().sectors) {
    CHECK(codes.insert({sector.mission, sector.code}).second);
    CHECK(names.insert({sector.mission, sorting_key(sector.name)}).second);
  }
  CHECK(codes.size() == 33 + 22 + 28 + 9 + 6);
}

}  // namespace maillage::territory::demonstration
