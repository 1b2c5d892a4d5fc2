// The routes of the parts of planning that have no other header to say them.
#pragma once

#include "modules/territory/territory.hpp"

namespace maillage::platform {
class Routes;
struct Services;
}  // namespace maillage::platform

namespace maillage::planning {

// Declares the routes below /planning/scenarios/{id}/concertations and /remarks. Both outlive the routes.
void add_concertation_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

// Declares the routes below /concertation, open to anyone who holds the address. The territory outlives the routes.
void add_public_routes(platform::Routes& routes, territory::Territory& territory);

// Declares the routes below /planning/continuity. The services and the territory outlive the routes.
void add_continuity_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

}  // namespace maillage::planning
