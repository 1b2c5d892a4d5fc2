#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "engines/districting/evaluate.hpp"
#include "engines/districting/proof.hpp"
#include "engines/districting/seats.hpp"

namespace maillage::engines::districting {
namespace {

using Set = std::uint64_t;  // of units

constexpr Unit kUnitsMax = 64;
constexpr std::int64_t kStepsMax = 4'000'000;  // about a second
constexpr std::int64_t kStepsPerTick = 1 << 14;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }
Set only(Unit u) { return Set{1} << u; }
Unit first(Set set) { return static_cast<Unit>(std::countr_zero(set)); }

template <class Visit>
void for_each(Set set, Visit visit) {
  for (; set != 0; set &= set - 1) visit(first(set));
}

// Districts one after the other: each holds the first unit that is in none yet, and grows by its neighbours, every
// connected set once. What the districts drawn cost already closes what cannot be better.
class Enumeration {
 public:
  Enumeration(const Instance& instance, double objective, const ProofOptions& options)
      : instance_(instance), options_(options), best_(objective), neighbours_(at(instance.graph.units()), 0) {
    for (const Edge& e : instance.graph.edges()) {
      neighbours_[at(e.a)] |= only(e.b);
      neighbours_[at(e.b)] |= only(e.a);
    }
  }

  // False when it was stopped before the end.
  bool run() {
    const Unit units = instance_.graph.units();
    place(units == kUnitsMax ? ~Set{0} : only(units) - 1, 0);
    return !stopped_;
  }
  double best() const { return best_; }
  Plan plan() && { return std::move(plan_); }

 private:
  bool better(double cost) const { return cost < best_ * (1 - kProofTolerance / 2); }

  bool give_up() {
    if (++steps_ > kStepsMax) stopped_ = true;
    if (steps_ % kStepsPerTick == 0) {
      if (options_.stop != nullptr && options_.stop->load()) stopped_ = true;
      if (options_.tick) options_.tick();
    }
    return stopped_;
  }

  void place(Set free, double cost) {
    if (free == 0) return keep();
    if (drawn_.size() < at(instance_.districts)) grow(only(first(free)), free, 0, cost);
  }

  // Every connected set within `free` that holds `set` and nothing of `banned`.
  void grow(Set set, Set free, Set banned, double cost) {
    if (give_up() || !fits(set)) return;
    if (const double all = cost + cost_of(set, free); full(set) && better(all) && enough(free & ~set)) {
      drawn_.push_back(set);
      place(free & ~set, all);
      drawn_.pop_back();
    }
    Set next = 0;
    for_each(set, [&](Unit u) { next |= neighbours_[at(u)]; });
    for_each(next & free & ~set & ~banned, [&](Unit u) {
      grow(set | only(u), free, banned, cost);
      banned |= only(u);
    });
  }

  std::int64_t load(const Weight& weight, Set set) const {
    std::int64_t sum = 0;
    for_each(set, [&](Unit u) { sum += weight.of_unit[at(u)]; });
    return sum;
  }
  bool fits(Set set) const {
    const auto within = [&](const Weight& w) { return load(w, set) <= w.upper; };
    return std::all_of(instance_.weights.begin(), instance_.weights.end(), within);
  }
  bool full(Set set) const {
    const auto within = [&](const Weight& w) { return load(w, set) >= w.lower; };
    return std::all_of(instance_.weights.begin(), instance_.weights.end(), within);
  }
  // What is left can still make the districts left.
  bool enough(Set free) const {
    const auto left = static_cast<std::int64_t>(at(instance_.districts) - drawn_.size() - 1);
    const auto within = [&](const Weight& w) {
      const std::int64_t rest = load(w, free);
      return rest >= left * w.lower && rest <= left * w.upper;
    };
    return std::all_of(instance_.weights.begin(), instance_.weights.end(), within);
  }

  bool may_use(Unit centre) const {
    if (instance_.seats.empty()) return true;
    const Seat seat = instance_.seats[at(centre)];
    return seat == Seat::kept || (seat == Seat::openable && instance_.opened_max > 0);
  }

  // Inertia of the set about its seat, or the edges that leave it for what is not drawn yet.
  double cost_of(Set set, Set free) const {
    if (instance_.objective == Objective::cut_edges) {
      int edges = 0;
      for_each(set, [&](Unit u) { edges += std::popcount(neighbours_[at(u)] & free & ~set); });
      return edges;
    }
    Centrings found;
    for_each(set, [&](Unit c) {
      if (!may_use(c)) return;
      double about = 0;
      for_each(set, [&](Unit u) {
        about += static_cast<double>(instance_.weights[0].of_unit[at(u)]) * squared_km(instance_, u, c);
      });
      found.improve(instance_.seats.empty() ? Seat::kept : instance_.seats[at(c)], about, c);
    });
    return found.seat().value;
  }

  // The plan drawn, its districts numbered as the fixed units ask, if it is lawful and better all told.
  void keep() {
    if (drawn_.size() != at(instance_.districts)) return;
    Plan plan(neighbours_.size(), -1);
    std::vector<District> name(drawn_.size(), -1);
    std::vector<bool> taken(drawn_.size(), false);
    for (const auto& [unit, district] : instance_.fixed) {
      const auto holds = [&, u = unit](Set set) { return (set & only(u)) != 0; };
      const auto d = static_cast<std::size_t>(std::find_if(drawn_.begin(), drawn_.end(), holds) - drawn_.begin());
      if (name[d] >= 0 ? name[d] != district : taken[at(district)]) return;
      name[d] = district;
      taken[at(district)] = true;
    }
    District next = 0;
    for (std::size_t d = 0; d < drawn_.size(); ++d) {
      while (name[d] < 0 && taken[at(next)]) ++next;
      if (name[d] < 0) taken[at(name[d] = next)] = true;
      for_each(drawn_[d], [&](Unit u) { plan[at(u)] = name[d]; });
    }
    const Evaluation found = evaluate(instance_, plan);
    if (!found.lawful() || !better(found.objective)) return;
    best_ = found.objective;
    plan_ = std::move(plan);
  }

  const Instance& instance_;
  const ProofOptions& options_;
  double best_;
  std::vector<Set> neighbours_;
  std::vector<Set> drawn_;
  Plan plan_;
  std::int64_t steps_ = 0;
  bool stopped_ = false;
};

}  // namespace

Proof prove_by_enumeration(const Instance& instance, double objective, const ProofOptions& options) {
  if (instance.graph.units() > kUnitsMax) return {};
  Enumeration enumeration(instance, objective, options);
  const bool complete = enumeration.run();
  const double best = enumeration.best();
  return {complete ? best * (1 - kProofTolerance / 2) : 0, std::move(enumeration).plan()};
}

}  // namespace maillage::engines::districting
