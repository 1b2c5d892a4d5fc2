#include "engines/districting/feasibility.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "engines/districting/feasibility_shape.hpp"
#include "engines/districting/kept_together.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

std::int64_t load_of(const Weight& weight, const std::vector<Unit>& units) {
  std::int64_t sum = 0;
  for (Unit u : units) sum += weight.of_unit[at(u)];
  return sum;
}

Found counts(const Instance& instance) {
  if (instance.districts <= 0) return Impossibility{"no_districts", {}, "", instance.districts, 1};
  if (instance.graph.units() < instance.districts)
    return Impossibility{"too_few_units", {}, "", instance.graph.units(), instance.districts};
  return std::nullopt;
}

Found too_few_seats(const Instance& instance) {
  if (instance.seats.empty()) return std::nullopt;
  UnionFind classes = kept_together(instance);
  std::map<std::int32_t, Seat> best;
  for (Unit u = 0; u < instance.graph.units(); ++u) {
    Seat& seat = best[classes.find(u)];
    seat = std::max(seat, instance.seats[at(u)]);
  }
  std::int64_t kept = 0, openable = 0;
  for (const auto& [root, seat] : best) kept += seat == Seat::kept, openable += seat == Seat::openable;
  const std::int64_t have = kept + std::min<std::int64_t>(openable, instance.opened_max);
  if (have >= instance.districts) return std::nullopt;
  return Impossibility{"too_few_seats", {}, "", have, instance.districts};
}

Found too_heavy(const Instance& instance) {
  for (const Weight& weight : instance.weights) {
    std::vector<Unit> heavy;
    for (Unit u = 0; u < instance.graph.units(); ++u)
      if (weight.of_unit[at(u)] > weight.upper) heavy.push_back(u);
    if (heavy.empty()) continue;
    heavy = heaviest_first(weight, std::move(heavy));
    const std::int64_t most = weight.of_unit[at(heavy.front())];
    return about(weight, "unit_too_heavy", std::move(heavy), most, weight.upper);
  }
  return std::nullopt;
}

Found total_out_of_bounds(const Instance& instance) {
  for (const Weight& weight : instance.weights) {
    const auto total = std::accumulate(weight.of_unit.begin(), weight.of_unit.end(), std::int64_t{0});
    const auto least = weight.lower * instance.districts, most = weight.upper * instance.districts;
    if (total < least) return about(weight, "load_too_small", {}, total, least);
    if (total > most) return about(weight, "load_too_large", {}, total, most);
  }
  return std::nullopt;
}

Found fixed_conflict(const Instance& instance) {
  std::map<Unit, District> district_of;
  std::map<std::int32_t, std::pair<Unit, District>> of_group;
  for (const auto& [unit, district] : instance.fixed) {
    if (district < 0 || district >= instance.districts)
      return Impossibility{"fixed_beyond", {unit}, "", district + 1, instance.districts};
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
        return about(weight, "fixed_too_heavy", heaviest_first(weight, units), load, weight.upper);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Impossibility> impossible(const Instance& instance) {
  for (const auto check :
       {counts, too_few_seats, too_heavy, fixed_conflict, fixed_too_heavy, group_too_heavy, total_out_of_bounds,
        units_keep_apart, components_cannot_be_cut, units_apart, shut_in, cut_in_vain})
    if (auto found = check(instance)) return found;
  return std::nullopt;
}

}  // namespace maillage::engines::districting
