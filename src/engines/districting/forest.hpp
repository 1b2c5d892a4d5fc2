// Uniform spanning trees of parts of a graph, fast: all memory is taken once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/random.hpp"
#include "engines/graph/graph.hpp"

namespace maillage::engines::districting {

using Place = std::int32_t;  // position of a vertex in a Patch

// A set of vertices of a graph and the edges among them, renumbered from 0. Refilled without allocating.
class Patch {
 public:
  explicit Patch(const Graph& graph);

  // Takes the vertices of both lists (disjoint) in their order, and the edges among them all. Linear in their edges.
  void assign(std::span<const Unit> first, std::span<const Unit> second);
  // The same without the edges between one list and the other.
  void assign_apart(std::span<const Unit> first, std::span<const Unit> second);

  Place size() const { return static_cast<Place>(vertices_.size()); }
  std::span<const Unit> vertices() const { return vertices_; }
  Unit vertex(Place p) const { return vertices_[static_cast<std::size_t>(p)]; }
  std::span<const Place> neighbours(Place p) const {
    const Row row = rows_[static_cast<std::size_t>(p)];
    return {neighbours_.data() + row.begin, row.degree};
  }
  // Positions, in the graph, of the edges that lead to the neighbours.
  std::span<const std::int32_t> edges(Place p) const {
    const Row row = rows_[static_cast<std::size_t>(p)];
    return {edges_.data() + row.begin, row.degree};
  }
  // The place of most neighbours: a walk finds it soonest.
  Place hub() const { return hub_; }

 private:
  struct Row {
    std::uint32_t begin = 0;
    std::uint32_t degree = 0;
  };
  friend class SpanningTree;
  void begin();
  void enter(std::span<const Unit> vertices);
  void fill(Place from);

  const Graph& graph_;
  std::vector<Place> place_of_;  // of every vertex of the graph, -1 outside
  std::vector<Unit> vertices_;
  std::vector<Row> rows_;  // of every place; the rest of the memory is stale
  std::vector<Place> neighbours_;
  std::vector<std::int32_t> edges_;
  std::uint32_t slots_ = 0;  // used
  std::uint32_t most_ = 0;   // neighbours of the hub
  Place hub_ = 0;
};

// A spanning tree of a connected patch, every one equally likely (Wilson, STOC 1996: loop-erased random walks).
class SpanningTree {
 public:
  explicit SpanningTree(Unit vertices_max);

  // Draws a new tree. The patch is connected and not empty, else the walk never ends.
  void draw(const Patch& patch, Random& random);
  // A tree of each of the two parts of a patch whose edges are only inside the parts, hung together by an edge between
  // `root` and `other_root`, one in each part.
  void draw_linked(const Patch& patch, Place root, Place other_root, Random& random);

  // All places, each after its parent; the first is the root.
  std::span<const Place> order() const { return {order_.data(), size_}; }
  // Parent of a place; the root is its own.
  Place parent(Place p) const { return parent_[static_cast<std::size_t>(p)]; }

 private:
  void walk(const Patch& patch, Place* end, Random& random);

  std::vector<Place> parent_;
  std::vector<Place> order_;
  std::vector<std::uint8_t> inside_;
  std::size_t size_ = 0;
};

}  // namespace maillage::engines::districting
