// The routes of ensembles, and how they are drawn.
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

// Declares the routes below /planning/ensembles. The services and the territory outlive the routes.
void add_ensemble_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

// Declares how the jobs of kind "planning.ensemble" are done. The database and the territory outlive the jobs.
void handle_ensemble_jobs(platform::Jobs& jobs, sql::Database& database, territory::Territory& territory);

// What is refused here, in both languages.
std::span<const ProblemRow> ensemble_problems();

}  // namespace maillage::planning
