// Cutting a territory into parts of one piece, the ways services once did: by population, by groupings, by centres.
#pragma once

#include <cstdint>
#include <vector>

#include "base/point.hpp"
#include "engines/graph/graph.hpp"

namespace maillage::territory::demonstration {

// What is cut: whole communes, or quarters of the large ones.
struct Pieces {
  engines::Graph graph;
  std::vector<std::int64_t> population;
  std::vector<Lambert93> centre;
};

using Parts = std::vector<int>;  // part of every piece; -1 = in none
using Members = std::vector<engines::Unit>;

// Connected components of the pieces that `parts` leaves in none, by smallest piece.
std::vector<Members> loose_components(const Pieces& pieces, const Parts& parts);

// How many of `count` parts each component gets, at least one each, by population (highest averages).
std::vector<int> share_parts(const Pieces& pieces, const std::vector<Members>& components, int count);

// Cuts a connected component into `count` parts of about the same population and gives them the numbers from `first`.
void cut_by_population(const Pieces& pieces, const Members& component, int first, int count, Parts& parts);

// Cuts a connected component around its `count` main centres, far apart: a piece goes to the nearest by road, however
// many people that makes.
void cut_around_centres(const Pieces& pieces, const Members& component, int first, int count, Parts& parts);

// Joins the least populated part with a neighbour until `count` are left: one of the same group when there is one, else
// any; never one that `fixed` marks. Renumbers the parts from 0. `group`: of every piece.
Parts merge_down(const Pieces& pieces, Parts parts, const std::vector<int>& group, const std::vector<bool>& fixed,
                 int count);

std::vector<std::int64_t> part_populations(const Pieces& pieces, const Parts& parts);

// True when the piece can leave its part without cutting it in two or emptying it.
bool removable(const Pieces& pieces, const Parts& parts, engines::Unit piece);

}  // namespace maillage::territory::demonstration
