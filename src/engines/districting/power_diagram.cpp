#include "engines/districting/power_diagram.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace maillage::engines::districting {
namespace {

constexpr int kLloyd = 16;        // times the centres move
constexpr int kMultipliers = 12;  // steps of the multipliers between two moves, three times as many at the end
constexpr double kFaster = 1.25;  // gain of a multiplier whose load stays on one side of what is wanted…
constexpr double kSlower = 0.5;   // …or crosses it
constexpr double kLeastGain = 0.1, kMostGain = 8;
constexpr double kOutside = 4;  // price of load outside the bounds, in mean squared distances

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

double squared(const Point& a, const Point& b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

// A position drawn with a chance in proportion to `chance`.
std::size_t draw(const std::vector<double>& chance, Random& random) {
  double left = random.unit() * std::accumulate(chance.begin(), chance.end(), 0.0);
  for (std::size_t i = 0; i < chance.size(); ++i)
    if ((left -= chance[i]) < 0) return i;
  return random.below(chance.size());
}

}  // namespace

PowerDiagram::PowerDiagram(const Sharing& sharing, std::vector<Point> centres)
    : sharing_(sharing),
      centres_(std::move(centres)),
      multiplier_(sharing.anchor.size(), 0),
      load_(sharing.anchor.size(), 0),
      spread_(sharing.anchor.size(), 0),
      excess_(sharing.anchor.size(), 0),
      gain_(sharing.anchor.size(), 1),
      least_(sharing.points.size()),
      plan_(sharing.points.size(), -1) {}

PowerDiagram::PowerDiagram(const Sharing& sharing, Random& random)
    : PowerDiagram(sharing, std::vector<Point>(sharing.anchor.size())) {
  seed(random);
}

void PowerDiagram::seed(Random& random) {
  const auto& points = sharing_.points;
  std::vector<double> nearest(points.size(), std::numeric_limits<double>::infinity()), chance(points.size());
  for (std::size_t d = 0; d < centres_.size(); ++d) {
    for (std::size_t i = 0; i < points.size(); ++i) chance[i] = points[i].load * (d == 0 ? 1 : nearest[i]);
    centres_[d] = points[sharing_.anchor[d] >= 0 ? at(sharing_.anchor[d]) : draw(chance, random)];
    for (std::size_t i = 0; i < points.size(); ++i) nearest[i] = std::min(nearest[i], squared(points[i], centres_[d]));
  }
}

double PowerDiagram::settle(const std::function<bool()>& stop) {
  double value = 0;
  for (int round = 0; round < kLloyd && (round == 0 || !stop || !stop()); ++round) {
    if (round > 0 && !sharing_.anchored) recentre();
    value = assign();
    kept_ = {};
    keep_best();
    for (int step = 1; step < (round + 1 == kLloyd ? 3 : 1) * kMultipliers; ++step) {
      raise();
      value = std::max(value, assign());
      keep_best();
    }
  }
  plan_ = kept_.plan;
  // Where multipliers are far from settled, the dual is far too low: what the sharing costs as it is says more.
  return std::max(value, kept_.cost);
}

// A town that weighs as much as a district jumps from one centre to another and back for ever: of the sharings met,
// the one whose loads are the least outside the bounds, what is outside being paid for.
void PowerDiagram::keep_best() {
  double load = 0, spread = 0, outside = 0;
  for (std::size_t d = 0; d < load_.size(); ++d) {
    load += load_[d], spread += spread_[d];
    outside += std::max({0.0, load_[d] - sharing_.upper, sharing_.lower - load_[d]});
  }
  const double cost = spread * (1 + kOutside * outside / std::max(1.0, load));
  if (kept_.plan.empty() || outside < kept_.outside) kept_ = {plan_, outside, cost};
}

// Centre after centre over all points: no branch in the inner loop.
double PowerDiagram::assign() {
  const std::size_t count = sharing_.points.size();
  const Point* points = sharing_.points.data();
  double* least = least_.data();
  std::int32_t* plan = plan_.data();
  std::fill(least_.begin(), least_.end(), std::numeric_limits<double>::infinity());
  for (std::size_t d = 0; d < centres_.size(); ++d) {
    const Point centre = centres_[d];
    const double multiplier = multiplier_[d];
    for (std::size_t i = 0; i < count; ++i) {
      const double value = squared(points[i], centre) + multiplier;
      const bool better = value < least[i];
      least[i] = better ? value : least[i];
      plan[i] = better ? static_cast<std::int32_t>(d) : plan[i];
    }
  }
  std::fill(load_.begin(), load_.end(), 0);
  std::fill(spread_.begin(), spread_.end(), 0);
  double value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (const std::int32_t f = sharing_.fixed[i]; f >= 0)
      plan[i] = f, least[i] = squared(points[i], centres_[at(f)]) + multiplier_[at(f)];
    const std::size_t d = at(plan[i]);
    load_[d] += points[i].load;
    spread_[d] += points[i].load * (least[i] - multiplier_[d]);
    value += points[i].load * least[i];
  }
  for (const double m : multiplier_) value -= m * (m > 0 ? sharing_.upper : sharing_.lower);
  return value;
}

// The step of a multiplier is in proportion to the spread of what its centre gets, and to a gain that grows while the
// load stays on one side of what is wanted and sinks when it crosses (Jacobs 1988): dense and sparse parts settle
// alike.
void PowerDiagram::raise() {
  const double total = std::accumulate(load_.begin(), load_.end(), 0.0);
  const double spread = std::accumulate(spread_.begin(), spread_.end(), 0.0) / std::max(1.0, total);
  const double mean = std::max(1.0, total / static_cast<double>(centres_.size()));
  for (std::size_t d = 0; d < centres_.size(); ++d) {
    double& m = multiplier_[d];
    const double wanted = m > 0   ? sharing_.upper
                          : m < 0 ? sharing_.lower
                                  : std::max(sharing_.lower, std::min(load_[d], sharing_.upper));
    const double excess = load_[d] - wanted;
    if (excess * excess_[d] != 0)
      gain_[d] = std::clamp(gain_[d] * (excess * excess_[d] > 0 ? kFaster : kSlower), kLeastGain, kMostGain);
    excess_[d] = excess;
    const double scale = load_[d] > 0.1 * mean ? spread_[d] / load_[d] : spread;
    const double next = m + gain_[d] * scale * excess / mean;
    m = m * next < 0 ? 0 : next;
  }
}

void PowerDiagram::recentre() {
  std::vector<Point> sums(centres_.size());
  for (std::size_t i = 0; i < plan_.size(); ++i) {
    const Point& p = sharing_.points[i];
    Point& sum = sums[at(plan_[i])];
    sum.x += p.load * p.x, sum.y += p.load * p.y, sum.load += p.load;
  }
  for (std::size_t d = 0; d < sums.size(); ++d)
    if (sums[d].load > 0) centres_[d] = {sums[d].x / sums[d].load, sums[d].y / sums[d].load, 0};
}

}  // namespace maillage::engines::districting
