// Cutting a set of cells in two along a random spanning tree.
#pragma once

#include <optional>
#include <vector>

#include "base/random.hpp"
#include "engines/districting/model.hpp"

namespace maillage::engines::districting {

// Recursive balanced splits of random spanning trees (DeFord, Duchin & Solomon 2021). Nothing when the graph is not
// connected, a cell is fixed, seats are asked, or a part holds fewer cells than districts.
std::optional<Plan> tree_start(const Model& model, Random& random);

// Cuts the union of two adjacent districts anew, in balance when a tree allows it, else as near as it can; the best of
// `tries` trees by balance, then by the objective; both sides keep a seat when there are any. False, and nothing
// changed, when no tree can be cut so (fixed cells, seats).
bool recombine(const Model& model, Random& random, Plan& plan, District a, District b, int tries);

}  // namespace maillage::engines::districting
