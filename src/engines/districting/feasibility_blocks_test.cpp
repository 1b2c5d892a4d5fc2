#include "engines/districting/feasibility_blocks.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"
#include "engines/graph/union_find.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

std::int32_t pieces_without(const Graph& graph, Unit removed) {
  std::vector<Edge> edges;
  for (const Edge& e : graph.edges())
    if (e.a != removed && e.b != removed) edges.push_back(e);
  const auto labels = components(Graph(graph.units(), std::move(edges)));
  return *std::max_element(labels.begin(), labels.end()) + 1 - 1;  // the removed unit is a piece by itself
}

TEST_CASE("property: a unit is a cut vertex exactly when the graph without it has one piece more") {
  int cuts_met = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Random random(seed);
    const auto units = static_cast<Unit>(2 + random.below(20));
    const Graph graph(units, testing::edges_of(testing::kShapes[seed % 6], units, random));
    const auto labels = components(graph);
    const std::int32_t before = *std::max_element(labels.begin(), labels.end()) + 1;
    const auto cuts = cut_vertices(graph);
    CHECK(std::is_sorted(cuts.begin(), cuts.end()));
    for (Unit u = 0; u < units; ++u) {
      CAPTURE(u);
      CHECK(std::binary_search(cuts.begin(), cuts.end(), u) == (pieces_without(graph, u) > before));
    }
    cuts_met += static_cast<int>(cuts.size());
  }
  CHECK(cuts_met > 100);
}

TEST_CASE("a long path does not exhaust the stack") {
  std::vector<Edge> edges;
  for (Unit u = 0; u + 1 < 200'000; ++u) edges.push_back({u, u + 1, 1});
  CHECK(cut_vertices(Graph(200'000, std::move(edges))).size() == 199'998);
}

TEST_CASE("no unit, one unit, one edge have no cut vertex") {
  CHECK(cut_vertices(Graph()).empty());
  CHECK(cut_vertices(Graph(1, {})).empty());
  CHECK(cut_vertices(Graph(2, {{0, 1, 1}})).empty());
  CHECK(cut_vertices(Graph(3, {{0, 1, 1}, {1, 2, 1}})) == std::vector<std::int32_t>{1});
}

TEST_CASE("property: every lawful plan keeps every block in one district, and blocks carry all the load") {
  int plans = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::kShapes[seed % 6], 8, 3, 0.6);
    testing::constrain(random, instance);
    if (instance.fixed.size() == 2 && instance.fixed[0].first == instance.fixed[1].first) continue;
    const Blocks blocks = blocks_of(instance);
    for (std::size_t w = 0; w < instance.weights.size(); ++w)
      for (std::size_t b = 0; b < blocks.units.size(); ++b) {
        std::int64_t sum = 0;
        for (Unit u : blocks.units[b]) sum += instance.weights[w].of_unit[at(u)];
        CHECK(sum == blocks.loads[w][b]);
      }
    for (Unit u = 0; u < 8; ++u) {
      const auto& units = blocks.units[at(blocks.of_unit[at(u)])];
      CHECK(std::find(units.begin(), units.end(), u) != units.end());
    }
    testing::for_each_lawful(instance, [&](const Plan& plan) {
      ++plans;
      for (std::size_t b = 0; b < blocks.units.size(); ++b)
        for (Unit u : blocks.units[b]) {
          CHECK(plan[at(u)] == plan[at(blocks.units[b].front())]);
          if (blocks.fixed[b] >= 0) CHECK(plan[at(u)] == blocks.fixed[b]);
        }
    });
  }
  CHECK(plans > 200);
}

TEST_CASE("property: classes that were joined, and only they, have one leader") {
  Random random(5);
  for (int round = 0; round < 30; ++round) {
    UnionFind classes(30);
    std::vector<int> naive(30);
    for (int i = 0; i < 30; ++i) naive[static_cast<std::size_t>(i)] = i;
    for (int step = 0; step < 25; ++step) {
      const Unit a = testing::any_unit(random, 30), b = testing::any_unit(random, 30);
      const int from = naive[at(a)], to = naive[at(b)];
      CHECK(classes.join(a, b) == (from != to));
      std::replace(naive.begin(), naive.end(), from, to);
    }
    for (Unit a = 0; a < 30; ++a)
      for (Unit b = 0; b < a; ++b) CHECK((classes.find(a) == classes.find(b)) == (naive[at(a)] == naive[at(b)]));
  }
}

}  // namespace
}  // namespace maillage::engines::districting
