#include "engines/districting/starts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engines/districting/growth.hpp"
#include "engines/districting/seats.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// The whole model, to share among its districts; one with cells laid begins at one of them, a seat if there is any.
Sharing whole(const Model& model, const Plan& laid) {
  const Weight& load = model.instance().weights.front();
  Sharing out{points_of(model),
              laid,
              std::vector<std::int32_t>(at(model.districts()), -1),
              static_cast<double>(load.lower),
              static_cast<double>(load.upper),
              model.seated()};
  const auto is_seat = [&](Cell c) { return model.seated() && model.seats(c).any > 0; };
  for (Cell c = 0; c < model.cells(); ++c) {
    if (laid[at(c)] < 0) continue;
    std::int32_t& anchor = out.anchor[at(laid[at(c)])];
    if (anchor < 0 || (!is_seat(anchor) && is_seat(c))) anchor = c;
  }
  return out;
}

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

std::optional<Plan> power_start(const Model& model, Random& random, int tries, const std::function<bool()>& stop) {
  Plan fixed, best;
  double least = std::numeric_limits<double>::infinity();
  for (int t = 0; t < tries && (t == 0 || !stop || !stop()); ++t) {
    Plan laid;
    if (!lay(model, random, laid)) return std::nullopt;
    const Sharing sharing = whole(model, laid);
    PowerDiagram diagram(sharing, random);
    const double value = diagram.settle(stop);
    if (value < least || best.empty()) least = value, best = diagram.plan(), fixed = std::move(laid);
  }
  keep_main_pieces(model, fixed, best);
  if (!grow(model, best)) return std::nullopt;
  return best;
}

std::optional<Redrawing> redraw(const Model& model, const std::vector<Point>& points, Random& random, const Plan& plan,
                                const std::vector<District>& group) {
  if (model.seated()) return std::nullopt;
  const Weight& load = model.instance().weights.front();
  std::vector<std::int32_t> place(at(model.districts()), -1);
  for (std::size_t g = 0; g < group.size(); ++g) place[at(group[g])] = static_cast<std::int32_t>(g);
  std::vector<Cell> cells;
  Sharing sharing;
  sharing.anchor.assign(group.size(), -1);
  sharing.lower = static_cast<double>(load.lower), sharing.upper = static_cast<double>(load.upper);
  std::vector<Point> middle(group.size());
  for (Cell c = 0; c < model.cells(); ++c) {
    const std::int32_t g = place[at(plan[at(c)])];
    if (g < 0) continue;
    if (model.fixed(c) != -1) return std::nullopt;
    const Point& p = points[at(c)];
    cells.push_back(c), sharing.points.push_back(p), sharing.fixed.push_back(-1);
    middle[at(g)].x += p.load * p.x, middle[at(g)].y += p.load * p.y, middle[at(g)].load += p.load;
  }
  for (Point& p : middle) p.x /= std::max(1.0, p.load), p.y /= std::max(1.0, p.load);
  PowerDiagram now(sharing, std::move(middle)), then(sharing, random);
  Redrawing out{plan, now.settle({}) - then.settle({})};
  for (std::size_t i = 0; i < cells.size(); ++i) out.plan[at(cells[i])] = group[at(then.plan()[i])];
  keep_main_pieces(model, Plan(plan.size(), -1), out.plan);
  if (!grow(model, out.plan)) return std::nullopt;
  return out;
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
