#include "modules/planning/disagreement.hpp"

#include <algorithm>

#include "engines/districting/refinement.hpp"
#include "modules/planning/labels.hpp"

namespace maillage::planning {
namespace {

using engines::districting::Refinement;

MissionSectors loads_of(const territory::Snapshot& snapshot, const territory::MissionMap& map) {
  MissionSectors out{map.code, map.name_fr, map.name_en, {}};
  for (const auto& sector : map.sectors) out.sectors.push_back({sector.code, sector.name, 0});
  for (std::size_t u = 0; u < map.of_unit.size(); ++u)
    if (map.of_unit[u] >= 0)
      out.sectors[static_cast<std::size_t>(map.of_unit[u])].population += snapshot.populations[u];
  return out;
}

void fill(Disagreement& out, const Refinement& found) {
  out.residents_differing = found.differing_load;
  out.share_differing = found.differing_share;
  out.identical_sectors = found.identical_districts;
  out.atom_of_unit = found.atom_of_unit;
  for (const auto& atom : found.atoms) out.atoms.push_back({atom.districts, atom.load, atom.units});
  for (const auto& pair : found.pairs)
    out.pairs.push_back({out.missions[static_cast<std::size_t>(pair.a)], out.missions[static_cast<std::size_t>(pair.b)],
                         pair.differing_load, pair.differing_share, pair.border_concordance});
}

}  // namespace

Result<std::vector<std::int32_t>> missions_of(const territory::Snapshot& snapshot, std::string_view list) {
  std::vector<std::int32_t> out;
  for (const std::string& code : split_codes(list)) {
    const std::int32_t mission = snapshot.mission(code);
    if (std::find(out.begin(), out.end(), mission) == out.end()) out.push_back(mission);
    if (mission < 0)
      return Problem{"planning.unknown_mission", "/missions", {{"mission", code}, {"at", snapshot.at.str()}}};
  }
  if (!list.empty()) return out;
  for (std::size_t m = 0; m < snapshot.missions.size(); ++m)
    if (snapshot.missions[m].code != "mds" && snapshot.missions[m].code != "territoire")
      out.push_back(static_cast<std::int32_t>(m));
  return out;
}

Result<Disagreement> disagreement(const territory::Snapshot& snapshot, const std::vector<std::int32_t>& missions) {
  if (missions.size() < 2) return Problem{"planning.one_mission", "/missions", {}};
  Disagreement out;
  out.at = snapshot.at;
  out.unit_level = snapshot.unit_level;
  out.population = snapshot.population();
  out.units = snapshot.codes;
  std::vector<engines::Plan> plans;
  for (const std::int32_t m : missions) {
    const auto& map = snapshot.missions[static_cast<std::size_t>(m)];
    out.missions.push_back(map.code);
    out.mission_sectors.push_back(loads_of(snapshot, map));
    plans.push_back(map.of_unit);
  }
  const engines::Graph graph(static_cast<engines::Unit>(snapshot.codes.size()), snapshot.edges);
  fill(out, engines::districting::refine(graph, snapshot.populations, plans));
  return out;
}

}  // namespace maillage::planning
