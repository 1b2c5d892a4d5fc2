#include "engines/districting/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/assert.hpp"
#include "engines/districting/matching.hpp"
#include "engines/districting/seats.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

std::vector<std::vector<Unit>> members(const Plan& plan, District districts) {
  std::vector<std::vector<Unit>> out(at(districts));
  for (std::size_t u = 0; u < plan.size(); ++u)
    if (plan[u] >= 0 && plan[u] < districts) out[at(plan[u])].push_back(static_cast<Unit>(u));
  return out;
}

// Inertia of the units around `centre`; gives up once it exceeds `enough`.
double inertia_around(const Instance& instance, const std::vector<Unit>& units, Unit centre, double enough) {
  const auto& load = instance.weights.front().of_unit;
  double sum = 0;
  for (Unit u : units) {
    sum += static_cast<double>(load[at(u)]) * squared_km(instance, u, centre);
    if (sum > enough) return sum;
  }
  return sum;
}

void measure_seated(const Instance& instance, const std::vector<std::vector<Unit>>& districts, Evaluation& out) {
  std::vector<Centrings> found(districts.size());
  for (std::size_t d = 0; d < districts.size(); ++d)
    for (Unit j : districts[d])
      found[d].improve(instance.seats[at(j)], inertia_around(instance, districts[d], j, HUGE_VAL), j);
  const Seating seating = choose_seats(found, instance.opened_max);
  out.seated = seating.unseated == 0;
  out.opened = seating.opened;
  for (const Centring& centre : seating.centre) {
    out.centres.push_back(centre.unit);
    if (centre.unit >= 0) out.inertia += centre.value;
  }
}

void measure_inertia(const Instance& instance, const std::vector<std::vector<Unit>>& districts, Evaluation& out) {
  if (!instance.seats.empty()) return measure_seated(instance, districts, out);
  for (const auto& units : districts) {
    double least = std::numeric_limits<double>::infinity();
    Unit centre = -1;
    for (Unit j : units) {
      const double value = inertia_around(instance, units, j, least);
      if (value < least) least = value, centre = j;
    }
    out.centres.push_back(centre);
    if (centre >= 0) out.inertia += least;
  }
}

void measure_loads(const Instance& instance, const std::vector<std::vector<Unit>>& districts, Evaluation& out) {
  out.balanced = true;
  for (const Weight& weight : instance.weights) {
    std::vector<std::int64_t> loads;
    for (const auto& units : districts) {
      std::int64_t load = 0;
      for (Unit u : units) load += weight.of_unit[at(u)];
      loads.push_back(load);
      out.balanced = out.balanced && weight.lower <= load && load <= weight.upper;
    }
    out.loads.push_back(std::move(loads));
  }
  const auto& first = out.loads.front();
  const double mean = static_cast<double>(std::accumulate(first.begin(), first.end(), std::int64_t{0})) /
                      static_cast<double>(first.size());
  for (std::int64_t load : first)
    if (mean > 0) out.max_deviation = std::max(out.max_deviation, std::abs(static_cast<double>(load) - mean) / mean);
}

void measure_moves(const Instance& instance, const Plan& plan, Evaluation& out) {
  const auto& load = instance.weights.front().of_unit;
  std::vector<bool> any(plan.size(), false);
  for (const Present& present : instance.present) {
    const auto moved = moved_units(instance, present, plan);
    std::int64_t sum = 0;
    for (std::size_t u = 0; u < plan.size(); ++u)
      if (moved[u]) sum += load[u], any[u] = true;
    out.moved.push_back(sum);
    out.price += present.price * static_cast<double>(sum);
  }
  for (std::size_t u = 0; u < plan.size(); ++u)
    if (any[u]) out.moved_once += load[u];
}

bool obeys(const Instance& instance, const Plan& plan) {
  for (const auto& [unit, district] : instance.fixed)
    if (plan[at(unit)] != district) return false;
  std::map<std::int32_t, District> district_of;
  for (std::size_t u = 0; u < instance.group.size(); ++u)
    if (instance.group[u] >= 0 && district_of.try_emplace(instance.group[u], plan[u]).first->second != plan[u])
      return false;
  return true;
}

}  // namespace

double squared_km(const Instance& instance, Unit a, Unit b) {
  const Lambert93 &p = instance.centres[at(a)], &q = instance.centres[at(b)];
  const double dx = (p.x - q.x) / 1000, dy = (p.y - q.y) / 1000;
  const double squared = dx * dx + dy * dy;
  if (instance.rounding == Rounding::exact) return squared;
  const double rounded = std::nearbyint(std::sqrt(squared));
  return rounded * rounded;
}

Evaluation evaluate(const Instance& instance, const Plan& plan) {
  MAILLAGE_ASSERT(plan.size() == at(instance.graph.units()), "a district for every unit");
  MAILLAGE_ASSERT(!instance.weights.empty() && instance.districts > 0, "a weight and a number of districts");
  Evaluation out;
  const auto districts = members(plan, instance.districts);
  const auto in_range = [&](District d) { return d >= 0 && d < instance.districts; };
  out.complete = std::all_of(plan.begin(), plan.end(), in_range) &&
                 std::none_of(districts.begin(), districts.end(), [](const auto& units) { return units.empty(); });
  if (!instance.centres.empty()) measure_inertia(instance, districts, out);
  measure_loads(instance, districts, out);
  for (const Edge& e : instance.graph.edges()) out.cut_edges += plan[at(e.a)] != plan[at(e.b)];
  if (std::all_of(plan.begin(), plan.end(), [&](District d) { return d < instance.districts; }))
    out.pieces = pieces(instance.graph, plan, instance.districts);
  out.contiguous =
      !out.pieces.empty() && std::all_of(out.pieces.begin(), out.pieces.end(), [](std::int32_t n) { return n <= 1; });
  out.obedient = obeys(instance, plan);
  measure_moves(instance, plan, out);
  out.objective =
      (instance.objective == Objective::inertia ? out.inertia : static_cast<double>(out.cut_edges)) + out.price;
  return out;
}

std::vector<bool> moved_units(const Instance& instance, const Present& present, const Plan& plan) {
  const auto match = match_districts(present.plan, plan, instance.weights.front().of_unit, instance.districts);
  std::vector<bool> moved(plan.size(), false);
  for (std::size_t u = 0; u < plan.size(); ++u)
    moved[u] = present.plan[u] >= 0 && (plan[u] < 0 || match[at(present.plan[u])] != plan[u]);
  return moved;
}

std::vector<std::vector<bool>> moved_units(const Instance& instance, const Plan& plan) {
  std::vector<std::vector<bool>> out;
  for (const Present& present : instance.present) out.push_back(moved_units(instance, present, plan));
  return out;
}

}  // namespace maillage::engines::districting
