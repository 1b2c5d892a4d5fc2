// How far several plans of the same units disagree: their common refinement, and who lives where they differ.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/graph/graph.hpp"

namespace maillage::engines::districting {

// Units that share their district in every plan.
struct Atom {
  std::vector<District> districts;  // one per plan; -1 = in no district of that plan
  std::int64_t load = 0;
  std::int32_t units = 0;
};

// Comparison of plans a and b.
struct Pair {
  std::int32_t a = 0;
  std::int32_t b = 0;
  std::int64_t differing_load = 0;  // load of the units whose two districts are not the same set of units
  double differing_share = 0;       // of the total load, 0..1
  double border_concordance = 1;    // length of border cut by both / cut by either, 0..1 (edges counted when no length)
};

struct Refinement {
  std::vector<std::int32_t> atom_of_unit;
  std::vector<Atom> atoms;               // in order of their first unit
  std::vector<bool> differs;             // per unit: its districts are not all the same set of units
  std::int64_t differing_load = 0;       // over all plans together
  double differing_share = 0;            // of the total load, 0..1
  std::int32_t identical_districts = 0;  // sets of units that are one district in every plan
  std::vector<Pair> pairs;               // every a < b
};

// Common refinement of the plans (each gives every unit a district ≥ 0, or -1 for none). Linear but for the pairs.
Refinement refine(const Graph& graph, const std::vector<std::int64_t>& load, const std::vector<Plan>& plans);

}  // namespace maillage::engines::districting
