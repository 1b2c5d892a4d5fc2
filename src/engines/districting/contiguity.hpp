// Whether a district stays in one piece when a cell leaves it.
#pragma once

#include <vector>

#include "engines/districting/state.hpp"

namespace maillage::engines::districting {

// Scratch memory for connectivity questions about one State; answers are exact.
class Contiguity {
 public:
  explicit Contiguity(const Model& model);

  // True when the cell's district, without the cell, is one piece and not empty. Usually settled among the cell's
  // neighbours; otherwise searches the pieces in step, so its cost is that of the smallest.
  bool may_leave(const State& state, Cell cell);
  // The cell and all but the largest of the pieces its district would fall into: what must move with it.
  std::vector<Cell> detached_with(const State& state, Cell cell);

 private:
  static std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }
  std::size_t sources(const State& state, Cell cell);
  std::size_t find(std::size_t piece) const;
  void expand(const State& state, Cell cell, std::size_t piece);

  std::vector<std::uint32_t> stamp_;  // of each cell: the question it was last met in
  std::vector<std::size_t> piece_;    // of each cell met
  std::uint32_t question_ = 0;
  std::vector<std::vector<Cell>> queue_;
  std::vector<std::size_t> head_, leader_;
  std::vector<bool> busy_;
};

}  // namespace maillage::engines::districting
