// The districts of a plan grouped in territories: the level above, in the same run.
#pragma once

#include <optional>
#include <vector>

#include "modules/planning/question.hpp"

namespace maillage::planning {

struct Grouping {
  std::vector<std::int32_t> of_district;  // territory of each, numbered in the order of their first district
  TerritoryLevel level;
};

// Groups the districts of a plan: each territory in one piece, as even in residents and in every quantity as could be
// found, and compact about its best place; about the best of `houses`, the units of the districts' houses, when there
// are any. The tolerance is that of the question, then twice and four times as wide. Nothing when no grouping was found
// in `seconds`.
std::optional<Grouping> territories_of(const Question& question, const engines::Plan& plan, std::int32_t districts,
                                       const std::vector<engines::Unit>& houses, double seconds);

}  // namespace maillage::planning
