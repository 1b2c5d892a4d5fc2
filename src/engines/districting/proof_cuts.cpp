#include <algorithm>

#include "engines/districting/evaluate.hpp"
#include "engines/districting/proof.hpp"
#include "engines/districting/proof_core.hpp"

namespace maillage::engines::districting {
namespace {

// More open pairs than this take longer to solve than to search again for a better plan.
constexpr std::int32_t kColumnsMax = 6000;
// What the known objective is scaled to for the linear solver.
constexpr double kObjective = 1e4;
// The linear solver's rounding, taken off every bound that it gives.
constexpr double kSolverError = 1e-7;

}  // namespace

Proof prove_by_cuts(const Instance& instance, double objective, const Bound& known, const ProofOptions& options) {
  Proof proof{known.value.value_or(0), {}};
  const HessCosts costs = hess_costs(instance);
  if (known.worth.empty() || objective <= 0 || !provable(instance, costs)) return proof;
  const Core core(instance, costs, known.worth, objective);
  if (core.columns() > kColumnsMax) return proof;
  const double unit = objective / kObjective;
  const milp::Limits limits{.cutoff = kObjective * (1 - kProofTolerance / 2),
                            .seconds = options.seconds,
                            .stop = options.stop,
                            .tick = options.tick};
  const milp::Answer answer = milp::solve(
      core.programme(unit), [&](std::span<const double> point) { return core.contiguity_cuts(point); }, limits);
  proof.bound = std::max(proof.bound, answer.bound * unit * (1 - kSolverError));
  if (answer.point.empty()) return proof;
  Plan plan = core.plan(answer.point);
  if (const Evaluation found = evaluate(instance, plan); found.lawful() && found.objective < objective)
    proof.plan = std::move(plan);
  return proof;
}

}  // namespace maillage::engines::districting
