// Graphs against their definition: a matrix of who touches whom, and its transitive closure.
#include <doctest/doctest.h>

#include <algorithm>

#include "engines/districting/testing/random_maps.hpp"
#include "engines/graph/graph.hpp"

namespace maillage::engines {
namespace {

using Matrix = std::vector<std::vector<bool>>;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Who reaches whom through units that `inside` marks (Floyd & Warshall).
Matrix closure(const std::vector<Edge>& edges, const std::vector<bool>& inside) {
  const std::size_t n = inside.size();
  Matrix reach(n, std::vector<bool>(n, false));
  for (std::size_t u = 0; u < n; ++u) reach[u][u] = inside[u];
  for (const Edge& e : edges)
    if (inside[at(e.a)] && inside[at(e.b)]) reach[at(e.a)][at(e.b)] = reach[at(e.b)][at(e.a)] = true;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; reach[i][k] && j < n; ++j)
        if (reach[k][j]) reach[i][j] = true;
  return reach;
}

struct Drawn {
  Unit units = 0;
  std::vector<Edge> edges;  // as given: doubled, in any order and direction
};

Drawn drawn(std::uint64_t seed) {
  Random random(seed);
  Drawn out;
  out.units = static_cast<Unit>(2 + random.below(16));
  for (std::uint64_t k = random.below(30); k > 0; --k) {
    const Unit a = districting::testing::any_unit(random, out.units);
    const Unit b = districting::testing::any_unit(random, out.units);
    if (a != b) out.edges.push_back({a, b, 1 + 10 * random.unit()});
  }
  return out;
}

TEST_CASE("oracle: neighbours, edges and borders are those of the matrix") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Drawn given = drawn(seed);
    const Graph graph(given.units, given.edges);
    std::vector<std::vector<double>> border(at(given.units), std::vector<double>(at(given.units), 0));
    for (const Edge& e : given.edges) border[at(e.a)][at(e.b)] += e.border_m, border[at(e.b)][at(e.a)] += e.border_m;
    std::size_t pairs = 0;
    for (Unit u = 0; u < given.units; ++u) {
      const auto neighbours = graph.neighbours(u);
      const auto edges = graph.edges_of(u);
      REQUIRE(neighbours.size() == edges.size());
      std::vector<bool> met(at(given.units), false);
      for (std::size_t k = 0; k < neighbours.size(); ++k) {
        CHECK_FALSE(met[at(neighbours[k])]);
        met[at(neighbours[k])] = true;
        const Edge& e = graph.edges()[at(edges[k])];
        CHECK(std::minmax(e.a, e.b) == std::minmax(u, neighbours[k]));
        CHECK(e.border_m == doctest::Approx(border[at(u)][at(neighbours[k])]));
      }
      for (Unit v = 0; v < given.units; ++v) CHECK(met[at(v)] == (border[at(u)][at(v)] > 0));
      pairs += neighbours.size();
    }
    CHECK(pairs == 2 * graph.edges().size());
    CHECK(std::is_sorted(graph.edges().begin(), graph.edges().end(),
                         [](const Edge& x, const Edge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); }));
  }
}

TEST_CASE("oracle: components are the classes of the closure, numbered by their smallest unit") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Drawn given = drawn(seed);
    const auto reach = closure(given.edges, std::vector<bool>(at(given.units), true));
    const auto labels = components(Graph(given.units, given.edges));
    std::int32_t seen = 0;
    for (std::size_t u = 0; u < labels.size(); ++u) {
      for (std::size_t v = 0; v < labels.size(); ++v) CHECK((labels[u] == labels[v]) == reach[u][v]);
      CHECK(labels[u] <= seen);
      seen = std::max(seen, labels[u] + 1);
    }
  }
}

TEST_CASE("oracle: connected means that all marked units reach one another inside") {
  int yes = 0, no = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Drawn given = drawn(seed);
    Random random(seed);
    std::vector<bool> inside;
    for (Unit u = 0; u < given.units; ++u) inside.push_back(random.below(3) != 0);
    const auto reach = closure(given.edges, inside);
    bool expected = true;
    for (std::size_t u = 0; u < inside.size(); ++u)
      for (std::size_t v = 0; v < inside.size(); ++v)
        if (inside[u] && inside[v] && !reach[u][v]) expected = false;
    CHECK(connected(Graph(given.units, given.edges), inside) == expected);
    ++(expected ? yes : no);
  }
  CHECK(yes > 30);
  CHECK(no > 30);
}

TEST_CASE("oracle: the pieces of a district are the classes of the closure inside it") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Drawn given = drawn(seed);
    Random random(seed);
    Plan plan;
    for (Unit u = 0; u < given.units; ++u) plan.push_back(static_cast<District>(random.below(4)) - 1);
    const auto counted = pieces(Graph(given.units, given.edges), plan, 3);
    for (District d = 0; d < 3; ++d) {
      std::vector<bool> inside;
      for (District label : plan) inside.push_back(label == d);
      const auto reach = closure(given.edges, inside);
      std::int32_t classes = 0;
      for (std::size_t u = 0; u < plan.size(); ++u) {
        const auto first = std::find(reach[u].begin(), reach[u].end(), true) - reach[u].begin();
        classes += inside[u] && first == static_cast<std::ptrdiff_t>(u);
      }
      CHECK(counted[at(d)] == classes);
    }
  }
}

TEST_CASE("a graph is the same whatever the order and the direction its edges are given in") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Drawn given = drawn(seed);
    const Graph one(given.units, given.edges);
    std::reverse(given.edges.begin(), given.edges.end());
    for (Edge& e : given.edges) std::swap(e.a, e.b);
    const Graph other(given.units, given.edges);
    REQUIRE(one.edges().size() == other.edges().size());
    for (std::size_t k = 0; k < one.edges().size(); ++k) {
      CHECK(one.edges()[k].a == other.edges()[k].a);
      CHECK(one.edges()[k].b == other.edges()[k].b);
      CHECK(one.edges()[k].border_m == doctest::Approx(other.edges()[k].border_m));
    }
  }
}

TEST_CASE("a million units in a line are one component, without a deep stack") {
  std::vector<Edge> edges;
  for (Unit u = 0; u + 1 < 1'000'000; ++u) edges.push_back({u, u + 1, 1});
  const auto labels = components(Graph(1'000'000, std::move(edges)));
  CHECK(*std::max_element(labels.begin(), labels.end()) == 0);
}

}  // namespace
}  // namespace maillage::engines
