// What a crisis is made of: houses that close, posts that nobody holds for a while. Never who holds them.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "modules/planning/network/reach.hpp"

namespace maillage::planning {

// Posts of a sector that are absent, of all those it has (absent: as the page of needs and means knows them).
struct Absence {
  std::string mission;
  std::string sector;  // code
  std::optional<double> posts;
  double absent = 0;
};
BOOST_DESCRIBE_STRUCT(Absence, (), (mission, sector, posts, absent))

struct ContinuityRequest {
  std::string reason;
  Date from, to;                           // both included
  std::vector<std::string> closed = {};    // codes of sites
  std::vector<std::string> missions = {};  // for which these sites no longer receive; empty = every mission
  std::vector<Absence> absences = {};
  std::string load = kResidents;  // what weighs on a house or a sector: "residents" or the code of a quantity
  TravelMode mode = TravelMode::car;
  std::optional<double> detour = {}, speed_kmh = {};  // in place of the usual ones of the mode
  double minutes_for_tenth = 5;                       // one goes so much farther to a team a tenth less loaded
};
BOOST_DESCRIBE_STRUCT(ContinuityRequest, (),
                      (reason, from, to, closed, missions, absences, load, mode, detour, speed_kmh, minutes_for_tenth))

inline constexpr int kLongestDays = 183;  // beyond, the map is changed by a scenario

// Posts of the sectors of a mission, by code; by mission.
using KnownPosts = std::map<std::string, std::map<std::string, double>>;

// The territory a request is about: all of one version, so that the units of each part are those of the others.
struct ContinuityGround {
  std::shared_ptr<const territory::Snapshot> first, last;  // on the first and the last day
  std::vector<territory::SiteInUnit> sites;                // open on both days
  std::vector<territory::Quantity> quantities;
  KnownPosts posts;
};

inline Date next_day(Date day) { return Date(day.days() + std::chrono::days(1)); }
inline Date eve(Date day) { return Date(day.days() - std::chrono::days(1)); }

// The request as it can be computed: texts cleaned, each site and each mission once, posts filled in. Refused, with its
// field: a reason too short, days that are past, turned round or too many, a map that changes in between, nothing that
// closes and nobody absent, a site, a mission or a sector that is unknown, more posts absent than there are, a load
// that is not known everywhere.
Result<ContinuityRequest> check(const ContinuityRequest& asked, const ContinuityGround& ground, Date today);

// Who is received at a site of that kind is said by the map of the mission of the same name, when there is one.
bool has_own_map(const std::string& kind);

// What the routes below /planning/continuity may refuse.
std::span<const ProblemRow> continuity_problems();

}  // namespace maillage::planning
