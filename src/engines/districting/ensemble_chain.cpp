#include "engines/districting/ensemble_chain.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/assert.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

Chain::Chain(const Model& model, const Measures& measures, ChainKind kind, Plan plan, std::uint64_t seed)
    : model_(model),
      measures_(measures),
      kind_(kind),
      weights_(model.weights()),
      random_(seed),
      plan_(std::move(plan)),
      parts_(at(model.districts())),
      loads_(at(model.districts()) * weights_, 0),
      measured_(measures.of(model.expand(plan_))),
      patch_(model.graph()),
      tree_(model.cells()),
      below_(at(model.cells()) * weights_),
      lower_(at(model.cells())) {
  MAILLAGE_ASSERT(model.districts() >= 2, "recombination takes two districts");
  cuts_.reserve(at(model.cells()));
  sorted_.reserve(at(model.cells()));
  for (Part& part : parts_) part.cells.reserve(at(model.cells()));
  for (Cell c = 0; c < model.cells(); ++c) {
    parts_[at(plan_[at(c)])].cells.push_back(c);
    for (std::size_t w = 0; w < weights_; ++w) load(plan_[at(c)], w) += model.load(c, w);
  }
  for (Part& part : parts_) part.inertia = measures.inertia(part.cells);
  for (std::size_t p = 0; p < measures.presents(); ++p) {
    overlaps_.push_back(measures.no_overlap(p));
    for (District d = 0; d < model.districts(); ++d) measures.overlap(p, parts_[at(d)].cells, d, overlaps_[p]);
  }
}

bool Chain::draw_pair() {
  const auto edges = model_.graph().edges();
  do {
    const Edge& e = edges[random_.below(edges.size())];
    change_ = {plan_[at(e.a)], plan_[at(e.b)]};
  } while (kind_ == ChainKind::recom && change_.a == change_.b);
  return change_.a != change_.b;
}

bool Chain::propose() {
  if (!draw_pair()) return false;
  patch_.assign(parts_[at(change_.a)].cells, parts_[at(change_.b)].cells);
  tree_.draw(patch_, random_);
  weigh_subtrees();
  find_cuts();
  if (cuts_.empty()) return false;
  const std::uint64_t choices = kind_ == ChainKind::recom ? cuts_.size() : cuts_max();
  MAILLAGE_ASSERT(cuts_.size() <= choices, "M bounds the number of lawful cuts");
  const std::uint64_t draw = random_.below(choices);
  if (draw >= cuts_.size()) return false;
  apply(cuts_[draw]);
  return true;
}

void Chain::weigh_subtrees() {
  const std::size_t size = at(patch_.size());
  const auto order = tree_.order();
  for (std::size_t w = 0; w < weights_; ++w) {
    std::int64_t* below = below_.data() + w * size;
    for (Place p = 0; p < patch_.size(); ++p) below[p] = model_.load(patch_.vertex(p), w);
    for (std::size_t i = size; i-- > 1;) below[tree_.parent(order[i])] += below[order[i]];
  }
}

bool Chain::lawful_cut(Place lower) const {
  const std::size_t size = at(patch_.size()), root = at(tree_.order().front());
  for (std::size_t w = 0; w < weights_; ++w) {
    const Weight& bounds = model_.instance().weights[w];
    const std::int64_t here = below_[w * size + at(lower)], there = below_[w * size + root] - here;
    if (std::min(here, there) < bounds.lower || std::max(here, there) > bounds.upper) return false;
  }
  return true;
}

void Chain::find_cuts() {
  cuts_.clear();
  for (Place p : tree_.order().subspan(1))
    if (lawful_cut(p)) cuts_.push_back(p);
}

// An upper bound of the number of lawful cuts of any spanning tree of the patch. Both sides of a cut weigh at least
// `least`. When no three disjoint subtrees can weigh that much, the cuts lie along one path, the cells between the
// first and the last weigh at most total − 2·least, and each cut but the first has a cell of its own among them.
std::uint64_t Chain::cuts_max() {
  const Weight& bounds = model_.instance().weights[0];
  const std::int64_t total = load(change_.a, 0) + load(change_.b, 0);
  const std::int64_t least = std::max(bounds.lower, total - bounds.upper);
  const auto edges = static_cast<std::uint64_t>(patch_.size()) - 1;
  if (3 * least <= total) return edges;
  sorted_.clear();
  for (Place p = 0; p < patch_.size(); ++p)
    if (const std::int64_t l = model_.load(patch_.vertex(p), 0); l <= total - 2 * least) sorted_.push_back(l);
  std::sort(sorted_.begin(), sorted_.end());
  std::uint64_t between = 0;
  for (std::int64_t left = total - 2 * least; between < sorted_.size() && sorted_[between] <= left; ++between)
    left -= sorted_[between];
  return std::min(edges, between + 1);
}

void Chain::mark_lower(Place cut) {
  std::fill_n(lower_.begin(), patch_.size(), std::uint8_t{0});
  lower_[at(cut)] = 1;
  for (Place p : tree_.order()) lower_[at(p)] |= lower_[at(tree_.parent(p))];
}

// Labels stay with the larger common load, so that one plan differs little from the next.
bool Chain::lower_takes_a() const {
  std::int64_t balance = 0;
  for (Place p = 0; p < patch_.size(); ++p) {
    const std::int64_t l = model_.load(patch_.vertex(p), 0);
    balance += (lower_[at(p)] == 1) == (plan_[at(patch_.vertex(p))] == change_.a) ? l : -l;
  }
  return balance >= 0;
}

void Chain::update_cut_edges() {
  Measures::Cut gained;
  for (Place p = 0; p < patch_.size(); ++p) {
    const auto neighbours = patch_.neighbours(p);
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      const Place q = neighbours[k];
      if (q > p) continue;
      const int change = static_cast<int>(lower_[at(p)] != lower_[at(q)]) -
                         static_cast<int>(plan_[at(patch_.vertex(p))] != plan_[at(patch_.vertex(q))]);
      if (change == 0) continue;
      const Measures::Cut cut = measures_.cut(patch_.edges(p)[k]);
      gained.edges += change * cut.edges;
      gained.border_km += change * cut.border_km;
    }
  }
  measured_[1] += gained.edges;
  measured_[2] += gained.border_km;
}

void Chain::refill(District d, bool lower) {
  Part& part = parts_[at(d)];
  part.cells.clear();
  for (Place p = 0; p < patch_.size(); ++p) {
    if ((lower_[at(p)] == 1) != lower) continue;
    part.cells.push_back(patch_.vertex(p));
    plan_[at(patch_.vertex(p))] = d;
  }
  part.inertia = measures_.inertia(part.cells);
  for (std::size_t w = 0; w < weights_; ++w) {
    load(d, w) = 0;
    for (Cell c : part.cells) load(d, w) += model_.load(c, w);
  }
  for (std::size_t p = 0; p < overlaps_.size(); ++p) measures_.overlap(p, part.cells, d, overlaps_[p]);
}

void Chain::apply(Place cut) {
  mark_lower(cut);
  const bool a_below = lower_takes_a();
  update_cut_edges();
  refill(change_.a, a_below);
  refill(change_.b, !a_below);
  measure();
}

void Chain::measure() {
  measured_[0] = 0;
  measured_[3] = 0;
  for (District d = 0; d < model_.districts(); ++d) {
    measured_[0] += parts_[at(d)].inertia;
    const double deviation = std::fabs(static_cast<double>(load(d, 0)) - measures_.mean_load()) / measures_.mean_load();
    measured_[3] = std::max(measured_[3], deviation);
  }
  for (std::size_t p = 0; p < overlaps_.size(); ++p) measured_[4 + p] = measures_.moved(p, overlaps_[p]);
}

}  // namespace maillage::engines::districting
