// A plan without what may point at somebody. Pure.
#pragma once

#include "modules/planning/continuity/records.hpp"

namespace maillage::planning {

// Leaves out the numbers of posts absent below `least`, and every figure they could be worked out from: what is left of
// the sector as a burden, and the burdens that explain a move to it or past it (the reason is then "lighter"). Gives
// whether anything was left out. Who takes which places stays.
bool hide_few_posts(ContinuityAnswer& answer, double least);

// What stays of a plan once it has been kept long enough: who took which places, from when to when. Neither the reason
// nor anything of the absences but which sectors they were of.
ContinuityAnswer without_words(ContinuityAnswer answer);

}  // namespace maillage::planning
