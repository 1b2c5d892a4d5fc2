#include "engines/districting/bound_dual.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/assert.hpp"

namespace maillage::engines::districting {

HessDual::HessDual(const HessCosts& costs)
    : costs_(costs), problem_(costs), worth_(static_cast<std::size_t>(costs.items), 0.0) {
  load_sum_ = std::accumulate(costs.load.begin(), costs.load.end(), 0.0);
  for (std::int32_t c = 0; c < costs.centres; ++c) {
    if (!costs.may_use(c)) continue;
    const auto row = costs.row(c);
    double sum = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (std::isfinite(row[i])) sum += costs.load[i] * static_cast<double>(row[i]);
    row_sum_max_ = std::max(row_sum_max_, sum);
    alive_.push_back({.unit = c, .value = -HUGE_VAL, .best = {}});
  }
}

void HessDual::move_to(const std::vector<double>& worth) {
  base_ = 0;
  double gain = 0;
  for (std::size_t i = 0; i < worth.size(); ++i) {
    gain += costs_.load[i] * std::max(0.0, worth[i] - worth_[i]);
    base_ += costs_.load[i] * worth[i];
  }
  drift_ += gain;
  ++moves_;
  worth_ = worth;
  for (Centre& c : alive_) c.refined = false;
}

void HessDual::refine(Centre& centre) {
  centre.best = problem_.best(centre.unit, worth_, centre.best);
  centre.value = centre.best.value;
  centre.drift = drift_;
  centre.refined = true;
}

// Place in open_ of the centre that this one would drive out, as the last among those that cannot all stay with it: the
// openable ones when one more is too many, else all. The size of open_ when all can.
std::size_t HessDual::worst_rival(std::size_t position) const {
  const auto opens = [&](std::size_t p) { return costs_.opens(alive_[p].unit); };
  if (opens(position) && std::count_if(open_.begin(), open_.end(), opens) >= costs_.opened_max) {
    const auto last = std::find_if(open_.rbegin(), open_.rend(), opens);
    return static_cast<std::size_t>(open_.rend() - last) - 1;
  }
  return open_.size() < static_cast<std::size_t>(costs_.districts) ? open_.size() : open_.size() - 1;
}

// Keeps the `districts` refined centres of smallest value in open_, looking only at those that may be among them. What
// the two limits allow is a matroid: taking each centre in and the worst of its rivals out ends at the smallest sum.
void HessDual::open_centres() {
  const auto before = [&](std::size_t a, std::size_t b) {
    return std::pair(alive_[a].value, a) < std::pair(alive_[b].value, b);
  };
  std::vector<bool> open(alive_.size(), false);
  std::vector<std::size_t> again;
  again.swap(open_);
  const auto threshold = [&](std::size_t p) {
    const std::size_t rival = worst_rival(p);
    return rival == open_.size() ? HUGE_VAL : alive_[open_[rival]].value;
  };
  const auto enter = [&](std::size_t p) {
    refine(alive_[p]);
    if (const std::size_t rival = worst_rival(p); rival < open_.size()) {
      if (before(open_[rival], p)) return;
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(rival));
    }
    open_.insert(std::upper_bound(open_.begin(), open_.end(), p, before), p);
  };
  for (std::size_t p : again)
    if (p < alive_.size()) open[p] = true, enter(p);
  for (std::size_t p = 0; p < alive_.size(); ++p) {
    if (open[p]) continue;
    Centre& c = alive_[p];
    const double limit = threshold(p);
    if (c.value - (drift_ - c.drift) >= limit) continue;
    c.value = problem_.value_at(c.unit, worth_, c.best.price);
    c.drift = drift_;
    if (c.value < limit) enter(p);
  }
}

DualPoint HessDual::at(const std::vector<double>& worth) {
  move_to(worth);
  open_centres();
  DualPoint point{base_, std::vector<double>(worth.size(), 0.0)};
  for (std::size_t p : open_) {
    point.value += alive_[p].value;
    problem_.add_served(alive_[p].unit, worth_, alive_[p].best, point.served);
  }
  value_ = point.value;
  return point;
}

bool HessDual::drop_above(double upper) {
  const double drift_error = (static_cast<double>(moves_) + costs_.items) * 0x1p-52 * drift_;
  const double spare = upper - value_ + 4 * rounding_error() + drift_error;
  const double last = alive_[open_.back()].value;
  std::vector<Centre> kept;
  std::vector<std::size_t> new_position(alive_.size(), 0);
  for (std::size_t p = 0; p < alive_.size(); ++p) {
    const Centre& c = alive_[p];
    const bool is_open = std::find(open_.begin(), open_.end(), p) != open_.end();
    new_position[p] = kept.size();
    if (is_open || c.value - (drift_ - c.drift) - last <= spare) kept.push_back(c);
  }
  for (std::size_t& p : open_) p = new_position[p];
  alive_.swap(kept);
  return spare >= 0;
}

// Every sum adds at most `items` + 4 terms, each product and difference rounded once more; the magnitudes summed are at
// most those below. The drift that orders the lazy evaluation sums the same magnitudes.
double HessDual::rounding_error() const {
  double worth_sum = 0, price_max = 0;
  for (std::size_t i = 0; i < worth_.size(); ++i) worth_sum += costs_.load[i] * std::fabs(worth_[i]);
  for (const Centre& c : alive_) price_max = std::max(price_max, std::fabs(c.best.price));
  const double districts = costs_.districts;
  const double centre = row_sum_max_ + worth_sum + price_max * (load_sum_ + costs_.upper);
  return (costs_.items + 8.0) * 0x1p-52 * (worth_sum + districts * centre);
}

double HessDual::proved(const std::vector<double>& worth) {
  // Forget the drift: the values are computed afresh, so that only the error of one evaluation is at stake.
  for (Centre& c : alive_) c.value = -HUGE_VAL;
  return at(worth).value - 2 * rounding_error();
}

}  // namespace maillage::engines::districting
