// What every lawful plan keeps in one district.
#pragma once

#include "engines/districting/instance.hpp"
#include "engines/graph/union_find.hpp"

namespace maillage::engines::districting {

// Classes of units: each group, the units fixed in each district, joined where they have a unit in common.
UnionFind kept_together(const Instance& instance);

}  // namespace maillage::engines::districting
