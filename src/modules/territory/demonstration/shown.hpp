// For the tests of this folder: the Département shown by default, generated once, and ways to question it.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "modules/territory/demonstration/borders.hpp"
#include "modules/territory/demonstration/demonstration.hpp"

namespace maillage::territory::demonstration {

inline constexpr Date kToday{2026, 1, 1};

inline const Departement& shown() {
  static const Departement departement = generate(kDefaultSeed);
  return departement;
}

// The rows in force on a day.
template <class Row>
std::vector<const Row*> in_force(const std::vector<Row>& rows, Date day) {
  std::vector<const Row*> found;
  for (const Row& row : rows)
    if (row.period.contains(day)) found.push_back(&row);
  return found;
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
