#include "engines/districting/bound_costs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.hpp"
#include "engines/districting/evaluate.hpp"
#include "engines/districting/kept_together.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

float rounded_down(double x) {
  const auto f = static_cast<float>(x);
  return static_cast<double>(f) > x ? std::nextafterf(f, -1.0F) : f;
}

// Numbers the classes that carry load; fills costs.load and gives the item of every unit.
std::vector<std::int32_t> number_items(const Instance& instance, HessCosts& costs) {
  UnionFind classes = kept_together(instance);
  const auto& load = instance.weights[0].of_unit;
  std::vector<std::int64_t> total(load.size(), 0);
  for (Unit u = 0; u < costs.centres; ++u) total[at(classes.find(u))] += load[at(u)];
  std::vector<std::int32_t> item_of_root(load.size(), -1), item(load.size(), -1);
  for (Unit u = 0; u < costs.centres; ++u) {
    const auto root = at(classes.find(u));
    if (total[root] <= 0) continue;
    if (item_of_root[root] < 0) {
      item_of_root[root] = costs.items++;
      costs.load.push_back(static_cast<double>(total[root]));
    }
    item[at(u)] = item_of_root[root];
  }
  return item;
}

void fill_row(const Instance& instance, const HessCosts& costs, const std::vector<std::int32_t>& item, Unit centre,
              std::vector<double>& sum, float* row) {
  std::fill(sum.begin(), sum.end(), 0.0);
  const auto& load = instance.weights[0].of_unit;
  for (Unit u = 0; u < costs.centres; ++u)
    if (item[at(u)] >= 0) sum[at(item[at(u)])] += static_cast<double>(load[at(u)]) * squared_km(instance, u, centre);
  // Below one rounding of the mean: a thousandth of a single-precision step covers the error of the double sum.
  for (std::size_t i = 0; i < sum.size(); ++i) row[i] = rounded_down(sum[i] / costs.load[i] * (1 - 1e-12));
}

void add_present(const Instance& instance, HessCosts& costs) {
  const auto dearest = std::max_element(instance.present.begin(), instance.present.end(),
                                        [](const Present& a, const Present& b) { return a.price < b.price; });
  costs.label.assign(at(costs.items), -1);
  if (dearest == instance.present.end() || dearest->price <= 0) return;
  costs.leave_price = dearest->price;
  std::vector<bool> seen(at(costs.items), false);
  for (Unit u = 0; u < costs.centres; ++u) {
    const std::int32_t i = costs.own[at(u)], l = dearest->plan[at(u)];
    costs.labels = std::max(costs.labels, l + 1);
    if (i < 0) continue;
    costs.label[at(i)] = seen[at(i)] && costs.label[at(i)] != l ? -1 : l;
    seen[at(i)] = true;
  }
}

// A kept seat wins in its district: no centre is opened where its item is, nor serves that item.
void close_beside_kept(HessCosts& costs) {
  std::vector<bool> holds_kept(at(costs.items), false);
  for (Unit u = 0; u < costs.centres; ++u)
    if (costs.seat[at(u)] == Seat::kept && costs.own[at(u)] >= 0) holds_kept[at(costs.own[at(u)])] = true;
  for (Unit c = 0; c < costs.centres; ++c) {
    if (!costs.opens(c)) continue;
    float* row = costs.mean_km2.data() + at(c) * at(costs.items);
    for (std::size_t i = 0; i < holds_kept.size(); ++i)
      if (holds_kept[i]) row[i] = std::numeric_limits<float>::infinity();
    if (costs.own[at(c)] >= 0 && holds_kept[at(costs.own[at(c)])]) costs.seat[at(c)] = Seat::none;
  }
}

void add_seats(const Instance& instance, HessCosts& costs) {
  costs.seat = instance.seats;
  costs.opened_max = instance.opened_max;
  if (!costs.seat.empty()) close_beside_kept(costs);
  // No limit on what may be opened, or nothing to open: one sort of seats.
  for (Seat& seat : costs.seat)
    if (seat == Seat::openable && (costs.opened_max <= 0 || costs.opened_max >= costs.districts))
      seat = costs.opened_max <= 0 ? Seat::none : Seat::kept;
}

}  // namespace

HessCosts hess_costs(const Instance& instance) {
  MAILLAGE_ASSERT(!instance.weights.empty(), "inertia counts weight 0");
  HessCosts costs;
  costs.centres = instance.graph.units();
  costs.districts = instance.districts;
  costs.lower = static_cast<double>(instance.weights[0].lower);
  costs.upper = static_cast<double>(instance.weights[0].upper);
  costs.own = number_items(instance, costs);
  costs.mean_km2.resize(at(costs.centres) * at(costs.items));
  std::vector<double> sum(at(costs.items));
  for (Unit c = 0; c < costs.centres; ++c)
    fill_row(instance, costs, costs.own, c, sum, costs.mean_km2.data() + at(c) * at(costs.items));
  add_present(instance, costs);
  add_seats(instance, costs);
  return costs;
}

}  // namespace maillage::engines::districting
