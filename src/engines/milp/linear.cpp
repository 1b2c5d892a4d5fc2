#include "engines/milp/linear.hpp"

#include <CoinWarmStartBasis.hpp>
#include <OsiClpSolverInterface.hpp>

#include "engines/milp/pivots.hpp"

namespace maillage::engines::milp {

struct Linear::Solver {
  OsiClpSolverInterface clp;
  Pivots pivots{nullptr};
  bool started = false;
};

struct Linear::Basis {
  CoinWarmStartBasis start;
};

Linear::Linear(const std::vector<Row>& rows, const std::atomic<bool>* stop) : solver_(std::make_unique<Solver>()) {
  solver_->clp.messageHandler()->setLogLevel(0);
  solver_->pivots = Pivots(stop);
  solver_->clp.getModelPtr()->passInEventHandler(&solver_->pivots);
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

void Linear::bound_column(std::int32_t column, double lower, double upper) {
  solver_->clp.setColBounds(column, lower, std::min(upper, COIN_DBL_MAX));
}

void Linear::end_at(std::chrono::steady_clock::time_point end) {
  solver_->pivots.end_at(end);
  solver_->clp.getModelPtr()->passInEventHandler(&solver_->pivots);
}

void Linear::set_limit(double limit) { solver_->clp.setDblParam(OsiDualObjectiveLimit, std::min(limit, COIN_DBL_MAX)); }

std::shared_ptr<const Linear::Basis> Linear::basis() const {
  const std::unique_ptr<CoinWarmStart> start(solver_->clp.getWarmStart());
  return std::make_shared<const Basis>(Basis{dynamic_cast<const CoinWarmStartBasis&>(*start)});
}

void Linear::start_from(const Basis& basis) {
  CoinWarmStartBasis start = basis.start;
  start.resize(solver_->clp.getNumRows(), solver_->clp.getNumCols());
  solver_->clp.setWarmStart(&start);
}

bool Linear::solve() {
  if (solver_->pivots.over()) return false;
  if (solver_->started)
    solver_->clp.resolve();
  else
    solver_->clp.initialSolve();
  solver_->started = true;
  return !solver_->pivots.over() && solver_->clp.isProvenOptimal() && !solver_->clp.isDualObjectiveLimitReached();
}

double Linear::value() const { return solver_->clp.getObjValue(); }

std::span<const double> Linear::point() const {
  return {solver_->clp.getColSolution(), static_cast<std::size_t>(solver_->clp.getNumCols())};
}

std::span<const double> Linear::prices() const {
  return {solver_->clp.getRowPrice(), static_cast<std::size_t>(solver_->clp.getNumRows())};
}

}  // namespace maillage::engines::milp
