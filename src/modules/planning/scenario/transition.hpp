// What an adopted map changes: the sectors of each mission as they become, and every unit, resident and site that
// changes sector.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "modules/planning/scenario/scenario.hpp"

namespace maillage::planning {

// A unit that changes sector in one mission.
struct UnitChange {
  std::string mission;
  std::string code;
  std::string name;
  std::string commune;
  std::int64_t population = 0;
  std::string from_code, from_name;  // "" when it was nobody's
  std::string to_code, to_name;
};
BOOST_DESCRIBE_STRUCT(UnitChange, (),
                      (mission, code, name, commune, population, from_code, from_name, to_code, to_name))

// A site that stands in a unit that changes sector.
struct SiteChange {
  std::string mission;
  std::string code;
  std::string name;
  std::string kind;
  std::string from_name;
  std::string to_name;
};
BOOST_DESCRIBE_STRUCT(SiteChange, (), (mission, code, name, kind, from_name, to_name))

// What becomes of a sector. `to_code` = `code` when it goes on, perhaps with other units; "" when it is dissolved.
struct SectorChange {
  std::string mission;
  std::string code, name;        // today; "" for a new one
  std::string to_code, to_name;  // from the day on
  std::int64_t population_before = 0;
  std::int64_t population_after = 0;
};
BOOST_DESCRIBE_STRUCT(SectorChange, (), (mission, code, name, to_code, to_name, population_before, population_after))

struct MissionChange {
  std::string mission;
  std::int64_t residents = 0;  // who change sector
  std::int32_t units = 0;
  std::int32_t sites = 0;
};
BOOST_DESCRIBE_STRUCT(MissionChange, (), (mission, residents, units, sites))

struct Transition {
  std::int64_t scenario = 0;
  std::string name;
  std::optional<Date> effective_on;
  std::vector<MissionChange> missions;
  std::vector<SectorChange> sectors;
  std::vector<UnitChange> units;  // by mission, then most residents first
  std::vector<SiteChange> sites;
};
BOOST_DESCRIBE_STRUCT(Transition, (), (scenario, name, effective_on, missions, sectors, units, sites))

// The maps that the drawing gives the missions of its rules. A district that continues a sector of the mission takes
// its code, so that its history goes on; the others take the first codes free ("N01", "N02", …).
std::vector<territory::DecidedMap> decided_maps(const territory::Snapshot& snapshot, const ScenarioRules& rules,
                                                const Draft& draft);

// The maps of these missions as they are on the snapshot's day: what an adopted scenario has become.
std::vector<territory::DecidedMap> maps_in_force(const territory::Snapshot& snapshot, const ScenarioRules& rules);

// From the maps of `snapshot` to `maps`, made of the same units. `sites` are those of the snapshot's day. The
// scenario's name and date are the caller's to fill.
Transition transition(const territory::Snapshot& snapshot, const std::vector<territory::DecidedMap>& maps,
                      const std::vector<territory::SiteInUnit>& sites);

// One line per unit that changes, RFC 4180: mission, code, name, commune, population, from_code, from_name, to_code,
// to_name.
std::string transition_csv(const Transition& transition);

}  // namespace maillage::planning
