#include "engines/milp/linear.hpp"

#include <OsiClpSolverInterface.hpp>

namespace maillage::engines::milp {

struct Linear::Solver {
  OsiClpSolverInterface clp;
  bool started = false;
};

Linear::Linear(const std::vector<Row>& rows) : solver_(std::make_unique<Solver>()) {
  solver_->clp.messageHandler()->setLogLevel(0);
  for (const Row& row : rows) add_row(row);
}

Linear::~Linear() = default;

void Linear::add_column(double cost, const std::vector<std::int32_t>& rows, const std::vector<double>& coefficients) {
  solver_->clp.addCol(static_cast<int>(rows.size()), rows.data(), coefficients.data(), 0, COIN_DBL_MAX, cost);
}

void Linear::add_row(const Row& row) {
  solver_->clp.addRow(static_cast<int>(row.columns.size()), row.columns.data(), row.coefficients.data(),
                      std::max(row.lower, -COIN_DBL_MAX), std::min(row.upper, COIN_DBL_MAX));
}

bool Linear::solve() {
  if (solver_->started)
    solver_->clp.resolve();
  else
    solver_->clp.initialSolve();
  solver_->started = true;
  return solver_->clp.isProvenOptimal();
}

double Linear::value() const { return solver_->clp.getObjValue(); }

std::span<const double> Linear::point() const {
  return {solver_->clp.getColSolution(), static_cast<std::size_t>(solver_->clp.getNumCols())};
}

std::span<const double> Linear::prices() const {
  return {solver_->clp.getRowPrice(), static_cast<std::size_t>(solver_->clp.getNumRows())};
}

}  // namespace maillage::engines::milp
