// Test support: small random instances, and what trying every choice of sites says of them.
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include "base/random.hpp"
#include "engines/siting/siting.hpp"

namespace maillage::engines::siting::testing {

// Demands and sites on a square of side 100; some pairs out of reach, some weights 0, some sites fixed when asked.
struct Shape {
  Demand demands = 8;
  Site sites = 8;
  double reach = 1;    // share of pairs that are reachable
  bool whole = true;   // costs are whole numbers
  bool rules = false;  // some sites are open or closed by rule
};

inline double drawn_cost(Random& random, bool whole) {
  return whole ? static_cast<double>(random.below(60)) : 60 * random.unit();
}

inline Instance random_instance(Random& random, Model model, const Shape& shape) {
  Instance instance;
  instance.model = model;
  std::vector<Link> links;
  for (Demand d = 0; d < shape.demands; ++d) {
    instance.weights.push_back(static_cast<std::int64_t>(random.below(10)));
    for (Site s = 0; s < shape.sites; ++s)
      if (random.unit() < shape.reach) links.push_back({d, s, drawn_cost(random, shape.whole)});
  }
  instance.costs = Costs(shape.demands, shape.sites, std::move(links));
  for (Site s = 0; s < shape.sites; ++s) {
    SiteTerms terms{.existing = random.below(3) == 0};
    if (shape.rules && random.below(6) == 0) terms.rule = random.below(2) == 0 ? Rule::open : Rule::closed;
    terms.price_open = static_cast<double>(random.below(20));
    terms.price_closed = terms.existing ? static_cast<double>(random.below(7)) - 3 : 0;
    terms.capacity = 8 + static_cast<std::int64_t>(random.below(20));
    instance.sites.push_back(terms);
  }
  instance.open = 1 + static_cast<Site>(random.below(static_cast<std::uint64_t>(shape.sites)));
  instance.radius = drawn_cost(random, shape.whole);
  instance.budget = static_cast<double>(random.below(80));
  return instance;
}

// The flags of a subset as a list of sites.
inline std::vector<Site> subset(std::uint32_t flags) {
  std::vector<Site> sites;
  for (Site s = 0; s < 32; ++s)
    if ((flags >> s & 1U) != 0) sites.push_back(s);
  return sites;
}

// Cost of each demand's nearest site of the subset; written apart from the engine's own.
inline std::vector<double> brute_nearest(const Instance& instance, std::uint32_t flags) {
  std::vector<double> nearest;
  for (Demand d = 0; d < instance.costs.demands(); ++d) {
    double least = HUGE_VAL;
    for (const Reach& r : instance.costs.of(d))
      if ((flags >> r.site & 1U) != 0) least = std::min(least, r.cost);
    nearest.push_back(least);
  }
  return nearest;
}

// Whether rules, number and prices allow the subset.
inline bool brute_allowed(const Instance& instance, std::uint32_t flags) {
  double price = 0;
  Site count = 0;
  for (std::size_t s = 0; s < instance.sites.size(); ++s) {
    const bool open = (flags >> s & 1U) != 0;
    const SiteTerms& terms = instance.sites[s];
    if ((terms.rule == Rule::open && !open) || (terms.rule == Rule::closed && open)) return false;
    price += open ? terms.price_open : terms.price_closed;
    count += open ? 1 : 0;
  }
  if (instance.model == Model::budgeted && price > instance.budget) return false;
  if (instance.model == Model::set_cover || (instance.model == Model::budgeted && instance.open == 0)) return true;
  return count <= instance.open;
}

// Value of the subset for the uncapacitated models; nothing when a demand is not served.
inline std::optional<double> brute_value(const Instance& instance, std::uint32_t flags) {
  const std::vector<double> nearest = brute_nearest(instance, flags);
  double sum = 0, largest = 0, covered = 0;
  for (std::size_t d = 0; d < nearest.size(); ++d) {
    if (instance.weights[d] == 0) continue;
    const bool within = nearest[d] <= instance.radius;
    covered += within ? static_cast<double>(instance.weights[d]) : 0;
    if (instance.model != Model::cover && !std::isfinite(nearest[d])) return std::nullopt;
    if (instance.model == Model::set_cover && !within) return std::nullopt;
    if (std::isfinite(nearest[d])) sum += static_cast<double>(instance.weights[d]) * nearest[d];
    largest = std::max(largest, nearest[d]);
  }
  if (instance.model == Model::center) return largest;
  if (instance.model == Model::cover) return covered;
  return instance.model == Model::set_cover ? static_cast<double>(subset(flags).size()) : sum;
}

// The best value of all subsets; nothing when none is lawful.
inline std::optional<double> brute_best(const Instance& instance) {
  std::optional<double> best;
  for (std::uint32_t flags = 0; flags < 1U << instance.sites.size(); ++flags) {
    if (!brute_allowed(instance, flags)) continue;
    const auto value = brute_value(instance, flags);
    if (value && (!best || (instance.model == Model::cover ? *value > *best : *value < *best))) best = value;
  }
  return best;
}

inline std::uint32_t flags_of(const std::vector<Site>& sites) {
  std::uint32_t flags = 0;
  for (const Site s : sites) flags |= 1U << s;
  return flags;
}

// Points on a square of side `side`, every one a demand of some weight and a site; costs are distances.
inline Instance random_plane(Random& random, Model model, int points, double side, Site open) {
  Instance instance;
  instance.model = model;
  instance.open = open;
  std::vector<double> x, y, table;
  for (int i = 0; i < points; ++i) {
    x.push_back(side * random.unit());
    y.push_back(side * random.unit());
    instance.weights.push_back(1 + static_cast<std::int64_t>(random.below(1000)));
  }
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j) table.push_back(std::hypot(x[i] - x[j], y[i] - y[j]));
  instance.costs = Costs::dense(points, points, table);
  instance.sites.resize(x.size());
  return instance;
}

}  // namespace maillage::engines::siting::testing
