// For the tests of this folder: Départements of several seeds, each generated once, and ways to question them.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "modules/territory/demonstration/borders.hpp"
#include "modules/territory/demonstration/demonstration.hpp"

namespace maillage::territory::demonstration {

inline constexpr Date kToday{2026, 1, 1};

inline const Departement& generated(std::uint64_t seed) {
  static std::map<std::uint64_t, Departement> departements;
  const auto found = departements.find(seed);
  return found != departements.end() ? found->second : departements.emplace(seed, generate(seed)).first->second;
}
inline const Departement& shown() { return generated(kDefaultSeed); }

// What must be true of any seed is tried on the one shown and on another.
inline void for_each_departement(const std::function<void(const Departement&)>& check) {
  for (const std::uint64_t seed : {kDefaultSeed, std::uint64_t{2026}}) {
    CAPTURE(seed);
    check(generated(seed));
  }
}

// The rows in force on a day.
template <class Row>
std::vector<const Row*> in_force(const std::vector<Row>& rows, Date day) {
  std::vector<const Row*> found;
  for (const Row& row : rows)
    if (row.period.contains(day)) found.push_back(&row);
  return found;
}

using Units = std::set<IrisCode>;

// Units of every sector of a mission on a day, by code of the sector.
inline std::map<std::string, Units> sectors_on(const Departement& departement, const std::string& mission, Date day) {
  std::map<std::string, Units> sectors;
  for (const Sector& sector : departement.sectors)
    for (const SectorMember& member : sector.members)
      if (sector.mission == mission && member.period.contains(day)) sectors[sector.code].insert(member.unit);
  return sectors;
}

using Point = std::pair<double, double>;
using Side = std::pair<Point, Point>;  // from one point of a ring to the next

template <class Visit>
void for_each_side(const Outline& outline, Visit visit) {
  const auto walk = [&](const Ring& ring) {
    for (std::size_t k = 0; k + 1 < ring.size(); ++k)
      visit(Side{{ring[k].x, ring[k].y}, {ring[k + 1].x, ring[k + 1].y}});
  };
  for (const Polygon& polygon : outline) {
    walk(polygon.outer);
    for (const Ring& hole : polygon.holes) walk(hole);
  }
}

inline Side reversed(const Side& side) { return {side.second, side.first}; }

// Who has the outline on its left, side by side; empty when two claim the same side in the same direction.
template <class Row>
std::map<Side, const Row*> owners_of_sides(const std::vector<const Row*>& rows) {
  std::map<Side, const Row*> owners;
  bool clash = false;
  for (const Row* row : rows)
    for_each_side(row->outline, [&](const Side& side) { clash |= !owners.emplace(side, row).second; });
  if (clash) owners.clear();
  return owners;
}

// Codes of the units that share a border with each unit.
inline std::map<IrisCode, std::set<IrisCode>> neighbours_on(const Departement& departement, Date day) {
  const auto owners = owners_of_sides(in_force(departement.iris, day));
  std::map<IrisCode, std::set<IrisCode>> neighbours;
  for (const auto& [side, iris] : owners)
    if (const auto other = owners.find(reversed(side)); other != owners.end())
      neighbours[iris->code].insert(other->second->code);
  return neighbours;
}

}  // namespace maillage::territory::demonstration
