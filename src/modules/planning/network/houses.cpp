#include "modules/planning/network/houses.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace maillage::planning {
namespace {

bool among(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

House at_unit(const territory::Snapshot& snapshot, std::size_t unit, std::string code, std::string name,
              const char* kind) {
  const Lambert93 centre = snapshot.centres[unit];
  return {std::move(code), std::move(name), kind, false, static_cast<std::int32_t>(unit), centre.x, -centre.y};
}

House at_site(const territory::SiteInUnit& site, bool existing) {
  return {site.code, site.name, site.kind, existing, site.unit, site.place->x, -site.place->y};
}

std::vector<House> free_communes(const territory::Snapshot& snapshot, const std::set<std::int32_t>& taken) {
  std::map<std::string, std::size_t> chief;
  std::set<std::string> served;
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u) {
    const std::string& commune = snapshot.commune_codes[u];
    if (taken.contains(static_cast<std::int32_t>(u))) served.insert(commune);
    if (!is_placed(snapshot, u)) continue;
    const auto [found, fresh] = chief.try_emplace(commune, u);
    if (!fresh && snapshot.populations[u] > snapshot.populations[found->second]) found->second = u;
  }
  std::vector<House> out;
  for (const auto& [commune, unit] : chief)
    if (!served.contains(commune))
      out.push_back(at_unit(snapshot, unit, commune, snapshot.commune_names[unit], "commune"));
  return out;
}

std::vector<House> free_units(const territory::Snapshot& snapshot, const std::set<std::int32_t>& taken) {
  std::vector<House> out;
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u)
    if (is_placed(snapshot, u) && !taken.contains(static_cast<std::int32_t>(u)))
      out.push_back(at_unit(snapshot, u, snapshot.codes[u], snapshot.names[u], "unit"));
  return out;
}

}  // namespace

Lambert93 place_of(const House& house) { return {house.x, -house.y}; }

bool is_placed(const territory::Snapshot& snapshot, std::size_t unit) {
  return snapshot.centres[unit].x != 0 || snapshot.centres[unit].y != 0;
}

const std::vector<std::string>& site_kinds() {
  static const std::vector<std::string> kinds{"mds", "antenne", "permanence", "pmi", "other"};
  return kinds;
}

const std::vector<std::string>& usual_kinds() {
  static const std::vector<std::string> kinds{"mds", "antenne"};
  return kinds;
}

Result<Done> check_kinds(const std::vector<std::string>& kinds) {
  for (const std::string& kind : kinds)
    if (!among(site_kinds(), kind)) return Problem{"planning.unknown_site_kind", "/kinds", {{"kind", kind}}};
  return Done{};
}

std::vector<House> network_of(const std::vector<territory::SiteInUnit>& sites, const std::vector<std::string>& kinds) {
  std::vector<House> out;
  for (const territory::SiteInUnit& site : sites)
    if (site.place && among(kinds, site.kind)) out.push_back(at_site(site, true));
  return out;
}

std::vector<House> candidates_of(Candidates which, const territory::Snapshot& snapshot,
                                 const std::vector<territory::SiteInUnit>& sites, const std::vector<std::string>& kinds,
                                 const std::vector<House>& houses) {
  std::set<std::int32_t> taken;
  for (const House& house : houses) taken.insert(house.unit);
  if (which == Candidates::communes) return free_communes(snapshot, taken);
  if (which == Candidates::units) return free_units(snapshot, taken);
  std::vector<House> out;
  if (which == Candidates::sites)
    for (const territory::SiteInUnit& site : sites)
      if (site.place && !among(kinds, site.kind)) out.push_back(at_site(site, false));
  return out;
}

}  // namespace maillage::planning
