// Why a unit is where it is: what each neighbouring district would make of it.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "modules/planning/scenario/measures.hpp"

namespace maillage::planning {

// What happens to the map if the unit goes to `district`. Deviations are those of the two districts after the move.
struct Alternative {
  std::int32_t district = -1;
  std::string name;
  bool locked = false;            // it takes nothing
  bool cuts = false;              // the district left would be in several pieces
  bool cuts_place = false;        // a commune or an EPCI that must stay whole would be cut
  double deviation_here = 0;      // of the district left
  double deviation_there = 0;     // of the district joined
  std::int32_t outside_more = 0;  // districts outside the balance, more (or fewer) than now
  double inertia_more = 0;        // inhabitants × km², more (or fewer) than now
  std::int64_t moved_more = 0;    // residents who change sector, more (or fewer) than now
  // The first that holds, in this order: "locked", "cuts", "cuts_place", "unbalances", "moves", "fewer_moves",
  // "farther", and "better" when nothing speaks against it.
  std::string verdict;
};
BOOST_DESCRIBE_STRUCT(Alternative, (),
                      (district, name, locked, cuts, cuts_place, deviation_here, deviation_there, outside_more,
                       inertia_more, moved_more, verdict))

// The sector a unit has today in one mission, and whether it would leave it.
struct UnitToday {
  std::string mission;
  std::string sector;  // name; "" when nobody's
  bool moved = false;
};
BOOST_DESCRIBE_STRUCT(UnitToday, (), (mission, sector, moved))

struct UnitExplanation {
  std::string code;
  std::string name;
  std::int64_t population = 0;
  std::int32_t district = -1;
  std::string district_name;
  std::vector<UnitToday> today;
  std::vector<Alternative> alternatives;  // districts it touches, the most natural first
};
BOOST_DESCRIBE_STRUCT(UnitExplanation, (), (code, name, population, district, district_name, today, alternatives))

// Nothing when the snapshot has no such unit. The rules must have passed check().
std::optional<UnitExplanation> explain(const territory::Snapshot& snapshot, const ScenarioRules& rules,
                                       const Draft& start, const Draft& draft, std::string_view code);

}  // namespace maillage::planning
