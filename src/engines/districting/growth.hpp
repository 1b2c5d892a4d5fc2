// Completes a partial plan of cells without breaking contiguity.
#pragma once

#include "base/random.hpp"
#include "engines/districting/model.hpp"

namespace maillage::engines::districting {

// Labels the fixed cells (-1 elsewhere) and joins those of one district by shortest chains; false when impossible.
bool lay_fixed(const Model& model, Plan& plan);

// Drops from every district what is not in its main piece: the piece of its fixed cells, else the heaviest.
void keep_main_pieces(const Model& model, const Plan& fixed, Plan& plan);

// Gives every cell of district -1 to a neighbouring district, the lightest first; false when one stays out of reach or
// a district is empty.
bool grow(const Model& model, Plan& plan);

}  // namespace maillage::engines::districting
