// The routes of continuity under crisis.
#pragma once

#include "modules/territory/territory.hpp"

namespace maillage::platform {
class Routes;
struct Services;
}  // namespace maillage::platform

namespace maillage::planning {

// Declares the routes below /planning/continuity. The services and the territory outlive the routes.
void add_continuity_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

}  // namespace maillage::planning
