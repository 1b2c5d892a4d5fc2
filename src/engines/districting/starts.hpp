// Contiguous plans to begin a search from; balance is approximate. With seats, each district begins at one.
#pragma once

#include <functional>
#include <optional>

#include "base/random.hpp"
#include "engines/districting/model.hpp"
#include "engines/districting/power_diagram.hpp"

namespace maillage::engines::districting {

// Power diagram about k centres moved until they settle (Lloyd 1982), balanced by Lagrange multipliers as the transport
// step of Hess (1965): the best of `tries` random beginnings, or of those made before `stop`, made contiguous by
// growth. Nothing when a cell stays out of reach. Needs centres and a positive load.
std::optional<Plan> power_start(const Model& model, Random& random, int tries, const std::function<bool()>& stop = {});

// A plan in which some districts were shared out anew by a power diagram, and about what that gains: the value of the
// diagram settled from where they are, less that from a random beginning, km² × load.
struct Redrawing {
  Plan plan;
  double gain = 0;
};

// Shares out the cells of the districts of `group`, which touch, anew; the rest of the plan may change a little where a
// piece cut off is taken in by a neighbour. Nothing when a cell of theirs is fixed, seats are asked, or one would be
// empty. `points` are those of the model.
std::optional<Redrawing> redraw(const Model& model, const std::vector<Point>& points, Random& random, const Plan& plan,
                                const std::vector<District>& group);

// The cells as points: the mean of their units' centres, km, and their load of weight 0.
std::vector<Point> points_of(const Model& model);

// Districts grown cell by cell, the lightest first, from the fixed cells and from random seeds, at least one in every
// component. Nothing when fixed cells of one district cannot be joined.
std::optional<Plan> grown_start(const Model& model, Random& random);

}  // namespace maillage::engines::districting
