#include "engines/districting/feasibility_blocks.hpp"

#include <algorithm>

#include "engines/districting/kept_together.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Depth-first search that keeps its own stack: a path of units may be long.
class CutVertices {
 public:
  explicit CutVertices(const Graph& graph)
      : graph_(graph), rank_(at(graph.units()), -1), low_(rank_), cuts_(rank_.size(), false) {
    for (Unit u = 0; u < graph.units(); ++u)
      if (rank_[at(u)] < 0) visit(u);
  }

  std::vector<std::int32_t> list() const {
    std::vector<std::int32_t> out;
    for (std::size_t u = 0; u < cuts_.size(); ++u)
      if (cuts_[u]) out.push_back(static_cast<std::int32_t>(u));
    return out;
  }

 private:
  struct Frame {
    Unit unit;
    Unit parent;
    std::size_t next;
  };

  void visit(Unit start) {
    std::vector<Frame> stack;
    int children_of_start = 0;
    enter(stack, start, -1);
    while (!stack.empty()) {
      Frame& top = stack.back();
      const auto neighbours = graph_.neighbours(top.unit);
      if (top.next < neighbours.size()) {
        const Unit v = neighbours[top.next++];
        if (rank_[at(v)] < 0)
          children_of_start += top.unit == start, enter(stack, v, top.unit);
        else if (v != top.parent)
          low_[at(top.unit)] = std::min(low_[at(top.unit)], rank_[at(v)]);
        continue;
      }
      const Frame done = top;
      stack.pop_back();
      if (done.parent < 0) continue;
      low_[at(done.parent)] = std::min(low_[at(done.parent)], low_[at(done.unit)]);
      if (done.parent != start && low_[at(done.unit)] >= rank_[at(done.parent)]) cuts_[at(done.parent)] = true;
    }
    cuts_[at(start)] = children_of_start > 1;
  }

  void enter(std::vector<Frame>& stack, Unit u, Unit parent) {
    rank_[at(u)] = low_[at(u)] = next_rank_++;
    stack.push_back({u, parent, 0});
  }

  const Graph& graph_;
  std::vector<std::int32_t> rank_, low_;
  std::vector<bool> cuts_;
  std::int32_t next_rank_ = 0;
};

}  // namespace

Blocks blocks_of(const Instance& instance) {
  Blocks out;
  UnionFind classes = kept_together(instance);
  std::vector<std::int32_t> block_of_leader(at(instance.graph.units()), -1);
  for (Unit u = 0; u < instance.graph.units(); ++u) {
    std::int32_t& block = block_of_leader[at(classes.find(u))];
    if (block < 0) block = static_cast<std::int32_t>(out.units.size()), out.units.emplace_back();
    out.units[at(block)].push_back(u);
    out.of_unit.push_back(block);
  }
  std::vector<Edge> edges;
  for (const Edge& e : instance.graph.edges())
    if (out.of_unit[at(e.a)] != out.of_unit[at(e.b)]) edges.push_back({out.of_unit[at(e.a)], out.of_unit[at(e.b)], 1});
  out.graph = Graph(static_cast<Unit>(out.units.size()), std::move(edges));
  out.fixed.assign(out.units.size(), -1);
  for (const auto& [unit, district] : instance.fixed) out.fixed[at(out.of_unit[at(unit)])] = district;
  for (const Weight& weight : instance.weights) {
    auto& loads = out.loads.emplace_back(out.units.size(), 0);
    for (std::size_t u = 0; u < weight.of_unit.size(); ++u) loads[at(out.of_unit[u])] += weight.of_unit[u];
  }
  return out;
}

std::vector<std::int32_t> cut_vertices(const Graph& graph) { return CutVertices(graph).list(); }

}  // namespace maillage::engines::districting
