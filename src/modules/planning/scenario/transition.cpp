#include "modules/planning/scenario/transition.hpp"

#include <algorithm>
#include <set>

#include "base/csv.hpp"

namespace maillage::planning {
namespace {

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

const territory::MissionMap& map_of(const territory::Snapshot& snapshot, const std::string& mission) {
  return snapshot.missions[at(snapshot.mission(mission))];
}

// "N01", "N02"… leaving out those a sector of today bears.
class FreeCodes {
 public:
  explicit FreeCodes(const territory::MissionMap& today) {
    for (const auto& sector : today.sectors) taken_.insert(sector.code);
  }
  std::string next() {
    std::string code;
    do {
      ++number_;
      code = (number_ < 10 ? "N0" : "N") + std::to_string(number_);
    } while (taken_.contains(code));
    return code;
  }

 private:
  std::set<std::string> taken_;
  int number_ = 0;
};

territory::DecidedMap decided_map(const territory::Snapshot& snapshot, const territory::MissionMap& today,
                                  const Draft& draft) {
  territory::DecidedMap out{today.code, {}, snapshot.codes, draft.of_unit};
  for (const DraftDistrict& district : draft.districts) out.sectors.push_back({"", district.name});
  const auto continued =
      continued_by(snapshot, today.of_unit, draft.of_unit, static_cast<std::int32_t>(draft.districts.size()));
  for (std::size_t sector = 0; sector < continued.size(); ++sector)
    if (continued[sector] >= 0) out.sectors[at(continued[sector])].code = today.sectors[sector].code;
  FreeCodes free(today);
  for (auto& sector : out.sectors)
    if (sector.code.empty()) sector.code = free.next();
  return out;
}

territory::SectorName sector_of(const std::vector<territory::SectorName>& sectors, std::int32_t position) {
  return position < 0 ? territory::SectorName{} : sectors[at(position)];
}

std::vector<std::int64_t> residents(const territory::Snapshot& snapshot, const engines::Plan& of_unit,
                                    std::size_t sectors) {
  std::vector<std::int64_t> out(sectors, 0);
  for (std::size_t u = 0; u < of_unit.size(); ++u)
    if (of_unit[u] >= 0) out[at(of_unit[u])] += snapshot.populations[u];
  return out;
}

void add_sectors(const territory::Snapshot& snapshot, const territory::MissionMap& today,
                 const territory::DecidedMap& then, Transition& out) {
  const auto before = residents(snapshot, today.of_unit, today.sectors.size());
  const auto after = residents(snapshot, then.of_unit, then.sectors.size());
  std::vector<bool> inhabited(then.sectors.size(), false);
  for (const auto sector : then.of_unit)
    if (sector >= 0) inhabited[at(sector)] = true;
  std::set<std::string> continued;
  for (std::size_t s = 0; s < today.sectors.size(); ++s) {
    SectorChange row{today.code, today.sectors[s].code, today.sectors[s].name, "", "", before[s], 0};
    for (std::size_t d = 0; d < then.sectors.size(); ++d) {
      if (!inhabited[d] || then.sectors[d].code != row.code) continue;
      row.to_code = then.sectors[d].code, row.to_name = then.sectors[d].name, row.population_after = after[d];
      continued.insert(row.code);
    }
    out.sectors.push_back(std::move(row));
  }
  for (std::size_t d = 0; d < then.sectors.size(); ++d)
    if (inhabited[d] && !continued.contains(then.sectors[d].code))
      out.sectors.push_back({today.code, "", "", then.sectors[d].code, then.sectors[d].name, 0, after[d]});
}

// Positions of the units whose sector changes, by code of sector: a sector that only changes name moves nobody.
std::vector<std::int32_t> changing(const territory::MissionMap& today, const territory::DecidedMap& then) {
  std::vector<std::int32_t> out;
  for (std::size_t u = 0; u < then.of_unit.size(); ++u)
    if (sector_of(today.sectors, today.of_unit[u]).code != sector_of(then.sectors, then.of_unit[u]).code)
      out.push_back(static_cast<std::int32_t>(u));
  return out;
}

void add_mission(const territory::Snapshot& snapshot, const territory::MissionMap& today,
                 const territory::DecidedMap& then, const std::vector<territory::SiteInUnit>& sites, Transition& out) {
  MissionChange total{today.code};
  std::vector<bool> changes(snapshot.codes.size(), false);
  std::vector<UnitChange> units;
  for (const std::int32_t unit : changing(today, then)) {
    changes[at(unit)] = true;
    const auto from = sector_of(today.sectors, today.of_unit[at(unit)]);
    const auto to = sector_of(then.sectors, then.of_unit[at(unit)]);
    units.push_back({today.code, snapshot.codes[at(unit)], snapshot.names[at(unit)], snapshot.commune_names[at(unit)],
                     snapshot.populations[at(unit)], from.code, from.name, to.code, to.name});
    total.residents += units.back().population;
    ++total.units;
  }
  std::stable_sort(units.begin(), units.end(), [](auto& a, auto& b) { return a.population > b.population; });
  out.units.insert(out.units.end(), units.begin(), units.end());
  for (const auto& site : sites) {
    if (site.unit < 0 || !changes[at(site.unit)]) continue;
    out.sites.push_back({today.code, site.code, site.name, site.kind,
                         sector_of(today.sectors, today.of_unit[at(site.unit)]).name,
                         sector_of(then.sectors, then.of_unit[at(site.unit)]).name});
    ++total.sites;
  }
  out.missions.push_back(std::move(total));
}

}  // namespace

std::vector<territory::DecidedMap> decided_maps(const territory::Snapshot& snapshot, const ScenarioRules& rules,
                                                const Draft& draft) {
  std::vector<territory::DecidedMap> out;
  for (const std::string& mission : rules.missions)
    out.push_back(decided_map(snapshot, map_of(snapshot, mission), draft));
  return out;
}

std::vector<territory::DecidedMap> maps_in_force(const territory::Snapshot& snapshot, const ScenarioRules& rules) {
  std::vector<territory::DecidedMap> out;
  for (const std::string& mission : rules.missions) {
    const auto& map = map_of(snapshot, mission);
    out.push_back({mission, map.sectors, snapshot.codes, map.of_unit});
  }
  return out;
}

Transition transition(const territory::Snapshot& snapshot, const std::vector<territory::DecidedMap>& maps,
                      const std::vector<territory::SiteInUnit>& sites) {
  Transition out;
  for (const territory::DecidedMap& then : maps) {
    const auto& today = map_of(snapshot, then.mission);
    add_sectors(snapshot, today, then, out);
    add_mission(snapshot, today, then, sites, out);
  }
  return out;
}

std::string transition_csv(const Transition& transition) {
  std::string out = "mission,code,name,commune,population,from_code,from_name,to_code,to_name\r\n";
  for (const UnitChange& row : transition.units) {
    for (const std::string* text : {&row.mission, &row.code, &row.name, &row.commune}) out += csv::cell(*text) + ',';
    out += std::to_string(row.population);
    for (const std::string* text : {&row.from_code, &row.from_name, &row.to_code, &row.to_name})
      out += ',' + csv::cell(*text);
    out += "\r\n";
  }
  return out;
}

}  // namespace maillage::planning
