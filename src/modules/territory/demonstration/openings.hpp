// When the sites of the invented Département are open, and where its partners receive people.
#pragma once

#include <string>
#include <vector>

#include "modules/territory/access_points.hpp"
#include "modules/territory/demonstration/demonstration.hpp"

namespace maillage::territory::demonstration {

// As a Département would write it; "" of one site in eight, of which nobody said.
std::string hours_of(const Site& site);

// A France services in each of the 24 most populated communes without a site, a CCAS in each of the next 12. The same
// Département has the same points on every machine.
std::vector<AccessPoint> access_points(const Departement& departement);

}  // namespace maillage::territory::demonstration
