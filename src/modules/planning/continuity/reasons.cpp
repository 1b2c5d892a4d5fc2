#include "modules/planning/continuity/reasons.hpp"

#include <algorithm>

namespace maillage::planning {
namespace {

namespace reassignment = engines::reassignment;
using reassignment::at;

double price(const reassignment::Instance& instance, std::int32_t carrier, double load) {
  return instance.balance / instance.carriers[at(carrier)].capacity * load * load / 2;
}

}  // namespace

std::string tenths_text(double value) {
  if (value < 0) return "";
  const auto tenths = static_cast<std::int64_t>(value * 10 + 0.5);
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

Reasons::Reasons(const ContinuityLayer& layer, const SolvedLayer& solved)
    : layer_(layer), solved_(solved), model_(solved.instance) {
  for (const auto& carrier : solved.instance.carriers) loads_.push_back(carrier.kept);
  for (std::size_t i = 0; i < solved.movable.size(); ++i)
    loads_[at(solved.answer.of_unit[i])] += solved.instance.units[i].load;
}

std::vector<std::int32_t> Reasons::takers(std::int32_t movable) const {
  auto out = model_.allowed(movable);
  const auto& costs = solved_.instance.units[at(movable)].costs;
  std::stable_sort(out.begin(), out.end(), [&](std::int32_t a, std::int32_t b) { return costs[at(a)] < costs[at(b)]; });
  return out;
}

double Reasons::burden(std::int32_t carrier, double more) const {
  return 100 * (loads_[at(carrier)] + more) / solved_.instance.carriers[at(carrier)].capacity;
}

double Reasons::gain(std::int32_t movable, std::int32_t carrier) const {
  const auto& unit = solved_.instance.units[at(movable)];
  const std::int32_t here = solved_.answer.of_unit[at(movable)];
  const double load = unit.load;
  return unit.weight * (unit.costs[at(here)] - unit.costs[at(carrier)]) +
         price(solved_.instance, here, loads_[at(here)]) - price(solved_.instance, here, loads_[at(here)] - load) +
         price(solved_.instance, carrier, loads_[at(carrier)]) -
         price(solved_.instance, carrier, loads_[at(carrier)] + load);
}

territory::wire::Message Reasons::of(std::int32_t movable, bool placed) const {
  const std::int32_t here = solved_.answer.of_unit[at(movable)];
  const auto& unit = solved_.instance.units[at(movable)];
  const auto minutes = [&](std::int32_t carrier) { return tenths_text(unit.costs[at(carrier)]); };
  const auto name = [&](std::int32_t carrier) { return layer_.carriers[at(carrier)].name; };
  if (!placed) return {"unplaced", {}};
  const auto all = takers(movable);
  if (all.size() == 1) return {"only", {}};
  const std::int32_t near = all.front();
  if (unit.costs[at(here)] <= unit.costs[at(near)]) {
    const std::int32_t next = near == here ? all[1] : near;
    return {"nearest", {{"minutes", minutes(here)}, {"next", name(next)}, {"next_minutes", minutes(next)}}};
  }
  const bool loaded = gain(movable, near) <= 0;
  return {loaded ? "less_loaded" : "one_piece",
          {{"minutes", minutes(here)},
           {"near", name(near)},
           {"near_minutes", minutes(near)},
           {"near_burden", tenths_text(burden(near, unit.load))},
           {"burden", tenths_text(burden(here, 0))}}};
}

}  // namespace maillage::planning
