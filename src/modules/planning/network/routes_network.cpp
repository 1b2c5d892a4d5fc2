#include "modules/planning/network/routes_network.hpp"

#include "modules/planning/network/network_page.hpp"
#include "modules/planning/network/store_travel.hpp"
#include "modules/planning/routes_desk.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/routes.hpp"

namespace maillage::planning {
namespace {

using platform::Context;

Result<NetworkAccess> show_access(Desk desk, Context& context, const NetworkQuery& query) {
  if (const auto good = check_kinds(query.kinds); !good) return good.problem();
  const Date at = query.at.value_or(context.today);
  const Travel crow = travel_on(at, query.mode, query.detour, query.speed_kmh);
  if (const auto good = check(crow); !good) return good.problem();
  return context.database.reading([&](sql::Session& session) -> Result<NetworkAccess> {
    const auto ways = ways_of(session, query.table, crow);
    if (!ways) return ways.problem();
    const auto cells = cells_on(session, desk.territory, at, query.cells, query.table);
    if (!cells) return cells.problem();
    auto out =
        access_today(*desk.territory.snapshot(at), desk.territory.sites(at), desk.territory.quantities(at), query.kinds,
                     *ways, {territory::access_points(session, at), query.partners, territory::site_hours(session, at)},
                     *cells ? &**cells : nullptr);
    out.grids = territory::grids(session, at);
    out.tables = travel_tables(session);
    return out;
  });
}

}  // namespace

void add_network_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  platform::register_problems(network_problems());
  platform::register_problems(travel_problems());
  const Desk desk{services, territory};
  routes.get<NetworkQuery, NetworkAccess>(
      {.path = "/planning/network/access",
       .roles = kReaders,
       .summary = "How the publics reach the houses of a day: minutes of every unit, shares, worst places."},
      [desk](Context& context, const NetworkQuery& query) { return show_access(desk, context, query); });
  add_travel_routes(routes, services, territory);
  add_study_routes(routes, services, territory);
}

}  // namespace maillage::planning
