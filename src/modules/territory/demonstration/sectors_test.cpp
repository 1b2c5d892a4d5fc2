#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "modules/territory/demonstration/missions.hpp"
#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {
namespace {

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

// The missions whose sector around each unit is made of the same units as the SSD's or the PMI's.
struct Agreement {
  double all = 0, ssd_ase = 0, ssd_pmi = 0, ase_pmi = 0;  // shares of the residents
};
Agreement agreement(const Departement& d) {
  std::map<IrisCode, std::map<std::string, Units>> around;
  for (const char* mission : {"ssd", "ase", "pmi"})
    for (const auto& [code, units] : sectors_on(d, mission, kToday))
      for (const IrisCode& unit : units) around[unit][mission] = units;
  Agreement shares;
  double total = 0;
  for (const auto& [unit, people] : populations(d)) {
    auto& sector = around.at(unit);
    const bool ssd_ase = sector["ssd"] == sector["ase"], ssd_pmi = sector["ssd"] == sector["pmi"];
    const auto residents = static_cast<double>(people);
    total += residents;
    shares.ssd_ase += ssd_ase ? residents : 0;
    shares.ssd_pmi += ssd_pmi ? residents : 0;
    shares.ase_pmi += sector["ase"] == sector["pmi"] ? residents : 0;
    shares.all += ssd_ase && ssd_pmi ? residents : 0;
  }
  for (double* share : {&shares.all, &shares.ssd_ase, &shares.ssd_pmi, &shares.ase_pmi}) *share /= total;
  return shares;
}

const Date kDays[] = {Date(2022, 1, 1), Date(2024, 12, 31), kToday};

}  // namespace

TEST_CASE("sectors: 33 SSD, 22 ASE, 28 PMI, 9 MDS, 6 territoires, each unit in exactly one of each, on every date") {
  for_each_departement([&](const Departement& d) {
    const std::map<std::string, std::size_t> expected{
        {"ssd", 33}, {"ase", 22}, {"pmi", 28}, {"mds", 9}, {"territoire", 6}};
    for (const Date day : kDays)
      for (const auto& [mission, count] : expected) {
        const auto sectors = sectors_on(d, mission, day);
        CHECK(sectors.size() == count);
        std::size_t claimed = 0;
        Units covered;
        for (const auto& [code, units] : sectors) claimed += units.size(), covered.insert(units.begin(), units.end());
        const auto iris = in_force(d.iris, day);
        CHECK(claimed == iris.size());
        CHECK(covered.size() == iris.size());
        for (const Iris* unit : iris) CHECK(covered.contains(unit->code));
      }
  });
}

TEST_CASE("sectors: every one is of one piece on every date") {
  for_each_departement([&](const Departement& d) {
    for (const Date day : kDays) {
      const auto neighbours = neighbours_on(d, day);
      for (const char* mission : {"ssd", "ase", "pmi", "mds", "territoire"})
        for (const auto& [code, units] : sectors_on(d, mission, day))
          CHECK_MESSAGE(of_one_piece(units, neighbours), code);
    }
  });
}

TEST_CASE("sectors: the three maps agree for a quarter to a third of the residents, two of them for more, unequally") {
  for_each_departement([](const Departement& d) {
    const Agreement share = agreement(d);
    CHECK(share.all > 0.20);
    CHECK(share.all < 0.36);
    CHECK(share.ssd_pmi >= share.all);
    CHECK(share.ase_pmi > share.ssd_pmi + 0.03);
    CHECK(share.ssd_ase > share.ase_pmi + 0.03);
    CHECK(share.ssd_ase < 0.60);
  });
}

TEST_CASE("sectors: some are the same in two maps only, and most are in no other map") {
  for_each_departement([](const Departement& d) {
    std::map<Units, std::set<std::string>> missions;
    for (const char* mission : {"ssd", "ase", "pmi"})
      for (const auto& [code, units] : sectors_on(d, mission, kToday)) missions[units].insert(mission);
    std::map<std::set<std::string>, int> kinds;
    for (const auto& [units, drawn_by] : missions) ++kinds[drawn_by];
    CHECK(kinds[{"ssd", "ase", "pmi"}] >= 5);
    CHECK(kinds[{"ssd", "ase"}] >= 2);
    CHECK(kinds[{"ase", "pmi"}] >= 1);
    CHECK(kinds[{"ssd"}] > 33 / 3);
    CHECK(kinds[{"ase"}] > 22 / 4);
    CHECK(kinds[{"pmi"}] > 28 / 3);
  });
}

TEST_CASE("sectors: social service sectors are even, PMI sectors are not") {
  for_each_departement([&](const Departement& d) {
    const auto people = populations(d);
    const auto spread = [&](const char* mission) {
      std::int64_t least = 1'000'000'000, most = 0;
      for (const auto& [code, units] : sectors_on(d, mission, kToday)) {
        std::int64_t population = 0;
        for (const IrisCode& unit : units) population += people.at(unit);
        least = std::min(least, population);
        most = std::max(most, population);
      }
      return std::pair(least, most);
    };
    CHECK(spread("ssd").first > 16'000);
    CHECK(spread("ssd").second < 65'000);
    CHECK(spread("pmi").second > 5 * spread("pmi").first);
  });
}

TEST_CASE("sectors: a territoire is made of whole MDS areas") {
  for_each_departement([&](const Departement& d) {
    const auto territoires = sectors_on(d, "territoire", kToday);
    for (const auto& [code, units] : sectors_on(d, "mds", kToday))
      CHECK(std::any_of(territoires.begin(), territoires.end(), [&](const auto& territoire) {
        return std::includes(territoire.second.begin(), territoire.second.end(), units.begin(), units.end());
      }));
  });
}

TEST_CASE("sectors: one block changed social service sector in September 2024, nothing else did") {
  for_each_departement([&](const Departement& d) {
    const Date eve(2024, 8, 31);
    CHECK(sectors_on(d, "ssd", eve) != sectors_on(d, "ssd", kSsdChange));
    for (const char* mission : {"ase", "pmi", "mds", "territoire"})
      CHECK(sectors_on(d, mission, eve) == sectors_on(d, mission, kSsdChange));
    Units moved;
    const auto before = sectors_on(d, "ssd", eve);
    for (const auto& [code, units] : sectors_on(d, "ssd", kSsdChange))
      std::set_difference(units.begin(), units.end(), before.at(code).begin(), before.at(code).end(),
                          std::inserter(moved, moved.begin()));
    CHECK(moved.size() >= 1);
    CHECK(moved.size() <= 8);
  });
}

TEST_CASE(
    "sectors: the absorbed commune leaves every sector on the day of the merger, and shared all of its successor's") {
  for_each_departement([&](const Departement& d) {
    const Merger& merger = d.mergers.front();
    const IrisCode into = *IrisCode::parse(merger.into.str() + "0000"),
                   absorbed = *IrisCode::parse(merger.absorbed.str() + "0000");
    for (const char* mission : {"ssd", "ase", "pmi", "mds", "territoire"}) {
      for (const auto& [code, units] : sectors_on(d, mission, Date(2024, 12, 31)))
        CHECK(units.contains(into) == units.contains(absorbed));
      for (const auto& [code, units] : sectors_on(d, mission, merger.date)) CHECK_FALSE(units.contains(absorbed));
    }
  });
}

TEST_CASE("sectors: codes and names are unique in a mission") {
  for_each_departement([&](const Departement& d) {
    std::set<std::pair<std::string, std::string>> codes, names;
    for (const Sector& sector : d.sectors) {
      CHECK(codes.insert({sector.mission, sector.code}).second);
      CHECK(names.insert({sector.mission, sorting_key(sector.name)}).second);
    }
    CHECK(codes.size() == 33 + 22 + 28 + 9 + 6);
  });
}

}  // namespace maillage::territory::demonstration
