// What the routes of continuity receive and answer.
#pragma once

#include "modules/planning/continuity/request.hpp"
#include "modules/planning/network/records.hpp"
#include "modules/territory/relay.hpp"

namespace maillage::planning {

// A house or a sector, in usual times and in the meantime. Loads are in the unit of the load that was chosen; `burden`
// is the load over what the carrier can carry, 1 = the mean of usual times; absent when it carries nothing any more.
struct ContinuityCarrierRow {
  std::string code, name;
  bool lacks = false;                   // closed, or short of agents
  std::optional<double> posts, absent;  // of a sector, when they are known
  std::optional<double> x, y;           // of the map: Lambert-93 metres, y negated
  std::int64_t residents_before = 0, residents_during = 0;
  double load_before = 0, load_during = 0;
  std::optional<double> burden_before, burden_during;
  std::int32_t taken = 0, given = 0;  // units
  std::int32_t pieces_before = 0, pieces_during = 0;
};
BOOST_DESCRIBE_STRUCT(ContinuityCarrierRow, (),
                      (code, name, lacks, posts, absent, x, y, residents_before, residents_during, load_before,
                       load_during, burden_before, burden_during, taken, given, pieces_before, pieces_during))

// One unit handed over; `from` and `to` are positions in the carriers. Minutes are -1 where nobody knows them.
struct ContinuityMove {
  std::string unit, name, commune;
  std::int64_t residents = 0;
  double load = 0;
  std::int32_t from = -1, to = -1;
  double minutes_before = -1, minutes_during = -1;
  territory::wire::Message reason;  // why there: only, nearest, less_loaded, lighter, one_piece, unplaced
};
BOOST_DESCRIBE_STRUCT(ContinuityMove, (),
                      (unit, name, commune, residents, load, from, to, minutes_before, minutes_during, reason))

// How residents reach who answers for them. `beyond`: the share that is farther than `far_minutes`, or reaches nobody.
struct ContinuityAccess {
  std::int64_t residents = 0;
  double mean_before = 0, mean_during = 0;  // minutes
  double beyond_before = 0, beyond_during = 0;
};
BOOST_DESCRIBE_STRUCT(ContinuityAccess, (), (residents, mean_before, mean_during, beyond_before, beyond_during))

// The desks of a kind, or the sectors of a mission.
struct ContinuityLayerPage {
  territory::RelayKind kind = territory::RelayKind::desk;
  std::string mission;    // "" of desks
  std::string site_kind;  // "" of sectors
  bool posts_known = false;
  std::vector<ContinuityCarrierRow> carriers;
  std::vector<std::int32_t> before_of_unit, during_of_unit;  // position in `carriers`; -1 = nobody
  std::vector<ContinuityMove> moves;                         // most residents first
  ContinuityAccess everyone, concerned;
  bool optimal = false;       // proved: no other answer is better
  std::optional<double> gap;  // proved: none is better by more than this share; absent when nothing moves
};
BOOST_DESCRIBE_STRUCT(ContinuityLayerPage, (),
                      (kind, mission, site_kind, posts_known, carriers, before_of_unit, during_of_unit, moves, everyone,
                       concerned, optimal, gap))

// Another plan in force in those days, which must be ended before this one can be decided.
struct ContinuityClash {
  std::int64_t id = 0;
  std::string reason;
  Date from, to;                   // both included
  std::vector<std::string> names;  // of the units that both hand over, or of the carriers that one empties and one
                                   // fills; none when both count on what is left of the same teams, which are not named
  bool taker = false;              // the names are those of carriers
};
BOOST_DESCRIBE_STRUCT(ContinuityClash, (), (id, reason, from, to, names, taker))

struct ContinuityAnswer {
  ContinuityRequest request;
  Travel travel;
  UnitNames units;
  std::string load_name, load_unit, load_period;  // "" for residents
  std::int32_t far_minutes = 0;
  std::vector<ContinuityLayerPage> layers;
  std::vector<ContinuityClash> clashes;
};
BOOST_DESCRIBE_STRUCT(ContinuityAnswer, (),
                      (request, travel, units, load_name, load_unit, load_period, far_minutes, layers, clashes))

// draft → dropped, or to_come → in_force → ended as days go by.
enum class ContinuityState { draft, dropped, to_come, in_force, ended };
BOOST_DESCRIBE_ENUM(ContinuityState, draft, dropped, to_come, in_force, ended)

// A plan was given an earlier last day. Every time is kept.
struct ContinuityEnding {
  Date last_day;
  std::string note, ended_at, ended_by;
};
BOOST_DESCRIBE_STRUCT(ContinuityEnding, (), (last_day, note, ended_at, ended_by))

struct ContinuityItem {
  std::int64_t id = 0;
  std::string reason;  // "" once it has been erased
  ContinuityState state = ContinuityState::draft;
  Date from, to;                      // both included; `to` is the last day it really holds
  std::optional<Date> planned_to;     // when it was ended early
  std::vector<std::string> closed;    // names of houses
  std::vector<std::string> short_of;  // names of sectors
  std::int32_t units = 0;             // handed over
  std::int64_t residents = 0;         // of the layer that moves most
  std::string created_at, created_by;
  std::string decided_at, decided_by;  // "" as long as nobody decided
  std::string note;                    // of who decided
  std::vector<ContinuityEnding> ends;  // oldest first
  // Of a plan that runs or is to come: the first day from which the territory is no longer what the plan starts from.
  std::optional<Date> outdated_on;
  std::optional<Date> erased_on;  // its reason, its notes and its absences were
};
BOOST_DESCRIBE_STRUCT(ContinuityItem, (),
                      (id, reason, state, from, to, planned_to, closed, short_of, units, residents, created_at,
                       created_by, decided_at, decided_by, note, ends, outdated_on, erased_on))

struct ContinuityList {
  Date today;
  std::vector<ContinuityItem> items;  // newest first
};
BOOST_DESCRIBE_STRUCT(ContinuityList, (), (today, items))

// Fewer posts absent than `posts` are not shown to whoever asks.
struct ContinuityHidden {
  std::int32_t posts = 0;
  std::string reference_fr, reference_en;
};
BOOST_DESCRIBE_STRUCT(ContinuityHidden, (), (posts, reference_fr, reference_en))

struct ContinuityPage {
  ContinuityItem plan;
  ContinuityAnswer answer;                 // its clashes are those of today, of a draft
  std::optional<ContinuityHidden> hidden;  // when some number of `answer` was left out
};
BOOST_DESCRIBE_STRUCT(ContinuityPage, (), (plan, answer, hidden))

struct ContinuityQuery {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(ContinuityQuery, (), (id))

enum class ContinuityVerdict { adopted, dropped };
BOOST_DESCRIBE_ENUM(ContinuityVerdict, adopted, dropped)

struct ContinuityDecision {
  ContinuityVerdict verdict = ContinuityVerdict::adopted;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ContinuityDecision, (), (verdict, note))

struct ContinuityEnd {
  Date last_day;  // yesterday at the earliest
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ContinuityEnd, (), (last_day, note))

}  // namespace maillage::planning
