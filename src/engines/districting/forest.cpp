#include "engines/districting/forest.hpp"

#include <algorithm>

namespace maillage::engines::districting {
namespace {

// Positions below 2^32 from halves of 64-bit words; the bias of one draw is below degree / 2^32. The generator is
// copied while a tree is drawn, so that its state stays in registers.
class Draws {
 public:
  explicit Draws(const Random& random) : random_(random) {}
  std::uint32_t below(std::uint32_t n) {
    if (left_ == 0) word_ = random_.next(), left_ = 2;
    const std::uint64_t half = word_ & 0xffffffff;
    word_ >>= 32;
    --left_;
    return static_cast<std::uint32_t>((half * n) >> 32);
  }
  const Random& random() const { return random_; }

 private:
  Random random_;
  std::uint64_t word_ = 0;
  int left_ = 0;
};

}  // namespace

Patch::Patch(const Graph& graph)
    : graph_(graph),
      place_of_(static_cast<std::size_t>(graph.units()), -1),
      rows_(static_cast<std::size_t>(graph.units())),
      neighbours_(2 * graph.edges().size() + 1),
      edges_(2 * graph.edges().size() + 1) {
  vertices_.reserve(static_cast<std::size_t>(graph.units()));
}

void Patch::enter(std::span<const Unit> vertices) {
  for (Unit u : vertices) {
    place_of_[static_cast<std::size_t>(u)] = size();
    vertices_.push_back(u);
  }
}

void Patch::assign(std::span<const Unit> first, std::span<const Unit> second) {
  vertices_.clear();
  enter(first);
  enter(second);
  const Place* const place_of = place_of_.data();
  Place* const to = neighbours_.data();
  std::int32_t* const by = edges_.data();
  std::uint32_t slot = 0;
  std::uint32_t most = 0;
  for (std::size_t p = 0; p < vertices_.size(); ++p) {
    const auto neighbours = graph_.neighbours(vertices_[p]);
    const std::int32_t* const edges = graph_.edges_of(vertices_[p]).data();
    const std::uint32_t begin = slot;
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      // Written whether it is inside or not, kept only when it is: no branch to guess.
      const Place place = place_of[neighbours[k]];
      to[slot] = place;
      by[slot] = edges[k];
      slot += static_cast<std::uint32_t>(place >= 0);
    }
    rows_[p] = {begin, slot - begin};
    if (slot - begin > most) most = slot - begin, hub_ = static_cast<Place>(p);
  }
  for (Unit u : vertices_) place_of_[static_cast<std::size_t>(u)] = -1;
  if (most == 0) hub_ = 0;
}

SpanningTree::SpanningTree(Unit vertices_max)
    : parent_(static_cast<std::size_t>(vertices_max)),
      order_(static_cast<std::size_t>(vertices_max)),
      inside_(static_cast<std::size_t>(vertices_max)) {}

void SpanningTree::draw(const Patch& patch, Random& random) {
  Draws draws(random);
  const Patch::Row* const rows = patch.rows_.data();
  const Place* const neighbours = patch.neighbours_.data();
  Place* const next = parent_.data();
  std::uint8_t* const inside = inside_.data();
  size_ = static_cast<std::size_t>(patch.size());
  std::fill_n(inside, size_, std::uint8_t{0});
  const Place root = patch.hub();
  next[root] = root;
  inside[root] = 1;
  order_[0] = root;
  Place* end = order_.data() + 1;
  for (Place start = 0; start < patch.size(); ++start) {
    // Walk until the tree is met; the last exit from each place is what remains once loops are erased.
    for (Place p = start; inside[p] == 0; p = next[p])
      next[p] = neighbours[rows[p].begin + draws.below(rows[p].degree)];
    Place* const begin = end;
    for (Place p = start; inside[p] == 0; p = next[p]) {
      inside[p] = 1;
      *end++ = p;
    }
    std::reverse(begin, end);
  }
  random = draws.random();
}

}  // namespace maillage::engines::districting
