#include "engines/districting/bound.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engines/districting/bound_coarse.hpp"
#include "engines/districting/bound_dual.hpp"

namespace maillage::engines::districting {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Volume algorithm: steps from the best point along a running mean of the subgradients.
class Ascent {
 public:
  Ascent(const HessCosts& costs, const BoundOptions& options, std::vector<double> worth)
      : costs_(costs), options_(options), dual_(costs), worth_(std::move(worth)) {}

  void run() {
    begin();
    while (!finished()) step();
  }

  // The bound proved at the best point met.
  double proved() {
    if (closed_) return options_.upper;
    return std::max(0.0, std::min(options_.upper, dual_.proved(best_worth_)));
  }

  const std::vector<double>& best_worth() const { return best_worth_; }
  std::int64_t iterations() const { return iterations_; }

 private:
  void begin() {
    DualPoint point = dual_.at(worth_);
    ++iterations_;
    best_ = point.value;
    best_worth_ = worth_;
    direction_ = violation(point);
    aim();
  }

  bool finished() const {
    return closed_ || reach_ < 1e-7 || best_ >= options_.upper || dual_.alive() <= costs_.districts ||
           (options_.stop != nullptr && options_.stop->load()) || seconds_since(start_) > options_.seconds;
  }

  std::vector<double> violation(const DualPoint& point) const {
    std::vector<double> out(point.served.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = 1 - point.served[i];
    return out;
  }

  // Scalar product in which the gradient of the dual by worth is the violation.
  double product(const std::vector<double>& x, const std::vector<double>& y) const {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += costs_.load[i] * x[i] * y[i];
    return sum;
  }

  // The value aimed at: a little above the best, never above a known plan.
  void aim() {
    if (best_ >= 0.97 * target_) target_ = std::min(options_.upper, best_ + 0.05 * std::fabs(best_) + 1e-9);
  }

  void step() {
    const double length = product(direction_, direction_);
    if (length <= 1e-18 * total_load_) {
      reach_ = 0;
      return;
    }
    const double size = reach_ * (target_ - best_) / length;
    for (std::size_t i = 0; i < worth_.size(); ++i) worth_[i] = best_worth_[i] + size * direction_[i];
    const DualPoint point = dual_.at(worth_);
    ++iterations_;
    const std::vector<double> g = violation(point);
    learn(point, g);
    blend(g);
  }

  void learn(const DualPoint& point, const std::vector<double>& g) {
    if (point.value > best_) {
      if (product(g, direction_) > 0) reach_ = std::min(2.0, reach_ * 1.1);
      best_ = point.value;
      best_worth_ = worth_;
      failures_ = 0;
      if (std::isfinite(options_.upper)) closed_ = !dual_.drop_above(options_.upper);
      aim();
    } else if (++failures_ >= 20) {
      reach_ *= 0.66;
      failures_ = 0;
    }
    if (iterations_ % 100 == 0) {
      if (best_ < checked_ + 0.01 * std::fabs(checked_)) weight_max_ = std::max(weight_max_ * 0.5, 1e-4);
      checked_ = best_;
    }
  }

  // The weight of the newest subgradient that makes the mean shortest, within [weight_max/10, weight_max].
  void blend(const std::vector<double>& g) {
    const double gg = product(g, g), gd = product(g, direction_), dd = product(direction_, direction_);
    const double spread = gg - 2 * gd + dd;
    double weight = spread > 0 ? (dd - gd) / spread : weight_max_;
    weight = std::clamp(weight, 0.1 * weight_max_, weight_max_);
    for (std::size_t i = 0; i < g.size(); ++i) direction_[i] = weight * g[i] + (1 - weight) * direction_[i];
  }

  const HessCosts& costs_;
  const BoundOptions& options_;
  Clock::time_point start_ = Clock::now();
  HessDual dual_;
  std::vector<double> worth_, best_worth_, direction_;
  double best_ = 0, target_ = 0, checked_ = 0;
  double reach_ = 0.1;  // share of the distance to the target that a step covers
  double weight_max_ = 0.1;
  double total_load_ = 1;
  bool closed_ = false;
  int failures_ = 0;
  std::int64_t iterations_ = 0;
};

// Worths to start from: those of a coarser instance, four times smaller, solved the same way.
std::vector<double> first_worths(const Instance& instance, const HessCosts& costs, const BoundOptions& options) {
  std::vector<double> worth(static_cast<std::size_t>(costs.items), 0.0);
  const std::int32_t clusters = costs.centres / 4;
  if (clusters < 60 || clusters < 8 * costs.districts) return worth;
  const Coarse coarse = coarsened(instance, clusters);
  const HessCosts coarse_costs = hess_costs(coarse.instance);
  const BoundOptions share{.seconds = 0.25 * options.seconds, .stop = options.stop};
  Ascent ascent(coarse_costs, share, first_worths(coarse.instance, coarse_costs, share));
  ascent.run();
  for (std::size_t u = 0; u < costs.own.size(); ++u) {
    const std::int32_t item = costs.own[u], cluster = coarse_costs.own[static_cast<std::size_t>(coarse.cluster_of[u])];
    if (item >= 0 && cluster >= 0)
      worth[static_cast<std::size_t>(item)] = ascent.best_worth()[static_cast<std::size_t>(cluster)];
  }
  return worth;
}

}  // namespace

Bound lower_bound(const Instance& instance, const BoundOptions& options) {
  if (instance.objective != Objective::inertia || instance.districts < 1) return {};
  const auto start = Clock::now();
  const HessCosts costs = hess_costs(instance);
  if (costs.usable() < costs.districts) return {};
  BoundOptions left = options;
  std::vector<double> worth = first_worths(instance, costs, options);
  left.seconds -= seconds_since(start);
  Ascent ascent(costs, left, std::move(worth));
  ascent.run();
  const double value = ascent.proved();
  return {value, ascent.iterations(), seconds_since(start), ascent.best_worth()};
}

}  // namespace maillage::engines::districting
