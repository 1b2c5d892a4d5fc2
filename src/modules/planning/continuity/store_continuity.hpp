// Plans of continuity as they are kept. Every function runs inside the caller's transaction.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "modules/planning/continuity/plan.hpp"
#include "modules/planning/scenario/store_scenario.hpp"

namespace maillage::planning {

struct ContinuityTag;
using ContinuityId = Id<ContinuityTag>;

struct ContinuityRow {
  std::int64_t id = 0;
  std::string reason;
  Date from, to;       // both included; `to` is the last day it holds
  std::string answer;  // JSON of ContinuityAnswer
  std::string created_at, created_by;
  std::string verdict;  // "" (a draft), adopted, dropped
  std::string decided_at, decided_by, note;
  std::string erased_on;  // the day its words were erased; "" before
};
BOOST_DESCRIBE_STRUCT(ContinuityRow, (),
                      (id, reason, from, to, answer, created_at, created_by, verdict, decided_at, decided_by, note,
                       erased_on))

ContinuityId insert_continuity(sql::Session& session, const ContinuityAnswer& answer, const Hand& hand);
std::vector<ContinuityRow> continuities(sql::Session& session);  // newest first
std::optional<ContinuityRow> find_continuity(sql::Session& session, ContinuityId id);

// False, and nothing is written, when it is no longer a draft.
bool decide_continuity(sql::Session& session, ContinuityId id, const ContinuityDecision& decision, const Hand& hand);
// The times each plan was ended early, oldest first; those of one plan, when it is said.
std::map<std::int64_t, std::vector<ContinuityEnding>> endings(sql::Session& session,
                                                              std::optional<ContinuityId> only = std::nullopt);
// One time more. False, and nothing is written, when the plan is not adopted, or already ends before that day.
bool end_continuity(sql::Session& session, ContinuityId id, const ContinuityEnd& end, const Hand& hand);

// Erases the reason, the notes and the absences of the plans that were over before that day; gives how many there were.
std::int64_t erase_continuities(sql::Session& session, Date before, Date today);

// Those in force, or to come, on a day at least of the period, in the order they were decided.
std::vector<RunningPlan> running_plans(sql::Session& session, const Period& period);

ContinuityAnswer answer_of(const ContinuityRow& row);
ContinuityState state_on(const ContinuityRow& row, Date today);

// The posts of the sectors of every mission that has a map that day, as the page of needs and means knows them: those
// of all kinds together, half-days of consultation left out.
KnownPosts known_posts(sql::Session& session, const territory::Snapshot& snapshot);

}  // namespace maillage::planning
