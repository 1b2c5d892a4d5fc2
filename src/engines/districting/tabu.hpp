// Local search that walks through plans slightly out of balance and comes back.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>

#include "base/random.hpp"
#include "engines/districting/contiguity.hpp"
#include "engines/districting/state.hpp"

namespace maillage::engines::districting {

// A contiguous plan of cells and its cost.
struct Candidate {
  Plan plan;
  double cost = std::numeric_limits<double>::infinity();
  double violation = std::numeric_limits<double>::infinity();

  bool balanced() const { return violation <= 0; }
  // Balance first, then cost.
  bool better_than(const Candidate& other) const {
    if (balanced() != other.balanced()) return balanced();
    return balanced() ? cost < other.cost : violation < other.violation;
  }
};

// Tabu search (Glover 1989) with strategic oscillation of the balance penalty (Gendreau, Hertz & Laporte 1994), over
// moves of one cell, of a cell with the pieces it would detach, and exchanges of two cells. Contiguity always holds.
class Tabu {
 public:
  Tabu(const Model& model, Random& random);

  // Walks from a contiguous plan until `patience` moves bring nothing better, or `stop` says so; gives the best met.
  // Cells move only between the districts that `active` marks.
  Candidate improve(State& state, const std::vector<bool>& active, std::int64_t patience,
                    const std::function<bool()>& stop);
  // Moves made since the beginning.
  std::int64_t steps() const { return step_; }

 private:
  struct Move {
    std::vector<Cell> cells;
    District to = -1;
    Cell back = -1;  // of an exchange: the cell that comes the other way
    double score = std::numeric_limits<double>::infinity();
  };
  struct Shift {
    Cell cell;
    District to;
    double cost_change;
  };

  static std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }
  bool tabu(Cell cell, District to) const;
  double noise() { return noise_ * random_.unit(); }
  void collect_shifts(const State& state, const std::vector<bool>& active);
  void begin(const State& state);
  void best_shift(const State& state, Move& best);
  void sample(std::vector<Shift>& list);
  void best_exchange(const State& state, Move& best);
  void consider_exchange(const State& state, const Shift& there, const Shift& back, Move& best);
  void best_composite(const State& state, Move& best);
  bool touches(const State& state, Cell cell, District d, Cell but) const;
  void apply(State& state, const Move& move);
  void adapt(bool balanced);

  const Model& model_;
  Random& random_;
  Contiguity contiguity_;
  std::vector<Shift> shifts_;
  std::vector<std::vector<Shift>> by_pair_;                 // shifts by (from, to)
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;  // positions in by_pair_: there and back
  std::vector<std::int64_t> until_;  // [cell][district]: the step before which the cell may not come back
  std::int64_t step_ = 0;
  std::int32_t run_ = 0;  // steps in a row in balance (> 0) or out of it (< 0)
  double penalty_ = 1;    // cost of one unit of violation
  double relief_ = 0;     // the most that any move can gain on the penalty
  double to_best_ = 0;    // change of score that would make a new best plan
  double noise_ = 0;
};

}  // namespace maillage::engines::districting
