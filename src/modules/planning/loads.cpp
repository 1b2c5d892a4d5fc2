#include "modules/planning/loads.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::planning {

std::vector<BalancedQuantity> balanced(const std::vector<territory::Quantity>& loads) {
  std::vector<BalancedQuantity> out;
  for (const territory::Quantity& load : loads)
    out.push_back({load.code, load.name, load.unit, load.period,
                   std::find(load.estimated.begin(), load.estimated.end(), true) != load.estimated.end()});
  return out;
}

std::vector<std::int64_t> loads_in(const std::vector<std::int64_t>& of_unit, const engines::Plan& plan,
                                   std::int32_t districts) {
  std::vector<std::int64_t> out(static_cast<std::size_t>(districts), 0);
  for (std::size_t u = 0; u < plan.size(); ++u)
    if (plan[u] >= 0) out[static_cast<std::size_t>(plan[u])] += of_unit[u];
  return out;
}

double deviation(std::int64_t load, double mean) { return mean > 0 ? static_cast<double>(load) / mean - 1 : 0; }

double largest_deviation(const std::vector<std::int64_t>& loads) {
  if (loads.empty()) return 0;
  const double mean = static_cast<double>(std::accumulate(loads.begin(), loads.end(), std::int64_t{0})) /
                      static_cast<double>(loads.size());
  double widest = 0;
  for (const std::int64_t load : loads) widest = std::max(widest, std::abs(deviation(load, mean)));
  return widest;
}

}  // namespace maillage::planning
