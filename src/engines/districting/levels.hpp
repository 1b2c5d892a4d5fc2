// Nested levels: districts of districts, consistent by construction.
#pragma once

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

// The instance whose units are those of `lower` and whose districts are unions of the districts of `plan`: every weight
// balanced within ± tolerance around its mean. Fixed units and present plans, which name lower districts, are dropped.
Instance level_above(const Instance& lower, const Plan& plan, District districts, double tolerance);

}  // namespace maillage::engines::districting
