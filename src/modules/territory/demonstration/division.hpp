// The units of the map: the IRIS of the divided communes, the others whole.
#pragma once

#include <cstdint>
#include <vector>

#include "modules/territory/demonstration/settlement.hpp"

namespace maillage::territory::demonstration {

inline constexpr int kUnitsToday = 450;
inline constexpr int kDividedCommunes = 40;
inline constexpr int kCityIris = 90;

struct UnitDraft {
  Label commune = kNoLabel;
  Cell centre = kNoCell;
  char type = 'Z';
  std::int64_t population = 0;
  double remote_km = 0;  // from the centre of its commune
};

struct Division {
  std::vector<UnitDraft> units;     // commune after commune
  std::vector<Label> unit_of_cell;  // kNoLabel outside of the Département
  engines::Graph neighbours;        // units that share a border on the mainland
};

// One unit more than kUnitsToday: two undivided communes have yet to merge. The units of a commune tile it, add up to
// its population and are of one piece, islets apart.
Division divide(const HexGrid& grid, const Terrain& terrain, const Settlements& settlements, std::uint64_t seed);

// Number of IRIS of every commune, 0 when it is not divided: the most populated communes share the units that are left
// when each of the others counts for one (highest averages).
std::vector<int> apportion_iris(const std::vector<Settlement>& communes);

}  // namespace maillage::territory::demonstration
