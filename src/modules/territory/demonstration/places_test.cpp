#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <set>

#include "modules/territory/demonstration/streets.hpp"
#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {
namespace {

bool holds(const StreetRange& range, int number) {
  const bool side = range.parity == Parity::kBoth || (number % 2 != 0) == (range.parity == Parity::kOdd);
  return side && range.from <= number && number <= range.to;
}

}  // namespace

TEST_CASE("streets: 300 in the city; a number has at most one IRIS, and most streets of two sides have two") {
  for_each_departement([&](const Departement& d) {
    std::map<std::string, std::vector<const StreetRange*>> streets;
    for (const StreetRange& range : d.streets) {
      CHECK(range.from <= range.to);
      CHECK(range.commune == d.streets.front().commune);
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
  });
}

TEST_CASE("streets: the IRIS of a street are neighbours and inhabited") {
  for_each_departement([&](const Departement& d) {
    const auto neighbours = neighbours_on(d, kToday);
    std::map<IrisCode, char> types;
    for (const Iris* iris : in_force(d.iris, kToday)) types[iris->code] = iris->type;
    for (std::size_t k = 0; k < d.streets.size(); ++k) {
      const StreetRange& range = d.streets[k];
      CHECK(types.at(range.unit) == 'H');
      if (k == 0 || d.streets[k - 1].street != range.street) continue;
      CHECK(neighbours.at(range.unit).contains(d.streets[k - 1].unit));
    }
  });
}

TEST_CASE("sites: 9 MDS, 23 antennes, 28 PMI centres, 30 permanences, each inside its unit and nowhere twice") {
  for_each_departement([&](const Departement& d) {
    std::map<std::string, int> kinds;
    std::set<std::string> codes, names;
    std::set<Point> places;
    std::map<IrisCode, const Iris*> units;
    for (const Iris* iris : in_force(d.iris, kToday)) units[iris->code] = iris;
    for (const Site& site : d.sites) {
      ++kinds[site.kind];
      CHECK(codes.insert(site.code).second);
      CHECK(names.insert(site.name).second);
      CHECK(places.insert({site.place.x, site.place.y}).second);
      CHECK(commune_of(site.unit) == site.commune);
      REQUIRE(units.contains(site.unit));
      CHECK(inside(units[site.unit]->outline, site.place));
    }
    CHECK(kinds == std::map<std::string, int>{{"mds", 9}, {"antenne", 23}, {"pmi", 28}, {"permanence", 30}});
  });
}

TEST_CASE("sites: an address of the city is found again in its streets, in the same IRIS") {
  for_each_departement([&](const Departement& d) {
    std::size_t in_city = 0;
    for (const Site& site : d.sites) {
      if (site.commune != d.streets.front().commune) continue;
      ++in_city;
      bool found = false;
      for (const StreetRange& range : d.streets)
        for (int number = range.from; number <= range.to && !found; ++number)
          found = range.unit == site.unit && holds(range, number) &&
                  site.address.starts_with(fmt::format("{} {},", number, range.street));
      CHECK_MESSAGE(found, site.address);
    }
    CHECK(in_city >= 9);
  });
}

TEST_CASE("sites: every sector of MDS and PMI has its house") {
  for_each_departement([&](const Departement& d) {
    for (const auto& [mission, kind] : {std::pair("mds", "mds"), std::pair("pmi", "pmi")})
      for (const Sector& sector : d.sectors) {
        if (sector.mission != mission) continue;
        int houses = 0;
        for (const Site& site : d.sites)
          for (const SectorMember& member : sector.members)
            houses += site.kind == kind && member.unit == site.unit && member.period.contains(kToday);
        CHECK(houses == 1);
      }
  });
}

}  // namespace maillage::territory::demonstration
