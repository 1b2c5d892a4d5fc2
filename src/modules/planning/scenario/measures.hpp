// What a drawn map is worth while it is being drawn: complete or not, in one piece or not, balanced or not, and whom it
// moves. Recomputed from nothing at each step.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "modules/planning/proposal.hpp"
#include "modules/planning/scenario/journal.hpp"

namespace maillage::planning {

// What a scenario is held to, and compared with.
struct ScenarioRules {
  std::vector<std::string> missions;                     // whose present maps it would replace; at least one
  double balance = 0.1;                                  // largest deviation from the mean population, 0.005 … 1
  Keep keep = Keep::none;                                // places that must not be cut
  std::optional<std::vector<WeightAsked>> weights = {};  // quantities to balance besides the residents
};
BOOST_DESCRIBE_STRUCT(ScenarioRules, (), (missions, balance, keep, weights))

// What a district holds of a quantity of the rules.
struct LoadMeasure {
  std::string quantity;  // its code
  double amount = 0;     // in the quantity's unit
  double deviation = 0;  // from the mean; 0 when the district holds no unit
};
BOOST_DESCRIBE_STRUCT(LoadMeasure, (), (quantity, amount, deviation))

struct DistrictMeasure {
  std::int32_t index = 0;
  std::string name;
  bool locked = false;
  std::int32_t units = 0;
  std::int64_t population = 0;
  double deviation = 0;     // from the mean, −1 … : 0.04 = 4 % above; 0 when it holds no unit
  std::int32_t pieces = 0;  // 1 = in one piece, 0 = it holds no unit
  std::int32_t gained = 0;  // units it holds and did not hold in the map the scenario started from
  std::int32_t lost = 0;    // units it held then and no longer holds
  std::vector<LoadMeasure> loads = {};
};
BOOST_DESCRIBE_STRUCT(DistrictMeasure, (),
                      (index, name, locked, units, population, deviation, pieces, gained, lost, loads))

// Of the whole map. Districts without units are not counted.
struct DraftMeasures {
  std::int32_t districts = 0;
  std::int32_t unassigned = 0;  // units that are nobody's
  std::int64_t unassigned_residents = 0;
  std::int32_t in_pieces = 0;        // districts in several pieces
  std::int32_t outside = 0;          // districts further from a mean than asked, of residents or of a quantity
  std::int32_t cut_places = 0;       // communes or EPCI held by several districts though they should not be
  double inertia = 0;                // inhabitants × km²
  double max_deviation = 0;          // 0 … : 0.12 = one district is 12 % from the mean
  std::int64_t moved_residents = 0;  // who change sector in at least one mission
  std::vector<MovedResidents> moved;
  std::vector<DistrictMeasure> of_district;
};
BOOST_DESCRIBE_STRUCT(DraftMeasures, (),
                      (districts, unassigned, unassigned_residents, in_pieces, outside, cut_places, inertia,
                       max_deviation, moved_residents, moved, of_district))

using Loads = std::vector<territory::Quantity>;

// Checks the rules against the territory and its quantities. Every refusal names its field.
Result<Done> check(const ScenarioRules& rules, const territory::Snapshot& snapshot, const Loads& known = {});

// Measures `draft`, made for this snapshot, beside the map it started from. The rules must have passed check(); a
// quantity that is no longer among those known is not measured.
DraftMeasures measure(const territory::Snapshot& snapshot, const ScenarioRules& rules, const Draft& start,
                      const Draft& draft, const Loads& known = {});

// A unit in no sector of the mission: it has none to leave.
inline constexpr std::int32_t kNoSector = -2;

// For each mission of the rules and each unit, the district that continues the sector it is in: elsewhere, its
// residents change sector. -1 when none continues it, kNoSector.
std::vector<engines::Plan> homes_of(const territory::Snapshot& snapshot, const ScenarioRules& rules,
                                    const Draft& draft);

// Whether each unit would leave the sector it is in, one list per mission of the rules.
std::vector<std::vector<bool>> moved_units(const territory::Snapshot& snapshot, const ScenarioRules& rules,
                                           const Draft& draft);

// For every sector of `before`, the district of `after` that continues it (largest common population, each district
// continuing one sector at most), or -1. Matched ones share at least one unit.
std::vector<std::int32_t> continued_by(const territory::Snapshot& snapshot, const engines::Plan& before,
                                       const engines::Plan& after, std::int32_t districts);

}  // namespace maillage::planning
