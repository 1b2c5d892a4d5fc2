// What a known plan and the bound's multipliers leave open: which item may be served by which centre in a better plan.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engines/districting/bound_costs.hpp"
#include "engines/milp/milp.hpp"

namespace maillage::engines::districting {

// The open pairs (centre, item) are the columns of a 0-1 programme: 1 when the item is in the district of that centre.
// A centre is open when it serves its own item.
class Core {
 public:
  // Pairs that a lawful plan of objective below `upper` may use, by the dual at `worth` (per load, of every item). The
  // instance is one that provable() accepts.
  Core(const Instance& instance, const HessCosts& costs, const std::vector<double>& worth, double upper);

  std::int32_t columns() const { return static_cast<std::int32_t>(pairs_.size()); }
  // Column of the pair that this unit makes with this centre; -1 when it is closed.
  std::int32_t column(Unit centre, Unit unit) const {
    return column_[at(centre) * at(costs_.items) + at(costs_.own[at(unit)])];
  }
  bool open(Unit centre) const { return column(centre, centre) >= 0; }

  // Assignment of every item, exact number of centres, bounds of every weight; contiguity is left to the cuts. Costs
  // are divided by `unit`.
  milp::Programme programme(double unit) const;
  // Cuts of contiguity violated at a point: a piece away from its centre needs one of the units that separate them to
  // be in the district (Fischetti et al., Math. Program. Comput. 2017). Finds one at every integer point that has a
  // district in several pieces.
  std::vector<milp::Row> contiguity_cuts(std::span<const double> point) const;
  // The plan of an integer point; districts in the order of their centres, then numbered as `fixed` units ask.
  Plan plan(const std::vector<bool>& point) const;

 private:
  struct Pair {
    Unit centre;
    std::int32_t item;
  };
  static std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

  void close_by_price(const std::vector<double>& worth, double upper);
  void close_unreachable();
  void number();
  void add_assignments(milp::Programme& out) const;
  void add_centre(milp::Programme& out, Unit centre) const;
  void add_separations(milp::Programme& out) const;
  std::vector<std::int32_t> columns_of(Unit centre) const;
  std::vector<std::int32_t> columns_of(Unit centre, const std::vector<Unit>& units) const;
  void cut_piece(std::span<const double> point, Unit served, const std::vector<Unit>& piece,
                 std::vector<milp::Row>& out) const;
  std::vector<Unit> separator(Unit centre, const std::vector<Unit>& piece) const;

  const Instance& instance_;
  const HessCosts& costs_;
  std::vector<std::int32_t> column_;  // [centre][item], -1 = closed
  std::vector<Pair> pairs_;           // of every column
};

// Whether the core says all there is to say of the instance: inertia, every unit loaded, groups in one piece, no price
// on moving.
bool provable(const Instance& instance, const HessCosts& costs);

}  // namespace maillage::engines::districting
