#include "engines/districting/power_diagram.hpp"

#include <doctest/doctest.h>

#include <numeric>

namespace maillage::engines::districting {
namespace {

Sharing drawn(Random& random, std::size_t points, std::size_t centres, double tolerance) {
  Sharing out;
  double total = 0;
  for (std::size_t i = 0; i < points; ++i) {
    out.points.push_back({100 * random.unit(), 60 * random.unit(), 1.0 + static_cast<double>(random.below(9))});
    total += out.points.back().load;
  }
  out.fixed.assign(points, -1);
  out.anchor.assign(centres, -1);
  out.lower = (1 - tolerance) * total / static_cast<double>(centres);
  out.upper = (1 + tolerance) * total / static_cast<double>(centres);
  return out;
}

std::vector<double> loads(const Sharing& sharing, const std::vector<std::int32_t>& plan) {
  std::vector<double> out(sharing.anchor.size(), 0);
  for (std::size_t i = 0; i < plan.size(); ++i) out[static_cast<std::size_t>(plan[i])] += sharing.points[i].load;
  return out;
}

// Σ load × squared distance to the middle of what each centre gets.
double inertia(const Sharing& sharing, const std::vector<std::int32_t>& plan) {
  double sum = 0;
  for (std::size_t d = 0; d < sharing.anchor.size(); ++d) {
    double load = 0, x = 0, y = 0, squares = 0;
    for (std::size_t i = 0; i < plan.size(); ++i) {
      if (plan[i] != static_cast<std::int32_t>(d)) continue;
      const Point& p = sharing.points[i];
      load += p.load, x += p.load * p.x, y += p.load * p.y, squares += p.load * (p.x * p.x + p.y * p.y);
    }
    if (load > 0) sum += squares - (x * x + y * y) / load;
  }
  return sum;
}

TEST_CASE("property: settled loads are within the bounds, but for a few points") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    const Sharing sharing = drawn(random, 800, 3 + random.below(6), 0.02);
    PowerDiagram diagram(sharing, random);
    diagram.settle({});
    CAPTURE(seed);
    for (const double load : loads(sharing, diagram.plan())) {
      CHECK(load > 0.94 * sharing.lower);
      CHECK(load < 1.06 * sharing.upper);
    }
  }
}

TEST_CASE("property: a town as dense as a hundred times the country is shared too") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Random random(seed);
    Sharing sharing = drawn(random, 800, 6, 0.02);
    for (std::size_t i = 0; i < 400; ++i)
      sharing.points[i].x = 45 + sharing.points[i].x / 10, sharing.points[i].y = 27 + sharing.points[i].y / 10;
    PowerDiagram diagram(sharing, random);
    diagram.settle({});
    CAPTURE(seed);
    for (const double load : loads(sharing, diagram.plan())) {
      CHECK(load > 0.9 * sharing.lower);
      CHECK(load < 1.1 * sharing.upper);
    }
  }
}

TEST_CASE("property: a town as heavy as a district does not draw a second one to it") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    Sharing sharing = drawn(random, 400, 5, 0.05);
    sharing.points[0].load = 0.95 * sharing.lower;
    sharing.lower *= 1.19, sharing.upper *= 1.19;
    PowerDiagram diagram(sharing, random);
    diagram.settle({});
    CAPTURE(seed);
    for (const double load : loads(sharing, diagram.plan())) CHECK(load < 1.4 * sharing.upper);
  }
}

TEST_CASE("the value is close to what the sharing costs, and never far above") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    const Sharing sharing = drawn(random, 800, 5, 0.05);
    PowerDiagram diagram(sharing, random);
    const double value = diagram.settle({}), cost = inertia(sharing, diagram.plan());
    CAPTURE(seed);
    CHECK(value > 0.95 * cost);
    CHECK(value < 1.05 * cost);
  }
}

TEST_CASE("fixed points stay at their centre, and anchored centres where they begin") {
  Random random(3);
  Sharing sharing = drawn(random, 200, 2, 0.1);
  sharing.points[0] = {0, 0, 1}, sharing.points[1] = {100, 60, 1}, sharing.points[2] = {99, 59, 1};
  sharing.anchor = {0, 1};
  sharing.fixed[2] = 0;
  sharing.anchored = true;
  PowerDiagram diagram(sharing, random);
  diagram.settle({});
  CHECK(diagram.plan()[2] == 0);
  CHECK(diagram.plan()[0] == 0);
  CHECK(diagram.plan()[1] == 1);
}

TEST_CASE("an order to stop leaves every point with a centre") {
  Random random(5);
  const Sharing sharing = drawn(random, 100, 4, 0.1);
  PowerDiagram diagram(sharing, random);
  diagram.settle([] { return true; });
  for (const std::int32_t d : diagram.plan()) CHECK((d >= 0 && d < 4));
}

}  // namespace
}  // namespace maillage::engines::districting
