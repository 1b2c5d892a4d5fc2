// What no answer can go below.
#pragma once

#include "engines/reassignment/model.hpp"

namespace maillage::engines::reassignment {

// A lower bound of the value of every lawful answer, and what each unit would add to it with each carrier beyond its
// cheapest one: an answer whose units add up to more than value − bound cannot be better than that value.
struct Dual {
  double bound = 0;
  std::vector<std::vector<double>> excess;  // of every unit, in the order of its allowed carriers
};

// By relaxing who carries how much with a price per load and carrier (Geoffrion 1974), steps of Polyak towards `value`,
// that of the lawful answer whose loads are `taken`.
Dual dual(const Model& model, double value, const std::vector<double>& taken);

}  // namespace maillage::engines::reassignment
