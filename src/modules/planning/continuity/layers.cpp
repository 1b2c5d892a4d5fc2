#include "modules/planning/continuity/layers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::planning {
namespace {

using territory::MissionMap;
using territory::SiteInUnit;
using territory::Snapshot;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

bool among(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// Where those of a closed site of that kind may be received.
std::vector<std::string> takers_of(const std::string& kind) {
  if (kind == "mds" || kind == "pmi") return {kind};
  if (kind == "antenne") return {"mds", "antenne"};
  return {"mds", "antenne", kind};
}

// The mission whose sectors are each received in a house of that kind; null when there is none.
const MissionMap* map_of(const Snapshot& snapshot, const std::string& kind) {
  const auto found = has_own_map(kind) ? snapshot.mission(kind) : -1;
  return found < 0 ? nullptr : &snapshot.missions[at(found)];
}

// The house of a sector, as "who is competent here?" finds it: the one that bears its code or its name, else the first
// that stands in it. -1 when there is none.
std::int32_t house_of(const MissionMap& map, std::int32_t sector, const std::vector<SiteInUnit>& sites,
                      const std::vector<std::string>& kinds) {
  std::int32_t inside = -1;
  for (std::size_t s = 0; s < sites.size(); ++s) {
    const SiteInUnit& site = sites[s];
    if (!among(kinds, site.kind)) continue;
    if (site.code == map.sectors[at(sector)].code || site.name == map.sectors[at(sector)].name)
      return static_cast<std::int32_t>(s);
    if (inside < 0 && site.unit >= 0 && map.of_unit[at(site.unit)] == sector) inside = static_cast<std::int32_t>(s);
  }
  return inside;
}

double distance(Lambert93 a, Lambert93 b) { return std::hypot(a.x - b.x, a.y - b.y); }

// The nearest of the carriers whose place is known; -1 when there is none.
std::int32_t nearest(const Snapshot& snapshot, std::size_t unit, const std::vector<ContinuityCarrier>& carriers) {
  std::int32_t best = -1;
  if (!is_placed(snapshot, unit)) return best;
  for (std::size_t c = 0; c < carriers.size(); ++c)
    if (carriers[c].place && (best < 0 || distance(snapshot.centres[unit], *carriers[c].place) <
                                              distance(snapshot.centres[unit], *carriers[at(best)].place)))
      best = static_cast<std::int32_t>(c);
  return best;
}

std::vector<double> loads_of(const ContinuityLayer& layer, const std::vector<std::int64_t>& loads) {
  std::vector<double> out(layer.carriers.size(), 0);
  for (std::size_t u = 0; u < loads.size(); ++u)
    if (layer.of_unit[u] >= 0) out[at(layer.of_unit[u])] += static_cast<double>(loads[u]);
  return out;
}

Result<Done> check_takers(const ContinuityLayer& layer) {
  const auto takes = [](const ContinuityCarrier& carrier) { return carrier.capacity > 0; };
  if (std::any_of(layer.carriers.begin(), layer.carriers.end(), takes)) return Done{};
  const auto lacks = std::find_if(layer.carriers.begin(), layer.carriers.end(),
                                  [](const ContinuityCarrier& carrier) { return carrier.lacks; });
  return Problem{"planning.continuity_nobody_left", "/closed", {{"name", lacks->name}}};
}

// A house where few people go can still take some: a tenth of what the mean one carries.
constexpr double kLeastShare = 0.1;

Result<ContinuityLayer> desks(const std::string& kind, const ContinuityRequest& request, const ContinuityGround& ground,
                              const std::vector<std::int64_t>& loads, const Spent& spent) {
  const Snapshot& snapshot = *ground.first;
  ContinuityLayer out;
  out.site_kind = kind;
  std::vector<SiteInUnit> houses;
  for (const SiteInUnit& site : ground.sites)
    if (among(takers_of(kind), site.kind)) houses.push_back(site);
  for (const SiteInUnit& house : houses)
    out.carriers.push_back(
        {house.code, house.name, house.place, house.unit, house.kind == kind && among(request.closed, house.code)});
  const MissionMap* map = map_of(snapshot, kind);
  std::vector<std::int32_t> of_sector;
  for (std::size_t s = 0; map && s < map->sectors.size(); ++s)
    of_sector.push_back(house_of(*map, static_cast<std::int32_t>(s), houses, {kind}));
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u) {
    const std::int32_t sector = map ? map->of_unit[u] : -1;
    const std::int32_t house = sector < 0 ? -1 : of_sector[at(sector)];
    out.of_unit.push_back(house >= 0 ? house : nearest(snapshot, u, out.carriers));
  }
  const auto carried = loads_of(out, loads);
  const double mean = std::accumulate(carried.begin(), carried.end(), 0.0) / static_cast<double>(carried.size());
  for (std::size_t c = 0; c < out.carriers.size(); ++c) {
    ContinuityCarrier& one = out.carriers[c];
    const bool used =
        std::find(out.of_unit.begin(), out.of_unit.end(), static_cast<std::int32_t>(c)) != out.of_unit.end();
    if (one.lacks && !one.place && !used)
      return Problem{"planning.continuity_nowhere", "/closed", {{"name", one.name}}};
    one.usual = std::max(carried[c], kLeastShare * mean);
    // One that closes takes nobody here either, whatever kind it is of.
    one.capacity = among(request.closed, one.code) || spent.contains(one.code) ? 0 : one.usual;
  }
  if (const auto good = check_takers(out); !good) return good.problem();
  return out;
}

// Where a sector without a house is joined: the unit nearest to where its residents are on average.
std::int32_t heart_of(const Snapshot& snapshot, const MissionMap& map, std::int32_t sector) {
  Lambert93 mean{0, 0};
  double total = 0;
  for (std::size_t u = 0; u < map.of_unit.size(); ++u) {
    if (map.of_unit[u] != sector || !is_placed(snapshot, u)) continue;
    const double weight = static_cast<double>(snapshot.populations[u]) + 1;
    mean = {mean.x + weight * snapshot.centres[u].x, mean.y + weight * snapshot.centres[u].y};
    total += weight;
  }
  std::int32_t best = -1;
  for (std::size_t u = 0; u < map.of_unit.size() && total > 0; ++u) {
    if (map.of_unit[u] != sector || !is_placed(snapshot, u)) continue;
    const Lambert93 centre{mean.x / total, mean.y / total};
    if (best < 0 || distance(snapshot.centres[u], centre) < distance(snapshot.centres[at(best)], centre))
      best = static_cast<std::int32_t>(u);
  }
  return best;
}

ContinuityCarrier sector_carrier(const ContinuityGround& ground, const MissionMap& map, std::int32_t sector) {
  ContinuityCarrier out{map.sectors[at(sector)].code, map.sectors[at(sector)].name};
  const auto kinds = map.code == "pmi" ? std::vector<std::string>{"pmi", "mds", "antenne"} : usual_kinds();
  const std::int32_t house = house_of(map, sector, ground.sites, kinds);
  if (house >= 0 && ground.sites[at(house)].place) {
    out.place = ground.sites[at(house)].place;
    out.unit = ground.sites[at(house)].unit;
    return out;
  }
  out.unit = heart_of(*ground.first, map, sector);
  if (out.unit >= 0) out.place = ground.first->centres[at(out.unit)];
  return out;
}

// Posts everywhere, or shares of today's loads everywhere.
void fill_capacities(ContinuityLayer& layer, const std::vector<double>& carried, const Spent& spent) {
  layer.posts_known = true;
  for (std::size_t c = 0; c < carried.size(); ++c)
    if (carried[c] > 0 && !layer.carriers[c].posts) layer.posts_known = false;
  for (std::size_t c = 0; c < carried.size(); ++c) {
    ContinuityCarrier& one = layer.carriers[c];
    one.usual = layer.posts_known ? one.posts.value_or(0) : carried[c];
    const double left = one.lacks ? 1 - *one.absent / *one.posts : 1;
    one.capacity = !one.lacks && spent.contains(layer.mission + "/" + one.code) ? 0 : one.usual * left;
  }
}

Result<ContinuityLayer> sectors(const std::string& mission, const ContinuityRequest& request,
                                const ContinuityGround& ground, const std::vector<std::int64_t>& loads,
                                const Spent& spent) {
  const MissionMap& map = ground.first->missions[at(ground.first->mission(mission))];
  const auto known = ground.posts.find(mission);
  ContinuityLayer out;
  out.kind = territory::RelayKind::sector;
  out.mission = mission;
  out.of_unit = map.of_unit;
  for (std::size_t s = 0; s < map.sectors.size(); ++s) {
    ContinuityCarrier& one = out.carriers.emplace_back(sector_carrier(ground, map, static_cast<std::int32_t>(s)));
    if (known != ground.posts.end())
      if (const auto posts = known->second.find(one.code); posts != known->second.end() && posts->second > 0)
        one.posts = posts->second;
    for (const Absence& absence : request.absences) {
      if (absence.mission != mission || absence.sector != one.code) continue;
      one.lacks = true;
      one.posts = absence.posts;
      one.absent = absence.absent;
    }
  }
  fill_capacities(out, loads_of(out, loads), spent);
  if (const auto good = check_takers(out); !good) return good.problem();
  return out;
}

}  // namespace

Result<std::vector<ContinuityLayer>> layers_of(const ContinuityRequest& request, const ContinuityGround& ground,
                                               const std::vector<std::int64_t>& loads, const Spent& spent) {
  std::vector<ContinuityLayer> out;
  std::set<std::string> kinds, missions;
  for (const SiteInUnit& site : ground.sites)
    if (among(request.closed, site.code)) kinds.insert(site.kind);
  for (const Absence& absence : request.absences) missions.insert(absence.mission);
  for (const std::string& kind : site_kinds()) {
    if (!kinds.contains(kind)) continue;
    auto layer = desks(kind, request, ground, loads, spent);
    if (!layer) return layer.problem();
    out.push_back(*std::move(layer));
  }
  for (const territory::MissionMap& map : ground.first->missions) {
    if (!missions.contains(map.code)) continue;
    auto layer = sectors(map.code, request, ground, loads, spent);
    if (!layer) return layer.problem();
    out.push_back(*std::move(layer));
  }
  return out;
}

}  // namespace maillage::planning
