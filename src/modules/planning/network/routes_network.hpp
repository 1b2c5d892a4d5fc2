// The routes of the network of houses, and how its studies are computed.
#pragma once

#include <span>

#include "base/result.hpp"
#include "modules/territory/territory.hpp"
#include "platform/jobs/jobs.hpp"

namespace maillage::platform {
class Routes;
struct Services;
}  // namespace maillage::platform

namespace maillage::planning {

// Declares the routes below /planning/network. The services and the territory outlive the routes.
void add_network_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

// Declares the routes below /planning/network/studies, as above.
void add_study_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

// Declares the routes below /planning/network/travel, as above.
void add_travel_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

// Declares how the jobs of kinds "planning.network" and "planning.travel" are done. The database and the territory
// outlive the jobs.
void handle_network_jobs(platform::Jobs& jobs, sql::Database& database, territory::Territory& territory);

// What is refused here, in both languages.
std::span<const ProblemRow> network_problems();
std::span<const ProblemRow> travel_problems();

}  // namespace maillage::planning
