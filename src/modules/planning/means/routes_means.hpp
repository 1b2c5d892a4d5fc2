// Routes below /planning/means: formulas, posts of maps, and what an allocation would give.
#pragma once

#include "modules/planning/planning.hpp"

namespace maillage::planning {

void add_means_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory);

}  // namespace maillage::planning
