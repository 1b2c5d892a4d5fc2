#include "modules/planning/continuity/search.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::planning {
namespace {

namespace reassignment = engines::reassignment;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// What brings loads to residents: minutes are weighed by residents.
double residents_per_load(const territory::Snapshot& snapshot, const ContinuityLayer& layer,
                          const std::vector<std::int64_t>& loads) {
  double residents = 0, load = 0;
  for (std::size_t u = 0; u < loads.size(); ++u) {
    if (layer.of_unit[u] < 0) continue;
    residents += static_cast<double>(snapshot.populations[u]);
    load += static_cast<double>(loads[u]);
  }
  return load > 0 ? residents / load : 0;
}

// A carrier that keeps some capacity keeps the unit where it is joined: what it keeps hangs on it.
std::vector<std::int32_t> movable_units(const ContinuityLayer& layer) {
  std::vector<std::int32_t> out;
  for (std::size_t u = 0; u < layer.of_unit.size(); ++u) {
    if (layer.of_unit[u] < 0) continue;
    const ContinuityCarrier& carrier = layer.carriers[at(layer.of_unit[u])];
    const bool heart = carrier.capacity > 0 && carrier.unit == static_cast<std::int32_t>(u);
    if (carrier.lacks && !heart) out.push_back(static_cast<std::int32_t>(u));
  }
  return out;
}

class Builder {
 public:
  Builder(const ContinuityLayer& layer, const territory::Snapshot& snapshot, const engines::Graph& graph,
          const std::vector<std::int64_t>& loads, const Travel& travel)
      : layer_(layer),
        snapshot_(snapshot),
        graph_(graph),
        loads_(loads),
        travel_(travel),
        scale_(residents_per_load(snapshot, layer, loads)),
        movable_(movable_units(layer)),
        position_(loads.size(), -1) {
    for (std::size_t i = 0; i < movable_.size(); ++i) position_[at(movable_[i])] = static_cast<std::int32_t>(i);
  }

  reassignment::Instance instance(double balance) const {
    reassignment::Instance out;
    out.balance = balance;
    add_carriers(out);
    for (const std::int32_t unit : movable_) out.units.push_back(movable(unit));
    return out;
  }
  std::vector<std::int32_t> movable() const { return movable_; }

 private:
  double load(std::size_t unit) const { return static_cast<double>(loads_[unit]) * scale_; }

  // Scaled so that the mean load over capacity is 1 in usual times.
  void add_carriers(reassignment::Instance& out) const {
    double load_of_all = 0, usual = 0;
    for (std::size_t u = 0; u < loads_.size(); ++u)
      if (layer_.of_unit[u] >= 0) load_of_all += load(u);
    for (const ContinuityCarrier& one : layer_.carriers) usual += one.usual;
    const double size = usual > 0 ? load_of_all / usual : 1;
    for (const ContinuityCarrier& one : layer_.carriers) out.carriers.push_back({one.capacity * size, 0});
    for (std::size_t u = 0; u < loads_.size(); ++u)
      if (layer_.of_unit[u] >= 0 && position_[u] < 0) out.carriers[at(layer_.of_unit[u])].kept += load(u);
  }
  reassignment::Movable movable(std::int32_t unit) const {
    reassignment::Movable out;
    // A place where nobody lives goes to the nearest all the same.
    out.weight = std::max(1.0, static_cast<double>(snapshot_.populations[at(unit)]));
    out.load = load(at(unit));
    for (const ContinuityCarrier& one : layer_.carriers)
      out.costs.push_back(std::max(0.0, minutes_to(snapshot_, at(unit), one, travel_)));
    for (const engines::Unit other : graph_.neighbours(unit)) {
      if (position_[at(other)] >= 0)
        out.neighbours.push_back(position_[at(other)]);
      else if (layer_.of_unit[at(other)] >= 0)
        out.touches.push_back(layer_.of_unit[at(other)]);
    }
    std::sort(out.touches.begin(), out.touches.end());
    out.touches.erase(std::unique(out.touches.begin(), out.touches.end()), out.touches.end());
    return out;
  }

  const ContinuityLayer& layer_;
  const territory::Snapshot& snapshot_;
  const engines::Graph& graph_;
  const std::vector<std::int64_t>& loads_;
  const Travel& travel_;
  double scale_;
  std::vector<std::int32_t> movable_;
  std::vector<std::int32_t> position_;  // among the movable units; -1
};

}  // namespace

double minutes_to(const territory::Snapshot& snapshot, std::size_t unit, const ContinuityCarrier& carrier,
                  const Travel& travel) {
  if (!carrier.place || !is_placed(snapshot, unit)) return -1;
  return minutes_between(snapshot.centres[unit], *carrier.place, travel);
}

SolvedLayer solve_layer(const ContinuityLayer& layer, const territory::Snapshot& snapshot, const engines::Graph& graph,
                        const std::vector<std::int64_t>& loads, const Travel& travel, double minutes_for_tenth) {
  const Builder builder(layer, snapshot, graph, loads, travel);
  SolvedLayer out{layer.of_unit, builder.movable(), builder.instance(10 * minutes_for_tenth), {}};
  out.answer = reassignment::solve(out.instance);
  for (std::size_t i = 0; i < out.movable.size(); ++i) out.of_unit[at(out.movable[i])] = out.answer.of_unit[i];
  return out;
}

}  // namespace maillage::planning
