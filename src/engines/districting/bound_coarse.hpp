// A smaller instance that resembles a large one: a start for the bound's multipliers, never a bound by itself.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

struct Coarse {
  Instance instance;                     // weight 0 only, no edges, no groups, no present plan
  std::vector<std::int32_t> cluster_of;  // of every unit of the fine instance
};

// Gathers the units in `clusters` clusters around units far from one another (Gonzalez 1985); each becomes one unit at
// its mean point. O(units × clusters).
Coarse coarsened(const Instance& instance, std::int32_t clusters);

}  // namespace maillage::engines::districting
