#include "engines/districting/forest.hpp"

#include <algorithm>

namespace maillage::engines::districting {
namespace {

// Positions below 2^32 from halves of 64-bit words; the bias of one draw is below degree / 2^32.
class Draws {
 public:
  explicit Draws(Random& random) : random_(random) {}
  std::size_t below(std::size_t n) {
    if (left_ == 0) word_ = random_.next(), left_ = 2;
    const std::uint64_t half = word_ & 0xffffffff;
    word_ >>= 32;
    --left_;
    return static_cast<std::size_t>((half * n) >> 32);
  }

 private:
  Random& random_;
  std::uint64_t word_ = 0;
  int left_ = 0;
};

}  // namespace

Patch::Patch(const Graph& graph) : graph_(graph), place_of_(static_cast<std::size_t>(graph.units()), -1) {
  const auto units = static_cast<std::size_t>(graph.units());
  vertices_.reserve(units);
  offsets_.reserve(units + 1);
  neighbours_.reserve(2 * graph.edges().size());
  edges_.reserve(2 * graph.edges().size());
}

void Patch::enter(std::span<const Unit> vertices) {
  for (Unit u : vertices) {
    place_of_[static_cast<std::size_t>(u)] = size();
    vertices_.push_back(u);
  }
}

void Patch::assign(std::span<const Unit> first, std::span<const Unit> second) {
  vertices_.clear(), offsets_.clear(), neighbours_.clear(), edges_.clear();
  enter(first);
  enter(second);
  offsets_.push_back(0);
  for (Unit u : vertices_) {
    const auto neighbours = graph_.neighbours(u);
    const auto edges = graph_.edges_of(u);
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      const Place p = place_of_[static_cast<std::size_t>(neighbours[k])];
      if (p < 0) continue;
      neighbours_.push_back(p);
      edges_.push_back(edges[k]);
    }
    offsets_.push_back(static_cast<std::uint32_t>(neighbours_.size()));
  }
  for (Unit u : vertices_) place_of_[static_cast<std::size_t>(u)] = -1;
}

SpanningTree::SpanningTree(Unit vertices_max)
    : parent_(static_cast<std::size_t>(vertices_max)), inside_(static_cast<std::size_t>(vertices_max)) {
  order_.reserve(static_cast<std::size_t>(vertices_max));
}

void SpanningTree::draw(const Patch& patch, Random& random) {
  Draws draws(random);
  const auto size = static_cast<std::size_t>(patch.size());
  std::fill_n(inside_.begin(), size, std::uint8_t{0});
  order_.clear();
  const auto root = static_cast<Place>(draws.below(size));
  Place* const next = parent_.data();
  std::uint8_t* const inside = inside_.data();
  next[root] = root;
  inside[root] = 1;
  order_.push_back(root);
  for (Place start = 0; start < patch.size(); ++start) {
    // Walk until the tree is met; the last exit from each place is what remains once loops are erased.
    for (Place p = start; inside[p] == 0; p = next[p]) {
      const auto around = patch.neighbours(p);
      next[p] = around[draws.below(around.size())];
    }
    const auto begin = static_cast<std::ptrdiff_t>(order_.size());
    for (Place p = start; inside[p] == 0; p = next[p]) {
      inside[p] = 1;
      order_.push_back(p);
    }
    std::reverse(order_.begin() + begin, order_.end());
  }
}

}  // namespace maillage::engines::districting
