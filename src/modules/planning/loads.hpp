// What the districts of a map hold of something, and how far from evenly.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "engines/graph/graph.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::planning {

// A quantity asked to be balanced, as a page names it.
struct BalancedQuantity {
  std::string code;
  std::string name;
  std::string unit;
  std::string period;
  bool estimated = false;  // shared out from the communes in one unit at least
};
BOOST_DESCRIBE_STRUCT(BalancedQuantity, (), (code, name, unit, period, estimated))

std::vector<BalancedQuantity> balanced(const std::vector<territory::Quantity>& loads);

// The sum over the units of each district; units that are nobody's count nowhere.
std::vector<std::int64_t> loads_in(const std::vector<std::int64_t>& of_unit, const engines::Plan& plan,
                                   std::int32_t districts);

// Of one district from the mean, −1 … : 0.04 = 4 % above; 0 when the mean is not positive.
double deviation(std::int64_t load, double mean);

// The largest of a list, in absolute value, from their mean.
double largest_deviation(const std::vector<std::int64_t>& loads);

}  // namespace maillage::planning
