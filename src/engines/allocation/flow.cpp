#include "engines/allocation/flow.hpp"

#include <algorithm>
#include <utility>

#include "engines/allocation/relief.hpp"

namespace maillage::engines::allocation {
namespace {

constexpr Relief kUnreached = -(static_cast<Relief>(1) << 126);
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Each pool is two nodes: 2p gives any step, 2p + 1 only steps that were there before. A step taken from a cell goes
// back to the first, or to the second when it was there before: from the second to the first only while more are kept
// than must be.
class Flow {
 public:
  explicit Flow(const Instance& instance)
      : instance_(instance),
        reliefs_(instance),
        keep_(steps_to_keep(instance)),
        kept_(keep_.size(), 0),
        used_(keep_.size(), 0),
        unit_used_(static_cast<std::size_t>(instance.units), 0),
        given_(instance.cells.size()),
        next_(given_.size()),
        last_(given_.size()),
        giver_(given_.size()),
        taker_(given_.size()),
        of_pool_(keep_.size()),
        kinds_(keep_.size()),
        direct_(2 * keep_.size()) {
    for (std::size_t c = 0; c < given_.size(); ++c) {
      const Cell& cell = instance.cells[c];
      set(c, cell.floor);
      used_[instance.pool_of(c)] += cell.floor;
      kept_[instance.pool_of(c)] += std::min(cell.floor, cell.present);
      unit_used_[unit_of(c)] += cell.floor;
      if (cell.cap > 0) of_pool_[instance.pool_of(c)].push_back(c);
    }
    for (std::size_t k = 0; k < instance.pool_of_kind.size(); ++k)
      kinds_[static_cast<std::size_t>(instance.pool_of_kind[k])].push_back(k);
    for (std::size_t unit = 0; unit < unit_used_.size(); ++unit)
      if (full(unit)) full_.push_back(unit);
  }

  Answer run() {
    while (augment()) {
    }
    for (std::size_t p = 0; p < keep_.size(); ++p)
      if (kept_[p] < keep_[p])
        return {Impossibility{"unit_caps_too_tight", -1, -1, static_cast<std::int32_t>(p), keep_[p], kept_[p]}, {}, {}};
    keeping_ = false;
    for (std::size_t c = 0; c < given_.size(); ++c) place(c);
    direct_.assign(direct_.size(), {});
    while (augment()) {
    }
    Answer answer;
    answer.given = std::move(given_);
    for (std::size_t p = 0; p < keep_.size(); ++p) answer.unplaced.push_back(instance_.pools[p].budget - used_[p]);
    return answer;
  }

 private:
  struct Node {
    Relief relief = kUnreached;  // of the best path that leads here
    std::size_t cell = kNone;    // that the path's last arc fills (to a unit) or empties (to a pool)
    std::size_t from = kNone;    // the node before; none: the path begins here
  };

  // The best cell of direct(), while it is known.
  struct Direct {
    bool found = false;
    std::size_t cell = kNone;
  };

  std::size_t unit_of(std::size_t cell) const { return cell / static_cast<std::size_t>(instance_.kinds); }
  bool full(std::size_t unit) const { return unit_used_[unit] >= instance_.unit_caps[unit]; }

  void set(std::size_t cell, Steps steps) {
    given_[cell] = steps;
    next_[cell] = reliefs_.next(cell, steps);
    last_[cell] = steps > 0 ? reliefs_.next(cell, steps - 1) : 0;
    place(cell);
  }

  // Finds the node that the next step of the cell comes from, and the one that its last step goes back to; none when it
  // takes no more, or is at its floor.
  void place(std::size_t cell) {
    const Cell& limits = instance_.cells[cell];
    const std::size_t node = 2 * instance_.pool_of(cell);
    const Steps had = std::min(limits.present, limits.cap), steps = given_[cell];
    giver_[cell] = steps < had ? node + 1 : !keeping_ && steps < room(limits) ? node : kNone;
    taker_[cell] = steps <= limits.floor ? kNone : node + (steps <= limits.present ? 1 : 0);
  }

  void reach(std::size_t node, const Node& by) {
    if (by.relief <= pools_[node].relief) return;
    pools_[node] = by;
    if (std::exchange(waiting_[node], 1) == 0) waiting_nodes_.push_back(node);
  }

  void reach_unit(std::size_t unit, const Node& by) {
    if (by.relief <= units_[unit].relief) return;
    units_[unit] = by;
    if (!full(unit)) {
      if (best_ == kNone || by.relief > units_[best_].relief) best_ = unit;
    } else if (std::exchange(unit_waits_[unit], 1) == 0) {
      waiting_units_.push_back(unit);
    }
  }

  // A full unit takes a step when it gives one back.
  void give_back(std::size_t unit) {
    const std::size_t begin = unit * static_cast<std::size_t>(instance_.kinds);
    for (std::size_t c = begin; c < begin + static_cast<std::size_t>(instance_.kinds); ++c)
      if (taker_[c] != kNone) reach(taker_[c], {units_[unit].relief - last_[c], c, unit});
  }

  // All the nodes that wait, then all the units that they reach: each does its work once a round.
  void spread() {
    while (!waiting_nodes_.empty()) {
      nodes_ = std::exchange(waiting_nodes_, {});
      for (const std::size_t node : nodes_) {
        waiting_[node] = 0;
        leave(node);
      }
      const auto reached = std::exchange(waiting_units_, {});
      for (const std::size_t unit : reached) {
        unit_waits_[unit] = 0;
        give_back(unit);
      }
    }
  }

  void leave(std::size_t node) {
    const std::size_t pool = node / 2;
    const Relief relief = pools_[node].relief;
    if (node % 2 == 0)
      reach(node + 1, {relief, kNone, node});
    else if (!keeping_ && kept_[pool] > keep_[pool])
      reach(node - 1, {relief, kNone, node});
    const std::size_t cell = direct(node);
    if (cell != kNone) reach_unit(unit_of(cell), {relief + next_[cell], cell, node});
    for (const std::size_t unit : full_)
      for (const std::size_t kind : kinds_[pool]) {
        const std::size_t c = unit * static_cast<std::size_t>(instance_.kinds) + kind;
        if (giver_[c] == node) reach_unit(unit, {relief + next_[c], c, node});
      }
  }

  // The cell, in a unit that is not full, where a step of the node relieves most.
  std::size_t direct(std::size_t node) {
    Direct& known = direct_[node];
    if (known.found) return known.cell;
    known = {true, kNone};
    for (const std::size_t c : of_pool_[node / 2])
      if (!full(unit_of(c)) && giver_[c] == node && (known.cell == kNone || next_[c] > next_[known.cell]))
        known.cell = c;
    return known.cell;
  }

  void forget(std::size_t pool) { direct_[2 * pool].found = direct_[2 * pool + 1].found = false; }

  // Adds one step by the path of greatest relief; false when there is none, or none that relieves.
  bool augment() {
    pools_.assign(2 * keep_.size(), {});
    units_.assign(unit_used_.size(), {});
    waiting_.assign(pools_.size(), 0);
    unit_waits_.assign(units_.size(), 0);
    best_ = kNone;
    for (std::size_t p = 0; p < keep_.size(); ++p) {
      if (keeping_ && kept_[p] < keep_[p]) reach(2 * p + 1, {0, kNone, kNone});
      if (!keeping_ && used_[p] < instance_.pools[p].budget) reach(2 * p, {0, kNone, kNone});
    }
    spread();
    if (best_ == kNone || (!keeping_ && units_[best_].relief <= 0)) return false;
    apply(best_);
    return true;
  }

  // A step more, or less, in a cell.
  void change(std::size_t cell, Steps by) {
    const Steps present = instance_.cells[cell].present;
    kept_[instance_.pool_of(cell)] += std::min(given_[cell] + by, present) - std::min(given_[cell], present);
    set(cell, given_[cell] + by);
    forget(instance_.pool_of(cell));
  }

  void apply(std::size_t unit) {
    ++unit_used_[unit];
    if (full(unit)) {
      full_.push_back(unit);
      for (std::size_t p = 0; p < keep_.size(); ++p) forget(p);
    }
    for (;;) {
      change(units_[unit].cell, 1);
      std::size_t node = units_[unit].from;
      while (pools_[node].cell == kNone && pools_[node].from != kNone) node = pools_[node].from;
      if (pools_[node].from == kNone) {
        ++used_[node / 2];
        return;
      }
      change(pools_[node].cell, -1);
      unit = pools_[node].from;
    }
  }

  const Instance& instance_;
  Reliefs reliefs_;
  std::vector<Steps> keep_;  // of each pool: what must stay where it is
  std::vector<Steps> kept_, used_, unit_used_, given_;
  std::vector<Relief> next_, last_;                // of the step after those given, and of the last of them
  std::vector<std::size_t> giver_, taker_;         // nodes, see place()
  std::vector<std::vector<std::size_t>> of_pool_;  // cells
  std::vector<std::vector<std::size_t>> kinds_;    // of each pool
  std::vector<std::size_t> full_;                  // units, which stay so
  std::vector<Direct> direct_;                     // of each node
  bool keeping_ = true;                            // only what must stay is being given
  std::vector<Node> pools_, units_;
  std::size_t best_ = kNone;
  std::vector<std::size_t> nodes_, waiting_nodes_, waiting_units_;
  std::vector<char> waiting_, unit_waits_;
};

}  // namespace

Answer solve_flow(const Instance& instance) { return Flow(instance).run(); }

}  // namespace maillage::engines::allocation
