// Test support: small random instances on a grid, and what trying every answer says of them.
#pragma once

#include <optional>
#include <vector>

#include "base/random.hpp"
#include "engines/reassignment/model.hpp"

namespace maillage::engines::reassignment::testing {

// A row of movable units under a row of grounds, units of any load, carriers of any capacity; now and then a carrier
// that takes nothing, a unit that nobody lives in, costs that are all the same.
inline Instance random_instance(Random& random, std::int32_t units, Carrier carriers) {
  Instance out;
  out.balance = static_cast<double>(random.below(4)) * 15;
  const bool flat = random.below(5) == 0;
  for (Carrier j = 0; j < carriers; ++j)
    out.carriers.push_back({j > 0 && random.below(5) == 0 ? 0 : 1 + 5 * random.unit(), 6 * random.unit()});
  const std::int32_t width = 3;
  for (std::int32_t u = 0; u < units; ++u) {
    Movable unit;
    unit.load = random.below(6) == 0 ? 0 : 3 * random.unit();
    unit.weight = unit.load > 0 ? unit.load : 0.01;
    for (Carrier j = 0; j < carriers; ++j) unit.costs.push_back(flat ? 5 : 30 * random.unit());
    for (const std::int32_t other : {u - width, u + width, u % width > 0 ? u - 1 : -1, u % width < 2 ? u + 1 : -1})
      if (other >= 0 && other < units) unit.neighbours.push_back(other);
    for (Carrier j = 0; j < carriers; ++j)
      if (random.below(3) == 0) unit.touches.push_back(j);
    out.units.push_back(std::move(unit));
  }
  return out;
}

// By its definition: every unit walks through units of its carrier to one that touches its ground.
inline bool hangs_together(const Instance& instance, const Assignment& of_unit, std::int32_t u) {
  std::vector<bool> seen(of_unit.size(), false);
  std::vector<std::int32_t> next{u};
  seen[at(u)] = true;
  while (!next.empty()) {
    const Movable& here = instance.units[at(next.back())];
    next.pop_back();
    for (const Carrier carrier : here.touches)
      if (carrier == of_unit[at(u)]) return true;
    for (const std::int32_t v : here.neighbours)
      if (!seen[at(v)] && of_unit[at(v)] == of_unit[at(u)]) seen[at(v)] = true, next.push_back(v);
  }
  return false;
}

// Carriers with a capacity that the cluster of the unit touches.
inline std::vector<Carrier> takers(const Instance& instance, std::int32_t u) {
  std::vector<bool> seen(instance.units.size(), false), takes(instance.carriers.size(), false);
  std::vector<std::int32_t> next{u};
  seen[at(u)] = true;
  while (!next.empty()) {
    const Movable& here = instance.units[at(next.back())];
    next.pop_back();
    for (const Carrier carrier : here.touches) takes[at(carrier)] = instance.carriers[at(carrier)].capacity > 0;
    for (const std::int32_t v : here.neighbours)
      if (!seen[at(v)]) seen[at(v)] = true, next.push_back(v);
  }
  std::vector<Carrier> out;
  for (Carrier j = 0; j < static_cast<Carrier>(takes.size()); ++j)
    if (takes[at(j)]) out.push_back(j);
  return out;
}

inline bool obeys(const Instance& instance, const Assignment& of_unit) {
  for (std::int32_t u = 0; u < static_cast<std::int32_t>(of_unit.size()); ++u) {
    const auto allowed = takers(instance, u);
    if (instance.carriers[at(of_unit[at(u)])].capacity <= 0) return false;
    if (allowed.empty()) continue;
    bool named = false;
    for (const Carrier one : allowed) named = named || one == of_unit[at(u)];
    if (!named || !hangs_together(instance, of_unit, u)) return false;
  }
  return true;
}

inline double worth(const Instance& instance, const Assignment& of_unit) {
  double out = 0;
  std::vector<double> loads;
  for (const CarrierTerms& carrier : instance.carriers) loads.push_back(carrier.kept);
  for (std::size_t u = 0; u < of_unit.size(); ++u) {
    out += instance.units[u].weight * instance.units[u].costs[at(of_unit[u])];
    loads[at(of_unit[u])] += instance.units[u].load;
  }
  for (std::size_t j = 0; j < loads.size(); ++j) {
    const auto& [capacity, kept] = instance.carriers[j];
    if (capacity > 0) out += instance.balance * (loads[j] * loads[j] - kept * kept) / 2 / capacity;
  }
  return out;
}

// The least worth of all answers that obey; nothing when none does.
inline std::optional<double> best_by_trying_all(const Instance& instance) {
  std::optional<double> best;
  Assignment of_unit(instance.units.size(), 0);
  const auto carriers = static_cast<Carrier>(instance.carriers.size());
  while (true) {
    if (obeys(instance, of_unit)) {
      const double value = worth(instance, of_unit);
      if (!best || value < *best) best = value;
    }
    std::size_t digit = 0;
    while (digit < of_unit.size() && of_unit[digit] == carriers - 1) of_unit[digit++] = 0;
    if (digit == of_unit.size()) return best;
    ++of_unit[digit];
  }
}

}  // namespace maillage::engines::reassignment::testing
