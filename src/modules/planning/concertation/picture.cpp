#include "modules/planning/concertation/picture.hpp"

#include <set>

namespace maillage::planning {
namespace {

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

void measure_sectors(const territory::Snapshot& snapshot, const engines::Plan& of_unit,
                     std::vector<PublicSector>& sectors) {
  std::int64_t residents = 0, inhabited = 0;
  for (std::size_t u = 0; u < of_unit.size(); ++u) {
    if (of_unit[u] < 0) continue;
    PublicSector& sector = sectors[at(of_unit[u])];
    inhabited += sector.places++ == 0;
    sector.residents += snapshot.populations[u];
    residents += snapshot.populations[u];
  }
  if (residents == 0) return;
  const double mean = static_cast<double>(residents) / static_cast<double>(inhabited);
  for (PublicSector& sector : sectors)
    if (sector.places > 0) sector.deviation = static_cast<double>(sector.residents) / mean - 1;
}

// The position in the picture of every district; -1 for one that holds no place.
std::vector<std::int32_t> shown_positions(const Draft& draft) {
  std::vector<std::int32_t> position(draft.districts.size(), -1);
  for (const auto district : draft.of_unit) position[at(district)] = 0;
  std::int32_t next = 0;
  for (auto& one : position)
    if (one == 0) one = next++;
  return position;
}

void draw_after(const territory::Snapshot& snapshot, const Draft& draft, const std::vector<std::int32_t>& position,
                PublicPicture& out) {
  for (std::size_t d = 0; d < position.size(); ++d)
    if (position[d] >= 0) out.after.push_back({draft.districts[d].name});
  for (const auto district : draft.of_unit) out.sector_of_place.push_back(position[at(district)]);
  measure_sectors(snapshot, out.sector_of_place, out.after);
}

// The sectors are matched as the drawing board matches them, on the whole drawing, so that both tell the same moves.
PublicMission present_map(const territory::Snapshot& snapshot, const territory::MissionMap& mission, const Draft& draft,
                          const std::vector<std::int32_t>& position) {
  PublicMission out;
  out.code = mission.code;
  out.name_fr = mission.name_fr;
  out.name_en = mission.name_en;
  for (const auto& sector : mission.sectors) out.sectors.push_back({sector.name});
  out.sector_of_place = mission.of_unit;
  measure_sectors(snapshot, mission.of_unit, out.sectors);
  const auto continued =
      continued_by(snapshot, mission.of_unit, draft.of_unit, static_cast<std::int32_t>(draft.districts.size()));
  for (const auto district : continued) out.continued_by.push_back(district < 0 ? -1 : position[at(district)]);
  out.continued_by.resize(mission.sectors.size(), -1);
  for (std::size_t u = 0; u < mission.of_unit.size(); ++u) {
    const auto before = mission.of_unit[u];
    if (before < 0 || continued[at(before)] == draft.of_unit[u]) continue;
    out.moved.push_back(static_cast<std::int32_t>(u));
    out.moved_residents += snapshot.populations[u];
  }
  return out;
}

}  // namespace

PublicPicture picture_of(const territory::Snapshot& snapshot, const ScenarioRules& rules, const Draft& draft) {
  PublicPicture out;
  out.at = snapshot.at;
  out.unit_level = snapshot.unit_level;
  out.departement = snapshot.departement_name;
  out.demonstration = snapshot.demonstration;
  out.residents = snapshot.population();
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u)
    out.places.push_back({snapshot.codes[u], snapshot.names[u], snapshot.commune_names[u], snapshot.populations[u]});
  const auto position = shown_positions(draft);
  draw_after(snapshot, draft, position, out);
  std::set<std::int32_t> moved;
  for (const std::string& mission : rules.missions) {
    out.before.push_back(present_map(snapshot, snapshot.missions[at(snapshot.mission(mission))], draft, position));
    moved.insert(out.before.back().moved.begin(), out.before.back().moved.end());
  }
  out.moved_places = static_cast<std::int32_t>(moved.size());
  for (const auto place : moved) out.moved_residents += snapshot.populations[at(place)];
  return out;
}

}  // namespace maillage::planning
