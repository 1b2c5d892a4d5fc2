// The routes and the job of imports. Internal to the module.
#pragma once

#include "platform/routes/routes.hpp"
#include "platform/services.hpp"

namespace maillage::territory {

void add_import_routes(platform::Routes& routes, platform::Services& services);

}  // namespace maillage::territory
