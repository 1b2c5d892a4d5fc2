// Measures of a choice of sites, worked out from nothing.
#pragma once

#include "engines/siting/siting.hpp"

namespace maillage::engines::siting {

// Why nothing satisfies the instance, when it is plain to see: no search (see Impossibility).
std::optional<Impossibility> plain_impossibility(const Instance& instance);

// The answer these sites and this service give (of_demand as in Answer), measured for the model of the instance.
Answer measured(const Instance& instance, std::vector<Site> open, std::vector<Site> of_demand);

// Each demand at its cheapest open site, within the radius where the model has one; -1 = none.
std::vector<Site> served_nearest(const Instance& instance, const std::vector<Site>& open);

}  // namespace maillage::engines::siting
