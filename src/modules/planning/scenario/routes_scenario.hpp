#pragma once

#include "modules/planning/planning.hpp"

namespace maillage::planning {

// Declares the routes below /planning/scenarios and /planning/comparison.
void add_scenario_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

}  // namespace maillage::planning
