// Why a unit goes where it goes, in a sentence that can be checked by hand. Pure.
#pragma once

#include "engines/reassignment/model.hpp"
#include "modules/planning/continuity/search.hpp"

namespace maillage::planning {

// A number of minutes, or a percentage, to its tenth: "12.5"; "" when nobody knows it.
std::string tenths_text(double value);

class Reasons {
 public:
  Reasons(const ContinuityLayer& layer, const SolvedLayer& solved);

  // Of a movable unit (position among them) that moves. Sentences, the first that holds:
  //   unplaced     nobody knows how far it is from its taker
  //   only         no other carrier could take it
  //   nearest      its taker is the nearest that could: minutes, and the next one's (next, next_minutes)
  //   less_loaded  a nearer one (near, near_minutes) would be more loaded with it (near_burden, in %) than its taker is
  //                (burden), by more than the minutes are worth
  //   one_piece    the nearer one would be better for this unit alone: but those that go with it, or that it would cut
  //                off, would lose more
  territory::wire::Message of(std::int32_t movable, bool placed) const;

 private:
  // Carriers that could take the unit, the nearest first.
  std::vector<std::int32_t> takers(std::int32_t movable) const;
  double burden(std::int32_t carrier, double more) const;
  // What the unit alone would gain by going to that carrier instead.
  double gain(std::int32_t movable, std::int32_t carrier) const;

  const ContinuityLayer& layer_;
  const SolvedLayer& solved_;
  engines::reassignment::Model model_;
  std::vector<double> loads_;  // of every carrier, in the meantime
};

}  // namespace maillage::planning
