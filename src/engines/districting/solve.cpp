#include <chrono>
#include <cmath>

#include "engines/districting/districting.hpp"
#include "engines/districting/feasibility.hpp"
#include "engines/districting/proof.hpp"

namespace maillage::engines::districting {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kFirstShare = 0.1;   // of the time: a first plan, which the bound can use
constexpr double kBoundShare = 0.25;  // of the time
constexpr Unit kSmall = 64;           // units: a proof by enumeration may be had in a second
constexpr double kProofShare = 0.8;   // of the time left: the proof, when the map is small enough for one

bool meets(double objective, const std::optional<double>& bound) {
  return bound && objective <= *bound + kProofTolerance * std::abs(*bound);
}

// One call of solve: the pieces of its time, and what is known so far.
class Solver {
 public:
  Solver(const Instance& instance, const Limits& limits) : instance_(instance), limits_(limits), start_(Clock::now()) {}

  Answer run() {
    const bool bounded = instance_.objective == Objective::inertia, by_clock = limits_.rounds == 0;
    const double first = bounded || instance_.graph.units() <= kSmall ? kFirstShare : 1;
    look(limits_.seconds * (by_clock ? first : bounded ? 1 - kBoundShare : 1));
    if (bounded) bound();
    prove();
    if (by_clock && best_.status != Status::optimal) look(limits_.seconds - elapsed());
    best_.seconds = elapsed();
    return std::move(best_);
  }

 private:
  double elapsed() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  bool stopped() const { return limits_.stop != nullptr && limits_.stop->load(); }

  void look(double seconds) {
    if (seconds <= 0 || (stopped() && best_.status == Status::feasible)) return;
    Limits limits = limits_;
    limits.seconds = seconds;
    if (best_.bound) limits.target = *best_.bound + kProofTolerance * std::abs(*best_.bound);
    limits.report = [this](const Progress& progress) { follow(progress); };
    // The seed changes with each look: the second must not repeat the first.
    limits.seed += 7919 * static_cast<std::uint64_t>(looks_++);
    const std::int64_t plans = best_.plans;
    Answer found = search(instance_, limits, best_.plan.empty() ? nullptr : &best_.plan);
    found.bound = best_.bound;
    if (found.status == Status::feasible && (best_.plan.empty() || found.objective < best_.objective))
      best_ = std::move(found);
    best_.plans = plans + found.plans;
    conclude();
  }

  // Passes a report on with what the whole call knows.
  void follow(Progress progress) {
    progress.fraction = std::min(1.0, elapsed() / limits_.seconds);
    progress.plans += best_.plans;
    progress.bound = best_.bound;
    if (!best_.plan.empty() && !(progress.objective && *progress.objective < best_.objective))
      progress.objective = best_.objective, progress.best = &best_.plan;
    if (limits_.report) limits_.report(progress);
  }

  void bound() {
    BoundOptions options;
    options.seconds = std::min(limits_.seconds * kBoundShare, limits_.seconds - elapsed());
    if (limits_.rounds > 0) options.seconds = limits_.seconds * kBoundShare;
    if (best_.status == Status::feasible) options.upper = best_.objective;
    options.stop = limits_.stop;
    bound_ = lower_bound(instance_, options);
    best_.bound = bound_.value;
    conclude();
  }

  // Nothing to prove about no plan, nor when time or the caller said to end.
  void prove() {
    ProofOptions options{.stop = limits_.stop, .tick = [this] { tell(); }};
    const auto wanted = [&] {
      options.seconds = kProofShare * (limits_.rounds > 0 ? limits_.seconds : limits_.seconds - elapsed());
      return best_.status == Status::feasible && options.seconds > 0 && !stopped();
    };
    if (wanted()) learn(prove_by_enumeration(instance_, best_.objective, options));
    if (wanted()) learn(prove_by_columns(instance_, best_.objective, bound_, options));
    if (wanted()) learn(prove_by_cuts(instance_, best_.objective, bound_, options));
  }

  void learn(Proof proof) {
    if (proof.bound > best_.bound.value_or(0)) best_.bound = proof.bound;
    if (!proof.plan.empty()) {
      best_.objective = evaluate(instance_, proof.plan).objective;
      best_.plan = std::move(proof.plan);
    }
    conclude();
  }

  // Says, at most ten times a second, that time passes.
  void tell() {
    if (elapsed() < told_ + 0.1) return;
    told_ = elapsed();
    follow({});
  }

  void conclude() {
    if (best_.status == Status::feasible && meets(best_.objective, best_.bound)) best_.status = Status::optimal;
  }

  const Instance& instance_;
  const Limits& limits_;
  Clock::time_point start_;
  int looks_ = 0;
  double told_ = 0;
  Bound bound_;
  Answer best_;
};

}  // namespace

Answer solve(const Instance& instance, const Limits& limits) {
  if (auto why = impossible(instance)) {
    Answer answer;
    answer.status = Status::infeasible;
    answer.why = std::move(why);
    return answer;
  }
  return Solver(instance, limits).run();
}

}  // namespace maillage::engines::districting
