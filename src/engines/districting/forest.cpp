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
  begin();
  enter(first);
  enter(second);
  fill(0);
  for (Unit u : vertices_) place_of_[static_cast<std::size_t>(u)] = -1;
}

void Patch::assign_apart(std::span<const Unit> first, std::span<const Unit> second) {
  begin();
  for (const auto part : {first, second}) {
    const Place from = size();
    enter(part);
    fill(from);
    for (Unit u : part) place_of_[static_cast<std::size_t>(u)] = -1;
  }
}

void Patch::begin() {
  vertices_.clear();
  slots_ = most_ = 0;
  hub_ = 0;
}

// Lists the neighbours of the places from `from` on among the vertices whose place is marked.
void Patch::fill(Place from) {
  const Place* const place_of = place_of_.data();
  Place* const to = neighbours_.data();
  std::int32_t* const by = edges_.data();
  std::uint32_t slot = slots_;
  for (auto p = static_cast<std::size_t>(from); p < vertices_.size(); ++p) {
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
    if (slot - begin > most_) most_ = slot - begin, hub_ = static_cast<Place>(p);
  }
  slots_ = slot;
}

SpanningTree::SpanningTree(Unit vertices_max)
    : parent_(static_cast<std::size_t>(vertices_max)),
      order_(static_cast<std::size_t>(vertices_max)),
      inside_(static_cast<std::size_t>(vertices_max)) {}

void SpanningTree::draw(const Patch& patch, Random& random) {
  const Place root = patch.hub();
  std::fill_n(inside_.data(), patch.size(), std::uint8_t{0});
  parent_[static_cast<std::size_t>(root)] = root;
  inside_[static_cast<std::size_t>(root)] = 1;
  order_[0] = root;
  walk(patch, order_.data() + 1, random);
}

void SpanningTree::draw_linked(const Patch& patch, Place root, Place other_root, Random& random) {
  std::fill_n(inside_.data(), patch.size(), std::uint8_t{0});
  for (const Place r : {root, other_root}) {
    parent_[static_cast<std::size_t>(r)] = root;
    inside_[static_cast<std::size_t>(r)] = 1;
  }
  order_[0] = root;
  order_[1] = other_root;
  walk(patch, order_.data() + 2, random);
}

// Walks from every place until the tree is met; the last exit from each place is what remains once loops are erased.
void SpanningTree::walk(const Patch& patch, Place* end, Random& random) {
  Draws draws(random);
  const Patch::Row* const rows = patch.rows_.data();
  const Place* const neighbours = patch.neighbours_.data();
  Place* const next = parent_.data();
  std::uint8_t* const inside = inside_.data();
  size_ = static_cast<std::size_t>(patch.size());
  for (Place start = 0; start < patch.size(); ++start) {
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
