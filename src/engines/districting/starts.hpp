// Contiguous plans to begin a search from; balance is approximate. With seats, each district begins at one.
#pragma once

#include <optional>

#include "base/random.hpp"
#include "engines/districting/model.hpp"

namespace maillage::engines::districting {

// Power diagram about k centres moved until they settle (Lloyd 1982), balanced by Lagrange multipliers as the transport
// step of Hess (1965): the best of `tries` random beginnings, made contiguous by growth. Nothing when a cell stays out
// of reach. Needs centres and a positive load.
std::optional<Plan> power_start(const Model& model, Random& random, int tries);

// Districts grown cell by cell, the lightest first, from the fixed cells and from random seeds, at least one in every
// component. Nothing when fixed cells of one district cannot be joined.
std::optional<Plan> grown_start(const Model& model, Random& random);

}  // namespace maillage::engines::districting
