#include "engines/districting/levels.hpp"

namespace maillage::engines::districting {

Instance level_above(const Instance& lower, const Plan& plan, District districts, double tolerance) {
  Instance upper = lower;
  upper.districts = districts;
  upper.group = plan;
  upper.fixed.clear();
  upper.present.clear();
  for (Weight& weight : upper.weights) weight = balanced(weight.name, weight.of_unit, districts, tolerance);
  return upper;
}

}  // namespace maillage::engines::districting
