// Deciding on maps: how far today's maps disagree, and lawful common maps proposed with their proven gap.
#pragma once

#include <span>

#include "base/result.hpp"
#include "modules/territory/territory.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform {
class Routes;
struct Services;
}  // namespace maillage::platform

namespace maillage::planning {

// What planning may refuse, in both languages.
std::span<const ProblemRow> problems();

// Declares how the jobs of this module are done ("planning.proposal", "planning.network"…). The database and the
// territory outlive the jobs.
void handle_jobs(platform::Jobs& jobs, sql::Database& database, territory::Territory& territory);

// Declares the routes below /planning. The services and the territory outlive the routes.
void add_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

}  // namespace maillage::planning
