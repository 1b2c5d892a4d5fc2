// A proved lower bound of the inertia objective: Lagrangian dual of the Hess model.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

struct BoundOptions {
  double seconds = 10;                                     // wall clock
  double upper = std::numeric_limits<double>::infinity();  // objective of a known lawful plan, if any
  const std::atomic<bool>* stop = nullptr;                 // set from outside: give back the best bound within 200 ms
};

struct Bound {
  std::optional<double> value;  // no lawful plan has a smaller objective; none for objectives without a useful bound
  std::int64_t iterations = 0;  // evaluations of the dual function
  double seconds = 0;
  std::vector<double> worth;  // the multipliers that prove it, per load of each item of hess_costs()
};

// Lower bound of the inertia objective over all lawful plans, never above `upper`. Same options and enough time give
// the same bound, whatever the machine does meanwhile, up to when the clock stops it.
//
// Relaxed: contiguity (dropped), one district per unit (priced, one multiplier per unit), weights beyond the first
// (dropped). Kept: exactly `districts` centres, bounds on weight 0 in every district (a continuous knapsack per centre,
// so its value is the best over the multipliers λ_j, υ_j of Validi, Buchanan & Lykhovyd, Oper. Res. 2022, section 4),
// a district holds its own centre, centres are at seats when there are any and no more of them opened than may be
// (the smallest values under two nested limits: a greedy choice), groups and units fixed to one same district stay
// together (contracted). The
// multipliers are improved by the volume algorithm (Barahona & Anbil, Math. Program. 2000). With `upper`, centres whose
// reduced cost exceeds the gap are dropped: the bound is then min(upper, dual).
// Stability: the load moved against a present plan is at least Σ over districts of (load − largest load sharing one
// present district), because the matching keeps at most that much of each; that sum is separable by centre and is
// counted for the one present plan of largest price. The other present plans cost at least 0 and are left out.
// Safe arithmetic: mean squared distances are rounded down to single precision, sums are in double, and the printed
// value is reduced by a bound on their rounding error (units × 2^-52 relative to the largest magnitude summed).
// No value for cut_edges: the bounds that are quick to compute there are too weak to be worth printing.
Bound lower_bound(const Instance& instance, const BoundOptions& options);

}  // namespace maillage::engines::districting
