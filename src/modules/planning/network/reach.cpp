#include "modules/planning/network/reach.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace maillage::planning {
namespace {

namespace siting = engines::siting;

constexpr double kThousandths = 1000, kTenths = 10;

CountedPublic residents_of(const territory::Snapshot& snapshot) {
  CountedPublic out;
  out.said.code = kResidents;
  out.weights = snapshot.populations;
  out.said.of_unit.assign(snapshot.populations.begin(), snapshot.populations.end());
  out.said.estimated =
      static_cast<std::int32_t>(std::count(snapshot.estimated.begin(), snapshot.estimated.end(), true));
  return out;
}

CountedPublic counted(const territory::Quantity& quantity) {
  CountedPublic out;
  out.said.code = quantity.code;
  out.said.name = quantity.name;
  out.said.unit = quantity.unit;
  out.said.period = quantity.period;
  out.said.estimated =
      static_cast<std::int32_t>(std::count(quantity.estimated.begin(), quantity.estimated.end(), true));
  out.said.missing = static_cast<std::int32_t>(quantity.missing.size());
  out.weights = quantity.of_unit;
  for (const std::int64_t thousandths : quantity.of_unit)
    out.said.of_unit.push_back(static_cast<double>(thousandths) / kThousandths);
  return out;
}

std::vector<double> thresholds() {
  std::vector<double> out;
  for (const ReachRow& row : reach_rows()) out.push_back(row.minutes);
  return out;
}

PublicReach reach_of(const siting::Costs& costs, const std::vector<std::int32_t>& open, const Picture& picture,
                     const std::vector<std::int64_t>& weights) {
  const siting::Access access = siting::access_of(costs, open, weights, thresholds());
  PublicReach out;
  const double total = static_cast<double>(access.total);
  for (const std::int64_t weight : access.within)
    out.within.push_back(total > 0 ? static_cast<double>(weight) / total : 0);
  out.mean_minutes = access.mean;
  out.worst_minutes = access.worst;
  const double most = access.total > 0 ? access.quantiles.back() : -1;
  out.most_minutes = std::isfinite(most) ? most : -1;
  for (std::size_t u = 0; u < weights.size() && out.worst_unit < 0; ++u)
    if (weights[u] > 0 && picture.nearest[u] >= 0 && picture.minutes[u] >= access.worst)
      out.worst_unit = static_cast<std::int32_t>(u);
  return out;
}

siting::Link link(std::size_t unit, std::size_t house, double minutes) {
  return {static_cast<siting::Demand>(unit), static_cast<siting::Site>(house), minutes};
}

// Called with the position and the place of each unit that has one, then of each place beyond.
template <class Each>
void each_departure(const territory::Snapshot& snapshot, const std::vector<Lambert93>& beyond, Each each) {
  const std::size_t units = snapshot.codes.size();
  for (std::size_t u = 0; u < units; ++u)
    if (is_placed(snapshot, u)) each(u, snapshot.centres[u]);
  for (std::size_t i = 0; i < beyond.size(); ++i) each(units + i, beyond[i]);
}

std::vector<siting::Link> crow_links(const territory::Snapshot& snapshot, const std::vector<House>& houses,
                                     const Travel& crow, const std::vector<Lambert93>& beyond) {
  std::vector<siting::Link> out;
  each_departure(snapshot, beyond, [&](std::size_t departure, Lambert93 place) {
    for (std::size_t h = 0; h < houses.size(); ++h)
      out.push_back(link(departure, h, minutes_between(place, place_of(houses[h]), crow)));
  });
  return out;
}

siting::Costs costs_from(const territory::Snapshot& snapshot, const std::vector<House>& houses,
                         const std::vector<Lambert93>& beyond, std::vector<siting::Link> links) {
  return siting::Costs(static_cast<siting::Demand>(snapshot.codes.size() + beyond.size()),
                       static_cast<siting::Site>(houses.size()), std::move(links));
}

std::vector<siting::Link> known_links(const territory::Snapshot& snapshot, const std::vector<House>& houses,
                                      const Ways& ways) {
  std::vector<siting::Link> out;
  each_known(snapshot, houses, ways, [&](std::size_t unit, std::size_t house, std::int32_t tenths) {
    out.push_back(link(unit, house, tenths / kTenths));
  });
  return out;
}

}  // namespace

std::vector<CountedPublic> publics_of(const territory::Snapshot& snapshot,
                                      const std::vector<territory::Quantity>& quantities) {
  std::vector<CountedPublic> out{residents_of(snapshot)};
  for (const territory::Quantity& quantity : quantities) out.push_back(counted(quantity));
  for (CountedPublic& one : out)
    one.said.total = std::accumulate(one.said.of_unit.begin(), one.said.of_unit.end(), 0.0);
  return out;
}

siting::Costs costs_of(const territory::Snapshot& snapshot, const std::vector<House>& houses, const Ways& ways,
                       const std::vector<Lambert93>& beyond) {
  auto links = ways.known ? known_links(snapshot, houses, ways) : crow_links(snapshot, houses, ways.travel, beyond);
  return costs_from(snapshot, houses, beyond, std::move(links));
}

siting::Costs nearest_costs_of(const territory::Snapshot& snapshot, const std::vector<House>& houses, std::size_t first,
                               const Ways& ways, const std::vector<Lambert93>& beyond) {
  std::vector<siting::Link> links;
  const auto add_nearest = [&](std::size_t departure, Lambert93 place, std::size_t from, std::size_t to) {
    siting::Link best = link(departure, from, std::numeric_limits<double>::infinity());
    for (std::size_t h = from; h < to; ++h)
      if (const double minutes = minutes_between(place, place_of(houses[h]), ways.travel); minutes < best.cost)
        best = link(departure, h, minutes);
    if (from < to) links.push_back(best);
  };
  each_departure(snapshot, beyond, [&](std::size_t departure, Lambert93 place) {
    add_nearest(departure, place, 0, first);
    add_nearest(departure, place, first, houses.size());
  });
  return costs_from(snapshot, houses, beyond, std::move(links));
}

siting::Costs only_served(const siting::Costs& costs, const std::vector<std::int32_t>& of_unit) {
  std::vector<siting::Link> links;
  for (siting::Demand unit = 0; unit < costs.demands(); ++unit)
    for (const siting::Reach& reach : costs.of(unit))
      if (reach.site == of_unit[static_cast<std::size_t>(unit)]) links.push_back({unit, reach.site, reach.cost});
  return siting::Costs(costs.demands(), costs.sites(), std::move(links));
}

Picture picture_of(const siting::Costs& costs, const std::vector<std::int32_t>& open,
                   const std::vector<CountedPublic>& publics) {
  Picture out;
  std::vector<bool> is_open(static_cast<std::size_t>(costs.sites()), false);
  for (const std::int32_t house : open) is_open[static_cast<std::size_t>(house)] = true;
  out.residents.assign(is_open.size(), 0);
  for (siting::Demand unit = 0; unit < costs.demands(); ++unit) {
    const auto row = costs.of(unit);
    const auto first = std::find_if(row.begin(), row.end(), [&](const siting::Reach& reach) {
      return is_open[static_cast<std::size_t>(reach.site)];
    });
    out.minutes.push_back(first == row.end() ? -1 : first->cost);
    out.nearest.push_back(first == row.end() ? -1 : first->site);
    if (first != row.end())
      out.residents[static_cast<std::size_t>(first->site)] += publics.front().weights[static_cast<std::size_t>(unit)];
  }
  for (const CountedPublic& one : publics) out.publics.push_back(reach_of(costs, open, out, one.weights));
  return out;
}

}  // namespace maillage::planning
