#pragma once

#include "modules/planning/planning.hpp"

namespace maillage::planning {

// Declares the routes that read scenarios: /planning/scenarios/… and /planning/comparison.
void add_scenario_reading_routes(platform::Routes& routes, territory::Territory& territory);

// Declares the routes that draw, decide and comment.
void add_scenario_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

}  // namespace maillage::planning
