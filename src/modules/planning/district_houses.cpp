#include "modules/planning/district_houses.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/assert.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

const std::vector<std::string> kHouseKinds{"mds"};

// Distances from the inhabited units of a district to a house, weighted by residents.
struct Reach {
  double residents = 0;
  double sum_km = 0;  // residents × km
  double worst_km = 0;

  double mean_km() const { return residents > 0 ? sum_km / residents : 0; }
  void add(const Reach& other) {
    residents += other.residents;
    sum_km += other.sum_km;
    worst_km = std::max(worst_km, other.worst_km);
  }
};

Reach reach_of(const territory::Snapshot& snapshot, const engines::Plan& plan, engines::District district,
               const House& house) {
  Reach out;
  const Lambert93 there = place_of(house);
  for (std::size_t u = 0; u < plan.size(); ++u) {
    if (plan[u] != district || snapshot.populations[u] <= 0 || !is_placed(snapshot, u)) continue;
    const double km = std::hypot(snapshot.centres[u].x - there.x, snapshot.centres[u].y - there.y) / 1000;
    const auto residents = static_cast<double>(snapshot.populations[u]);
    out.add({residents, residents * km, km});
  }
  return out;
}

// Sectors that hold no present house, by what may still be done: one may open, or none.
struct Houseless {
  std::vector<std::string> may_open, never;
};

Houseless houseless(const Question& question, const Locked& locked) {
  Houseless out;
  for (std::size_t i = 0; i < locked.positions.size(); ++i) {
    const auto inside = [&](const House& house) {
      return locked.of_unit[at(house.unit)] == static_cast<std::int32_t>(i);
    };
    const auto present = [&](const House& house) { return house.existing && inside(house); };
    if (std::any_of(question.houses.begin(), question.houses.end(), present)) continue;
    const bool any = std::any_of(question.houses.begin(), question.houses.end(), inside);
    (any ? out.may_open : out.never).push_back(question.drawing->districts[at(locked.positions[i])].name);
  }
  return out;
}

}  // namespace

std::vector<House> houses_asked(const HousesAsked& asked, const territory::Snapshot& snapshot,
                                const std::vector<territory::SiteInUnit>& sites) {
  std::vector<House> out = network_of(sites, kHouseKinds);
  for (const territory::SiteInUnit& site : sites)
    if (site.kind == "mds" && !site.place) out.push_back({site.code, site.name, site.kind, true});
  for (House& candidate : candidates_of(asked.candidates, snapshot, sites, kHouseKinds, out))
    if (candidate.unit >= 0) out.push_back(std::move(candidate));
  return out;
}

Result<Done> check_houses(const Question& question) {
  for (const House& house : question.houses)
    if (house.unit < 0) return Problem{"planning.house_nowhere", "/houses", {{"name", house.name}}};
  if (!question.drawing) return Done{};
  const Houseless found = houseless(question, locked_in(*question.drawing));
  const auto refused = [](const std::string& name) {
    return Problem{"planning.locked_without_house", "/houses", {{"name", name}}};
  };
  if (!found.never.empty()) return refused(found.never.front());
  if (std::ssize(found.may_open) > question.request.houses->opened_at_most) return refused(found.may_open.front());
  return Done{};
}

void seat(const std::vector<House>& houses, std::int32_t opened_at_most, districting::Instance& instance) {
  instance.seats.assign(instance.centres.size(), districting::Seat::none);
  instance.opened_max = opened_at_most;
  for (const House& house : houses) {
    districting::Seat& seat = instance.seats[at(house.unit)];
    seat = std::max(seat, house.existing ? districting::Seat::kept : districting::Seat::openable);
  }
}

PlanHouses houses_of(const Question& question, const engines::Plan& plan, const std::vector<engines::Unit>& seats) {
  PlanHouses out;
  out.left_in.emplace();
  Reach all;
  std::set<const House*> held;
  for (std::size_t d = 0; d < seats.size(); ++d) {
    const House* chosen = nullptr;
    Reach best;
    for (const House& house : question.houses) {
      // In a unit with a present house, a candidate opens nothing.
      if (house.unit != seats[d] || (chosen != nullptr && chosen->existing && !house.existing)) continue;
      const Reach reach = reach_of(*question.snapshot, plan, static_cast<engines::District>(d), house);
      if (chosen == nullptr || reach.sum_km < best.sum_km) chosen = &house, best = reach;
    }
    MAILLAGE_ASSERT(chosen != nullptr, "a seat is the unit of a house");
    all.add(best);
    held.insert(chosen);
    out.of_district.push_back({chosen->code, chosen->name, !chosen->existing, best.mean_km(), best.worst_km});
  }
  out.mean_km = all.mean_km();
  out.worst_km = all.worst_km;
  for (const House& house : question.houses)
    if (house.existing && !held.contains(&house)) {
      out.left.push_back(house.name);
      out.left_in->push_back(plan[at(house.unit)]);
    }
  return out;
}

}  // namespace maillage::planning
