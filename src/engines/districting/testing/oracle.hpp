// What small instances hold, found by trying everything: an oracle that shares no code with the engines. For tests
// only.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting::testing {

using Mask = std::uint32_t;  // a set of units, at most 32

// Every partition of the units into so many connected sets, each once; districts in the order of their smallest unit.
class Partitions {
 public:
  using Visit = std::function<void(const std::vector<Mask>&)>;

  // `accept` prunes: no set that it refuses is part of a partition.
  Partitions(const Instance& instance, std::function<bool(Mask)> accept, Visit visit)
      : accept_(std::move(accept)), visit_(std::move(visit)), districts_(static_cast<std::size_t>(instance.districts)) {
    around_.assign(static_cast<std::size_t>(instance.graph.units()), 0);
    for (const Edge& e : instance.graph.edges()) {
      around_[static_cast<std::size_t>(e.a)] |= Mask{1} << e.b;
      around_[static_cast<std::size_t>(e.b)] |= Mask{1} << e.a;
    }
    if (!around_.empty()) place(static_cast<Mask>((std::uint64_t{1} << around_.size()) - 1));
  }

 private:
  void place(Mask free) {
    if (free == 0 && sets_.size() == districts_) visit_(sets_);
    if (free == 0 || sets_.size() == districts_) return;
    grow(free & (~free + 1), free, 0);
  }
  // All connected sets that hold `set`, within `free` less `banned`.
  void grow(Mask set, Mask free, Mask banned) {
    if (accept_(set)) {
      sets_.push_back(set);
      place(free & ~set);
      sets_.pop_back();
    }
    Mask next = 0;
    for (Mask left = set; left != 0; left &= left - 1)
      next |= around_[static_cast<std::size_t>(std::countr_zero(left))];
    for (next &= free & ~set & ~banned; next != 0; next &= next - 1) {
      const Mask unit = next & (~next + 1);
      grow(set | unit, free, banned);
      banned |= unit;
    }
  }

  std::function<bool(Mask)> accept_;
  Visit visit_;
  std::size_t districts_;
  std::vector<Mask> around_;
  std::vector<Mask> sets_;
};

inline std::int64_t load_of(const Weight& weight, Mask set) {
  std::int64_t sum = 0;
  for (; set != 0; set &= set - 1) sum += weight.of_unit[static_cast<std::size_t>(std::countr_zero(set))];
  return sum;
}

// Balanced in every weight, and every group inside or outside.
inline bool may_be_district(const Instance& instance, Mask set) {
  for (const Weight& weight : instance.weights) {
    const std::int64_t load = load_of(weight, set);
    if (load < weight.lower || load > weight.upper) return false;
  }
  for (std::size_t u = 0; u < instance.group.size(); ++u)
    for (std::size_t v = 0; v < u; ++v)
      if (instance.group[u] >= 0 && instance.group[u] == instance.group[v] && ((set >> u ^ set >> v) & 1) != 0)
        return false;
  return true;
}

inline Plan plan_from(const std::vector<Mask>& sets, std::size_t units, const std::vector<District>& label) {
  Plan plan(units, -1);
  for (std::size_t d = 0; d < sets.size(); ++d)
    for (std::size_t u = 0; u < units; ++u)
      if ((sets[d] >> u & 1) != 0) plan[u] = label[d];
  return plan;
}

// Whether the districts can have their centres at seats, opening no more than may be.
inline bool may_be_seated(const Instance& instance, const std::vector<Mask>& sets) {
  if (instance.seats.empty()) return true;
  District opened = 0;
  for (const Mask set : sets) {
    Seat best = Seat::none;
    for (std::size_t u = 0; u < instance.seats.size(); ++u)
      if ((set >> u & 1) != 0) best = std::max(best, instance.seats[u]);
    if (best == Seat::none) return false;
    opened += best == Seat::openable;
  }
  return opened <= instance.opened_max;
}

// Every lawful plan; one labelling of each when nothing is fixed, every obedient labelling otherwise.
inline void for_each_lawful(const Instance& instance, const std::function<void(const Plan&)>& visit) {
  const auto units = static_cast<std::size_t>(instance.graph.units());
  const auto label_and_visit = [&](const std::vector<Mask>& sets) {
    if (!may_be_seated(instance, sets)) return;
    std::vector<District> label(sets.size());
    std::iota(label.begin(), label.end(), 0);
    do {
      const Plan plan = plan_from(sets, units, label);
      const auto obeyed = [&](const auto& fixed) {
        return plan[static_cast<std::size_t>(fixed.first)] == fixed.second;
      };
      if (std::all_of(instance.fixed.begin(), instance.fixed.end(), obeyed)) visit(plan);
    } while (!instance.fixed.empty() && std::next_permutation(label.begin(), label.end()));
  };
  Partitions(
      instance, [&](Mask set) { return may_be_district(instance, set); }, label_and_visit);
}

// Load that moves against one present plan: the least over every way to continue its districts.
inline std::int64_t least_moved(const Instance& instance, const Plan& present, const Plan& plan) {
  const District before = *std::max_element(present.begin(), present.end()) + 1;
  const District names = std::max(before, instance.districts);
  std::vector<District> continued(static_cast<std::size_t>(names));
  std::iota(continued.begin(), continued.end(), 0);
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  do {
    std::int64_t moved = 0;
    for (std::size_t u = 0; u < plan.size(); ++u)
      if (present[u] >= 0 && continued[static_cast<std::size_t>(present[u])] != plan[u])
        moved += instance.weights[0].of_unit[u];
    least = std::min(least, moved);
  } while (std::next_permutation(continued.begin(), continued.end()));
  return least;
}

// Of one district about the best of its units that are such seats at least; infinity when it has none.
inline double naive_inertia(const Instance& instance, const Plan& plan, District d, Seat at_least) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t c = 0; c < plan.size(); ++c) {
    if (plan[c] != d || (!instance.seats.empty() && instance.seats[c] < at_least)) continue;
    double about = 0;
    for (std::size_t u = 0; u < plan.size(); ++u) {
      if (plan[u] != d) continue;
      double km =
          std::hypot(instance.centres[u].x - instance.centres[c].x, instance.centres[u].y - instance.centres[c].y) /
          1000;
      if (instance.rounding == Rounding::km) km = std::round(km);
      about += static_cast<double>(instance.weights[0].of_unit[u]) * km * km;
    }
    least = std::min(least, about);
  }
  return least;
}

// With seats, a district opens one only when it holds none that is kept; infinity when one has no centre, or when too
// many open one.
inline double naive_inertia(const Instance& instance, const Plan& plan) {
  double sum = 0;
  District opened = 0;
  for (District d = 0; d < instance.districts; ++d) {
    if (std::find(plan.begin(), plan.end(), d) == plan.end()) continue;
    double about = naive_inertia(instance, plan, d, Seat::kept);
    if (std::isinf(about)) about = naive_inertia(instance, plan, d, Seat::openable), ++opened;
    sum += about;
  }
  return opened <= instance.opened_max ? sum : std::numeric_limits<double>::infinity();
}

inline std::int64_t naive_cut_edges(const Instance& instance, const Plan& plan) {
  const auto edges = instance.graph.edges();
  return std::count_if(edges.begin(), edges.end(), [&](const Edge& e) {
    return plan[static_cast<std::size_t>(e.a)] != plan[static_cast<std::size_t>(e.b)];
  });
}

inline double naive_objective(const Instance& instance, const Plan& plan) {
  double sum = instance.objective == Objective::inertia ? naive_inertia(instance, plan)
                                                        : static_cast<double>(naive_cut_edges(instance, plan));
  for (const Present& present : instance.present)
    if (present.price > 0) sum += present.price * static_cast<double>(least_moved(instance, present.plan, plan));
  return sum;
}

// The least objective over every lawful plan; nothing when there is none.
inline std::optional<double> least_objective(const Instance& instance) {
  std::optional<double> least;
  for_each_lawful(instance, [&](const Plan& plan) {
    const double value = naive_objective(instance, plan);
    if (!least || value < *least) least = value;
  });
  return least;
}

inline bool any_lawful(const Instance& instance) {
  bool any = false;
  for_each_lawful(instance, [&](const Plan&) { any = true; });
  return any;
}

}  // namespace maillage::engines::districting::testing
