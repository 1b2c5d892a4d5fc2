// The measures of a plan, recomputed the slow way from their definitions: what the certificates are held against.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <set>
#include <vector>

#include "modules/territory/territory.hpp"

namespace maillage::planning::testing {

using Labels = std::vector<std::int32_t>;

inline std::vector<std::size_t> units_of(const Labels& plan, std::int32_t district) {
  std::vector<std::size_t> units;
  for (std::size_t u = 0; u < plan.size(); ++u)
    if (plan[u] == district) units.push_back(u);
  return units;
}

// Residents × km² to the unit of the district that makes their sum least, summed over the districts (Hess 1965).
inline double naive_inertia(const territory::Snapshot& snapshot, const Labels& plan, std::int32_t districts) {
  double total = 0;
  for (std::int32_t d = 0; d < districts; ++d) {
    const auto units = units_of(plan, d);
    double least = std::numeric_limits<double>::infinity();
    for (const std::size_t centre : units) {
      double sum = 0;
      for (const std::size_t u : units) {
        const double x = (snapshot.centres[u].x - snapshot.centres[centre].x) / 1000;
        const double y = (snapshot.centres[u].y - snapshot.centres[centre].y) / 1000;
        sum += static_cast<double>(snapshot.populations[u]) * (x * x + y * y);
      }
      least = std::min(least, sum);
    }
    total += least;
  }
  return total;
}

inline std::int64_t naive_population(const territory::Snapshot& snapshot, const std::vector<std::size_t>& units) {
  std::int64_t sum = 0;
  for (const std::size_t u : units) sum += snapshot.populations[u];
  return sum;
}

// Largest distance of a district to the mean population, as a share of the mean.
inline double naive_deviation(const territory::Snapshot& snapshot, const Labels& plan, std::int32_t districts) {
  const double mean = static_cast<double>(snapshot.population()) / districts;
  double widest = 0;
  for (std::int32_t d = 0; d < districts; ++d)
    widest =
        std::max(widest, std::abs(static_cast<double>(naive_population(snapshot, units_of(plan, d))) - mean) / mean);
  return widest;
}

inline std::int64_t naive_cut_edges(const territory::Snapshot& snapshot, const Labels& plan) {
  std::int64_t cut = 0;
  for (const auto& edge : snapshot.edges)
    cut += plan[static_cast<std::size_t>(edge.a)] != plan[static_cast<std::size_t>(edge.b)];
  return cut;
}

// Every district can be walked from one of its units to all the others without leaving it.
inline bool naive_contiguous(const territory::Snapshot& snapshot, const Labels& plan, std::int32_t districts) {
  for (std::int32_t d = 0; d < districts; ++d) {
    const auto units = units_of(plan, d);
    if (units.empty()) return false;
    std::set<std::size_t> reached{units.front()};
    for (std::size_t before = 0; before != reached.size();) {
      before = reached.size();
      for (const auto& edge : snapshot.edges) {
        const auto a = static_cast<std::size_t>(edge.a), b = static_cast<std::size_t>(edge.b);
        if (plan[a] != d || plan[b] != d) continue;
        if (reached.contains(a)) reached.insert(b);
        if (reached.contains(b)) reached.insert(a);
      }
    }
    if (reached.size() != units.size()) return false;
  }
  return true;
}

// Residents who must change sector whatever district each present sector becomes: every way of pairing sectors with
// districts, one to one, is tried.
inline std::int64_t naive_moved(const territory::Snapshot& snapshot, const Labels& present, const Labels& plan,
                                std::int32_t sectors, std::int32_t districts) {
  std::vector<std::int32_t> become(static_cast<std::size_t>(std::max(sectors, districts)));
  std::iota(become.begin(), become.end(), 0);  // beyond the districts: no district at all
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  do {
    std::int64_t moved = 0;
    for (std::size_t u = 0; u < plan.size(); ++u)
      if (present[u] >= 0 && become[static_cast<std::size_t>(present[u])] != plan[u]) moved += snapshot.populations[u];
    least = std::min(least, moved);
  } while (std::next_permutation(become.begin(), become.end()));
  return least;
}

inline bool naive_lawful(const territory::Snapshot& snapshot, const Labels& plan, std::int32_t districts,
                         double tolerance) {
  return naive_contiguous(snapshot, plan, districts) && naive_deviation(snapshot, plan, districts) <= tolerance + 1e-9;
}

// The least inertia of all lawful plans, by enumeration: districts^units of them.
inline double least_inertia(const territory::Snapshot& snapshot, std::int32_t districts, double tolerance) {
  Labels plan(snapshot.codes.size(), 0);
  double least = std::numeric_limits<double>::infinity();
  while (true) {
    if (naive_deviation(snapshot, plan, districts) <= tolerance + 1e-9 && naive_contiguous(snapshot, plan, districts))
      least = std::min(least, naive_inertia(snapshot, plan, districts));
    std::size_t u = 1;  // the first unit is in district 0: names do not matter
    while (u < plan.size() && ++plan[u] == districts) plan[u++] = 0;
    if (u >= plan.size()) return least;
  }
}

}  // namespace maillage::planning::testing
