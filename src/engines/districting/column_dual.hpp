// The dual of covering every item once by listed or unlisted districts: prices of items, and what they prove.
#pragma once

#include <functional>
#include <vector>

#include "engines/districting/columns.hpp"

namespace maillage::engines::districting {

// No lawful plan costs less than `value`, by these prices of items and the least reduced cost of each centre's
// districts.
struct ColumnDual {
  double value = 0;
  std::vector<double> price;  // of an item
  std::vector<double> least;  // of a centre: no district of it has a smaller reduced cost; infinity when it has none
  double last = 0;            // the largest of the `districts` smallest

  // A district of this centre with a reduced cost at or above this is in no plan that costs less than `upper`.
  double limit(Unit centre, double upper) const {
    const double least_here = least[static_cast<std::size_t>(centre)];
    return (least_here <= last ? least_here : last) + (upper - value);
  }
};

// Raises the dual from `price` by deflected subgradients (Held, Wolfe & Crowder, Math. Program. 1974; Camerini et al.
// 1975) until it brings little or is close to `upper`, the cost of a known plan, or `stop` says to end; at once when it
// stays below `known`, the bound that gave the prices. No price when not even one value is known. A centre's least
// reduced cost is searched only when it may be among the smallest, and not for long: its relaxed bound serves where the
// search does not come to its end.
ColumnDual raise_dual(ColumnSearch& search, std::vector<double> price, double known, double upper,
                      const std::function<bool()>& stop);

}  // namespace maillage::engines::districting
