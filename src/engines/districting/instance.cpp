#include "engines/districting/instance.hpp"

#include <cmath>
#include <numeric>

#include "base/assert.hpp"

namespace maillage::engines::districting {

Weight balanced(std::string name, std::vector<std::int64_t> of_unit, District districts, double tolerance) {
  MAILLAGE_ASSERT(districts > 0 && tolerance >= 0, "a positive number of districts and a tolerance");
  const auto total = std::accumulate(of_unit.begin(), of_unit.end(), std::int64_t{0});
  const double mean = static_cast<double>(total) / districts;
  // 1e-9 of a unit of load: the product must not push an exact bound to the wrong side.
  const auto lower = static_cast<std::int64_t>(std::ceil(mean * (1 - tolerance) - 1e-9));
  const auto upper = static_cast<std::int64_t>(std::floor(mean * (1 + tolerance) + 1e-9));
  return {std::move(name), std::move(of_unit), std::max<std::int64_t>(lower, 0), upper};
}

}  // namespace maillage::engines::districting
