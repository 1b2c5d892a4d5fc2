// The relays that hold where somebody asks who is competent. Pure.
#pragma once

#include <vector>

#include "modules/territory/day.hpp"
#include "modules/territory/wire.hpp"

namespace maillage::territory {

// Of the relays of that day, those that stand in for an answer of the page: desks first, then by mission. One of a
// sector that is not the permanent answer there (a street of the unit is another's) is left out.
std::vector<wire::RelayHere> relays_here(const Day& day, const wire::Competence& page,
                                         const std::vector<Relay>& relays);

}  // namespace maillage::territory
