// What every lawful plan keeps together, contracted: what is impossible on the blocks is impossible on the units.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

// A block is a class of units that share their district in every lawful plan: a group, the units fixed in one district,
// what these have in common; else one unit. Blocks touch when any of their units do, so a district in one piece is a
// set of blocks in one piece (the converse may fail: contraction only loses constraints).
struct Blocks {
  Graph graph;
  std::vector<std::vector<Unit>> units;          // of each block, ascending
  std::vector<std::int32_t> of_unit;             // block of each unit
  std::vector<District> fixed;                   // of each block, -1 = free
  std::vector<std::vector<std::int64_t>> loads;  // [weight][block]
};

// Fixed units name known districts, at most one each.
Blocks blocks_of(const Instance& instance);

// Blocks whose removal leaves the component they are in, in several pieces (Hopcroft & Tarjan 1973). Linear.
std::vector<std::int32_t> cut_vertices(const Graph& graph);

}  // namespace maillage::engines::districting
