// What services assign as one: a commune, or a quarter of a large one.
#pragma once

#include <vector>

#include "modules/territory/demonstration/division.hpp"
#include "modules/territory/demonstration/partition.hpp"

namespace maillage::territory::demonstration {

struct Blocks {
  Pieces pieces;
  std::vector<Label> commune;      // of every block
  std::vector<int> epci;           // of every block
  std::vector<int> block_of_unit;  // blocks of a commune follow one another
};

// Communes above 30 000 inhabitants are cut into connected quarters of about 9 000.
Blocks make_blocks(const HexGrid& grid, const Settlements& settlements, const Division& division);

}  // namespace maillage::territory::demonstration
