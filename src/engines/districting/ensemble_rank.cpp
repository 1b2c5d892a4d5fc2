#include "engines/districting/ensemble_rank.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::districting {
namespace {

constexpr double kQuantile = 1.959963984540054;  // of the normal law, at 97.5 %
constexpr double kSame = 1e-6;  // relative: sums made in another order, as chains make them, are no other value
constexpr double kHatMax = 1.05;
constexpr double kIndependentMin = 100;

}  // namespace

Rank rank_of(const Distribution& distribution, double value) {
  if (distribution.sketch.count() == 0) return {};
  const double above = value * (1 + kSame);
  Rank out{distribution.sketch.share_above(above), distribution.sketch.share_below(value * (1 - kSame))};
  const double n = std::max(1.0, distribution.independent), p = out.better_than, z = kQuantile * kQuantile / n;
  const double centre = (p + z / 2) / (1 + z);
  const double half = std::sqrt(z * p * (1 - p) + z * z / 4) / (1 + z);
  out.low = std::clamp(centre - half, 0.0, p);
  out.high = std::clamp(centre + half, p, 1.0);
  for (const Sketch& chain : distribution.of_chain) {
    out.low = std::min(out.low, chain.share_above(above));
    out.high = std::max(out.high, chain.share_above(above));
  }
  return out;
}

bool chains_agree(const Distribution& distribution) {
  return distribution.of_chain.size() > 1 && distribution.r_hat > 0 && distribution.r_hat <= kHatMax &&
         distribution.independent >= kIndependentMin;
}

}  // namespace maillage::engines::districting
