// Where the public is received.
#pragma once

#include <vector>

#include "modules/territory/demonstration/draft.hpp"

namespace maillage::territory::demonstration {

// 90 access points: a maison des solidarités in every MDS area (9), a PMI centre in every PMI sector (28), an antenne
// in 23 of the social service sectors without MDS, a permanence in the 30 most populated communes that have none of
// these.
std::vector<Site> open_sites(const Draft& draft, const std::vector<StreetRange>& streets);

}  // namespace maillage::territory::demonstration
