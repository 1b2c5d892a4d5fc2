#include "engines/districting/levels.hpp"

namespace maillage::engines::districting {

Instance level_above(const Instance& lower, const Plan& plan, District districts, double tolerance,
                     const std::vector<Unit>& centres) {
  Instance upper = lower;
  upper.districts = districts;
  upper.group = plan;
  upper.fixed.clear();
  upper.present.clear();
  upper.seats.clear();
  if (!centres.empty()) upper.seats.assign(plan.size(), Seat::none);
  for (const Unit centre : centres) {
    const auto c = static_cast<std::size_t>(centre);
    upper.seats[c] = lower.seats.empty() ? Seat::kept : lower.seats[c];
  }
  upper.opened_max = districts;
  for (Weight& weight : upper.weights) weight = balanced(weight.name, weight.of_unit, districts, tolerance);
  return upper;
}

}  // namespace maillage::engines::districting
