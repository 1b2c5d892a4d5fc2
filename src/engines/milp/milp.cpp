#include "engines/milp/milp.hpp"

#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <CglGomory.hpp>
#include <CglKnapsackCover.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <CglProbing.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>

#include "engines/milp/pivots.hpp"

namespace maillage::engines::milp {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPasses = 40;  // linear programmes tightened before the tree

// Ends the search between two nodes, at the deadline or when asked; hears of every solution met.
class Nodes : public CbcEventHandler {
 public:
  Nodes(const Limits* limits, Clock::time_point deadline, std::function<void(std::span<const double>)> met)
      : limits_(limits), deadline_(deadline), met_(std::move(met)) {}
  CbcEventHandler* clone() const override { return new Nodes(*this); }
  CbcAction event(CbcEvent what) override {
    if (what == solution && model_->bestSolution() != nullptr)
      met_({model_->bestSolution(), static_cast<std::size_t>(model_->getNumCols())});
    if (limits_->tick) limits_->tick();
    return asked(limits_->stop) || Clock::now() > deadline_ ? CbcEventHandler::stop : noAction;
  }

 private:
  const Limits* limits_;
  Clock::time_point deadline_;
  std::function<void(std::span<const double>)> met_;
};

double floor(double lower) { return std::isfinite(lower) ? lower : -COIN_DBL_MAX; }
double ceiling(double upper) { return std::isfinite(upper) ? upper : COIN_DBL_MAX; }

void load(OsiClpSolverInterface& solver, const Programme& programme, const std::atomic<bool>* stop) {
  const std::size_t columns = programme.costs.size();
  CoinPackedMatrix matrix(false, 0, 0);
  matrix.setDimensions(0, static_cast<int>(columns));
  std::vector<double> lower, upper;
  for (const Row& row : programme.rows) {
    matrix.appendRow(static_cast<int>(row.columns.size()), row.columns.data(), row.coefficients.data());
    lower.push_back(floor(row.lower));
    upper.push_back(ceiling(row.upper));
  }
  const std::vector<double> zeros(columns, 0.0), ones(columns, 1.0);
  solver.messageHandler()->setLogLevel(0);
  Pivots pivots(stop);
  solver.getModelPtr()->passInEventHandler(&pivots);
  solver.loadProblem(matrix, zeros.data(), ones.data(), programme.costs.data(), lower.data(), upper.data());
  for (std::size_t i = 0; i < columns; ++i) solver.setInteger(static_cast<int>(i));
}

// A generator of cuts that does nothing once asked to stop: CBC calls them all, round after round, without asking.
template <class Generator>
class Heard : public Generator {
 public:
  explicit Heard(const std::atomic<bool>* stop) : stop_(stop) {}
  CglCutGenerator* clone() const override { return new Heard(*this); }
  void generateCuts(const OsiSolverInterface& solver, OsiCuts& cuts, const CglTreeInfo info) override {
    if (!asked(stop_)) Generator::generateCuts(solver, cuts, info);
  }

 private:
  const std::atomic<bool>* stop_;
};

// Cut generators that suit assignment models with knapsacks. No heuristic: the callers know a good solution.
class Cuts {
 public:
  explicit Cuts(const std::atomic<bool>* stop) : probing_(stop), gomory_(stop), cover_(stop), rounding_(stop) {
    probing_.setUsingObjective(1);
    probing_.setMaxPassRoot(1);
    probing_.setMaxProbeRoot(200);
    probing_.setMaxLookRoot(100);
    probing_.setMaxElements(200);
    probing_.setRowCuts(3);
    gomory_.setLimit(300);
  }
  void add_to(CbcModel& model, bool covering) {
    const auto when_useful = -1;
    if (!covering) model.addCutGenerator(&probing_, when_useful, "probing");
    model.addCutGenerator(&gomory_, when_useful, "gomory");
    if (covering) return;
    model.addCutGenerator(&cover_, when_useful, "cover");
    model.addCutGenerator(&rounding_, when_useful, "rounding");
  }

 private:
  Heard<CglProbing> probing_;
  Heard<CglGomory> gomory_;
  Heard<CglKnapsackCover> cover_;
  Heard<CglMixedIntegerRounding2> rounding_;
};

// Searches until a solution that `separate` accepts, or the end. Its rows are added to the linear programme before the
// tree, and after it when the best solution is broken by some: in the tree, CBC takes a solution cut off for a node
// that is closed, which would prove too much.
class Search {
 public:
  Search(Programme programme, const Separate& separate, const Limits& limits)
      : programme_(std::move(programme)), separate_(separate), limits_(limits) {}

  Answer run() {
    while (round()) {
    }
    return std::move(answer_);
  }

 private:
  // False when there is nothing more to do.
  bool round() {
    OsiClpSolverInterface solver;
    load(solver, programme_, limits_.stop);
    solver.initialSolve();
    for (int pass = 0; pass < kPasses && !over() && solver.isProvenOptimal() && tighten(solver); ++pass) {
    }
    if (over()) return false;
    if (solver.isProvenPrimalInfeasible()) return close();
    CbcModel model(solver);
    branch(model);
    answer_.nodes += model.getNodeCount();
    if (model.status() != 0 || asked(limits_.stop)) return learn(model);
    if (!model.isProvenOptimal()) return close();
    answer_.bound = std::max(answer_.bound, std::min(model.getObjValue(), limits_.cutoff));
    return !accept(model);
  }

  // Adds the rows that the linear optimum breaks; false when there is none.
  bool tighten(OsiClpSolverInterface& solver) {
    const std::span<const double> point(solver.getColSolution(), programme_.costs.size());
    const std::vector<Row> broken = separate_(point);
    for (const Row& row : broken)
      solver.addRow(static_cast<int>(row.columns.size()), row.columns.data(), row.coefficients.data(), floor(row.lower),
                    ceiling(row.upper));
    keep(broken);
    solver.resolve();
    return !broken.empty();
  }

  void branch(CbcModel& model) {
    model.setLogLevel(0);
    cuts_.add_to(model, limits_.covering);
    Nodes nodes(&limits_, deadline_, [this](std::span<const double> point) { keep(separate_(point)); });
    model.passInEventHandler(&nodes);
    model.setNumberStrong(10);
    model.setNumberBeforeTrust(5);
    if (std::isfinite(limits_.cutoff)) model.setCutoff(limits_.cutoff);
    model.branchAndBound();
  }

  void keep(std::vector<Row> rows) { std::move(rows.begin(), rows.end(), std::back_inserter(programme_.rows)); }

  bool over() const { return asked(limits_.stop) || Clock::now() > deadline_; }

  bool close() {
    answer_.bound = limits_.cutoff;
    answer_.closed = true;
    return false;
  }

  // The deadline ended the search between two nodes: open nodes and the solution that closed others bound the rest.
  bool learn(const CbcModel& model) {
    const double open = std::min({model.getBestPossibleObjValue(), model.getObjValue(), limits_.cutoff});
    if (!asked(limits_.stop)) answer_.bound = std::max(answer_.bound, open);
    return false;
  }

  bool accept(const CbcModel& model) {
    const std::span<const double> solution(model.bestSolution(), programme_.costs.size());
    std::vector<Row> broken = separate_(solution);
    const bool wanted = broken.empty();
    keep(std::move(broken));
    if (!wanted) return false;
    for (double x : solution) answer_.point.push_back(x > 0.5);
    answer_.value = model.getObjValue();
    return answer_.closed = true;
  }

  Programme programme_;
  const Separate& separate_;
  const Limits& limits_;
  const Clock::time_point deadline_ =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limits_.seconds));
  Cuts cuts_{limits_.stop};
  Answer answer_;
};

}  // namespace

Answer solve(Programme programme, const Separate& separate, const Limits& limits) {
  return Search(std::move(programme), separate, limits).run();
}

}  // namespace maillage::engines::milp
