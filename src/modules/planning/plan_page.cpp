#include "modules/planning/plan_page.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "engines/districting/evaluate.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// The key of the largest total, the smallest key among equals.
template <class Key>
Key heaviest(const std::map<Key, std::int64_t>& loads) {
  auto best = loads.begin();
  for (auto it = loads.begin(); it != loads.end(); ++it)
    if (it->second > best->second) best = it;
  return best->first;
}

std::vector<DistrictRow> district_rows(const Question& question, const FoundPlan& plan) {
  const territory::Snapshot& snapshot = *question.snapshot;
  std::vector<DistrictRow> rows(at(plan.summary.districts));
  const auto names = names_of(question, plan.of_unit, plan.summary.districts);
  const Locked locked = question.drawing ? locked_in(*question.drawing) : Locked{};
  for (std::size_t d = 0; d < rows.size(); ++d) rows[d].index = static_cast<std::int32_t>(d), rows[d].name = names[d];
  for (std::size_t n = 0; n < locked.positions.size(); ++n) rows[n].locked = true;
  for (std::size_t u = 0; u < plan.of_unit.size(); ++u) {
    DistrictRow& row = rows[at(plan.of_unit[u])];
    ++row.units;
    row.population += snapshot.populations[u];
  }
  const double mean = static_cast<double>(snapshot.population()) / plan.summary.districts;
  for (DistrictRow& row : rows) row.deviation = deviation(row.population, mean);
  for (const territory::Quantity& load : question.loads) {
    const auto loads = loads_in(load.of_unit, plan.of_unit, plan.summary.districts);
    const double its_mean =
        static_cast<double>(std::accumulate(loads.begin(), loads.end(), std::int64_t{0})) / plan.summary.districts;
    for (std::size_t d = 0; d < rows.size(); ++d)
      rows[d].loads.push_back({static_cast<double>(loads[d]) / 1000, deviation(loads[d], its_mean)});
  }
  return rows;
}

// Territories of the plan, and of each district.
void add_territories(const Question& question, const FoundPlan& plan, PlanPage& page) {
  if (!plan.summary.territory_of_district) return;
  const auto& of_district = *plan.summary.territory_of_district;
  const std::int32_t count = *std::max_element(of_district.begin(), of_district.end()) + 1;
  engines::Plan of_unit;
  for (const auto district : plan.of_unit) of_unit.push_back(of_district[at(district)]);
  for (std::string& name : name_districts(*question.snapshot, of_unit, count))
    page.territories.push_back({.name = std::move(name)});
  for (DistrictRow& row : page.districts) {
    row.territory = of_district[at(row.index)];
    TerritoryRow& territory = page.territories[at(row.territory)];
    ++territory.districts;
    territory.population += row.population;
  }
  const double mean = static_cast<double>(question.snapshot->population()) / count;
  for (TerritoryRow& territory : page.territories) territory.deviation = deviation(territory.population, mean);
  if (!plan.summary.territories || !plan.summary.territories->seats) return;
  for (std::size_t t = 0; t < page.territories.size(); ++t)
    page.territories[t].seat = (*plan.summary.territories->seats)[t];
}

// Whether each unit moves, mission by mission.
std::vector<std::vector<bool>> moves(const territory::Snapshot& snapshot, const ProposalRequest& request,
                                     const FoundPlan& plan) {
  ProposalRequest at_this_count = request;
  at_this_count.districts_min = plan.summary.districts;
  return districting::moved_units(instance_of(at_this_count, snapshot), plan.of_unit);
}

std::vector<MovedUnit> moved_rows(const territory::Snapshot& snapshot, const ProposalRequest& request,
                                  const std::vector<std::vector<bool>>& moved) {
  std::vector<MovedUnit> rows;
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u) {
    MovedUnit row{snapshot.codes[u], snapshot.names[u], snapshot.populations[u], {}};
    for (std::size_t m = 0; m < moved.size(); ++m)
      if (moved[m][u]) row.missions.push_back(request.missions[m]);
    if (!row.missions.empty()) rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const MovedUnit& a, const MovedUnit& b) { return a.population > b.population; });
  return rows;
}

std::int32_t least_moved(const PlanSummary& summary) {
  const auto& moved = summary.moved;
  const auto least = std::min_element(moved.begin(), moved.end(),
                                      [](const auto& a, const auto& b) { return a.residents < b.residents; });
  return static_cast<std::int32_t>(least - moved.begin());
}

// Each sector becomes the district where its residents that do not move live.
std::vector<std::int32_t> matches(const PlanPage& page, const std::vector<bool>& moved) {
  std::vector<std::int32_t> out(page.before.size(), -1);
  for (std::size_t u = 0; u < page.of_unit.size(); ++u)
    if (page.before_of_unit[u] >= 0 && !moved[u]) out[at(page.before_of_unit[u])] = page.of_unit[u];
  return out;
}

}  // namespace

std::vector<std::string> name_districts(const territory::Snapshot& snapshot, const engines::Plan& plan,
                                        std::int32_t districts) {
  std::vector<std::map<std::string, std::int64_t>> communes(at(districts));
  for (std::size_t u = 0; u < plan.size(); ++u)
    communes[at(plan[u])][snapshot.commune_names[u]] += snapshot.populations[u];
  std::vector<std::string> seat;
  std::map<std::string, int> shared;
  for (const auto& loads : communes) ++shared[seat.emplace_back(heaviest(loads))];
  std::vector<std::map<std::string, std::int64_t>> units(at(districts));
  for (std::size_t u = 0; u < plan.size(); ++u)
    if (snapshot.commune_names[u] == seat[at(plan[u])])
      units[at(plan[u])][snapshot.names[u]] += snapshot.populations[u];
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (std::size_t d = 0; d < at(districts); ++d) {
    std::string name = seat[d];
    if (shared[seat[d]] > 1) name += " – " + heaviest(units[d]);
    const std::string stem = name;
    for (int copy = 2; !taken.insert(name).second; ++copy) name = stem + " " + std::to_string(copy);
    names.push_back(name);
  }
  return names;
}

PlanPage plan_page(const Question& question, const FoundPlan& plan) {
  const territory::Snapshot& snapshot = *question.snapshot;
  const ProposalRequest& request = question.request;
  PlanPage page;
  page.summary = plan.summary;
  page.units = snapshot.codes;
  page.of_unit = plan.of_unit;
  page.districts = district_rows(question, plan);
  add_territories(question, plan, page);
  page.quantities = balanced(question.loads);
  const auto moved = moves(snapshot, request, plan);
  page.moved = moved_rows(snapshot, request, moved);
  const std::int32_t shown = least_moved(plan.summary);
  page.reference_mission = request.missions[at(shown)];
  const auto& map = snapshot.missions[at(snapshot.mission(page.reference_mission))];
  page.before_of_unit = map.of_unit;
  for (const auto& sector : map.sectors) page.before.push_back({sector.code, sector.name, 0});
  for (std::size_t u = 0; u < map.of_unit.size(); ++u)
    if (map.of_unit[u] >= 0) page.before[at(map.of_unit[u])].population += snapshot.populations[u];
  page.before_match = matches(page, moved[at(shown)]);
  return page;
}

}  // namespace maillage::planning
