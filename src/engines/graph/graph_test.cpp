#include "engines/graph/graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace maillage::engines {
namespace {

std::vector<Unit> sorted(std::span<const Unit> units) {
  std::vector<Unit> out(units.begin(), units.end());
  std::sort(out.begin(), out.end());
  return out;
}

TEST_CASE("neighbours go both ways and know their edge") {
  const Graph graph(4, {{2, 0, 5}, {0, 1, 3}, {1, 2, 7}});
  CHECK(graph.units() == 4);
  CHECK(sorted(graph.neighbours(0)) == std::vector<Unit>{1, 2});
  CHECK(graph.neighbours(3).empty());
  for (Unit u = 0; u < 4; ++u)
    for (std::size_t k = 0; k < graph.neighbours(u).size(); ++k) {
      const Edge& e = graph.edges()[static_cast<std::size_t>(graph.edges_of(u)[k])];
      CHECK((e.a == u ? e.b : e.a) == graph.neighbours(u)[k]);
    }
}

TEST_CASE("doubled edges are one, their borders added") {
  const Graph graph(2, {{0, 1, 3}, {1, 0, 4}});
  REQUIRE(graph.edges().size() == 1);
  CHECK(graph.edges()[0].border_m == 7);
}

TEST_CASE("an empty graph") {
  CHECK(Graph().units() == 0);
  CHECK(components(Graph()).empty());
  CHECK(connected(Graph(3, {}), {false, false, false}));
}

TEST_CASE("components are numbered by their smallest unit") {
  CHECK(components(Graph(5, {{0, 3, 1}, {1, 4, 1}})) == std::vector<std::int32_t>{0, 1, 2, 0, 1});
}

TEST_CASE("connection is judged inside the marked units") {
  const Graph path(4, {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}});
  CHECK(connected(path, {true, true, false, false}));
  CHECK_FALSE(connected(path, {true, false, true, false}));
  CHECK(connected(path, {false, false, false, true}));
}

TEST_CASE("pieces of each district, units without district aside") {
  const Graph path(5, {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {3, 4, 1}});
  CHECK(pieces(path, {0, 1, 0, -1, 0}, 3) == std::vector<std::int32_t>{3, 1, 0});
}

}  // namespace
}  // namespace maillage::engines
