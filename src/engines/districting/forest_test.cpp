#include "engines/districting/forest.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace maillage::engines::districting {
namespace {

using Tree = std::set<std::pair<Unit, Unit>>;

Graph grid(Unit width, Unit height) {
  std::vector<Edge> edges;
  for (Unit y = 0; y < height; ++y)
    for (Unit x = 0; x < width; ++x) {
      const Unit u = y * width + x;
      if (x + 1 < width) edges.push_back({u, u + 1, 1});
      if (y + 1 < height) edges.push_back({u, u + width, 1});
    }
  return Graph(width * height, std::move(edges));
}

Tree edges_of(const Patch& patch, const SpanningTree& tree) {
  Tree edges;
  for (Place p : tree.order())
    if (tree.parent(p) != p) edges.insert(std::minmax(patch.vertex(p), patch.vertex(tree.parent(p))));
  return edges;
}

bool spans(Unit units, const std::vector<Edge>& edges) {
  const Graph graph(units, edges);
  const auto labels = components(graph);
  return *std::max_element(labels.begin(), labels.end()) == 0;
}

// Spanning trees of a graph with few edges: every choice of units - 1 edges that connects.
std::set<Tree> all_trees(const Graph& graph) {
  std::set<Tree> trees;
  const auto edges = graph.edges();
  for (std::uint32_t mask = 0; mask < (1U << edges.size()); ++mask) {
    if (__builtin_popcount(mask) != graph.units() - 1) continue;
    std::vector<Edge> chosen;
    Tree tree;
    for (std::size_t e = 0; e < edges.size(); ++e)
      if ((mask >> e & 1) != 0) chosen.push_back(edges[e]), tree.insert({edges[e].a, edges[e].b});
    if (spans(graph.units(), chosen)) trees.insert(tree);
  }
  return trees;
}

std::vector<Unit> all_units(const Graph& graph) {
  std::vector<Unit> units(static_cast<std::size_t>(graph.units()));
  std::iota(units.begin(), units.end(), 0);
  return units;
}

double chi_square(const Graph& graph, int draws, std::uint64_t seed) {
  const auto trees = all_trees(graph);
  const auto units = all_units(graph);
  Patch patch(graph);
  patch.assign(units, {});
  SpanningTree tree(graph.units());
  Random random(seed);
  std::map<Tree, int> seen;
  for (int i = 0; i < draws; ++i) {
    tree.draw(patch, random);
    ++seen[edges_of(patch, tree)];
  }
  const double expected = static_cast<double>(draws) / static_cast<double>(trees.size());
  double sum = 0;
  for (const Tree& t : trees) sum += (seen[t] - expected) * (seen[t] - expected) / expected;
  CHECK(seen.size() == trees.size());  // no tree that is not one, none forgotten
  return sum;
}

}  // namespace

TEST_CASE("every spanning tree of a 2 × 4 grid is equally likely") {
  const Graph graph = grid(4, 2);
  REQUIRE(all_trees(graph).size() == 56);
  // 55 degrees of freedom: 93 is exceeded once in a thousand samples.
  CHECK(chi_square(graph, 56000, 1) < 93);
  CHECK(chi_square(graph, 56000, 2) < 93);
}

TEST_CASE("trees stay uniform on degrees that differ: a wheel") {
  std::vector<Edge> edges;
  for (Unit u = 1; u <= 5; ++u) edges.push_back({0, u, 1}), edges.push_back({u, u % 5 + 1, 1});
  const Graph graph(6, std::move(edges));
  REQUIRE(all_trees(graph).size() == 121);
  CHECK(chi_square(graph, 121000, 3) < 173);  // 120 degrees of freedom, one in a thousand
}

TEST_CASE("a tree is in order, spans its patch and keeps to it") {
  const Graph graph = grid(9, 7);
  const std::vector<Unit> left{0, 1, 2, 9, 10, 11, 18, 19, 20}, right{3, 12, 21, 22};
  Patch patch(graph);
  patch.assign(left, right);
  SpanningTree tree(graph.units());
  Random random(4);
  for (int i = 0; i < 200; ++i) {
    tree.draw(patch, random);
    REQUIRE(tree.order().size() == 13);
    std::vector<bool> met(13, false);
    for (Place p : tree.order()) {
      CHECK((tree.parent(p) == p || met[static_cast<std::size_t>(tree.parent(p))]));
      CHECK_FALSE(met[static_cast<std::size_t>(p)]);
      met[static_cast<std::size_t>(p)] = true;
    }
    std::vector<Edge> chosen;
    for (const auto& [a, b] : edges_of(patch, tree)) chosen.push_back({a, b, 1});
    CHECK(chosen.size() == 12);
  }
}

TEST_CASE("a patch holds the edges among its vertices, by their position in the graph") {
  const Graph graph = grid(4, 3);
  const std::vector<Unit> first{0, 1, 5}, second{6};
  Patch patch(graph);
  for (int again = 0; again < 2; ++again) {
    patch.assign(first, second);
    REQUIRE(patch.size() == 4);
    std::size_t slots = 0;
    for (Place p = 0; p < patch.size(); ++p)
      for (std::size_t k = 0; k < patch.neighbours(p).size(); ++k, ++slots) {
        const Edge& e = graph.edges()[static_cast<std::size_t>(patch.edges(p)[k])];
        CHECK(std::minmax(patch.vertex(p), patch.vertex(patch.neighbours(p)[k])) == std::minmax(e.a, e.b));
      }
    CHECK(slots == 6);  // 0-1, 1-5, 5-6, each from both ends
  }
}

TEST_CASE("the same seed draws the same trees; a patch of one vertex is its own tree") {
  const Graph graph = grid(5, 5);
  const auto units = all_units(graph);
  Patch patch(graph);
  patch.assign(units, {});
  SpanningTree a(25), b(25);
  Random ra(9), rb(9);
  for (int i = 0; i < 20; ++i) {
    a.draw(patch, ra), b.draw(patch, rb);
    CHECK(edges_of(patch, a) == edges_of(patch, b));
  }
  patch.assign(std::span(units).first(1), {});
  a.draw(patch, ra);
  CHECK(a.order().size() == 1);
}

TEST_CASE("linked trees of two parts are uniform in each and hang by the edge between the roots") {
  // A square with a diagonal has 8 spanning trees, a square 4: 32 pairs.
  const Graph graph(8, {{0, 1, 1},
                        {1, 2, 1},
                        {2, 3, 1},
                        {3, 0, 1},
                        {0, 2, 1},
                        {4, 5, 1},
                        {5, 6, 1},
                        {6, 7, 1},
                        {7, 4, 1},
                        {0, 4, 1},
                        {1, 5, 1},
                        {2, 6, 1}});
  const std::vector<Unit> first{0, 1, 2, 3}, second{4, 5, 6, 7};
  Patch patch(graph);
  patch.assign_apart(first, second);
  std::size_t slots = 0;
  for (Place p = 0; p < 8; ++p) {
    slots += patch.neighbours(p).size();
    for (const Place q : patch.neighbours(p)) CHECK((p < 4) == (q < 4));
  }
  CHECK(slots == 18);
  SpanningTree tree(8);
  Random random(6);
  std::map<std::vector<std::pair<Unit, Unit>>, double> seen;
  constexpr int kDraws = 32'000;
  for (int i = 0; i < kDraws; ++i) {
    tree.draw_linked(patch, 1, 5, random);
    REQUIRE(tree.order().size() == 8);
    CHECK(tree.parent(1) == 1);
    CHECK(tree.parent(5) == 1);
    std::vector<bool> met(8, false);
    std::vector<std::pair<Unit, Unit>> edges;
    for (Place p : tree.order()) {
      REQUIRE((p == 1 || met[static_cast<std::size_t>(tree.parent(p))]));
      met[static_cast<std::size_t>(p)] = true;
      if (p != 1 && p != 5) edges.push_back(std::minmax(p, tree.parent(p)));
    }
    std::sort(edges.begin(), edges.end());
    ++seen[edges];
  }
  double chi_square = 0;
  for (const auto& [edges, times] : seen) chi_square += (times - 1000) * (times - 1000) / 1000;
  CHECK(seen.size() == 32);
  CHECK(chi_square < 61.1);  // 31 degrees of freedom, one in a thousand
}

}  // namespace maillage::engines::districting
