// An undirected graph whose vertices are units of territory; positions are dense from 0.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::engines {

using Unit = std::int32_t;           // position of a unit, 0 … units-1
using District = std::int32_t;       // position of a district, 0 … districts-1; -1 = none
using Plan = std::vector<District>;  // district of every unit

struct Edge {
  Unit a = 0;
  Unit b = 0;
  double border_m = 0;  // length of the shared border; 0 = declared bridge
};

// Adjacency in compressed rows; edge_of[k] names the edge that neighbours[k] is reached by.
class Graph {
 public:
  Graph() = default;
  // Edges between known, distinct units; doubled edges are merged (their borders add up).
  Graph(Unit units, std::vector<Edge> edges);

  Unit units() const { return static_cast<Unit>(offsets_.size()) - 1; }
  std::span<const Edge> edges() const { return edges_; }
  std::span<const Unit> neighbours(Unit u) const { return {&neighbours_[offset(u)], offset(u + 1) - offset(u)}; }
  std::span<const std::int32_t> edges_of(Unit u) const { return {&edge_of_[offset(u)], offset(u + 1) - offset(u)}; }

 private:
  std::size_t offset(Unit u) const { return static_cast<std::size_t>(offsets_[static_cast<std::size_t>(u)]); }
  std::vector<Edge> edges_;
  std::vector<std::int32_t> offsets_{0};
  std::vector<Unit> neighbours_{0};  // one spare cell: an empty row may point past the last neighbour
  std::vector<std::int32_t> edge_of_{0};
};

// Component of every unit, numbered from 0 in order of their smallest unit.
std::vector<std::int32_t> components(const Graph& graph);

// True when the units that `inside` marks are all reachable from one another without leaving it (or none is marked).
bool connected(const Graph& graph, const std::vector<bool>& inside);

// Number of connected pieces of every district of the plan.
std::vector<std::int32_t> pieces(const Graph& graph, const Plan& plan, District districts);

}  // namespace maillage::engines
