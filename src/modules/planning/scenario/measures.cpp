#include "modules/planning/scenario/measures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engines/districting/evaluate.hpp"
#include "engines/districting/matching.hpp"
#include "modules/planning/loads.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// The engine's question for a drawing: the mean is that of the districts that hold somebody.
districting::Instance instance_of(const territory::Snapshot& snapshot, const ScenarioRules& rules, const Draft& draft) {
  ProposalRequest request;
  request.missions = rules.missions;
  request.balance = rules.balance;
  request.districts_min = std::max<std::int32_t>(1, static_cast<std::int32_t>(draft.districts.size()));
  return planning::instance_of(request, snapshot);
}

std::int32_t inhabited(const Draft& draft) {
  std::vector<bool> seen(draft.districts.size(), false);
  for (const auto district : draft.of_unit)
    if (district >= 0) seen[at(district)] = true;
  return static_cast<std::int32_t>(std::count(seen.begin(), seen.end(), true));
}

void count_units(const territory::Snapshot& snapshot, const Draft& start, const Draft& draft, DraftMeasures& out) {
  for (std::size_t d = 0; d < draft.districts.size(); ++d)
    out.of_district.push_back({static_cast<std::int32_t>(d), draft.districts[d].name, draft.districts[d].locked});
  for (std::size_t u = 0; u < draft.of_unit.size(); ++u) {
    const auto before = start.of_unit[u], now = draft.of_unit[u];
    if (now >= 0) {
      ++out.of_district[at(now)].units;
      out.of_district[at(now)].population += snapshot.populations[u];
      out.of_district[at(now)].gained += before != now;
    } else {
      ++out.unassigned;
      out.unassigned_residents += snapshot.populations[u];
    }
    if (before >= 0 && before != now && at(before) < out.of_district.size()) ++out.of_district[at(before)].lost;
  }
}

void measure_balance(const territory::Snapshot& snapshot, DraftMeasures& out) {
  if (out.districts == 0) return;
  const double mean = static_cast<double>(snapshot.population()) / out.districts;
  for (DistrictMeasure& row : out.of_district) {
    if (row.units == 0 || mean <= 0) continue;
    row.deviation = deviation(row.population, mean);
    out.max_deviation = std::max(out.max_deviation, std::abs(row.deviation));
  }
}

// A district is outside once, whatever it has too much or too little of.
void count_outside(const ScenarioRules& rules, DraftMeasures& out) {
  for (const DistrictMeasure& row : out.of_district) {
    bool outside = std::abs(row.deviation) > rules.balance;
    for (const LoadMeasure& load : row.loads)
      for (const WeightAsked& asked : *rules.weights)
        outside = outside || (asked.quantity == load.quantity && std::abs(load.deviation) > asked.tolerance);
    out.outside += outside;
  }
}

void measure_loads(const ScenarioRules& rules, const Draft& draft, const Loads& known, DraftMeasures& out) {
  if (!rules.weights) return;
  for (const WeightAsked& asked : *rules.weights) {
    const auto load = std::find_if(known.begin(), known.end(),
                                   [&](const territory::Quantity& one) { return one.code == asked.quantity; });
    if (load == known.end()) continue;
    const auto sums = loads_in(load->of_unit, draft.of_unit, static_cast<std::int32_t>(draft.districts.size()));
    const auto total = std::accumulate(load->of_unit.begin(), load->of_unit.end(), std::int64_t{0});
    const double mean = out.districts > 0 ? static_cast<double>(total) / out.districts : 0;
    for (DistrictMeasure& row : out.of_district)
      row.loads.push_back({asked.quantity, static_cast<double>(sums[at(row.index)]) / 1000,
                           row.units > 0 ? deviation(sums[at(row.index)], mean) : 0});
  }
}

std::int32_t places_cut(const territory::Snapshot& snapshot, const ScenarioRules& rules, const Draft& draft) {
  if (rules.keep == Keep::none) return 0;
  const auto& place_of_unit = rules.keep == Keep::commune ? snapshot.commune_codes : snapshot.epci_codes;
  std::map<std::string_view, std::int32_t> first;
  std::map<std::string_view, bool> cut;
  for (std::size_t u = 0; u < draft.of_unit.size(); ++u) {
    if (place_of_unit[u].empty()) continue;
    const auto [found, fresh] = first.try_emplace(place_of_unit[u], draft.of_unit[u]);
    if (!fresh && found->second != draft.of_unit[u]) cut[place_of_unit[u]] = true;
  }
  return static_cast<std::int32_t>(cut.size());
}

}  // namespace

Result<Done> check(const ScenarioRules& rules, const territory::Snapshot& snapshot, const Loads& known) {
  ProposalRequest request;
  request.name = "-";
  request.missions = rules.missions;
  request.balance = rules.balance;
  request.districts_min = request.districts_max = 2;
  if (auto good = check(request, snapshot); !good || !rules.weights) return good;
  return check(*rules.weights, known);
}

DraftMeasures measure(const territory::Snapshot& snapshot, const ScenarioRules& rules, const Draft& start,
                      const Draft& draft, const Loads& known) {
  DraftMeasures out;
  out.districts = inhabited(draft);
  count_units(snapshot, start, draft, out);
  measure_balance(snapshot, out);
  measure_loads(rules, draft, known, out);
  count_outside(rules, out);
  out.cut_places = places_cut(snapshot, rules, draft);
  const auto found = districting::evaluate(instance_of(snapshot, rules, draft), draft.of_unit);
  for (DistrictMeasure& row : out.of_district) {
    row.pieces = found.pieces[at(row.index)];
    out.in_pieces += row.pieces > 1;
  }
  out.inertia = found.inertia;
  out.moved_residents = found.moved_once;
  for (std::size_t m = 0; m < rules.missions.size(); ++m) out.moved.push_back({rules.missions[m], found.moved[m]});
  return out;
}

std::vector<engines::Plan> homes_of(const territory::Snapshot& snapshot, const ScenarioRules& rules,
                                    const Draft& draft) {
  const auto districts = static_cast<std::int32_t>(draft.districts.size());
  std::vector<engines::Plan> out;
  for (const std::string& mission : rules.missions) {
    engines::Plan home = snapshot.missions[at(snapshot.mission(mission))].of_unit;
    const auto match = districting::match_districts(home, draft.of_unit, snapshot.populations, districts);
    for (auto& sector : home) sector = sector < 0 ? kNoSector : match[at(sector)];
    out.push_back(std::move(home));
  }
  return out;
}

std::vector<std::vector<bool>> moved_units(const territory::Snapshot& snapshot, const ScenarioRules& rules,
                                           const Draft& draft) {
  return districting::moved_units(instance_of(snapshot, rules, draft), draft.of_unit);
}

std::vector<std::int32_t> continued_by(const territory::Snapshot& snapshot, const engines::Plan& before,
                                       const engines::Plan& after, std::int32_t districts) {
  auto matched = districting::match_districts(before, after, snapshot.populations, districts);
  std::vector<bool> real(matched.size(), false);
  for (std::size_t u = 0; u < before.size(); ++u)
    if (before[u] >= 0 && after[u] >= 0 && matched[at(before[u])] == after[u]) real[at(before[u])] = true;
  for (std::size_t sector = 0; sector < matched.size(); ++sector)
    if (!real[sector]) matched[sector] = -1;
  return matched;
}

}  // namespace maillage::planning
