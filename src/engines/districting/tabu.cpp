#include "engines/districting/tabu.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::districting {
namespace {

constexpr std::size_t kExchanges = 14;     // cells tried in each direction between two districts
constexpr std::size_t kPairs = 6;          // pairs of districts tried for exchanges at each step
constexpr std::size_t kDetachedMost = 12;  // cells a composite move may carry
constexpr std::int64_t kRematch = 64;      // steps between two matchings with the present plans

}  // namespace

Tabu::Tabu(const Model& model, Random& random)
    : model_(model),
      random_(random),
      contiguity_(model),
      by_pair_(index(model.districts()) * index(model.districts())),
      until_(index(model.cells()) * index(model.districts()), 0) {}

bool Tabu::tabu(Cell cell, District to) const {
  return until_[index(cell) * index(model_.districts()) + index(to)] > step_;
}

void Tabu::collect_shifts(const State& state, const std::vector<bool>& active) {
  shifts_.clear();
  for (Cell cell : state.border()) {
    const District from = state.of(cell);
    if (!active[index(from)] || model_.fixed(cell) >= 0 || state.size(from) == 1) continue;
    const std::size_t first = shifts_.size();
    for (Cell n : model_.graph().neighbours(cell)) {
      const District to = state.of(n);
      const auto same = [to](const Shift& s) { return s.to == to; };
      if (to == from || !active[index(to)] ||
          std::any_of(shifts_.begin() + static_cast<std::ptrdiff_t>(first), shifts_.end(), same))
        continue;
      shifts_.push_back({cell, to, state.cost_change(cell, to)});
    }
  }
}

void Tabu::best_shift(const State& state, Move& best) {
  for (const Shift& s : shifts_) {
    if (s.cost_change - relief_ >= best.score) continue;
    const double change = s.cost_change + penalty_ * state.violation_change(s.cell, s.to);
    if (tabu(s.cell, s.to) && change >= to_best_) continue;
    const double score = change + noise();
    if (score < best.score && contiguity_.may_leave(state, s.cell)) best = {{s.cell}, s.to, -1, score};
  }
}

// Whether the cell borders district d by another cell than `but`.
bool Tabu::touches(const State& state, Cell cell, District d, Cell but) const {
  for (Cell n : model_.graph().neighbours(cell))
    if (n != but && state.of(n) == d) return true;
  return false;
}

void Tabu::consider_exchange(const State& state, const Shift& there, const Shift& back, Move& best) {
  double change = there.cost_change + back.cost_change;
  if (change - relief_ >= best.score) return;
  const auto neighbours = model_.graph().neighbours(there.cell);
  const auto meet = std::find(neighbours.begin(), neighbours.end(), back.cell);
  if (meet != neighbours.end() && model_.instance().objective == Objective::cut_edges) {
    const auto edge = model_.graph().edges_of(there.cell)[static_cast<std::size_t>(meet - neighbours.begin())];
    change += 2 * model_.graph().edges()[index(edge)].border_m;
  }
  change += penalty_ * state.violation_change(there.cell, there.to, back.cell);
  if ((tabu(there.cell, there.to) || tabu(back.cell, back.to)) && change >= to_best_) return;
  const double score = change + noise();
  if (score >= best.score) return;
  if (!touches(state, there.cell, there.to, back.cell) || !touches(state, back.cell, back.to, there.cell)) return;
  if (contiguity_.may_leave(state, there.cell) && contiguity_.may_leave(state, back.cell))
    best = {{there.cell}, there.to, back.cell, score};
}

// A random sample of a list of shifts, moved to its front and cut to kExchanges.
void Tabu::sample(std::vector<Shift>& list) {
  for (std::size_t i = 0; i < std::min(kExchanges, list.size()); ++i)
    std::swap(list[i], list[i + random_.below(list.size() - i)]);
  list.resize(std::min(kExchanges, list.size()), {-1, -1, 0});
}

void Tabu::best_exchange(const State& state, Move& best) {
  const std::size_t districts = index(model_.districts());
  for (auto& list : by_pair_) list.clear();
  pairs_.clear();
  for (const Shift& s : shifts_) {
    const std::size_t from = index(state.of(s.cell)), to = index(s.to);
    auto& list = by_pair_[from * districts + to];
    if (list.empty() && from < to) pairs_.push_back({from * districts + to, to * districts + from});
    list.push_back(s);
  }
  for (std::size_t i = 0; i < std::min(kPairs, pairs_.size()); ++i) {
    std::swap(pairs_[i], pairs_[i + random_.below(pairs_.size() - i)]);
    auto &there = by_pair_[pairs_[i].first], &back = by_pair_[pairs_[i].second];
    sample(there), sample(back);
    for (const Shift& s : there)
      for (const Shift& t : back) consider_exchange(state, s, t, best);
  }
}

// A cell its district hangs by takes the smaller pieces along.
void Tabu::best_composite(const State& state, Move& best) {
  if (shifts_.empty()) return;
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Shift& s = shifts_[random_.below(shifts_.size())];
    if (tabu(s.cell, s.to) || contiguity_.may_leave(state, s.cell)) continue;
    auto cells = contiguity_.detached_with(state, s.cell);
    const auto is_fixed = [&](Cell c) { return model_.fixed(c) >= 0; };
    if (cells.size() > kDetachedMost || index(state.size(state.of(s.cell))) == cells.size() ||
        std::any_of(cells.begin(), cells.end(), is_fixed))
      continue;
    // Measured by doing it on a copy would cost a plan; the cells' own changes are exact for inertia and an upper
    // bound for cut edges, whose inner edges are counted twice.
    double change = 0;
    for (Cell c : cells) change += state.cost_change(c, s.to) + penalty_ * state.violation_change(c, s.to);
    const double score = change + noise();
    if (score < best.score) best = {std::move(cells), s.to, -1, score};
  }
}

void Tabu::apply(State& state, const Move& move) {
  const auto forbid = [&](Cell cell, District from) {
    const auto tenure = static_cast<std::int64_t>(6 + random_.below(10 + state.border().size() / 8));
    until_[index(cell) * index(model_.districts()) + index(from)] = step_ + tenure;
  };
  const District from = state.of(move.cells.front());
  for (Cell cell : move.cells) forbid(cell, from), state.move(cell, move.to);
  if (move.back >= 0) forbid(move.back, move.to), state.move(move.back, from);
}

// Ten steps on one side of the balance: push towards the other.
void Tabu::adapt(bool balanced) {
  run_ = balanced ? std::max(run_, 0) + 1 : std::min(run_, 0) - 1;
  if (run_ % 10 != 0) return;
  penalty_ *= balanced ? 0.7 : 1.4;
  penalty_ = std::clamp(penalty_, 1e-12, 1e18);
}

void Tabu::begin(const State& state) {
  const bool inertia = model_.inertia();
  const double typical = std::max(state.cost(), 1e-9) / std::max(1.0, model_.mean_load() * model_.districts());
  penalty_ = inertia ? typical : 20 / std::max(1.0, model_.mean_load());
  noise_ = inertia ? 0 : 0.5;
  run_ = 0;
}

Candidate Tabu::improve(State& state, const std::vector<bool>& active, std::int64_t patience,
                        const std::function<bool()>& stop) {
  Candidate best{state.plan(), state.cost(), state.violation()};
  begin(state);
  for (std::int64_t idle = 0; idle < patience; ++idle) {
    if (++step_ % 16 == 0 && stop()) break;
    relief_ = penalty_ * state.violation();
    to_best_ = best.balanced() ? best.cost - state.cost() - relief_ : -1e300;
    Move move;
    collect_shifts(state, active);
    best_shift(state, move);
    if (move.score >= 0) best_exchange(state, move), best_composite(state, move);
    if (move.to < 0) continue;
    apply(state, move);
    if (step_ % kRematch == 0) state.rematch();
    adapt(state.violation() <= 0);
    const Candidate met{{}, state.cost(), state.violation()};
    if (!met.better_than(best) || (best.balanced() && met.cost > best.cost - 1e-9 * std::abs(best.cost))) continue;
    best = {state.plan(), met.cost, met.violation};
    idle = 0;
  }
  return best;
}

}  // namespace maillage::engines::districting
