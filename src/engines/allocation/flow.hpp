// Allocation where caps of units tie the kinds together: a flow from pools to units whose costs are convex.
#pragma once

#include "engines/allocation/allocation.hpp"

namespace maillage::engines::allocation {

// As solve(), of an instance that impossible() has nothing against. Successive augmenting paths of greatest relief
// (Ahuja, Magnanti, Orlin 1993, ch. 9 and 14): each adds one step, and may hand a full unit's place from a cell to
// another. The best remains best after each, so what is reached when no path relieves is optimal.
Answer solve_flow(const Instance& instance);

}  // namespace maillage::engines::allocation
