#include "engines/siting/branching.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::siting {
namespace {

constexpr int kSteps = 120;        // of the ascent of a node
constexpr int kFirstLook = 30;     // steps after which a node far from its limit is branched
constexpr double kFar = 0.35;      // of the way left that the first look must have covered
constexpr int kImproveEvery = 50;  // nodes

std::size_t count(const std::vector<State>& states, State state) {
  return static_cast<std::size_t>(std::count(states.begin(), states.end(), state));
}

// The site the bound is least sure of.
std::size_t unsure_site(const Ascent& ascent) {
  std::size_t best = 0;
  double least = HUGE_VAL;
  for (std::size_t s = 0; s < ascent.states().size(); ++s) {
    if (ascent.states()[s] != State::free) continue;
    if (const double sure = std::fabs(ascent.share()[s] - 0.5); sure < least) least = sure, best = s;
  }
  return best;
}

}  // namespace

Branching::Branching(const Table& table, const Choice& choice, Incumbent& incumbent, Search& search, const Watch& watch)
    : table_(table), choice_(choice), incumbent_(incumbent), search_(search), watch_(watch), least_closed_(HUGE_VAL) {}

void Branching::run(const Ascent& root, std::int64_t most_nodes) {
  auto rows = std::make_shared<const Rows>(kept_rows(table_.rows, root.states()));
  const std::size_t alive = root.states().size() - count(root.states(), State::closed);
  open_.push_back({root.states(), root.worth(), root.bound(), std::move(rows), alive});
  while (!open_.empty() && !watch_.over() && incumbent_.nodes() < most_nodes) {
    Node node = std::move(open_.back());
    open_.pop_back();
    visit(std::move(node));
  }
  prove();
}

// Everything of interest is below a node still open, or was met.
void Branching::prove() {
  double least = least_closed_;
  for (const Node& node : open_) least = std::min(least, node.bound);
  incumbent_.prove(least);
}

void Branching::visit(Node node) {
  if (node.bound >= incumbent_.limit()) {
    least_closed_ = std::min(least_closed_, node.bound);
    return;
  }
  incumbent_.count_node();
  incumbent_.tell();
  const std::size_t alive = node.states.size() - count(node.states, State::closed);
  if (10 * alive < 7 * node.alive) {
    node.rows = std::make_shared<const Rows>(kept_rows(*node.rows, node.states));
    node.alive = alive;
  }
  Ascent ascent(*node.rows, table_.outside, choice_, node.states, std::move(node.worth));
  climb(ascent);
  node.bound = std::max(node.bound, ascent.bound());
  if (watch_.over() && node.bound < incumbent_.limit()) {
    node.worth = ascent.worth();
    open_.push_back(std::move(node));
    return;
  }
  if (node.bound >= incumbent_.limit()) {
    least_closed_ = std::min(least_closed_, node.bound);
    return;
  }
  branch(node, ascent);
}

void Branching::climb(Ascent& ascent) {
  const double way = incumbent_.limit() - ascent.bound();
  for (int i = 0; i < kSteps && !ascent.settled() && !watch_.over(); ++i) {
    ascent.step(incumbent_.limit());
    if (i == kFirstLook && incumbent_.limit() - ascent.bound() > (1 - kFar) * way) break;
  }
  if (!lawful(choice_, ascent.picked())) return;
  if (incumbent_.offer(ascent.picked()) || incumbent_.nodes() % kImproveEvery == 1) search_.improve(ascent.picked());
}

void Branching::branch(const Node& node, const Ascent& ascent) {
  const std::size_t opened = count(ascent.states(), State::open);
  if (opened > choice_.most) return;
  if (opened == choice_.most || ascent.undecided() == 0) return settle(ascent.states());
  const std::size_t site = unsure_site(ascent);
  const State likely = ascent.share()[site] >= 0.5 ? State::open : State::closed;
  for (const State state : {likely == State::open ? State::closed : State::open, likely}) {
    open_.push_back({ascent.states(), ascent.worth(), node.bound, node.rows, node.alive});
    open_.back().states[site] = state;
  }
}

// One choice is left.
void Branching::settle(const std::vector<State>& states) {
  std::vector<char> open(states.size());
  for (std::size_t s = 0; s < states.size(); ++s) open[s] = states[s] == State::open ? 1 : 0;
  if (lawful(choice_, open)) incumbent_.offer(open);
}

}  // namespace maillage::engines::siting
