// Small instances of every shape the engines meet, drawn at random. For tests only.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "engines/districting/testing/maps.hpp"

namespace maillage::engines::districting::testing {

enum class Shape { grid, ring, tree, holed, islands, clique };
inline constexpr Shape kShapes[] = {Shape::grid, Shape::ring, Shape::tree, Shape::holed, Shape::islands, Shape::clique};

inline Unit any_unit(Random& random, Unit units) {
  return static_cast<Unit>(random.below(static_cast<std::uint64_t>(units)));
}

// Edges of a shape; every shape but `islands` is connected.
inline std::vector<Edge> edges_of(Shape shape, Unit units, Random& random) {
  std::vector<Edge> edges;
  const auto link = [&](Unit a, Unit b) {
    if (a != b) edges.push_back({a, b, 100 + 900 * random.unit()});
  };
  const Unit width = std::max<Unit>(2, (units + 2) / 3);
  for (Unit u = 0; u < units; ++u) switch (shape) {
      case Shape::grid:
        if ((u + 1) % width != 0 && u + 1 < units) link(u, u + 1);
        if (u + width < units) link(u, u + width);
        break;
      case Shape::ring:
        link(u, (u + 1) % units);
        if (u % 3 == 0) link(u, any_unit(random, units));
        break;
      case Shape::tree:
        if (u > 0) link(u, any_unit(random, u));
        break;
      case Shape::holed:  // a path, and few of the sides of a grid: many cut vertices
        if (u + 1 < units) link(u, u + 1);
        if (u + width < units && random.below(3) == 0) link(u, u + width);
        break;
      case Shape::islands:
        if (u + 1 < units && u + 1 != units / 2) link(u, u + 1);
        if (u + 2 < units && (u + 2 < units / 2 || u >= units / 2)) link(u, u + 2);
        break;
      case Shape::clique:
        for (Unit v = 0; v < u; ++v) link(u, v);
    }
  return edges;
}

// Units at random places with loads from 1 to `load_max`, in `districts` districts within ± tolerance.
inline Instance random_map(Random& random, Shape shape, Unit units, District districts, double tolerance,
                           int load_max = 9) {
  Instance instance;
  instance.graph = Graph(units, edges_of(shape, units, random));
  for (Unit u = 0; u < units; ++u)
    instance.centres.push_back({600000 + 30000 * random.unit(), 6800000 + 30000 * random.unit()});
  instance.weights = {balanced("load", random_loads(random, units, load_max), districts, tolerance)};
  instance.districts = districts;
  return instance;
}

// A few groups of two or three neighbours (or not), some units fixed, a second weight: each with a chance of one half.
inline void constrain(Random& random, Instance& instance) {
  const Unit units = instance.graph.units();
  if (random.below(2) == 0) {
    instance.group.assign(static_cast<std::size_t>(units), -1);
    const auto edges = instance.graph.edges();
    for (std::int32_t g = 0; g < 2; ++g) {
      const Edge& e = edges[random.below(edges.size())];
      instance.group[static_cast<std::size_t>(e.a)] = instance.group[static_cast<std::size_t>(e.b)] = g;
    }
    if (random.below(3) == 0) instance.group[static_cast<std::size_t>(any_unit(random, units))] = 0;
  }
  if (random.below(2) == 0)
    for (District d = 0; d < std::min<District>(2, instance.districts); ++d)
      instance.fixed.emplace_back(any_unit(random, units), d);
  if (random.below(3) == 0)
    instance.weights.push_back(balanced("work", random_loads(random, units, 20), instance.districts, 0.6));
}

// Half the units may hold a centre, some of them only if they are opened, in at most so many districts.
inline void add_seats(Random& random, Instance& instance) {
  instance.opened_max = static_cast<District>(random.below(static_cast<std::uint64_t>(instance.districts) + 2));
  for (Unit u = 0; u < instance.graph.units(); ++u) {
    const std::uint64_t drawn = random.below(8);
    instance.seats.push_back(drawn < 4 ? Seat::none : drawn < 6 ? Seat::openable : Seat::kept);
  }
}

// A plan in force with up to four districts, some units in none, and what leaving it costs.
inline void add_present(Random& random, Instance& instance, double price) {
  Present present{{}, price};
  for (Unit u = 0; u < instance.graph.units(); ++u) present.plan.push_back(static_cast<District>(random.below(5)) - 1);
  present.plan.front() = 0;
  instance.present.push_back(std::move(present));
}

// The same instance with its units in another order: unit u becomes to[u]. Labels of groups and districts stay.
inline Instance reordered(const Instance& instance, const std::vector<Unit>& to) {
  const auto place = [&](std::size_t u) { return static_cast<std::size_t>(to[u]); };
  Instance out = instance;
  std::vector<Edge> edges;
  for (const Edge& e : instance.graph.edges())
    edges.push_back({to[static_cast<std::size_t>(e.b)], to[static_cast<std::size_t>(e.a)], e.border_m});
  out.graph = Graph(instance.graph.units(), std::move(edges));
  for (std::size_t u = 0; u < to.size(); ++u) {
    out.centres[place(u)] = instance.centres[u];
    for (std::size_t w = 0; w < out.weights.size(); ++w)
      out.weights[w].of_unit[place(u)] = instance.weights[w].of_unit[u];
    if (!instance.seats.empty()) out.seats[place(u)] = instance.seats[u];
    if (!instance.group.empty()) out.group[place(u)] = instance.group[u];
    for (std::size_t p = 0; p < out.present.size(); ++p) out.present[p].plan[place(u)] = instance.present[p].plan[u];
  }
  for (auto& [unit, district] : out.fixed) unit = to[static_cast<std::size_t>(unit)];
  return out;
}

inline std::vector<Unit> shuffled_units(Random& random, Unit units) {
  std::vector<Unit> to(static_cast<std::size_t>(units));
  for (std::size_t i = 0; i < to.size(); ++i) to[i] = static_cast<Unit>(i);
  for (std::size_t i = to.size(); i > 1; --i) std::swap(to[i - 1], to[random.below(i)]);
  return to;
}

// The same partition has the same name whatever its labels.
inline Plan renamed(const Plan& plan) {
  Plan out;
  std::vector<std::pair<District, District>> names;
  for (District d : plan) {
    auto known = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == d; });
    if (known == names.end()) known = names.insert(names.end(), {d, static_cast<District>(names.size())});
    out.push_back(known->second);
  }
  return out;
}

}  // namespace maillage::engines::districting::testing
