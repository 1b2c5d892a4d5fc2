// Linear programmes that grow by columns and rows between two optima (COIN-OR CLP).
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <vector>

#include "engines/milp/milp.hpp"

namespace maillage::engines::milp {

// min Σ costs·x, x ≥ 0. Same scales as a Programme.
class Linear {
 public:
  // A programme without columns; `rows` are empty, with their bounds. Once `stop` is set from outside (it must outlive
  // the programme), solve() returns within 200 ms, false.
  explicit Linear(const std::vector<Row>& rows, const std::atomic<bool>* stop = nullptr);
  ~Linear();
  Linear(const Linear&) = delete;
  Linear& operator=(const Linear&) = delete;

  void add_column(double cost, const std::vector<std::int32_t>& rows, const std::vector<double>& coefficients);
  void add_row(const Row& row);
  // What the column may be, instead of any x ≥ 0.
  void bound_column(std::int32_t column, double lower, double upper);
  // Once the time has come, solve() returns as it does when stopped.
  void end_at(std::chrono::steady_clock::time_point end);
  // solve() may give up as soon as no optimum can be below the limit.
  void set_limit(double limit);

  // Where a search can come back to. Columns and rows may be added meanwhile.
  struct Basis;
  std::shared_ptr<const Basis> basis() const;
  void start_from(const Basis& basis);

  // Finds the optimum, from the last one. False when there is none (below the limit), when the solver lost its way or
  // was stopped.
  bool solve();
  double value() const;
  std::span<const double> point() const;   // of every column
  std::span<const double> prices() const;  // of every row, what one more unit of it costs; not to trust after a false

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace maillage::engines::milp
