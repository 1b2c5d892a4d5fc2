// Classes of elements that join and never part.
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

namespace maillage::engines {

// Disjoint sets (Tarjan 1975), paths halved: near constant time per question.
class UnionFind {
 public:
  explicit UnionFind(std::size_t elements) : leader_(elements) { std::iota(leader_.begin(), leader_.end(), 0); }

  // The element that stands for the class of `i`.
  std::int32_t find(std::int32_t i) {
    while (at(i) != i) i = at(i) = at(at(i));
    return i;
  }
  // Joins two classes; false when they were one already.
  bool join(std::int32_t i, std::int32_t j) {
    i = find(i), j = find(j);
    at(i) = j;
    return i != j;
  }

 private:
  std::int32_t& at(std::int32_t i) { return leader_[static_cast<std::size_t>(i)]; }
  std::vector<std::int32_t> leader_;
};

}  // namespace maillage::engines
