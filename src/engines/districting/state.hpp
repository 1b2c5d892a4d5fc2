// A plan of cells under change: loads, inertia, cut edges and price of moves kept exact after every move.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engines/districting/model.hpp"
#include "engines/districting/seats.hpp"

namespace maillage::engines::districting {

class State {
 public:
  // Every cell is given a district; contiguity is the caller's affair (see contiguity.hpp).
  State(const Model& model, Plan plan);

  const Model& model() const { return *model_; }
  const Plan& plan() const { return plan_; }
  District of(Cell cell) const { return plan_[index(cell)]; }
  std::int32_t size(District d) const { return static_cast<std::int32_t>(members_[index(d)].size()); }
  const std::vector<Cell>& members(District d) const { return members_[index(d)]; }
  // Cells that have a neighbour in another district, in no particular order.
  const std::vector<Cell>& border() const { return border_; }
  // Objective of the plan: each district about its best centre, moves priced by the matching last made.
  double cost() const { return cost_; }
  // Load outside the bounds, all weights and districts, scaled like weight 0, and a mean load for each district that
  // wants a seat; 0 when balanced and seated.
  double violation() const { return violation_; }

  // Change of cost if the cell moved, centres and matching unchanged: an upper bound of the true change unless the cell
  // holds the centre of its district. With seats, the district that loses its own takes the next best one.
  double cost_change(Cell cell, District to) const;
  // Change of violation if `load(cell)` (and, for a swap, minus the load of `back`) left for district `to`.
  double violation_change(Cell cell, District to, Cell back = -1) const;
  void move(Cell cell, District to);
  // Moves every cell whose district differs.
  void become(const Plan& plan);
  // Matches the districts of the present plans anew; the cost never rises.
  void rematch();

 private:
  static std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }
  double excess(District d, std::size_t weight, std::int64_t change) const;
  void weigh(District d);
  double price(Cell cell, District d) const;
  void join_inertia(District d, Cell cell);
  void leave_inertia(District d, Cell cell);
  double about(District d, Unit unit) const;
  void recentre(District d);
  double least_without(District d, Cell cell) const;
  double added(District d, Cell cell) const;
  void reseat(District d);
  void count_seats(District d, Cell cell, std::int32_t sign);
  double unseated_change(Cell cell, District to, Cell back) const;
  std::int32_t unseated(std::int32_t without_kept, std::int32_t without_any) const {
    return std::max(without_any, without_kept - model_->instance().opened_max);
  }
  void refresh_border(Cell cell);
  double cut_around(Cell cell, District d) const;

  const Model* model_;
  Plan plan_;
  std::vector<std::vector<Cell>> members_;
  std::vector<std::int32_t> place_;    // of each cell in its district's members
  std::vector<std::int64_t> loads_;    // [district][weight]
  std::vector<double> excess_;         // of each district, all weights
  std::vector<double> inertia_about_;  // of each unit: inertia of its district about it
  std::vector<Unit> centre_;
  std::vector<double> inertia_;
  // With seats: those each district holds, its best centres and whether it opens one; districts without seats of each
  // sort.
  std::vector<SeatCount> seats_;
  std::vector<Centrings> centrings_;
  std::int32_t without_kept_ = 0, without_any_ = 0;
  std::vector<std::vector<District>> match_;  // [present][label]
  std::vector<Cell> border_;
  std::vector<std::int32_t> border_place_;  // of each cell in border_, or -1
  double cost_ = 0;
  double violation_ = 0;
};

}  // namespace maillage::engines::districting
