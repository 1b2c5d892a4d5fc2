// A question of continuity as the engine hears it. Internal to the folder.
#pragma once

#include "engines/graph/graph.hpp"
#include "engines/reassignment/reassignment.hpp"
#include "modules/planning/continuity/layers.hpp"

namespace maillage::planning {

// A layer solved: who answers for each unit in the meantime.
struct SolvedLayer {
  std::vector<std::int32_t> of_unit;
  std::vector<std::int32_t> movable;  // units that could move, ascending
  engines::reassignment::Instance instance;
  engines::reassignment::Answer answer;
};

// Minutes from a unit to a carrier; -1 when nobody knows.
double minutes_to(const territory::Snapshot& snapshot, std::size_t unit, const ContinuityCarrier& carrier,
                  const Travel& travel);

SolvedLayer solve_layer(const ContinuityLayer& layer, const territory::Snapshot& snapshot, const engines::Graph& graph,
                        const std::vector<std::int64_t>& loads, const Travel& travel, double minutes_for_tenth);

}  // namespace maillage::planning
