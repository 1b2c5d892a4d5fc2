// An instance made ready for search: indivisible groups contracted into cells, costs tabulated.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/districting/instance.hpp"
#include "engines/graph/union_find.hpp"

namespace maillage::engines::districting {

using Cell = std::int32_t;  // position of a cell: one unit, or a group with what joins its pieces

// What a cell adds to the objective when its present district `label` of plan `present` is matched to another.
struct Attachment {
  std::size_t present = 0;
  District label = 0;
  double price = 0;
};

// How many units of a cell, or of a district, are kept seats, and seats of any kind.
struct SeatCount {
  std::int32_t kept = 0;
  std::int32_t any = 0;

  void add(const SeatCount& more, std::int32_t sign) { kept += sign * more.kept, any += sign * more.any; }
};

// Cells and units stand for the same territory; every plan of cells is a plan of units. A group in several pieces takes
// in the shortest chain of units that joins them, so a connected set of cells is a connected set of units; lawful plans
// that join its pieces by another way are out of reach of the search.
class Model {
 public:
  explicit Model(const Instance& instance);

  const Instance& instance() const { return *instance_; }
  District districts() const { return instance_->districts; }
  Cell cells() const { return graph_.units(); }
  // Adjacency of cells; border_m of an edge counts the edges of units it stands for.
  const Graph& graph() const { return graph_; }
  std::size_t weights() const { return instance_->weights.size(); }
  std::int64_t load(Cell cell, std::size_t weight) const { return loads_[index(cell) * weights() + weight]; }
  // The district a cell must be in, or -1; -2 when two are asked of it.
  District fixed(Cell cell) const { return fixed_[index(cell)]; }
  const std::vector<Unit>& units_of(Cell cell) const { return units_of_[index(cell)]; }
  Cell cell_of(Unit unit) const { return cell_of_[index(unit)]; }
  bool inertia() const { return !squared_km_.empty(); }
  // Squared distances from a unit to every unit, km²; only when the objective is inertia.
  const float* squared_km(Unit unit) const { return &squared_km_[index(unit) * cell_of_.size()]; }
  // Weight-0 load of one unit.
  double unit_load(Unit unit) const { return unit_load_[index(unit)]; }
  // Load × km² of the cell's units about a unit; only when the objective is inertia.
  double around(Cell cell, Unit centre) const {
    const float* row = squared_km(centre);
    double sum = 0;
    for (Unit u : units_of(cell)) sum += unit_load(u) * static_cast<double>(row[index(u)]);
    return sum;
  }
  const std::vector<Attachment>& attachments(Cell cell) const { return attachments_[index(cell)]; }
  // Whether centres must be at seats; then, those of a cell.
  bool seated() const { return !seats_.empty(); }
  const SeatCount& seats(Cell cell) const { return seats_[index(cell)]; }
  Seat seat(Unit unit) const { return instance_->seats[index(unit)]; }
  // Multiplies the excess of a weight so that all weights count alike.
  double scale(std::size_t weight) const { return scale_[weight]; }
  double mean_load() const { return mean_load_; }

  Plan expand(const Plan& of_cells) const;
  Plan contract(const Plan& of_units) const;

 private:
  static std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }
  void contract_groups();
  void join_pieces(UnionFind& classes) const;
  void connect_cells();
  void tabulate();
  void attach();
  void count_seats();

  const Instance* instance_;
  Graph graph_;
  std::vector<Cell> cell_of_;
  std::vector<std::vector<Unit>> units_of_;
  std::vector<std::int64_t> loads_;
  std::vector<District> fixed_;
  std::vector<double> unit_load_;
  std::vector<float> squared_km_;  // symmetric
  std::vector<std::vector<Attachment>> attachments_;
  std::vector<SeatCount> seats_;  // of each cell; empty when a centre may be anywhere
  std::vector<double> scale_;
  double mean_load_ = 0;
};

}  // namespace maillage::engines::districting
