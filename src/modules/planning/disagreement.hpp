// How far the maps of several missions disagree: who lives where the sectors are not the same set of places.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::planning {

struct SectorLoad {
  std::string code;
  std::string name;
  std::int64_t population = 0;
};
BOOST_DESCRIBE_STRUCT(SectorLoad, (), (code, name, population))

struct MissionSectors {
  std::string mission;
  std::string name_fr;
  std::string name_en;
  std::vector<SectorLoad> sectors;
};
BOOST_DESCRIBE_STRUCT(MissionSectors, (), (mission, name_fr, name_en, sectors))

// Places that share their sector in every mission: the smallest pieces that a common map can be made of.
struct AtomRow {
  std::vector<std::int32_t> sectors;  // one per mission, position in its list; -1 = nobody's
  std::int64_t population = 0;
  std::int32_t units = 0;
};
BOOST_DESCRIBE_STRUCT(AtomRow, (), (sectors, population, units))

struct PairRow {
  std::string a;
  std::string b;
  std::int64_t residents_differing = 0;
  double share_differing = 0;     // 0 … 1
  double border_concordance = 1;  // borders drawn by both / by either, by length, 0 … 1
};
BOOST_DESCRIBE_STRUCT(PairRow, (), (a, b, residents_differing, share_differing, border_concordance))

struct Disagreement {
  Date at;
  std::vector<std::string> missions;
  std::string unit_level;
  std::int64_t population = 0;
  std::int64_t residents_differing = 0;  // whose sectors are not the same set of units in every mission
  double share_differing = 0;
  std::int32_t identical_sectors = 0;  // sets of units that are one sector in every mission
  std::vector<std::string> units;
  std::vector<std::int32_t> atom_of_unit;
  std::vector<AtomRow> atoms;
  std::vector<MissionSectors> mission_sectors;
  std::vector<PairRow> pairs;
};
BOOST_DESCRIBE_STRUCT(Disagreement, (),
                      (at, missions, unit_level, population, residents_differing, share_differing, identical_sectors,
                       units, atom_of_unit, atoms, mission_sectors, pairs))

// Splits "ase,pmi,ssd" and finds each mission in the picture, a repeated one once. Empty = every mission but the upper
// levels (mds, territoire). Refuses a mission that has no map that day ("planning.unknown_mission").
Result<std::vector<std::int32_t>> missions_of(const territory::Snapshot& snapshot, std::string_view list);

// Measures two or more missions ("planning.one_mission" otherwise).
Result<Disagreement> disagreement(const territory::Snapshot& snapshot, const std::vector<std::int32_t>& missions);

}  // namespace maillage::planning
