#include "engines/districting/ensemble_chain.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/assert.hpp"

namespace maillage::engines::districting {
namespace {

constexpr int kTreesPerPair = 10;
constexpr std::uint64_t kSlideEvery = 8;  // slides are cheap and small, redraws dear and large: measured

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
      lower_(at(model.cells())),
      was_a_(at(model.cells())) {
  MAILLAGE_ASSERT(model.districts() >= 2, "recombination takes two districts");
  cuts_.reserve(at(model.cells()));
  sorted_.reserve(at(model.cells()));
  for (Part& part : parts_) part.cells.reserve(at(model.cells()));
  for (std::size_t w = 0; w < weights_; ++w)
    for (Cell c = 0; c < model.cells(); ++c) cell_loads_.push_back(model.load(c, w));
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
    link_ = edges[random_.below(edges.size())];
    change_ = {plan_[at(link_.a)], plan_[at(link_.b)]};
  } while (kind_ == ChainKind::recom && change_.a == change_.b);
  return change_.a != change_.b;
}

bool Chain::propose() {
  if (kind_ == ChainKind::recom) return recombine();
  if (!draw_pair()) return false;
  return random_.below(kSlideEvery) == 0 ? slide() : redraw();
}

bool Chain::recombine() {
  if (trees_left_ == 0) {
    draw_pair();
    patch_.assign(parts_[at(change_.a)].cells, parts_[at(change_.b)].cells);
    trees_left_ = kTreesPerPair;
  }
  --trees_left_;
  draw_cuts();
  if (cuts_.empty()) return false;
  trees_left_ = 0;
  apply(cuts_[random_.below(cuts_.size())]);
  return true;
}

bool Chain::redraw() {
  patch_.assign(parts_[at(change_.a)].cells, parts_[at(change_.b)].cells);
  draw_cuts();
  if (cuts_.empty()) return false;
  const std::uint64_t choices = cuts_max();
  MAILLAGE_ASSERT(cuts_.size() <= choices, "M bounds the number of lawful cuts");
  const std::uint64_t draw = random_.below(choices);
  if (draw >= cuts_.size()) return false;
  apply(cuts_[draw]);
  return true;
}

bool Chain::slide() {
  const auto &a = parts_[at(change_.a)].cells, &b = parts_[at(change_.b)].cells;
  const auto place = [](const std::vector<Cell>& cells, Cell cell) {
    return static_cast<Place>(std::find(cells.begin(), cells.end(), cell) - cells.begin());
  };
  const auto other_root = static_cast<Place>(a.size()) + place(b, link_.b);
  patch_.assign_apart(a, b);
  tree_.draw_linked(patch_, place(a, link_.a), other_root, random_);
  weigh_subtrees();
  find_cuts();
  const Place cut = cuts_[random_.below(cuts_.size())];  // at least the link
  if (cut == other_root) return false;
  patch_.assign(a, b);
  apply(cut);
  return true;
}

void Chain::draw_cuts() {
  tree_.draw(patch_, random_);
  weigh_subtrees();
  find_cuts();
}

void Chain::weigh_subtrees() {
  const auto order = tree_.order();
  const auto vertices = patch_.vertices();
  for (std::size_t w = 0; w < weights_; ++w) {
    std::int64_t* const below = below_.data() + w * order.size();
    const std::int64_t* const load = cell_loads_.data() + w * at(model_.cells());
    for (std::size_t p = 0; p < vertices.size(); ++p) below[p] = load[vertices[p]];
    for (std::size_t i = order.size(); i-- > 1;) below[tree_.parent(order[i])] += below[order[i]];
  }
}

// Narrows cuts_ to those that weight w allows; both sides are in bounds when the lower one is within [low, high].
void Chain::keep_lawful(std::size_t w) {
  const auto order = tree_.order();
  const std::int64_t* const below = below_.data() + w * order.size();
  const Weight& bounds = model_.instance().weights[w];
  const std::int64_t total = below[order[0]];
  const std::int64_t low = std::max(bounds.lower, total - bounds.upper);
  const std::int64_t high = std::min(bounds.upper, total - bounds.lower);
  std::size_t kept = 0;
  for (std::size_t c = 0; c < cuts_.size(); ++c) {
    cuts_[kept] = cuts_[c];
    kept += static_cast<std::size_t>(below[cuts_[c]] >= low && below[cuts_[c]] <= high);
  }
  cuts_.resize(kept);
}

void Chain::find_cuts() {
  const auto order = tree_.order().subspan(1);
  cuts_.assign(order.begin(), order.end());
  for (std::size_t w = 0; w < weights_; ++w) keep_lawful(w);
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
  for (Unit cell : patch_.vertices())
    if (const std::int64_t l = cell_loads_[at(cell)]; l <= total - 2 * least) sorted_.push_back(l);
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
    const std::int64_t l = cell_loads_[at(patch_.vertex(p))];
    balance += (lower_[at(p)] == 1) == (plan_[at(patch_.vertex(p))] == change_.a) ? l : -l;
  }
  return balance >= 0;
}

void Chain::update_cut_edges() {
  Measures::Cut gained;
  const std::uint8_t* const lower = lower_.data();
  for (Place p = 0; p < patch_.size(); ++p) was_a_[at(p)] = plan_[at(patch_.vertex(p))] == change_.a;
  const std::uint8_t* const was_a = was_a_.data();
  for (Place p = 0; p < patch_.size(); ++p) {
    const auto neighbours = patch_.neighbours(p);
    const std::int32_t* const edges = patch_.edges(p).data();
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      const Place q = neighbours[k];
      const int change = (lower[p] ^ lower[q]) - (was_a[p] ^ was_a[q]);
      if (change == 0 || q > p) continue;
      const Measures::Cut cut = measures_.cut(edges[k]);
      gained.edges += change * cut.edges;
      gained.border_km += change * cut.border_km;
    }
  }
  measured_[1] += gained.edges;
  // A border that only bridges make is 0: what rounding leaves below would be no length.
  measured_[2] = std::max(0.0, measured_[2] + gained.border_km);
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
    for (Cell c : part.cells) load(d, w) += cell_loads_[w * at(model_.cells()) + at(c)];
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
