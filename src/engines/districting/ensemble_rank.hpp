// What a draw allows to say of the place of one value.
#pragma once

#include "engines/districting/ensemble_trace.hpp"

namespace maillage::engines::districting {

// Smaller is better; values that differ by rounding only are equal. `low` … `high` hold the share that is worse than
// the value, as far as the draw can tell: the score interval at 95 % (Wilson, JASA 1927) for as many independent plans
// as the draw is worth, widened to what each chain says alone. A value beyond all plans drawn is thus never given a
// rank that the draw has not seen.
struct Rank {
  double better_than = 0;  // share of the plans drawn whose measure is larger
  double worse_than = 0;   // share whose measure is smaller; the rest is equal
  double low = 0, high = 1;
};

// 0 ≤ low ≤ better_than ≤ high ≤ 1. Nothing drawn: low 0, high 1.
Rank rank_of(const Distribution& distribution, double value);

// Whether ranks may be quoted at all: split-R̂ of 1.05 at most between two chains or more, and 100 independent plans.
// (1.05 is stricter than Bayesian Data Analysis' 1.1; ranks to the point ask for the interval of rank_of anyway.)
bool chains_agree(const Distribution& distribution);

}  // namespace maillage::engines::districting
