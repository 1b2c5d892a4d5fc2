#include <chrono>
#include <cmath>

#include "engines/districting/bound.hpp"
#include "engines/districting/districting.hpp"
#include "engines/districting/feasibility.hpp"

namespace maillage::engines::districting {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kFirstShare = 0.1;   // of the time: a first plan, which the bound can use
constexpr double kBoundShare = 0.25;  // of the time
constexpr double kSlack = 1e-9;       // relative: two sums of the same terms may differ by their rounding

bool meets(double objective, const std::optional<double>& bound) {
  return bound && objective <= *bound + kSlack * std::abs(*bound);
}

// One call of solve: the pieces of its time, and what is known so far.
class Solver {
 public:
  Solver(const Instance& instance, const Limits& limits) : instance_(instance), limits_(limits), start_(Clock::now()) {}

  Answer run() {
    const bool bounded = instance_.objective == Objective::inertia;
    if (!bounded || limits_.rounds > 0) {
      look(limits_.seconds * (bounded ? 1 - kBoundShare : 1));
      if (bounded) prove();
    } else {
      look(limits_.seconds * kFirstShare);
      prove();
      if (best_.status != Status::optimal) look(limits_.seconds - elapsed());
    }
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
    if (best_.bound) limits.target = *best_.bound + kSlack * std::abs(*best_.bound);
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

  void prove() {
    BoundOptions options;
    options.seconds = std::min(limits_.seconds * kBoundShare, limits_.seconds - elapsed());
    if (limits_.rounds > 0) options.seconds = limits_.seconds * kBoundShare;
    if (best_.status == Status::feasible) options.upper = best_.objective;
    options.stop = limits_.stop;
    best_.bound = lower_bound(instance_, options).value;
    conclude();
  }

  void conclude() {
    if (best_.status == Status::feasible && meets(best_.objective, best_.bound)) best_.status = Status::optimal;
  }

  const Instance& instance_;
  const Limits& limits_;
  Clock::time_point start_;
  int looks_ = 0;
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
