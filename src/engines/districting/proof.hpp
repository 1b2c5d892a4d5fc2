// Proves that no lawful plan is better than the one known, or finds a better one.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "engines/districting/bound.hpp"

namespace maillage::engines::districting {

// A plan is proved optimal when no lawful plan is better by more than this share: the linear solver works in floating
// point.
inline constexpr double kProofTolerance = 1e-6;

struct ProofOptions {
  double seconds = 10;                      // wall clock
  const std::atomic<bool>* stop = nullptr;  // set from outside: give back what is proved within 200 ms
  std::function<void()> tick = {};          // called from time to time
};

struct Proof {
  double bound = 0;  // no lawful plan has a smaller objective
  Plan plan;         // a lawful plan better than the one known; empty = none was met
};

// Small maps: goes through every lawful plan that may be better than `objective`, that of a lawful plan, for as long as
// it takes fewer than a few million steps. Any objective and constraint. Without a proof, the bound is 0.
Proof prove_by_enumeration(const Instance& instance, double objective, const ProofOptions& options);

// Maps of at most 128 places, inertia, all units loaded: prices of units are raised from the multipliers of `known`,
// every district that a plan better than `objective` may use is listed at those prices, and the best partition by them
// is found (column generation as Garfinkel & Nemhauser, Manag. Sci. 1970, and Mehrotra, Johnson & Nemhauser, Manag.
// Sci. 1998; enumeration as Baldacci, Christofides & Mingozzi, Math. Program. 2008). The price of leaving is in it,
// exact when one present plan has one. The bound is never below `known`; it is `known` when the districts are too many
// to be listed in time, or the instance of another kind: one whose openable seats are limited is.
Proof prove_by_columns(const Instance& instance, double objective, const Bound& known, const ProofOptions& options);

// Maps of a hundred or so units, inertia, no price on moving: closes the pairs (centre, unit) that the Lagrangian
// multipliers of `known` forbid to a plan better than `objective`, then solves what is left by branch and cut,
// contiguity being added where it fails (Validi, Buchanan & Lykhovyd, Oper. Res. 2022, with Fischetti's cuts). Serves
// where districts are of so many light units that they cannot be listed. The bound is never below `known`; it is
// `known` when the rest is too large to be tried, or the instance of another kind.
Proof prove_by_cuts(const Instance& instance, double objective, const Bound& known, const ProofOptions& options);

}  // namespace maillage::engines::districting
