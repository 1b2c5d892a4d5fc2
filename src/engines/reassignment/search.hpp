// A good lawful answer, quickly.
#pragma once

#include "engines/reassignment/model.hpp"

namespace maillage::engines::reassignment {

// Every unit given, one after the other, to the carrier it adds least to, growing from the grounds.
Assignment growth(const Model& model);

// The same or better: branches moved from a carrier to another and exchanged as long as that helps, again from answers
// shaken a little. Reproducible.
Assignment improved(const Model& model, Assignment start);

}  // namespace maillage::engines::reassignment
