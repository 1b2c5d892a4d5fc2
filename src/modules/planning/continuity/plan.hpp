// The plan: who takes which units, with its effect on access and load, and why. Pure.
#pragma once

#include "modules/planning/continuity/layers.hpp"
#include "modules/planning/continuity/records.hpp"

namespace maillage::planning {

// Another plan in force: what it hands over, and what it was asked for, of which it may hand over nothing.
struct RunningPlan {
  territory::Relay relay;
  ContinuityRequest request;
};

// The plan of a checked request. `others`: those in force in those days. Deterministic: the same question gives
// the same plan on every machine. Refused when nobody is left to take over.
Result<ContinuityAnswer> continuity_plan(const ContinuityRequest& request, const ContinuityGround& ground,
                                         const std::vector<RunningPlan>& others);

// What the plan says to the territory once it is decided; `id` names it. Its end is the day after `last_day`.
territory::Relay relay_of(const ContinuityAnswer& answer, std::int64_t id);

// The origin of a plan among the relays, and back; 0 for what is not one.
std::string origin_of(std::int64_t id);
std::int64_t plan_of_origin(std::string_view origin);

// What the plan starts from is still so on the day of that ground: the same units, answered for by the same desks and
// the same sectors. Houses that opened since do not count; one that is gone does.
bool still_fits(const ContinuityAnswer& answer, const ContinuityGround& day);

// Both hand the same units to the same carriers.
bool same_moves(const ContinuityAnswer& a, const ContinuityAnswer& b);

// "layer,unit,name,commune,residents,from,to,minutes_before,minutes_during" with a header, UTF-8, RFC 4180.
std::string continuity_csv(const ContinuityAnswer& answer);

}  // namespace maillage::planning
