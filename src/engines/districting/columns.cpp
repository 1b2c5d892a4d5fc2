#include "engines/districting/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maillage::engines::districting {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
// Steps of load between the lightest and the heaviest district: more tell loads apart better, and take longer.
constexpr std::int64_t kStepsOfRange = 32;
// Places of the search between two looks at the clock.
constexpr std::int64_t kLook = 4096;

// The least cost of items of a total load, load by load; `add` takes one more item into account.
class Knapsack {
 public:
  explicit Knapsack(std::int32_t most) : best_(static_cast<std::size_t>(most) + 1, kNever), next_(best_) {
    best_[0] = 0;
  }

  void add(std::int32_t load, double cost) {
    const auto shift = static_cast<std::size_t>(load), size = best_.size();
    if (shift >= size) return;
    // Into another row, so that the compiler may take several loads at once.
    std::copy_n(best_.begin(), shift, next_.begin());
    const double* from = best_.data();
    double* to = next_.data();
    for (std::size_t t = shift; t < size; ++t) to[t] = std::min(from[t], from[t - shift] + cost);
    best_.swap(next_);
  }

  const std::vector<double>& best() const { return best_; }

 private:
  std::vector<double> best_, next_;
};

// For each load already taken, the least of `best` over the loads that complete it to least … most: a sliding window.
void complete(const std::vector<double>& best, std::int32_t least, std::int32_t most, std::vector<std::int32_t>& queue,
              double* out) {
  queue.resize(best.size());
  std::size_t head = 0, tail = 0;
  std::int32_t added = -1;
  for (std::int32_t taken = most; taken >= 0; --taken) {
    const std::int32_t first = std::max(0, least - taken), last = most - taken;
    while (added < last) {
      const double value = best[static_cast<std::size_t>(++added)];
      while (tail > head && best[static_cast<std::size_t>(queue[tail - 1])] >= value) --tail;
      queue[tail++] = added;
    }
    while (head < tail && queue[head] < first) ++head;
    out[taken] = head < tail ? best[static_cast<std::size_t>(queue[head])] : kNever;
  }
}

}  // namespace

// The search around one centre for one label: items are taken or left in the order of `outward_`, as long as the
// knapsack of those that remain may still come below the limit.
class ColumnSearch::Search {
 public:
  Search(const ColumnSearch& of, Unit centre, std::int32_t label, std::span<const double> price)
      : of_(of), centre_(centre), label_(label), order_(of.outward_[at(centre)]) {
    double span = 0;
    for (std::int32_t item = 0; item < of.items(); ++item) {
      value_.push_back(of.cost(centre, item, label) - price[at(item)]);
      if (std::isfinite(value_.back())) span += std::fabs(value_.back());
    }
    rounding_ = span * of.items() * std::numeric_limits<double>::epsilon();
  }

  // Contiguity dropped; a lower bound.
  double relaxed() const {
    Knapsack knapsack(of_.most_);
    for (const std::int32_t item : order_) add(item, knapsack);
    const std::int32_t taken = of_.steps_[at(own())];
    double least = kNever;
    for (std::int32_t t = std::max(0, of_.least_ - taken); t <= of_.most_ - taken; ++t)
      least = std::min(least, knapsack.best()[at(t)]);
    return value_[at(own())] + least - rounding_;
  }

  // The items of the least relaxed cost, by the tables read forward.
  ItemSet relaxed_items() {
    tabulate();
    ItemSet out = ItemSet::of(own());
    std::int32_t taken = of_.steps_[at(own())];
    for (std::size_t k = 0; k < order_.size(); ++k) {
      const std::int32_t item = order_[k], then = taken + of_.steps_[at(item)];
      if (of_.apart_[at(own())].has(item) || value_[at(item)] + room(k + 1, then) >= room(k + 1, taken)) continue;
      out = out | ItemSet::of(item);
      taken = then;
    }
    return out;
  }

  bool run(double limit, const Meet& meet, const std::function<bool()>& stop) {
    if (stop()) return false;
    tabulate();
    limit_ = limit;
    meet_ = &meet;
    stop_ = &stop;
    const ItemSet all = ItemSet::first(of_.items());
    place_reached(0, {ItemSet::of(own()), all.without(ItemSet::of(own())).without(of_.apart_[at(own())]),
                      value_[at(own())], of_.steps_[at(own())], of_.weights_[0].load[at(own())]});
    return !stopped_;
  }

 private:
  struct State {
    ItemSet in, open;
    double value;
    std::int32_t steps;
    std::int64_t load;
  };

  std::int32_t own() const { return of_.costs_.own[at(centre_)]; }
  // The least that the items from the k-th on add to a district that has so many steps.
  double room(std::size_t k, std::int32_t steps) const {
    return steps > of_.most_ ? kNever : rooms_[k * at(of_.most_ + 1) + at(steps)];
  }

  void tabulate() {
    rooms_.resize((order_.size() + 1) * at(of_.most_ + 1));
    Knapsack knapsack(of_.most_);
    std::vector<std::int32_t> queue;
    for (std::size_t k = order_.size();; --k) {
      complete(knapsack.best(), of_.least_, of_.most_, queue, &rooms_[k * at(of_.most_ + 1)]);
      if (k == 0) return;
      add(order_[k - 1], knapsack);
    }
  }

  void add(std::int32_t item, Knapsack& knapsack) const {
    if (!of_.apart_[at(own())].has(item)) knapsack.add(of_.steps_[at(item)], value_[at(item)]);
  }

  void place(std::size_t k, const State& state) {
    if (stopped_ || state.load > of_.weights_[0].upper) return;
    if (++places_ % kLook == 0 && (*stop_)()) stopped_ = true;
    if (state.value + room(k, state.steps) >= limit_ + rounding_) return;
    if (k == order_.size()) return end(state);
    const std::int32_t item = order_[k];
    if (!state.open.has(item)) return place(k + 1, state);
    const bool take_first = value_[at(item)] < 0;
    if (take_first) take(k, item, state);
    leave(k, item, state);
    if (!take_first) take(k, item, state);
  }

  void take(std::size_t k, std::int32_t item, const State& state) {
    const ItemSet in = state.in | ItemSet::of(item);
    const ItemSet open = state.open.without(ItemSet::of(item));
    const State next{in, open.without(of_.apart_[at(item)]), state.value + value_[at(item)],
                     state.steps + of_.steps_[at(item)], state.load + of_.weights_[0].load[at(item)]};
    // Nothing is further away than before, unless the item keeps others out.
    next.open == open ? place(k + 1, next) : place_reached(k + 1, next);
  }

  void leave(std::size_t k, std::int32_t item, const State& state) {
    State next = state;
    next.open = state.open.without(ItemSet::of(item));
    // An item with one neighbour left is on nobody's way.
    const bool end = (of_.beside_[at(item)] & (next.in | next.open)).count() <= 1;
    end ? place(k + 1, next) : place_reached(k + 1, next);
  }

  // Goes on with the items that the centre still reaches, if it reaches all those taken.
  void place_reached(std::size_t k, State state) {
    const ItemSet reached = of_.flood(ItemSet::of(own()), state.in | state.open);
    state.open = state.open & reached;
    if (state.in.without(reached).empty()) place(k, state);
  }

  void end(const State& state) {
    if (state.value >= limit_ || !of_.balanced(state.in)) return;
    const Column column{state.in, of_.cost(centre_, state.in, label_), centre_, label_};
    if (of_.served_best(column) && of_.leaves_room(state.in)) limit_ = (*meet_)(column, state.value);
  }

  const ColumnSearch& of_;
  Unit centre_;
  std::int32_t label_;
  const std::vector<std::int32_t>& order_;
  std::vector<double> value_;  // of an item: its cost less its price
  std::vector<double> rooms_;  // [k][steps taken]
  double rounding_ = 0;        // of the sums
  double limit_ = 0;
  const Meet* meet_ = nullptr;
  const std::function<bool()>* stop_ = nullptr;
  std::int64_t places_ = 0;
  bool stopped_ = false;
};

ColumnSearch::ColumnSearch(const Instance& instance, const HessCosts& costs) : costs_(costs) {
  units_.resize(at(costs.items));
  for (Unit u = 0; u < costs.centres; ++u) units_[at(costs.own[at(u)])].push_back(u);
  join(instance);
  separate(instance);
  weigh(instance);
  outward_.resize(at(costs.centres));
  for (Unit c = 0; c < costs.centres; ++c) order(c);
}

void ColumnSearch::join(const Instance& instance) {
  beside_.resize(at(items()));
  for (Unit u = 0; u < costs_.centres; ++u)
    for (const Unit v : instance.graph.neighbours(u)) {
      const std::int32_t a = costs_.own[at(u)], b = costs_.own[at(v)];
      if (a != b) beside_[at(a)] = beside_[at(a)] | ItemSet::of(b);
    }
}

void ColumnSearch::separate(const Instance& instance) {
  apart_.resize(at(items()));
  for (const auto& [unit, district] : instance.fixed)
    for (const auto& [other, elsewhere] : instance.fixed)
      if (district != elsewhere)
        apart_[at(costs_.own[at(unit)])] = apart_[at(costs_.own[at(unit)])] | ItemSet::of(costs_.own[at(other)]);
}

// Steps are rounded down: a district of total load l has between l / step − items and l / step of them.
void ColumnSearch::weigh(const Instance& instance) {
  for (const Weight& weight : instance.weights) {
    weights_.push_back({std::vector<std::int64_t>(at(items()), 0), weight.lower, weight.upper});
    for (Unit u = 0; u < costs_.centres; ++u) weights_.back().load[at(costs_.own[at(u)])] += weight.of_unit[at(u)];
  }
  const Bounds& first = weights_[0];
  const std::int64_t step = std::max<std::int64_t>(1, (first.upper - first.lower) / kStepsOfRange);
  for (const std::int64_t load : first.load) steps_.push_back(static_cast<std::int32_t>(load / step));
  most_ = static_cast<std::int32_t>(first.upper / step);
  // No more items than the lightest ones that fill a district, each losing less than one step.
  std::vector<std::int64_t> lightest = first.load;
  std::sort(lightest.begin(), lightest.end());
  std::int64_t load = 0, held = 0;
  for (const std::int64_t next : lightest)
    if ((load += next) <= first.upper) ++held;
  least_ = static_cast<std::int32_t>(std::max<std::int64_t>(0, first.lower / step - held));
}

void ColumnSearch::order(Unit centre) {
  std::vector<std::int32_t>& out = outward_[at(centre)];
  ItemSet seen = ItemSet::of(costs_.own[at(centre)]);
  std::vector<std::int32_t> queue{costs_.own[at(centre)]};
  for (std::size_t k = 0; k < queue.size(); ++k) {
    const ItemSet fresh = beside_[at(queue[k])].without(seen);
    seen = seen | fresh;
    fresh.for_each([&](std::int32_t item) { queue.push_back(item); });
  }
  out.assign(queue.begin() + 1, queue.end());
}

double ColumnSearch::cost(Unit centre, std::int32_t item, std::int32_t label) const {
  const std::int32_t present = costs_.label[at(item)];
  const double leaving = present >= 0 && present != label ? costs_.leave_price : 0;
  return costs_.load[at(item)] * (static_cast<double>(costs_.row(centre)[at(item)]) + leaving);
}

double ColumnSearch::cost(Unit centre, ItemSet items, std::int32_t label) const {
  double sum = 0;
  items.for_each([&](std::int32_t item) { sum += cost(centre, item, label); });
  return sum;
}

double ColumnSearch::reduced(const Column& column, std::span<const double> price) const {
  double sum = column.cost;
  column.items.for_each([&](std::int32_t item) { sum -= price[at(item)]; });
  return sum;
}

// The first of its best centres: the same district is listed once.
bool ColumnSearch::served_best(const Column& column) const {
  bool best = true;
  column.items.for_each([&](std::int32_t item) {
    for (const Unit other : units_[at(item)]) {
      if (!best || other == column.centre || !costs_.may_use(other)) continue;
      const double there = cost(other, column.items, column.label);
      best = there > column.cost || (there == column.cost && other > column.centre);
    }
  });
  return best;
}

bool ColumnSearch::balanced(ItemSet items) const {
  return std::all_of(weights_.begin(), weights_.end(), [&](const Bounds& weight) {
    std::int64_t load = 0;
    items.for_each([&](std::int32_t item) { load += weight.load[at(item)]; });
    return load >= weight.lower && load <= weight.upper;
  });
}

// Whether each piece of the rest holds a whole number of districts, all the others together.
bool ColumnSearch::leaves_room(ItemSet items) const {
  const Bounds& weight = weights_[0];
  std::int64_t fewest = 0, most = 0;
  for (ItemSet rest = ItemSet::first(costs_.items).without(items); !rest.empty();) {
    const ItemSet piece = flood(ItemSet::of(rest.least()), rest);
    std::int64_t load = 0;
    piece.for_each([&](std::int32_t item) { load += weight.load[at(item)]; });
    const std::int64_t few = (load + weight.upper - 1) / std::max<std::int64_t>(1, weight.upper);
    const std::int64_t many = weight.lower > 0 ? load / weight.lower : costs_.districts;
    if (few > many) return false;
    fewest += few;
    most += many;
    rest = rest.without(piece);
  }
  return fewest <= districts() - 1 && districts() - 1 <= most;
}

ItemSet ColumnSearch::flood(ItemSet from, ItemSet within) const {
  ItemSet seen = from;
  for (ItemSet front = from; !front.empty();) {
    ItemSet next;
    front.for_each([&](std::int32_t item) { next = next | beside_[at(item)]; });
    front = (next & within).without(seen);
    seen = seen | front;
  }
  return seen;
}

double ColumnSearch::relaxed(Unit centre, std::span<const double> price) {
  double least = std::numeric_limits<double>::infinity();
  if (!costs_.may_use(centre)) return least;
  if (weights_[0].load[at(costs_.own[at(centre)])] > weights_[0].upper) return least;
  for (std::int32_t label = -1; label < labels(); ++label)
    least = std::min(least, Search(*this, centre, label, price).relaxed());
  return least;
}

ItemSet ColumnSearch::relaxed_items(Unit centre, std::span<const double> price) {
  double least = kNever;
  std::int32_t best = -1;
  for (std::int32_t label = -1; label < labels(); ++label) {
    const double value = Search(*this, centre, label, price).relaxed();
    if (value < least) least = value, best = label;
  }
  return Search(*this, centre, best, price).relaxed_items();
}

bool ColumnSearch::around(Unit centre, std::span<const double> price, double limit, const Meet& meet,
                          const std::function<bool()>& stop) {
  if (!costs_.may_use(centre)) return true;
  if (weights_[0].load[at(costs_.own[at(centre)])] > weights_[0].upper) return true;
  double now = limit;
  const Meet follow = [&](const Column& column, double value) { return now = meet(column, value); };
  for (std::int32_t label = -1; label < labels(); ++label)
    if (!Search(*this, centre, label, price).run(now, follow, stop)) return false;
  return true;
}

}  // namespace maillage::engines::districting
