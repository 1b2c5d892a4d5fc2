#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <set>

#include "modules/territory/demonstration/shown.hpp"
#include "modules/territory/demonstration/streets.hpp"

namespace maillage::territory::demonstration {
namespace {

bool holds(const StreetRange& range, int number) {
  const bool side = range.parity == Parity::kBoth || (number % 2 != 0) == (range.parity == Parity::kOdd);
  return side && range.from <= number && number <= range.to;
}

}  // namespace

TEST_CASE("streets: 300 in the city; a number has at most one IRIS, and most streets of two sides have two") {
  std::map<std::string, std::vector<const StreetRange*>> streets;
  for (const StreetRange& range : shown().streets) {
    CHECK(range.from <= range.to);
    CHECK(range.commune == shown().streets.front().commune);
    CHECK(commune_of(range.unit) == range.commune);
    streets[range.street].push_back(&range);
  }
  CHECK(streets.size() == kStreets);
  std::size_t shared = 0, sided = 0;
  for (const auto& [street, ranges] : streets) {
    shared += ranges.size() > 1;
    sided += ranges.front()->parity != Parity::kBoth;
    for (int number = 1; number <= 700; ++number) {
      int claims = 0;
      for (const StreetRange* range : ranges) claims += holds(*range, number);
      REQUIRE(claims <= 1);
    }
    CHECK(holds(*ranges.front(), ranges.front()->from));
  }
  CHECK(shared > 60);
  CHECK(sided > 20);
}

TEST_CASE("streets: the IRIS of a street are neighbours and inhabited") {
  const auto neighbours = neighbours_on(shown(), kToday);
  std::map<IrisCode, char> types;
  for (const Iris* iris : in_force(shown().iris, kToday)) types[iris->code] = iris->type;
  for (std::size_t k = 0; k < shown().streets.size(); ++k) {
    const StreetRange& range = shown().streets[k];
    CHECK(types.at(range.unit) == 'H');
    if (k == 0 || shown().streets[k - 1].street != range.street) continue;
    CHECK(neighbours.at(range.unit).contains(shown().streets[k - 1].unit));
  }
}

TEST_CASE("sites: 9 MDS, 23 antennes, 28 PMI centres, 30 permanences, each inside its unit and nowhere twice") {
  std::map<std::string, int> kinds;
  std::set<std::string> codes, names;
  std::set<Point> places;
  std::map<IrisCode, const Iris*> units;
  for (const Iris* iris : in_force(shown().iris, kToday)) units[iris->code] = iris;
  for (const Site& site : shown().sites) {
    ++kinds[site.kind];
    CHECK(codes.insert(site.code).second);
    CHECK(names.insert(site.name).second);
    CHECK(places.insert({site.place.x, site.place.y}).second);
    CHECK(commune_of(site.unit) == site.commune);
    REQUIRE(units.contains(site.unit));
    CHECK(inside(units[site.unit]->outline, site.place));
  }
  CHECK(kinds == std::map<std::string, int>{{"mds", 9}, {"antenne", 23}, {"pmi", 28}, {"permanence", 30}});
}

TEST_CASE("sites: an address of the city is found again in its streets, in the same IRIS") {
  std::size_t in_city = 0;
  for (const Site& site : shown().sites) {
    if (site.commune != shown().streets.front().commune) continue;
    ++in_city;
    bool found = false;
    for (const StreetRange& range : shown().streets)
      for (int number = range.from; number <= range.to && !found; ++number)
        found = range.unit == site.unit && holds(range, number) &&
                site.address.starts_with(fmt::format("{} {},", number, range.street));
    CHECK_MESSAGE(found, site.address);
  }
  CHECK(in_city >= 9);
}

TEST_CASE("sites: every sector of MDS and PMI has its house") {
  for (const auto& [mission, kind] : {std::pair("mds", "mds"), std::pair("pmi", "pmi")})
    for (const Sector& sector : shown().sectors) {
      if (sector.mission != mission) continue;
      int houses = 0;
      for (const Site& site : shown().sites)
        for (const SectorMember& member : sector.members)
          houses += site.kind == kind && member.unit == site.unit && member.period.contains(kToday);
      CHECK(houses == 1);
    }
}

}  // namespace maillage::territory::demonstration
