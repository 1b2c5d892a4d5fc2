#include "engines/districting/ensemble_measures.hpp"

#include <algorithm>
#include <cmath>

#include "engines/districting/matching.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

std::vector<std::string> measure_names(const Instance& instance) {
  std::vector<std::string> names{"inertia", "cut_edges", "border_km", "max_deviation"};
  for (std::size_t p = 0; p < instance.present.size(); ++p) names.push_back("moved_" + std::to_string(p + 1));
  return names;
}

Measures::Measures(const Model& model) : model_(model), mean_load_(model.mean_load()) {
  tabulate_points();
  tabulate_cuts();
  for (const Present& present : model.instance().present) tabulate_present(present);
}

void Measures::tabulate_points() {
  const Instance& instance = model_.instance();
  const auto units = static_cast<double>(instance.centres.size());
  Point mean;
  for (const Lambert93& c : instance.centres) mean.x += c.x / 1000 / units, mean.y += c.y / 1000 / units;
  for (Cell cell = 0; cell < model_.cells(); ++cell) {
    first_point_.push_back(static_cast<std::uint32_t>(points_.size()));
    Sum& sum = sums_.emplace_back();
    for (Unit u : model_.units_of(cell)) {
      const Point p{instance.centres[at(u)].x / 1000 - mean.x, instance.centres[at(u)].y / 1000 - mean.y};
      const auto load = static_cast<double>(instance.weights[0].of_unit[at(u)]);
      points_.push_back(p);
      sum.load += load;
      sum.x += load * p.x;
      sum.y += load * p.y;
      sum.squares += load * (p.x * p.x + p.y * p.y);
    }
  }
  first_point_.push_back(static_cast<std::uint32_t>(points_.size()));
}

void Measures::tabulate_cuts() {
  const Graph& cells = model_.graph();
  cuts_.resize(cells.edges().size());
  for (const Edge& e : model_.instance().graph.edges()) {
    const Cell a = model_.cell_of(e.a), b = model_.cell_of(e.b);
    const auto neighbours = cells.neighbours(a);
    const auto k = std::find(neighbours.begin(), neighbours.end(), b) - neighbours.begin();
    if (a == b) continue;
    Cut& cut = cuts_[at(cells.edges_of(a)[static_cast<std::size_t>(k)])];
    cut.edges += 1;
    cut.border_km += e.border_m / 1000;
  }
}

void Measures::tabulate_present(const Present& present) {
  auto& of_cell = labels_of_.emplace_back(at(model_.cells()));
  District labels = 0;
  std::int64_t total = 0;
  for (Unit u = 0; u < static_cast<Unit>(present.plan.size()); ++u) {
    const District label = present.plan[at(u)];
    if (label < 0) continue;
    const std::int64_t load = model_.instance().weights[0].of_unit[at(u)];
    of_cell[at(model_.cell_of(u))].push_back({label, load});
    labels = std::max(labels, label + 1);
    total += load;
  }
  label_count_.push_back(at(labels));
  labelled_load_.push_back(total);
}

double Measures::inertia(std::span<const Cell> cells) const {
  Sum sum;
  for (Cell c : cells) {
    const Sum& s = sums_[at(c)];
    sum.load += s.load, sum.x += s.x, sum.y += s.y, sum.squares += s.squares;
  }
  if (sum.load <= 0) return 0;
  const Point centroid{sum.x / sum.load, sum.y / sum.load};
  double nearest = HUGE_VAL;
  for (Cell c : cells)
    for (std::uint32_t i = first_point_[at(c)]; i < first_point_[at(c) + 1]; ++i) {
      const double dx = points_[i].x - centroid.x, dy = points_[i].y - centroid.y;
      nearest = std::min(nearest, dx * dx + dy * dy);
    }
  const double about_centroid = sum.squares - sum.x * centroid.x - sum.y * centroid.y;
  return std::max(0.0, about_centroid + sum.load * nearest);
}

Measures::Overlaps Measures::no_overlap(std::size_t p) const {
  return Overlaps(label_count_[p], std::vector<std::int64_t>(at(model_.districts()), 0));
}

void Measures::overlap(std::size_t p, std::span<const Cell> cells, District district, Overlaps& overlaps) const {
  for (auto& row : overlaps) row[at(district)] = 0;
  for (Cell c : cells)
    for (const Share& share : labels_of_[p][at(c)]) overlaps[at(share.label)][at(district)] += share.load;
}

double Measures::moved(std::size_t p, const Overlaps& overlaps) const {
  std::int64_t kept = 0;
  const auto match = best_assignment(overlaps);
  for (std::size_t label = 0; label < match.size(); ++label)
    if (match[label] >= 0) kept += overlaps[label][at(match[label])];
  return static_cast<double>(labelled_load_[p] - kept);
}

std::vector<double> Measures::of(const Plan& plan) const {
  const Plan of_cells = model_.contract(plan);
  std::vector<std::vector<Cell>> members(at(model_.districts()));
  for (Cell c = 0; c < model_.cells(); ++c) members[at(of_cells[at(c)])].push_back(c);
  std::vector<double> out(4 + presents(), 0);
  for (const auto& cells : members) {
    double load = 0;
    for (Cell c : cells) load += sums_[at(c)].load;
    out[0] += inertia(cells);
    out[3] = std::max(out[3], std::fabs(load - mean_load_) / mean_load_);
  }
  const auto edges = model_.graph().edges();
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if (of_cells[at(edges[e].a)] == of_cells[at(edges[e].b)]) continue;
    out[1] += cuts_[e].edges;
    out[2] += cuts_[e].border_km;
  }
  for (std::size_t p = 0; p < presents(); ++p) {
    Overlaps overlaps = no_overlap(p);
    for (District d = 0; d < model_.districts(); ++d) overlap(p, members[at(d)], d, overlaps);
    out[4 + p] = moved(p, overlaps);
  }
  return out;
}

}  // namespace maillage::engines::districting
