// Covers of few sites by local search with weights on the demands: Gao, Weise & Li, "An efficient local search
// heuristic with row weighting for the unicost set covering problem", European Journal of Operational Research 246
// (2015).
#pragma once

#include <vector>

#include "base/random.hpp"
#include "engines/siting/table.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

// A cover of the table's demands by few of its sites (flags), each demand having one at least. Ends with a cover of
// `enough` sites, when so many steps in a row brought none smaller, or with the watch.
std::vector<char> few_sites(const Table& table, std::size_t enough, int patience, Random random, const Watch& watch);

}  // namespace maillage::engines::siting
