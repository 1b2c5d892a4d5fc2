#include "engines/districting/starts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engines/districting/growth.hpp"
#include "engines/districting/seats.hpp"

namespace maillage::engines::districting {
namespace {

constexpr int kLloyd = 16;        // times the centres move
constexpr int kMultipliers = 12;  // steps of the multipliers between two moves

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

struct Point {
  double x = 0, y = 0, load = 0;  // kilometres
};

double squared(const Point& a, const Point& b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

std::vector<Point> points_of(const Model& model) {
  std::vector<Point> points;
  for (Cell c = 0; c < model.cells(); ++c) {
    Point p;
    for (Unit u : model.units_of(c)) {
      const Lambert93& centre = model.instance().centres[at(u)];
      p.x += centre.x / 1000, p.y += centre.y / 1000;
    }
    const auto count = static_cast<double>(model.units_of(c).size());
    points.push_back({p.x / count, p.y / count, static_cast<double>(model.load(c, 0))});
  }
  return points;
}

// Positions drawn with a chance in proportion to `chance`.
std::size_t draw(const std::vector<double>& chance, Random& random) {
  double left = random.unit() * std::accumulate(chance.begin(), chance.end(), 0.0);
  for (std::size_t i = 0; i < chance.size(); ++i)
    if ((left -= chance[i]) < 0) return i;
  return random.below(chance.size());
}

// A power diagram: each point goes to the centre of least (squared distance + multiplier). With seats, centres stay at
// those laid among the fixed cells.
class PowerDiagram {
 public:
  PowerDiagram(const Model& model, const std::vector<Point>& points, const Plan& fixed, Random& random)
      : model_(model),
        points_(points),
        fixed_(fixed),
        multiplier_(at(model.districts()), 0),
        load_(at(model.districts()), 0),
        plan_(points.size(), -1) {
    seed(at(model.districts()), random);
    for (const Point& p : points) total_ += p.load;
  }

  // Value of the Lagrangian at the end: what the best balanced assignment to these centres must at least cost.
  double settle() {
    double value = 0;
    for (int round = 0; round < kLloyd; ++round) {
      for (int step = 0; step < kMultipliers; ++step) {
        value = assign();
        raise(0.6 / (1.0 + 0.15 * round));
      }
      recentre();
    }
    return value;
  }
  const Plan& plan() const { return plan_; }

 private:
  bool is_seat(std::size_t i) const { return model_.seated() && model_.seats(static_cast<Cell>(i)).any > 0; }

  // k-means++ (Arthur & Vassilvitskii 2007); a district with fixed points begins at one of them.
  void seed(std::size_t districts, Random& random) {
    std::vector<double> nearest(points_.size(), std::numeric_limits<double>::infinity()), chance(points_.size());
    centres_.resize(districts);
    for (std::size_t d = 0; d < districts; ++d) {
      std::size_t chosen = points_.size();
      for (std::size_t i = 0; i < points_.size(); ++i) {
        if (fixed_[i] == static_cast<District>(d) && (chosen == points_.size() || !is_seat(chosen))) chosen = i;
        chance[i] = points_[i].load * (d == 0 ? 1 : nearest[i]);
      }
      if (chosen == points_.size()) chosen = draw(chance, random);
      centres_[d] = points_[chosen];
      for (std::size_t i = 0; i < points_.size(); ++i)
        nearest[i] = std::min(nearest[i], squared(points_[i], centres_[d]));
    }
  }

  double assign() {
    std::fill(load_.begin(), load_.end(), 0);
    double value = 0;
    spread_ = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      std::size_t best = fixed_[i] >= 0 ? at(fixed_[i]) : 0;
      double least = squared(points_[i], centres_[best]) + multiplier_[best];
      for (std::size_t d = 0; d < centres_.size() && fixed_[i] < 0; ++d)
        if (const double v = squared(points_[i], centres_[d]) + multiplier_[d]; v < least) least = v, best = d;
      plan_[i] = static_cast<District>(best);
      load_[best] += points_[i].load;
      value += points_[i].load * least;
      spread_ += points_[i].load * (least - multiplier_[best]);
    }
    for (double m : multiplier_) value -= m * total_ / static_cast<double>(centres_.size());
    return value;
  }

  void raise(double step) {
    const double mean = total_ / static_cast<double>(centres_.size());
    for (std::size_t d = 0; d < centres_.size(); ++d)
      multiplier_[d] += step * spread_ / std::max(1.0, total_) * (load_[d] - mean) / std::max(1.0, mean);
  }

  void recentre() {
    if (model_.seated()) return;
    std::vector<Point> sums(centres_.size());
    for (std::size_t i = 0; i < points_.size(); ++i) {
      Point& sum = sums[at(plan_[i])];
      sum.x += points_[i].load * points_[i].x, sum.y += points_[i].load * points_[i].y, sum.load += points_[i].load;
    }
    for (std::size_t d = 0; d < sums.size(); ++d)
      if (sums[d].load > 0) centres_[d] = {sums[d].x / sums[d].load, sums[d].y / sums[d].load, 0};
  }

  const Model& model_;
  const std::vector<Point>& points_;
  const Plan& fixed_;
  std::vector<Point> centres_;
  std::vector<double> multiplier_, load_;
  Plan plan_;
  double total_ = 0, spread_ = 0;
};

// How many districts each component gets: by load, at least one, as many as asked in all.
std::vector<District> share_districts(const Model& model, const std::vector<std::int32_t>& component,
                                      const Plan& fixed) {
  const auto count = at(*std::max_element(component.begin(), component.end()) + 1);
  std::vector<double> load(count, 0);
  std::vector<District> share(count, 0);
  std::vector<bool> laid(at(model.districts()), false);
  District left = model.districts();
  for (std::size_t c = 0; c < component.size(); ++c) {
    load[at(component[c])] += static_cast<double>(model.load(static_cast<Cell>(c), 0));
    if (fixed[c] < 0 || laid[at(fixed[c])]) continue;
    laid[at(fixed[c])] = true, ++share[at(component[c])], --left;
  }
  for (; left > 0; --left) {
    std::size_t neediest = 0;
    const auto need = [&](std::size_t i) { return share[i] == 0 ? 1e300 : load[i] / share[i]; };
    for (std::size_t i = 1; i < count; ++i)
      if (need(i) > need(neediest)) neediest = i;
    ++share[neediest];
  }
  for (std::size_t c = 0; c < component.size(); ++c)
    if (fixed[c] >= 0 && laid[at(fixed[c])]) laid[at(fixed[c])] = false, --share[at(component[c])];
  return share;
}

// The cells that a plan must begin with: those fixed, and a seat for every other district when there are seats.
bool lay(const Model& model, Random& random, Plan& plan) {
  return lay_fixed(model, plan) && (!model.seated() || lay_seats(model, random, plan));
}

}  // namespace

std::optional<Plan> power_start(const Model& model, Random& random, int tries) {
  Plan fixed, best;
  const auto points = points_of(model);
  double least = std::numeric_limits<double>::infinity();
  for (int t = 0; t < tries; ++t) {
    Plan laid;
    if (!lay(model, random, laid)) return std::nullopt;
    PowerDiagram diagram(model, points, laid, random);
    const double value = diagram.settle();
    if (value < least || best.empty()) least = value, best = diagram.plan(), fixed = std::move(laid);
  }
  keep_main_pieces(model, fixed, best);
  if (!grow(model, best)) return std::nullopt;
  return best;
}

std::optional<Plan> grown_start(const Model& model, Random& random) {
  Plan plan;
  if (!lay(model, random, plan)) return std::nullopt;
  const auto component = components(model.graph());
  auto share = share_districts(model, component, plan);
  std::vector<Cell> order(plan.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  std::vector<bool> used(at(model.districts()), false);
  for (District d : plan)
    if (d >= 0) used[at(d)] = true;
  District next = 0;
  for (Cell c : order) {
    if (plan[at(c)] >= 0 || share[at(component[at(c)])] <= 0) continue;
    while (next < model.districts() && used[at(next)]) ++next;
    if (next == model.districts()) break;
    used[at(next)] = true;
    plan[at(c)] = next;
    --share[at(component[at(c)])];
  }
  if (!grow(model, plan)) return std::nullopt;
  return plan;
}

}  // namespace maillage::engines::districting
