// Where people settled: the outlines of the communes, who lives in them and the EPCI they formed.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/graph/graph.hpp"
#include "modules/territory/demonstration/terrain.hpp"

namespace maillage::territory::demonstration {

inline constexpr int kCommunesBeforeMerger = 181;
inline constexpr int kEpcis = 12;

struct Settlement {
  Cell centre = kNoCell;
  double area_km2 = 0;
  bool coastal = false;
  int river = -1;  // position in Terrain::courses of the first river along or through it
  std::int64_t population = 0;
  int epci = -1;
  bool seat = false;  // the town its EPCI is built around
};

struct Settlements {
  std::vector<Settlement> communes;    // the dominant city first
  std::vector<Label> commune_of_cell;  // kNoLabel outside of the Département
  engines::Graph neighbours;           // communes that share a border, with its length
};

// 181 communes of one piece (islets apart) around the dominant city, in 12 EPCI of one piece.
Settlements settle(const HexGrid& grid, const Terrain& terrain, std::uint64_t seed);

// Labels that meet along cell sides, with the length of these sides.
engines::Graph meeting(const HexGrid& grid, const std::vector<Label>& label_of_cell, int labels);

}  // namespace maillage::territory::demonstration
