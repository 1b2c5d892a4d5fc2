#include "engines/districting/column_dual.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace maillage::engines::districting {
namespace {

constexpr int kRoundsMax = 600;
// Share of the last direction that the next one keeps, and rounds without a better value before the step is halved.
constexpr double kKept = 0.6;
constexpr int kPatience = 12;
constexpr double kShortest = 1e-3;  // steps, in the share of what Polyak's rule says
// Every so many rounds the gap must have shrunk to this share of itself, or listing the districts is quicker.
constexpr int kGlance = 20;
constexpr double kEnough = 0.985;
// So close to the known plan, in share of its cost, few districts are left to list.
constexpr double kClose = 1e-3;
// Looks at the clock during one search at the first prices, where it suffices to know where to go. Twice as many each
// time that the step is halved.
constexpr int kLooks = 25;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

class Ascent {
 public:
  Ascent(ColumnSearch& search, double known, double upper, const std::function<bool()>& stop)
      : search_(search),
        known_(known),
        upper_(upper),
        stop_(stop),
        met_(at(search.centres())),
        closed_(at(search.centres()), false) {}

  ColumnDual run(std::vector<double> price) {
    std::vector<double> direction(price.size(), 0);
    double glance = upper_;
    int without = 0;
    for (int round = 0; round < kRoundsMax && !stop_() && step_ > kShortest; ++round) {
      ColumnDual now = value_at(price);
      if (stop_()) break;
      const bool better = best_.price.empty() || now.value > best_.value;
      without = better ? 0 : without + 1;
      if (better) best_ = now, close();
      if (best_.value >= (1 - kClose) * upper_) break;
      if (round % kGlance == kGlance - 1) {
        if (best_.value < known_ || upper_ - best_.value > kEnough * glance) break;
        glance = upper_ - best_.value;
      }
      if (without >= kPatience) {
        step_ /= 2, looks_max_ *= 2, without = 0, price = best_.price;
        std::fill(direction.begin(), direction.end(), 0);
      }
      move(now.value, price, direction);
    }
    return std::move(best_);
  }

 private:
  // The value at these prices; `used_` counts how often the smallest districts hold each item.
  ColumnDual value_at(const std::vector<double>& price) {
    ColumnDual out;
    out.price = price;
    out.least.assign(met_.size(), std::numeric_limits<double>::infinity());
    std::vector<Unit> order;
    for (Unit c = 0; c < search_.centres(); ++c) {
      if (closed_[at(c)] || stop_()) continue;
      out.least[at(c)] = search_.relaxed(c, price);
      if (std::isfinite(out.least[at(c)])) order.push_back(c);
    }
    const auto many = at(search_.districts());
    out.value = upper_;  // fewer centres than districts: no better plan
    if (order.size() < many) return out;
    std::sort(order.begin(), order.end(), [&](Unit a, Unit b) { return out.least[at(a)] < out.least[at(b)]; });
    sharpen(order, price, out);
    const std::size_t kth = many - 1;
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kth), order.end(),
                     [&](Unit a, Unit b) { return out.least[at(a)] < out.least[at(b)]; });
    out.last = out.least[at(order[kth])];
    out.value = std::accumulate(price.begin(), price.end(), 0.0);
    used_.assign(price.size(), 0);
    for (std::size_t k = 0; k < many; ++k) {
      out.value += out.least[at(order[k])];
      smallest_[at(order[k])].items.for_each([&](std::int32_t item) { ++used_[at(item)]; });
    }
    return out;
  }

  // Searches the districts of the centres, those of smallest bound first, until none can be among the smallest.
  void sharpen(const std::vector<Unit>& order, const std::vector<double>& price, ColumnDual& out) {
    const auto many = at(search_.districts());
    double sum = std::accumulate(price.begin(), price.end(), 0.0);
    for (std::size_t k = 0; k < many; ++k) sum += out.least[at(order[k])];
    // A district above this is in no better plan.
    const double useless = out.least[at(order[many - 1])] + std::max(0.0, upper_ - sum);
    smallest_.assign(met_.size(), Column{});
    std::vector<double> values;
    for (const Unit c : order) {
      const double last = values.size() < many ? useless : values[many - 1];
      if (out.least[at(c)] >= last) break;
      out.least[at(c)] = search_least(c, price, out.least[at(c)], last);
      values.insert(std::upper_bound(values.begin(), values.end(), out.least[at(c)]), out.least[at(c)]);
    }
  }

  // A lower bound of the reduced costs of the centre's districts: the least, or `limit` when none is below it; what was
  // known before when the search is too long.
  double search_least(Unit centre, const std::vector<double>& price, double relaxed, double limit) {
    double least = limit;
    const auto improve = [&](const Column& column, double value) {
      smallest_[at(centre)] = column;
      return least = value;
    };
    for (const Column& column : met_[at(centre)])
      if (const double value = search_.reduced(column, price); value < least) improve(column, value);
    const ColumnSearch::Meet keep = [&](const Column& column, double value) {
      met_[at(centre)].push_back(column);
      return improve(column, value);
    };
    int looks = 0;
    const bool whole = search_.around(centre, price, least, keep, [&] { return ++looks > looks_max_ || stop_(); });
    if (whole) return least;
    smallest_[at(centre)].items = search_.relaxed_items(centre, price);
    return relaxed;
  }

  // Centres none of whose districts is in a better plan.
  void close() {
    for (Unit c = 0; c < search_.centres(); ++c)
      closed_[at(c)] = closed_[at(c)] || best_.least[at(c)] >= best_.limit(c, upper_);
  }

  void move(double value, std::vector<double>& price, std::vector<double>& direction) const {
    double norm = 0;
    for (std::size_t i = 0; i < price.size(); ++i) {
      direction[i] = 1 - used_[i] + kKept * direction[i];
      norm += direction[i] * direction[i];
    }
    if (norm <= 0) return;
    const double length = step_ * std::max(upper_ - value, 1e-6 * upper_) / norm;
    for (std::size_t i = 0; i < price.size(); ++i) price[i] += length * direction[i];
  }

  ColumnSearch& search_;
  double known_, upper_;
  const std::function<bool()>& stop_;
  std::vector<std::vector<Column>> met_;  // of a centre: the districts that were once its smallest
  std::vector<bool> closed_;
  std::vector<Column> smallest_;  // of a centre, at the last prices; only the items when its search was cut short
  std::vector<double> used_;
  double step_ = 1;
  int looks_max_ = kLooks;
  ColumnDual best_;
};

}  // namespace

ColumnDual raise_dual(ColumnSearch& search, std::vector<double> price, double known, double upper,
                      const std::function<bool()>& stop) {
  return Ascent(search, known, upper, stop).run(std::move(price));
}

}  // namespace maillage::engines::districting
