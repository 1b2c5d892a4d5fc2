// The routes by which people follow, stop and cancel long work.
#pragma once

#include "platform/routes/routes.hpp"
#include "platform/services.hpp"

namespace maillage::platform {

// GET /jobs/{id}, its event stream, and POST stop and cancel; planners and administrators only.
void add_jobs_routes(Routes& routes, Services& services);

}  // namespace maillage::platform
