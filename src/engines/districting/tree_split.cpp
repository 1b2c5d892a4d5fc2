#include "engines/districting/tree_split.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engines/districting/seats.hpp"
#include "engines/graph/union_find.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// One side of a cut must hold what `below` districts hold, the other what `above` hold.
struct Sides {
  District below = 1;
  District above = 1;
};

struct Cut {
  double violation = std::numeric_limits<double>::infinity();
  double cost = std::numeric_limits<double>::infinity();
  std::vector<Cell> below;

  bool better_than(const Cut& other) const {
    return violation != other.violation ? violation < other.violation : cost < other.cost;
  }
};

// Load and first and second moments of a set of cells: enough for its inertia about its own centroid.
struct Moments {
  double load = 0, x = 0, y = 0, squares = 0;

  void add(const Moments& m) { load += m.load, x += m.x, y += m.y, squares += m.squares; }
  Moments minus(const Moments& m) const { return {load - m.load, x - m.x, y - m.y, squares - m.squares}; }
  double inertia() const { return load > 0 ? squares - (x * x + y * y) / load : 0; }
  double inertia_about(double to_x, double to_y) const {
    return squares - 2 * (x * to_x + y * to_y) + load * (to_x * to_x + to_y * to_y);
  }
};

// A random spanning tree of some cells, in preorder, with sums over every subtree.
class Tree {
 public:
  Tree(const Model& model, std::vector<Cell> cells)
      : model_(model), cells_(std::move(cells)), place_(at(model.cells()), -1) {
    for (std::size_t i = 0; i < cells_.size(); ++i) place_[at(cells_[i])] = static_cast<std::int32_t>(i);
    for (Cell c : cells_) {
      const auto neighbours = model.graph().neighbours(c);
      for (Cell n : neighbours)
        if (n > c && place_[at(n)] >= 0) edges_.emplace_back(c, n);
      for (Unit u : model.units_of(c))
        if (model.seated() && model.seat(u) != Seat::none) seats_.emplace_back(place_[at(c)], u);
    }
  }

  // Draws a tree (Kruskal in random order); false when the cells are not connected.
  bool draw(Random& random) {
    for (std::size_t i = edges_.size(); i > 1; --i) std::swap(edges_[i - 1], edges_[random.below(i)]);
    UnionFind classes(cells_.size());
    tree_.assign(cells_.size(), {});
    std::size_t kept = 0;
    for (const auto& [a, b] : edges_) {
      const std::int32_t i = place_[at(a)], j = place_[at(b)];
      if (!classes.join(i, j)) continue;
      tree_[at(i)].push_back(j), tree_[at(j)].push_back(i);
      ++kept;
    }
    if (kept + 1 != cells_.size()) return false;
    order(random);
    sum();
    return true;
  }

  // The best cut of the tree that `allowed` (given the preorder range of the lower side) accepts.
  template <class Allowed>
  void best_cut(const Sides& sides, Cut& best, Allowed allowed) const {
    for (std::size_t i = 1; i < cells_.size(); ++i) {
      Cut cut;
      cut.violation = violation(i, sides);
      if (cut.violation > best.violation) continue;
      if (!allowed(preorder_, i, end_[i])) continue;
      cut.cost = model_.seated() ? seated_cost(i) : cost(i);
      if (std::isinf(cut.cost) || !cut.better_than(best)) continue;
      for (std::size_t k = i; k < end_[i]; ++k) cut.below.push_back(cells_[at(preorder_[k])]);
      best = std::move(cut);
    }
  }
  Cell cell(std::int32_t place) const { return cells_[at(place)]; }

 private:
  void order(Random& random) {
    const std::size_t n = cells_.size();
    preorder_.clear();
    rank_.assign(n, -1), end_.assign(n, 0), parent_.assign(n, 0);
    std::vector<std::pair<std::int32_t, std::int32_t>> stack{{static_cast<std::int32_t>(random.below(n)), -1}};
    while (!stack.empty()) {
      const auto [i, from] = stack.back();
      stack.pop_back();
      rank_[at(i)] = static_cast<std::int32_t>(preorder_.size());
      parent_[preorder_.size()] = from < 0 ? 0 : at(rank_[at(from)]);
      preorder_.push_back(i);
      for (std::int32_t j : tree_[at(i)])
        if (j != from) stack.emplace_back(j, i);
    }
  }

  void sum() {
    const std::size_t n = cells_.size(), weights = model_.weights();
    loads_.assign(n * weights, 0);
    moments_.assign(n, {});
    for (std::size_t i = n; i-- > 0;) {
      const Cell c = cells_[at(preorder_[i])];
      end_[i] = std::max(end_[i], i + 1);
      for (std::size_t w = 0; w < weights; ++w) loads_[i * weights + w] += model_.load(c, w);
      if (!model_.instance().centres.empty()) moments_[i].add(moments_of(c));
      if (i == 0) break;
      const std::size_t p = parent_[i];
      end_[p] = std::max(end_[p], end_[i]);
      for (std::size_t w = 0; w < weights; ++w) loads_[p * weights + w] += loads_[i * weights + w];
      moments_[p].add(moments_[i]);
    }
  }

  Moments moments_of(Cell c) const {
    Moments sum;
    for (Unit u : model_.units_of(c)) {
      const Lambert93& p = model_.instance().centres[at(u)];
      const auto load = static_cast<double>(model_.instance().weights.front().of_unit[at(u)]);
      const double x = p.x / 1000, y = p.y / 1000;
      sum.add({load, load * x, load * y, load * (x * x + y * y)});
    }
    return sum;
  }

  double violation(std::size_t i, const Sides& sides) const {
    double sum = 0;
    for (std::size_t w = 0; w < model_.weights(); ++w) {
      const Weight& bounds = model_.instance().weights[w];
      const std::int64_t below = loads_[i * model_.weights() + w], above = loads_[w] - below;
      const auto excess = [&](std::int64_t load, District k) {
        return std::max<std::int64_t>({0, load - bounds.upper * k, bounds.lower * k - load});
      };
      sum += static_cast<double>(excess(below, sides.below) + excess(above, sides.above)) * model_.scale(w);
    }
    return sum;
  }

  double cost(std::size_t i) const {
    if (model_.instance().objective == Objective::inertia)
      return moments_[i].inertia() + moments_[0].minus(moments_[i]).inertia();
    double cut = 0;
    for (std::size_t k = i; k < end_[i]; ++k) {
      const Cell c = cells_[at(preorder_[k])];
      const auto neighbours = model_.graph().neighbours(c);
      const auto edges = model_.graph().edges_of(c);
      for (std::size_t e = 0; e < neighbours.size(); ++e) {
        const std::int32_t place = place_[at(neighbours[e])];
        if (place < 0) continue;
        const auto rank = at(rank_[at(place)]);
        if (rank < i || rank >= end_[i]) cut += model_.graph().edges()[at(edges[e])].border_m;
      }
    }
    return cut;
  }

  // About the best seat of each side; infinity when one has none.
  double seated_cost(std::size_t i) const {
    const Moments &below = moments_[i], above = moments_[0].minus(below);
    Centrings about_below, about_above;
    for (const auto& [place, unit] : seats_) {
      const Lambert93& seat = model_.instance().centres[at(unit)];
      const auto rank = at(rank_[at(place)]);
      const bool inside = rank >= i && rank < end_[i];
      const double inertia = (inside ? below : above).inertia_about(seat.x / 1000, seat.y / 1000);
      (inside ? about_below : about_above).improve(model_.seat(unit), inertia, unit);
    }
    return about_below.seat().value + about_above.seat().value;
  }

  const Model& model_;
  std::vector<Cell> cells_;
  std::vector<std::int32_t> place_;                   // of each cell in cells_, or -1
  std::vector<std::pair<std::int32_t, Unit>> seats_;  // place of their cell, and the unit
  std::vector<std::pair<Cell, Cell>> edges_;
  std::vector<std::vector<std::int32_t>> tree_;
  std::vector<std::int32_t> preorder_, rank_;
  std::vector<std::size_t> end_, parent_;  // by rank in preorder
  std::vector<std::int64_t> loads_;        // of each subtree, by rank and weight
  std::vector<Moments> moments_;           // of each subtree, by rank
};

constexpr auto kAnyCut = [](const std::vector<std::int32_t>&, std::size_t, std::size_t) { return true; };

bool split(const Model& model, Random& random, std::vector<Cell> cells, District first, District count, Plan& plan) {
  if (count == 1) {
    for (Cell c : cells) plan[at(c)] = first;
    return true;
  }
  if (cells.size() < at(count)) return false;
  Tree tree(model, cells);
  Cut best;
  const District below = count / 2;
  for (int attempt = 0; attempt < 4 && best.violation > 0; ++attempt) {
    if (!tree.draw(random)) return false;
    tree.best_cut({below, count - below}, best, kAnyCut);
  }
  std::vector<bool> taken(plan.size(), false);
  for (Cell c : best.below) taken[at(c)] = true;
  std::erase_if(cells, [&](Cell c) { return taken[at(c)]; });
  return split(model, random, best.below, first, below, plan) &&
         split(model, random, std::move(cells), first + below, count - below, plan);
}

}  // namespace

std::optional<Plan> tree_start(const Model& model, Random& random) {
  std::vector<Cell> cells(at(model.cells()));
  std::iota(cells.begin(), cells.end(), 0);
  const auto fixed = [&](Cell c) { return model.fixed(c) != -1; };
  if (model.seated() || std::any_of(cells.begin(), cells.end(), fixed)) return std::nullopt;
  Plan plan(cells.size(), -1);
  if (!split(model, random, std::move(cells), 0, model.districts(), plan)) return std::nullopt;
  return plan;
}

bool recombine(const Model& model, Random& random, Plan& plan, District a, District b, int tries) {
  std::vector<Cell> cells;
  std::int64_t fixed_a = 0, fixed_b = 0;
  for (Cell c = 0; c < model.cells(); ++c) {
    if (plan[at(c)] != a && plan[at(c)] != b) continue;
    cells.push_back(c);
    fixed_a += model.fixed(c) == a, fixed_b += model.fixed(c) == b;
  }
  Tree tree(model, cells);
  // The fixed cells of a must all be on one side, those of b on the other.
  const auto allowed = [&](const std::vector<std::int32_t>& preorder, std::size_t begin, std::size_t end) {
    if (fixed_a + fixed_b == 0) return true;
    std::int64_t in_a = 0, in_b = 0;
    for (std::size_t k = begin; k < end; ++k)
      in_a += model.fixed(tree.cell(preorder[k])) == a, in_b += model.fixed(tree.cell(preorder[k])) == b;
    return (in_a == fixed_a && in_b == 0) || (in_a == 0 && in_b == fixed_b);
  };
  Cut best;
  for (int attempt = 0; attempt < tries; ++attempt) {
    if (!tree.draw(random)) return false;
    tree.best_cut({1, 1}, best, allowed);
  }
  if (best.below.empty()) return false;
  std::int64_t balance = 0;  // positive: the lower side looks like a
  for (Cell c : best.below) {
    balance += plan[at(c)] == a ? 1 : -1;
    if (model.fixed(c) >= 0) balance += model.fixed(c) == a ? model.cells() : -model.cells();
  }
  const bool fixed_above = fixed_a + fixed_b > 0 && std::none_of(best.below.begin(), best.below.end(),
                                                                 [&](Cell c) { return model.fixed(c) >= 0; });
  const bool below_is_a = fixed_above ? fixed_a == 0 : balance >= 0;
  for (Cell c : cells) plan[at(c)] = below_is_a ? b : a;
  for (Cell c : best.below) plan[at(c)] = below_is_a ? a : b;
  return true;
}

}  // namespace maillage::engines::districting
