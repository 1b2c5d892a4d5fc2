// The invented Département while it is being written: positions instead of codes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/territory/demonstration/borders.hpp"
#include "modules/territory/demonstration/demonstration.hpp"
#include "modules/territory/demonstration/missions.hpp"

namespace maillage::territory::demonstration {

struct Draft {
  explicit Draft(std::uint64_t seed);

  std::uint64_t seed;
  HexGrid grid;
  Terrain terrain;
  Settlements settlements;
  Division division;
  Blocks blocks;
  std::vector<MissionMap> maps;
  Label merging = kNoLabel;   // the commune that takes
  Label absorbed = kNoLabel;  // the commune that is taken
  std::vector<std::string> commune_names;
  std::vector<std::string> unit_names;
  std::vector<CommuneCode> commune_codes;  // increasing with the names
  std::vector<IrisCode> unit_codes;
  std::vector<EpciCode> epci_codes;
  std::vector<Outline> commune_outlines;  // before the merger
  std::vector<Outline> unit_outlines;
  Outline merged_outline;
  std::vector<Lambert93> unit_places;  // inside their unit, near its centre
  std::vector<River> rivers;

  bool in_city(std::size_t unit) const { return division.units[unit].commune == 0; }
  Label commune_of(std::size_t unit) const { return division.units[unit].commune; }

 private:
  void code();
  void outline();
};

// The unit a commune is run from: the nearest to its town hall.
std::vector<std::size_t> town_hall_units(const Division& division);

}  // namespace maillage::territory::demonstration
