#include "engines/graph/graph.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace maillage::engines {
namespace {

std::size_t at(Unit u) { return static_cast<std::size_t>(u); }

std::vector<Edge> merged(Unit units, std::vector<Edge> edges) {
  for (Edge& e : edges) {
    MAILLAGE_ASSERT(e.a != e.b && e.a >= 0 && e.b >= 0 && e.a < units && e.b < units, "edge between known units");
    if (e.a > e.b) std::swap(e.a, e.b);
  }
  std::sort(edges.begin(), edges.end(),
            [](const Edge& x, const Edge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  std::vector<Edge> out;
  for (const Edge& e : edges) {
    if (!out.empty() && out.back().a == e.a && out.back().b == e.b)
      out.back().border_m += e.border_m;
    else
      out.push_back(e);
  }
  return out;
}

// Labels every unit reachable from `start` through units that `same` accepts.
template <class Same>
void flood(const Graph& graph, Unit start, std::int32_t label, std::vector<std::int32_t>& labels, Same same) {
  std::vector<Unit> stack{start};
  labels[at(start)] = label;
  while (!stack.empty()) {
    const Unit u = stack.back();
    stack.pop_back();
    for (Unit v : graph.neighbours(u)) {
      if (labels[at(v)] >= 0 || !same(u, v)) continue;
      labels[at(v)] = label;
      stack.push_back(v);
    }
  }
}

}  // namespace

Graph::Graph(Unit units, std::vector<Edge> edges) : edges_(merged(units, std::move(edges))) {
  offsets_.assign(at(units) + 1, 0);
  for (const Edge& e : edges_) ++offsets_[at(e.a) + 1], ++offsets_[at(e.b) + 1];
  for (std::size_t u = 0; u < at(units); ++u) offsets_[u + 1] += offsets_[u];
  neighbours_.assign(2 * edges_.size() + 1, 0);
  edge_of_.assign(2 * edges_.size() + 1, 0);
  std::vector<std::int32_t> next(offsets_.begin(), offsets_.end() - 1);
  const auto put = [&](Unit from, Unit to, std::size_t edge) {
    const auto slot = static_cast<std::size_t>(next[at(from)]++);
    neighbours_[slot] = to;
    edge_of_[slot] = static_cast<std::int32_t>(edge);
  };
  for (std::size_t k = 0; k < edges_.size(); ++k) put(edges_[k].a, edges_[k].b, k), put(edges_[k].b, edges_[k].a, k);
}

std::vector<std::int32_t> components(const Graph& graph) {
  std::vector<std::int32_t> labels(at(graph.units()), -1);
  std::int32_t count = 0;
  for (Unit u = 0; u < graph.units(); ++u)
    if (labels[at(u)] < 0) flood(graph, u, count++, labels, [](Unit, Unit) { return true; });
  return labels;
}

bool connected(const Graph& graph, const std::vector<bool>& inside) {
  std::vector<std::int32_t> labels(at(graph.units()), -1);
  bool seen = false;
  for (Unit u = 0; u < graph.units(); ++u) {
    if (!inside[at(u)] || labels[at(u)] >= 0) continue;
    if (seen) return false;
    seen = true;
    flood(graph, u, 0, labels, [&](Unit, Unit v) { return inside[at(v)]; });
  }
  return true;
}

std::vector<std::int32_t> pieces(const Graph& graph, const Plan& plan, District districts) {
  std::vector<std::int32_t> labels(at(graph.units()), -1), count(at(districts), 0);
  for (Unit u = 0; u < graph.units(); ++u) {
    if (labels[at(u)] >= 0 || plan[at(u)] < 0) continue;
    ++count[at(plan[at(u)])];
    flood(graph, u, 0, labels, [&](Unit x, Unit y) { return plan[at(x)] == plan[at(y)]; });
  }
  return count;
}

}  // namespace maillage::engines
