#include "engines/districting/feasibility.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace maillage::engines::districting {
namespace {

using Found = std::optional<Impossibility>;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

std::int64_t load_of(const Weight& weight, const std::vector<Unit>& units) {
  std::int64_t sum = 0;
  for (Unit u : units) sum += weight.of_unit[at(u)];
  return sum;
}

std::vector<Unit> heaviest_first(const Weight& weight, std::vector<Unit> units) {
  std::stable_sort(units.begin(), units.end(),
                   [&](Unit a, Unit b) { return weight.of_unit[at(a)] > weight.of_unit[at(b)]; });
  return units;
}

// Units that must share a district: each group, each component of fixed units of one district, each other unit alone.
std::map<std::int32_t, std::vector<Unit>> groups_of(const Instance& instance) {
  std::map<std::int32_t, std::vector<Unit>> groups;
  for (std::size_t u = 0; u < instance.group.size(); ++u)
    if (instance.group[u] >= 0) groups[instance.group[u]].push_back(static_cast<Unit>(u));
  return groups;
}

Found too_heavy(const Instance& instance) {
  for (const Weight& weight : instance.weights) {
    std::vector<Unit> heavy;
    for (Unit u = 0; u < instance.graph.units(); ++u)
      if (weight.of_unit[at(u)] > weight.upper) heavy.push_back(u);
    if (heavy.empty()) continue;
    heavy = heaviest_first(weight, std::move(heavy));
    return Impossibility{"unit_too_heavy", heavy, weight.name, weight.of_unit[at(heavy.front())], weight.upper};
  }
  return std::nullopt;
}

Found group_too_heavy(const Instance& instance) {
  for (const auto& [label, units] : groups_of(instance))
    for (const Weight& weight : instance.weights)
      if (const auto load = load_of(weight, units); load > weight.upper)
        return Impossibility{"group_too_heavy", heaviest_first(weight, units), weight.name, load, weight.upper};
  return std::nullopt;
}

Found total_out_of_bounds(const Instance& instance) {
  for (const Weight& weight : instance.weights) {
    const auto total = std::accumulate(weight.of_unit.begin(), weight.of_unit.end(), std::int64_t{0});
    const auto least = weight.lower * instance.districts, most = weight.upper * instance.districts;
    if (total < least) return Impossibility{"load_too_small", {}, weight.name, total, least};
    if (total > most) return Impossibility{"load_too_large", {}, weight.name, total, most};
  }
  return std::nullopt;
}

Found fixed_conflict(const Instance& instance) {
  std::map<Unit, District> district_of;
  std::map<std::int32_t, std::pair<Unit, District>> of_group;
  for (const auto& [unit, district] : instance.fixed) {
    const auto first = district_of.try_emplace(unit, district).first->second;
    if (first != district) return Impossibility{"fixed_conflict", {unit}, "", first, district};
    const std::int32_t group = instance.group.empty() ? -1 : instance.group[at(unit)];
    if (group < 0) continue;
    const auto& leader = of_group.try_emplace(group, unit, district).first->second;
    if (leader.second != district)
      return Impossibility{"fixed_conflict", {leader.first, unit}, "", leader.second, district};
  }
  return std::nullopt;
}

Found fixed_too_heavy(const Instance& instance) {
  std::map<District, std::vector<Unit>> units_of;
  for (const auto& [unit, district] : instance.fixed) units_of[district].push_back(unit);
  for (auto& [district, units] : units_of) {
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    for (const Weight& weight : instance.weights)
      if (const auto load = load_of(weight, units); load > weight.upper)
        return Impossibility{"fixed_too_heavy", heaviest_first(weight, units), weight.name, load, weight.upper};
  }
  return std::nullopt;
}

// Fewest and most districts that a set of units of this load can be cut into, for one weight.
std::pair<std::int64_t, std::int64_t> districts_that_fit(const Weight& weight, std::int64_t load) {
  if (weight.upper <= 0) return {1, load > 0 ? 0 : std::numeric_limits<std::int32_t>::max()};
  const std::int64_t fewest = std::max<std::int64_t>(1, (load + weight.upper - 1) / weight.upper);
  const std::int64_t most = weight.lower > 0 ? load / weight.lower : std::numeric_limits<std::int32_t>::max();
  return {fewest, most};
}

// Every component holds whole districts, and together exactly as many as asked.
Found components_cannot_be_cut(const Instance& instance) {
  const auto labels = components(instance.graph);
  const auto count = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
  std::vector<std::vector<Unit>> parts(at(count));
  for (std::size_t u = 0; u < labels.size(); ++u) parts[at(labels[u])].push_back(static_cast<Unit>(u));
  if (count > instance.districts) {
    std::vector<Unit> first_of_each;
    for (const auto& part : parts) first_of_each.push_back(part.front());
    return Impossibility{"too_many_components", first_of_each, "", count, instance.districts};
  }
  for (const Weight& weight : instance.weights) {
    std::int64_t fewest_total = 0, most_total = 0;
    for (const auto& part : parts) {
      const auto load = load_of(weight, part);
      const auto [fewest, most] = districts_that_fit(weight, load);
      if (fewest > most)
        return Impossibility{"disconnected", heaviest_first(weight, part), weight.name, load,
                             load < weight.lower ? weight.lower : weight.upper};
      fewest_total += fewest, most_total += most;
    }
    if (instance.districts < fewest_total || instance.districts > most_total)
      return Impossibility{"components_do_not_add_up",
                           {},
                           weight.name,
                           instance.districts,
                           instance.districts < fewest_total ? fewest_total : most_total};
  }
  return std::nullopt;
}

// More units than districts, each of which is over half of what a district may hold: no two of them fit together.
Found units_keep_apart(const Instance& instance) {
  for (const Weight& weight : instance.weights) {
    std::vector<Unit> big;
    for (Unit u = 0; u < instance.graph.units(); ++u)
      if (2 * weight.of_unit[at(u)] > weight.upper) big.push_back(u);
    const auto count = static_cast<std::int64_t>(big.size());
    if (count > instance.districts)
      return Impossibility{"units_keep_apart", heaviest_first(weight, big), weight.name, count, instance.districts};
  }
  return std::nullopt;
}

Found counts(const Instance& instance) {
  if (instance.districts <= 0) return Impossibility{"no_districts", {}, "", instance.districts, 1};
  if (instance.graph.units() < instance.districts)
    return Impossibility{"too_few_units", {}, "", instance.graph.units(), instance.districts};
  return std::nullopt;
}

}  // namespace

std::optional<Impossibility> impossible(const Instance& instance) {
  for (const auto check : {counts, too_heavy, group_too_heavy, fixed_conflict, fixed_too_heavy, total_out_of_bounds,
                           units_keep_apart, components_cannot_be_cut})
    if (auto found = check(instance)) return found;
  return std::nullopt;
}

}  // namespace maillage::engines::districting
