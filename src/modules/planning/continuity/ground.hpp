// What a plan is computed from, read as it was at one moment, and whether it is still so when the plan is decided.
#pragma once

#include "modules/planning/continuity/store_continuity.hpp"

namespace maillage::planning {

// All that a plan depends on besides its question. Twice the same: the same plan.
struct Seen {
  std::int64_t territory = 0;  // version
  KnownPosts posts;
  std::vector<std::pair<std::string, Period>> running;  // origins of the other plans, and when they hold
  friend bool operator==(const Seen&, const Seen&) = default;
};

// A plan, and what it was computed from.
struct PlanNow {
  ContinuityAnswer answer;
  std::shared_ptr<const territory::Snapshot> first;
  Seen seen;
};

// The plan of a request as the territory, the posts and the plans in force stand; `self` is not another plan. Opens its
// own transactions and searches outside them: not to be called inside one. Refused as by check() and continuity_plan(),
// or when the territory keeps changing while it is read.
Result<PlanNow> plan_now(sql::Database& database, territory::Territory& territory, const ContinuityRequest& asked,
                         Date today, ContinuityId self = {});

// Nothing that the plan depends on has changed since it was computed. In the caller's transaction, and quick.
bool still_seen(sql::Session& session, const PlanNow& computed, ContinuityId self);

// The first day from `today` on from which what a plan hands over is no longer what the territory says: a map was
// adopted, a sector or a house imported since. Absent when the plan holds to its end.
std::optional<Date> outdated_on(sql::Database& database, territory::Territory& territory, const ContinuityRow& row,
                                const ContinuityAnswer& answer, Date today);

}  // namespace maillage::planning
