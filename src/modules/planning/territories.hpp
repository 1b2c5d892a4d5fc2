// The districts of a plan grouped in territories: the level above, in the same run.
#pragma once

#include <optional>
#include <vector>

#include "modules/planning/question.hpp"

namespace maillage::planning {

// The territory of every district, numbered in the order of their first district: each in one piece, as even in
// residents and in every quantity as could be found. The tolerance is that of the question, then twice and four times
// as wide. Nothing when no grouping was found in `seconds`.
std::optional<std::vector<std::int32_t>> territories_of(const Question& question, const engines::Plan& plan,
                                                        std::int32_t districts, double seconds);

}  // namespace maillage::planning
