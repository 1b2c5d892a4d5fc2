// Linear programmes that grow by columns and rows between two optima (COIN-OR CLP).
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engines/milp/milp.hpp"

namespace maillage::engines::milp {

// min Σ costs·x, x ≥ 0. Same scales as a Programme.
class Linear {
 public:
  // A programme without columns; `rows` are empty, with their bounds.
  explicit Linear(const std::vector<Row>& rows);
  ~Linear();
  Linear(const Linear&) = delete;
  Linear& operator=(const Linear&) = delete;

  void add_column(double cost, const std::vector<std::int32_t>& rows, const std::vector<double>& coefficients);
  void add_row(const Row& row);

  // Finds the optimum, from the last one. False when there is none, or when the solver lost its way.
  bool solve();
  double value() const;
  std::span<const double> point() const;   // of every column
  std::span<const double> prices() const;  // of every row, what one more unit of it costs

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace maillage::engines::milp
