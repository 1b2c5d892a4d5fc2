#include "engines/districting/model.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "engines/districting/evaluate.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Shortest chain of units from any unit of `start` to another unit of the group that `start` does not hold; empty when
// there is none.
std::vector<Unit> chain(const Graph& graph, const std::vector<Unit>& start, const std::vector<bool>& goal) {
  std::vector<Unit> from(at(graph.units()), -1), queue = start;
  for (Unit u : start) from[at(u)] = u;
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const Unit u = queue[head];
    if (goal[at(u)]) {
      std::vector<Unit> path{u};
      while (from[at(path.back())] != path.back()) path.push_back(from[at(path.back())]);
      return path;
    }
    for (Unit v : graph.neighbours(u))
      if (from[at(v)] < 0) from[at(v)] = u, queue.push_back(v);
  }
  return {};
}

// Units of `group` reachable from its first unit inside it, and marks on the others.
std::vector<Unit> first_piece(const Graph& graph, const std::vector<Unit>& group, std::vector<bool>& others) {
  others.assign(at(graph.units()), false);
  for (Unit u : group) others[at(u)] = true;
  std::vector<Unit> piece{group.front()};
  others[at(group.front())] = false;
  for (std::size_t head = 0; head < piece.size(); ++head)
    for (Unit v : graph.neighbours(piece[head]))
      if (others[at(v)]) others[at(v)] = false, piece.push_back(v);
  return piece;
}

}  // namespace

Model::Model(const Instance& instance) : instance_(&instance) {
  contract_groups();
  connect_cells();
  tabulate();
  attach();
  count_seats();
}

void Model::join_pieces(UnionFind& classes) const {
  std::vector<std::vector<Unit>> groups;
  for (std::size_t u = 0; u < instance_->group.size(); ++u) {
    const std::int32_t g = instance_->group[u];
    if (g < 0) continue;
    if (at(g) >= groups.size()) groups.resize(at(g) + 1);
    groups[at(g)].push_back(static_cast<Unit>(u));
  }
  std::vector<bool> others;
  for (auto& group : groups) {
    while (!group.empty()) {
      const auto piece = first_piece(instance_->graph, group, others);
      if (piece.size() == group.size()) break;
      const auto path = chain(instance_->graph, piece, others);
      if (path.empty())
        break;  // in two components: no lawful plan, and the feasibility checks or the search will say so
      for (Unit u : path)
        if (std::find(group.begin(), group.end(), u) == group.end()) group.push_back(u);
    }
    for (Unit u : group) classes.join(u, group.front());
  }
}

void Model::contract_groups() {
  const Unit units = instance_->graph.units();
  UnionFind classes(at(units));
  join_pieces(classes);
  cell_of_.assign(at(units), -1);
  for (Unit u = 0; u < units; ++u) {
    Cell& cell = cell_of_[at(classes.find(u))];
    if (cell < 0) cell = static_cast<Cell>(units_of_.size()), units_of_.emplace_back();
    cell_of_[at(u)] = cell;
    units_of_[at(cell)].push_back(u);
  }
  fixed_.assign(units_of_.size(), -1);
  for (const auto& [unit, district] : instance_->fixed) {
    District& asked = fixed_[at(cell_of_[at(unit)])];
    asked = asked == -1 || asked == district ? district : -2;
  }
}

void Model::connect_cells() {
  std::vector<Edge> edges;
  for (const Edge& e : instance_->graph.edges())
    if (cell_of_[at(e.a)] != cell_of_[at(e.b)]) edges.push_back({cell_of_[at(e.a)], cell_of_[at(e.b)], 1.0});
  graph_ = Graph(static_cast<Unit>(units_of_.size()), std::move(edges));
}

void Model::tabulate() {
  const std::size_t units = cell_of_.size();
  loads_.assign(units_of_.size() * weights(), 0);
  scale_.assign(weights(), 1);
  std::vector<double> totals(weights(), 0);
  for (std::size_t u = 0; u < units; ++u)
    for (std::size_t w = 0; w < weights(); ++w) {
      const std::int64_t load = instance_->weights[w].of_unit[u];
      loads_[at(cell_of_[u]) * weights() + w] += load;
      totals[w] += static_cast<double>(load);
    }
  for (std::size_t w = 0; w < weights(); ++w) scale_[w] = totals[w] > 0 ? totals[0] / totals[w] : 1;
  mean_load_ = totals[0] / std::max<District>(1, districts());
  for (std::int64_t load : instance_->weights.front().of_unit) unit_load_.push_back(static_cast<double>(load));
  if (instance_->objective != Objective::inertia) return;
  MAILLAGE_ASSERT(instance_->centres.size() == units, "a centre for every unit when inertia is asked");
  squared_km_.assign(units * units, 0);
  for (std::size_t a = 0; a < units; ++a)
    for (std::size_t b = 0; b < a; ++b)
      squared_km_[a * units + b] = squared_km_[b * units + a] =
          static_cast<float>(districting::squared_km(*instance_, static_cast<Unit>(a), static_cast<Unit>(b)));
}

void Model::attach() {
  attachments_.resize(units_of_.size());
  const auto& load = instance_->weights.front().of_unit;
  for (std::size_t p = 0; p < instance_->present.size(); ++p) {
    const Present& present = instance_->present[p];
    for (std::size_t u = 0; u < cell_of_.size(); ++u)
      if (present.plan[u] >= 0 && present.price > 0)
        attachments_[at(cell_of_[u])].push_back({p, present.plan[u], present.price * static_cast<double>(load[u])});
  }
}

void Model::count_seats() {
  if (instance_->seats.empty()) return;
  MAILLAGE_ASSERT(inertia() && instance_->seats.size() == cell_of_.size(),
                  "a seat or none for every unit, and inertia");
  seats_.resize(units_of_.size());
  for (std::size_t u = 0; u < cell_of_.size(); ++u) {
    const Seat seat = instance_->seats[u];
    seats_[at(cell_of_[u])].add({seat == Seat::kept, seat != Seat::none}, 1);
  }
}

Plan Model::expand(const Plan& of_cells) const {
  Plan plan;
  plan.reserve(cell_of_.size());
  for (Cell cell : cell_of_) plan.push_back(of_cells[at(cell)]);
  return plan;
}

Plan Model::contract(const Plan& of_units) const {
  Plan plan;
  plan.reserve(units_of_.size());
  for (const auto& units : units_of_) plan.push_back(of_units[at(units.front())]);
  return plan;
}

}  // namespace maillage::engines::districting
