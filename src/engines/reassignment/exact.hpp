// Every answer that could still be better than the best one known.
#pragma once

#include "engines/reassignment/dual.hpp"

namespace maillage::engines::reassignment {

struct Enumerated {
  Assignment best;
  bool complete = false;  // `best` is optimal
  std::int64_t nodes = 0;
};

// Tries the assignments whose excesses fit between the bound and the value of `known`, the units that leave least
// choice first; gives up after `nodes`.
Enumerated enumerate(const Model& model, const Dual& dual, Assignment known, std::int64_t nodes);

}  // namespace maillage::engines::reassignment
