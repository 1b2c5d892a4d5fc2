#include "engines/siting/cover_tree.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "engines/siting/cover_core.hpp"

namespace maillage::engines::siting {
namespace {

constexpr std::size_t kFirstRows = 150;
constexpr std::size_t kMoreRows = 60;  // at a time
constexpr double kBroken = 1e-6;       // shortfall of a row
constexpr double kLargest = 1e4;       // cost of a column: the solver works best on moderate ones

std::vector<char> flags(const std::vector<State>& states, State state) {
  std::vector<char> is(states.size());
  for (std::size_t s = 0; s < is.size(); ++s) is[s] = states[s] == state ? 1 : 0;
  return is;
}

// Without the sites closed, and what they alone made different.
Table left_of(const Table& table, const std::vector<State>& states) {
  Table left;
  left.rows = kept_rows(table.rows, states);
  left.outside = table.outside;
  left.site_of = table.site_of;
  left.whole = table.whole;
  return merged(left, flags(states, State::open));
}

}  // namespace

CoverTree::CoverTree(const Table& table, const Choice& choice, const std::vector<State>& states, Incumbent& incumbent,
                     const Watch& watch)
    : table_(table),
      incumbent_(incumbent),
      watch_(watch),
      search_(table, choice, incumbent, watch),
      core_(left_of(table, states)),
      programme_({}, watch.stop()),
      has_row_(core_.demands(), 0),
      point_(core_.sites(), 0),
      least_closed_(HUGE_VAL) {
  choice_.most = choice.most;
  choice_.must = start_of(core_, named(table, flags(states, State::open)));
  choice_.must.resize(core_.sites(), 0);
  programme_.end_at(std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                                           std::chrono::duration<double>(std::min(watch.left(), 1e9))));
  milp::Row together;
  for (std::size_t s = 0; s < core_.sites(); ++s) {
    programme_.add_column(0, {}, {});
    together.columns.push_back(static_cast<std::int32_t>(s));
  }
  together.coefficients.assign(together.columns.size(), 1);
  together.upper = static_cast<double>(choice.most);
  programme_.add_row(together);
  for (const double weight : core_.outside) unit_ = std::max(unit_, weight / kLargest);
  add_rows(kFirstRows);
}

void CoverTree::run() {
  Node root;
  for (const char must : choice_.must) root.states.push_back(must != 0 ? State::open : State::free);
  open_.push_back(std::move(root));
  while (!open_.empty() && !watch_.over()) {
    Node node = std::move(open_.back());
    open_.pop_back();
    visit(std::move(node));
  }
  double least = least_closed_;
  for (const Node& node : open_) least = std::min(least, node.bound);
  incumbent_.prove(least);
}

void CoverTree::visit(Node node) {
  if (node.bound < incumbent_.limit()) {
    incumbent_.count_node();
    incumbent_.tell();
    relax(node);
  }
  if (node.bound >= incumbent_.limit())
    least_closed_ = std::min(least_closed_, node.bound);
  else if (watch_.over())
    open_.push_back(std::move(node));
  else
    branch(node);
}

// The optimum of the node with the rows it breaks, as far as its bound stays below the limit.
void CoverTree::relax(Node& node) {
  impose(node.states);
  if (node.basis) programme_.start_from(*node.basis);
  for (double limit = incumbent_.limit() / unit_;;) {
    programme_.set_limit(limit);
    const bool solved = programme_.solve();
    Ascent proof(core_.rows, core_.outside, choice_, node.states, worth());
    node.bound = std::max(node.bound, proof.bound());
    if (node.bound >= incumbent_.limit() || watch_.over()) return;
    // The solver says it is beyond the limit, and its prices do not prove it: let it finish.
    if (!solved && std::isfinite(limit)) {
      limit = HUGE_VAL;
      continue;
    }
    if (solved) std::copy_n(programme_.point().begin(), point_.size(), point_.begin());
    const std::size_t before = rows_.size();
    if (solved) add_rows(kMoreRows);
    if (rows_.size() > before) continue;
    proof.decide(incumbent_.limit());
    node.states = proof.states();
    node.basis = programme_.basis();
    return offer();
  }
}

void CoverTree::branch(const Node& node) {
  std::size_t unsure = node.states.size(), opened = 0;
  for (std::size_t s = 0; s < node.states.size(); ++s) {
    if (node.states[s] == State::open) ++opened;
    if (node.states[s] != State::free) continue;
    if (unsure == node.states.size() || std::fabs(point_[s] - 0.5) < std::fabs(point_[unsure] - 0.5)) unsure = s;
  }
  if (opened > choice_.most) return;
  if (opened == choice_.most || unsure == node.states.size()) {
    incumbent_.offer(flags_of(flags(node.states, State::open)));
    return;
  }
  for (const State state : {State::closed, State::open}) {
    open_.push_back(node);
    open_.back().states[unsure] = state;
  }
}

// The sites that the last optimum opens most, improved.
void CoverTree::offer() {
  std::vector<std::size_t> order(core_.sites());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return choice_.must[a] != choice_.must[b] ? choice_.must[a] > choice_.must[b] : point_[a] > point_[b];
  });
  std::vector<char> open(core_.sites(), 0);
  for (std::size_t i = 0; i < std::min(choice_.most, order.size()); ++i) open[order[i]] = 1;
  search_.improve(flags_of(open));
}

void CoverTree::impose(const std::vector<State>& states) {
  for (std::size_t s = 0; s < states.size(); ++s)
    programme_.bound_column(static_cast<std::int32_t>(s), states[s] == State::open ? 1 : 0,
                            states[s] == State::closed ? 0 : 1);
}

double CoverTree::shortfall(std::size_t demand) const {
  double covered = 0;
  for (const Entry& e : core_.rows[demand]) covered += point_[static_cast<std::size_t>(e.other)];
  return 1 - covered;
}

// Of the demands that the point leaves short, those that weigh most.
void CoverTree::add_rows(std::size_t most) {
  std::vector<std::pair<double, std::size_t>> broken;
  for (std::size_t d = 0; d < core_.demands(); ++d) {
    if (has_row_[d] != 0 || core_.rows[d].empty()) continue;
    if (const double part = shortfall(d); part > kBroken) broken.emplace_back(-part * core_.outside[d], d);
  }
  std::sort(broken.begin(), broken.end());
  for (std::size_t i = 0; i < std::min(most, broken.size()); ++i) {
    const std::size_t d = broken[i].second;
    milp::Row row;
    for (const Entry& e : core_.rows[d]) row.columns.push_back(e.other);
    row.columns.push_back(static_cast<std::int32_t>(core_.sites() + rows_.size()));
    row.coefficients.assign(row.columns.size(), 1);
    row.lower = 1;
    programme_.add_column(core_.outside[d] / unit_, {}, {});
    programme_.add_row(row);
    rows_.push_back(d);
    has_row_[d] = 1;
  }
}

// What the linear programme says that covering each demand is worth.
std::vector<double> CoverTree::worth() const {
  std::vector<double> worth(core_.demands(), 0);
  for (std::size_t d = 0; d < worth.size(); ++d)
    if (core_.rows[d].empty()) worth[d] = core_.outside[d];
  const auto prices = programme_.prices();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const double price = prices[i + 1] * unit_;
    worth[rows_[i]] = std::isfinite(price) ? std::clamp(price, 0.0, core_.outside[rows_[i]]) : 0;
  }
  return worth;
}

std::vector<char> CoverTree::flags_of(const std::vector<char>& open) const {
  std::vector<char> flags = start_of(table_, named(core_, open));
  flags.resize(table_.sites(), 0);
  return flags;
}

}  // namespace maillage::engines::siting
