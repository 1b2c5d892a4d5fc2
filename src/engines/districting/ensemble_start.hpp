// A lawful plan for a chain to begin from.
#pragma once

#include <functional>
#include <optional>

#include "base/random.hpp"
#include "engines/districting/model.hpp"

namespace maillage::engines::districting {

// Plan of cells, lawful in every weight, by recursive cuts of uniform spanning trees: each part is cut where both sides
// can hold whole numbers of districts, and the whole begins anew when a part cannot be cut. Nothing when `enough` says
// so first. The model has no fixed cell.
std::optional<Plan> lawful_start(const Model& model, Random& random, const std::function<bool()>& enough);

}  // namespace maillage::engines::districting
