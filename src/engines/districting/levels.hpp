// Nested levels: districts of districts, consistent by construction.
#pragma once

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

// The instance whose units are those of `lower` and whose districts are unions of the districts of `plan`: every weight
// balanced within ± tolerance around its mean. Fixed units, present plans and seats are those of lower districts: they
// are dropped. Given the centres of the lower districts, each upper one has its own at one of those that it holds.
Instance level_above(const Instance& lower, const Plan& plan, District districts, double tolerance,
                     const std::vector<Unit>& centres = {});

}  // namespace maillage::engines::districting
