// The fewest sites that reach every demand: reductions (Toregas & ReVelle 1972), local search with weights, then branch
// and cut on what is left.
#pragma once

#include <vector>

#include "engines/siting/table.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

struct Cover {
  std::vector<char> open;  // flags by site; every row has one of its sites
  std::size_t count = 0;   // of `open`
  std::size_t fewest = 0;  // proved: no cover has fewer sites
};

// `rows`: the sites that reach each demand, at least one for each; costs are not read. `must`: sites that are open
// (flags). Ends as soon as a cover of `enough` sites is met, or when none can be.
Cover cover_all(const Rows& rows, const std::vector<char>& must, std::size_t enough, const Watch& watch);

}  // namespace maillage::engines::siting
