// What one more step relieves, as whole numbers that are compared and added without rounding.
#pragma once

#include <vector>

#include "engines/allocation/allocation.hpp"

namespace maillage::engines::allocation {

using Relief = __int128;

// In a cell of need w, the step after the n-th lowers w²/posts by w²/(step × n × (n + 1)); the first one serves
// somebody who had nobody, which comes before everything. Never rises with n; 0 where there is no need.
class Reliefs {
 public:
  explicit Reliefs(const Instance& instance);
  // Of the step that comes after `held` steps.
  Relief next(std::size_t cell, Steps held) const;

 private:
  std::vector<double> square_;  // of the need, as a share of the largest's, × 2⁷⁰
  std::vector<Relief> first_;
};

// The most steps a cell can be given with profit: its cap, or its floor where there is no need.
Steps room(const Cell& cell);

// Present steps that must stay in the cells of each pool: 0 without a limit of moves.
std::vector<Steps> steps_to_keep(const Instance& instance);

}  // namespace maillage::engines::allocation
