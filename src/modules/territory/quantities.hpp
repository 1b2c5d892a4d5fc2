// What each unit holds of a quantity, from what files gave of communes and IRIS.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/territory/records.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::territory {

// Amounts given, by code of commune or IRIS (their lengths tell them apart), in thousandths.
using GivenAmounts = std::map<std::string, std::int64_t, std::less<>>;

struct Spread {
  std::vector<std::int64_t> of_unit;  // thousandths; 0 where nothing is known
  std::vector<bool> estimated;
  std::vector<std::int32_t> missing;   // units of which nothing is known
  std::vector<std::string> too_small;  // communes that hold less than their IRIS together
};

// A unit holds what is given of it. What is given of a commune, less what its IRIS hold, goes to the others by
// residents (equally where nobody lives), largest remainders first: the sum is exact.
Spread spread(const GivenAmounts& given, const Snapshot& snapshot);

// Every quantity of the day on its units.
std::vector<Quantity> spread_quantities(const std::vector<QuantityLine>& lines,
                                        const std::vector<AmountRecord>& amounts, const Snapshot& snapshot);

}  // namespace maillage::territory
