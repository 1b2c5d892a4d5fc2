#include "modules/planning/network/routes_network.hpp"

#include <array>

#include "modules/planning/network/network_page.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/routes.hpp"

namespace maillage::planning {
namespace {

constexpr std::array kReaders{Role::planner, Role::executive, Role::administrator};

Result<NetworkAccess> show_access(territory::Territory& territory, Date at, const NetworkQuery& query) {
  if (const auto good = check_kinds(query.kinds); !good) return good.problem();
  const Travel travel = travel_on(at, query.mode, query.detour, query.speed_kmh);
  if (const auto good = check(travel); !good) return good.problem();
  return access_today(*territory.snapshot(at), territory.sites(at), territory.quantities(at), query.kinds, travel);
}

}  // namespace

void add_network_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  platform::register_problems(network_problems());
  routes.get<NetworkQuery, NetworkAccess>(
      {.path = "/planning/network/access",
       .roles = kReaders,
       .summary = "How the publics reach the houses of a day: minutes of every unit, shares, worst places."},
      [&territory](platform::Context& context, const NetworkQuery& query) {
        return show_access(territory, query.at.value_or(context.today), query);
      });
  add_study_routes(routes, services, territory);
}

}  // namespace maillage::planning
