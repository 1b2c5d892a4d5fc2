#include "modules/planning/network/complement.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::planning {
namespace {

std::vector<std::int32_t> positions(std::size_t from, std::size_t to) {
  std::vector<std::int32_t> out(to - from);
  std::iota(out.begin(), out.end(), static_cast<std::int32_t>(from));
  return out;
}

bool counts(const std::vector<std::string>& kinds, const std::string& kind) {
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::vector<PartnerKind> kinds_of(const std::vector<territory::SourcedPoint>& points,
                                  const std::vector<std::string>& counted) {
  std::vector<PartnerKind> out;
  for (const auto& [point, source, vintage] : points) {
    if (out.empty() || out.back().kind != point.kind)
      out.push_back({point.kind, point.kind_name, 0, 0, source, vintage, counts(counted, point.kind)});
    ++out.back().points;
    out.back().approximate += point.approximate ? 1 : 0;
  }
  return out;
}

bool open_enough(const HouseOpening& house, std::int32_t half_days) { return house.half_days >= half_days; }

bool may_be_open_enough(const HouseOpening& house, std::int32_t half_days) {
  return open_enough(house, half_days) || house.half_days < 0 || house.partial;
}

OpeningLine line_of(const OpeningRow& row, const std::vector<HouseOpening>& houses, const engines::siting::Costs& costs,
                    const std::vector<CountedPublic>& publics) {
  std::vector<std::int32_t> surely, at_most;
  for (std::size_t h = 0; h < houses.size(); ++h) {
    if (open_enough(houses[h], row.half_days)) surely.push_back(static_cast<std::int32_t>(h));
    if (may_be_open_enough(houses[h], row.half_days)) at_most.push_back(static_cast<std::int32_t>(h));
  }
  OpeningLine out;
  out.half_days = row.half_days;
  out.from = row.from;
  out.reference_fr = row.reference_fr;
  out.reference_en = row.reference_en;
  out.houses = static_cast<std::int32_t>(surely.size());
  out.unsaid = static_cast<std::int32_t>(at_most.size() - surely.size());
  out.surely = picture_of(costs, surely, publics).publics;
  out.at_most = picture_of(costs, at_most, publics).publics;
  return out;
}

}  // namespace

LackingMinutes lacking_of(const territory::Snapshot& snapshot, const std::vector<House>& houses, const Ways& ways) {
  LackingMinutes out;
  std::vector<std::size_t> unknown(houses.size(), 0);
  for (const UnknownPair& pair : unknown_pairs(snapshot, houses, ways)) ++unknown[pair.house], ++out.pairs;
  for (std::size_t h = 0; h < houses.size(); ++h)
    if (unknown[h] + 1 >= snapshot.codes.size() && unknown[h] > 0) out.houses.push_back(houses[h].name);
  return out;
}

std::vector<House> points_of(const std::vector<territory::SourcedPoint>& points,
                             const std::vector<std::string>& kinds) {
  std::vector<House> out;
  for (const auto& [point, source, vintage] : points) {
    if (!counts(kinds, point.kind)) continue;
    const Lambert93 at = territory::place_of(point);
    House one{point.kind + "/" + point.code, point.name, point.kind_name, false, -1, at.x, -at.y};
    if (!point.hours.empty()) one.hours = point.hours;
    out.push_back(std::move(one));
  }
  return out;
}

Complement complement_of(const territory::Snapshot& snapshot, const std::vector<House>& houses,
                         const std::vector<territory::SourcedPoint>& points, const std::vector<std::string>& kinds,
                         const std::vector<CountedPublic>& publics, const Ways& ways, const CellDemand* cells) {
  Complement out;
  out.kinds = kinds_of(points, kinds);
  out.points = points_of(points, kinds);
  std::vector<House> all = houses;
  all.insert(all.end(), out.points.begin(), out.points.end());
  const auto costs =
      cells ? nearest_costs_of(snapshot, all, houses.size(), ways, cells->places) : costs_of(snapshot, all, ways);
  Picture alone = picture_of(costs, positions(houses.size(), all.size()), publics);
  if (cells) bring_to_units(alone, *cells, snapshot.codes.size());
  out.minutes = std::move(alone.minutes);
  for (const std::int32_t found : alone.nearest)
    out.nearest.push_back(found < 0 ? -1 : found - static_cast<std::int32_t>(houses.size()));
  out.publics = picture_of(costs, positions(0, all.size()), publics).publics;
  if (cells) bring_to_units(out.publics, *cells, snapshot.codes.size());
  out.lacking = lacking_of(snapshot, out.points, ways);
  return out;
}

void tell_hours(std::vector<House>& houses, const std::vector<territory::SiteHours>& hours) {
  for (House& house : houses)
    for (const territory::SiteHours& one : hours)
      if (one.code == house.code) house.hours = one.hours;
}

OpeningAccess opening_access(const std::vector<House>& houses, const engines::siting::Costs& costs,
                             const std::vector<CountedPublic>& publics) {
  OpeningAccess out;
  for (const House& house : houses) {
    const auto opening = house.hours ? opening_of(*house.hours) : std::nullopt;
    out.houses.push_back(opening ? HouseOpening{opening->half_days, opening->partial} : HouseOpening{});
  }
  for (const OpeningRow& row : opening_rows()) out.lines.push_back(line_of(row, out.houses, costs, publics));
  return out;
}

}  // namespace maillage::planning
