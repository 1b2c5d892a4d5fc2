// Places on a line, where dynamic programming knows the optimum of every model but capacities, on sizes that no
// enumeration reaches. Hassin & Tamir, "Improved complexity bounds for location problems on the real line", Operations
// Research Letters 10 (1991).
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "engines/siting/siting.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

// Every place is a demand and a site, in ascending order.
struct Line {
  std::vector<double> at;
  Instance instance;

  std::size_t size() const { return at.size(); }
  double weight(std::size_t d) const { return static_cast<double>(instance.weights[d]); }
};

// Whole coordinates, so that several places may be as good.
Line drawn_line(Random& random, int places, Site open) {
  Line line;
  for (int i = 0; i < places; ++i) line.at.push_back(static_cast<double>(random.below(1000)));
  std::sort(line.at.begin(), line.at.end());
  std::vector<double> table;
  for (const double a : line.at)
    for (const double b : line.at) table.push_back(std::fabs(a - b));
  line.instance.costs = Costs::dense(places, places, table);
  line.instance.open = open;
  line.instance.radius = 20 + static_cast<double>(random.below(60));
  for (int i = 0; i < places; ++i) {
    line.instance.weights.push_back(static_cast<std::int64_t>(random.below(50)));
    line.instance.sites.push_back({.price_open = 1 + static_cast<double>(random.below(12))});
  }
  return line;
}

// What the demands strictly between two open sites cost, each going to the nearest; `before` or `after` may be missing.
double between(const Line& line, std::ptrdiff_t before, std::ptrdiff_t after) {
  double cost = 0;
  const auto end = static_cast<std::ptrdiff_t>(line.size());
  for (std::ptrdiff_t d = before + 1; d < after; ++d) {
    const auto demand = static_cast<std::size_t>(d);
    const double left = before < 0 ? HUGE_VAL : line.at[demand] - line.at[static_cast<std::size_t>(before)];
    const double right = after == end ? HUGE_VAL : line.at[static_cast<std::size_t>(after)] - line.at[demand];
    cost += line.weight(demand) == 0 ? 0 : line.weight(demand) * std::min(left, right);
  }
  return cost;
}

// The least cost when the open sites' prices add up to no more than `budget`; best[j][b]: the last one open is j.
double least_cost(const Line& line, const std::vector<int>& price, int budget) {
  const std::size_t n = line.size();
  const auto width = static_cast<std::size_t>(budget) + 1;
  std::vector<std::vector<double>> best(n, std::vector<double>(width, HUGE_VAL));
  double least = HUGE_VAL;
  for (std::size_t j = 0; j < n; ++j) {
    const auto own = static_cast<std::size_t>(price[j]);
    const auto at = static_cast<std::ptrdiff_t>(j);
    const double first = between(line, -1, at);
    for (std::size_t b = own; b < width; ++b) best[j][b] = first;
    for (std::size_t i = 0; i < j; ++i) {
      const double more = between(line, static_cast<std::ptrdiff_t>(i), at);
      for (std::size_t b = own; b < width; ++b) best[j][b] = std::min(best[j][b], best[i][b - own] + more);
    }
    least = std::min(least, best[j][width - 1] + between(line, at, static_cast<std::ptrdiff_t>(n)));
  }
  return least;
}

// The fewest sites that have every demand within the radius: each time the last site that still reaches the first
// demand left.
int fewest_sites(const Line& line, double radius) {
  int count = 0;
  double reached = -HUGE_VAL;
  for (std::size_t d = 0; d < line.size(); ++d) {
    if (line.weight(d) == 0 || line.at[d] <= reached) continue;
    double site = line.at[d];
    for (const double at : line.at)
      if (at - line.at[d] <= radius) site = std::max(site, at);
    reached = site + radius;
    ++count;
  }
  return count;
}

// Demands within the radius of site j and not of site i, on its left.
double newly_covered(const Line& line, std::ptrdiff_t i, std::size_t j) {
  double weight = 0;
  for (std::size_t d = 0; d < line.size(); ++d) {
    const bool before = i >= 0 && line.at[d] <= line.at[static_cast<std::size_t>(i)] + line.instance.radius;
    if (!before && std::fabs(line.at[d] - line.at[j]) <= line.instance.radius) weight += line.weight(d);
  }
  return weight;
}

double most_covered(const Line& line, Site open) {
  const std::size_t n = line.size();
  std::vector<double> last(n, 0);
  double best = 0;
  for (Site k = 0; k < open; ++k) {
    std::vector<double> next(n, 0);
    for (std::size_t j = 0; j < n; ++j) {
      next[j] = newly_covered(line, -1, j);
      for (std::size_t i = 0; k > 0 && i < j; ++i)
        next[j] = std::max(next[j], last[i] + newly_covered(line, static_cast<std::ptrdiff_t>(i), j));
      best = std::max(best, next[j]);
    }
    last = next;
  }
  return best;
}

Answer solved(const Line& line, Model model) {
  Instance instance = line.instance;
  instance.model = model;
  const Answer answer = solve(instance, {.seconds = 30});
  CHECK(answer.status == Status::optimal);
  CHECK(evaluate(instance, answer.open).value == doctest::Approx(answer.value));
  return answer;
}

TEST_CASE("medians on a line") {
  Random random(261);
  for (const auto& [places, open] : {std::pair{40, 1}, {50, 4}, {60, 9}, {60, 20}, {60, 59}}) {
    CAPTURE(places);
    CAPTURE(open);
    const Line line = drawn_line(random, places, open);
    CHECK(solved(line, Model::median).value == least_cost(line, std::vector<int>(line.size(), 1), open));
  }
}

TEST_CASE("medians of hundreds of sites on a line, whose regions are gone through") {
  Random random(262);
  const Line line = drawn_line(random, 220, 60);
  CHECK(solved(line, Model::median).value == least_cost(line, std::vector<int>(line.size(), 1), 60));
}

TEST_CASE("budgets on a line") {
  Random random(263);
  for (const int budget : {13, 30, 60}) {
    CAPTURE(budget);
    Line line = drawn_line(random, 45, 0);
    line.instance.budget = budget;
    std::vector<int> price;
    for (const SiteTerms& terms : line.instance.sites) price.push_back(static_cast<int>(terms.price_open));
    CHECK(solved(line, Model::budgeted).value == least_cost(line, price, budget));
  }
}

TEST_CASE("set covers on a line") {
  Random random(264);
  for (int i = 0; i < 10; ++i) {
    CAPTURE(i);
    const Line line = drawn_line(random, 80, 1);
    CHECK(solved(line, Model::set_cover).value == fewest_sites(line, line.instance.radius));
  }
}

TEST_CASE("centers on a line: within that radius so many sites are enough, within the next smaller one they are not") {
  Random random(265);
  for (const Site open : {1, 3, 8, 20}) {
    CAPTURE(open);
    const Line line = drawn_line(random, 70, open);
    const double worst = solved(line, Model::center).value;
    CHECK(fewest_sites(line, worst) <= open);
    if (worst > 0) CHECK(fewest_sites(line, worst - 1) > open);
  }
}

TEST_CASE("covers on a line") {
  Random random(266);
  for (const Site open : {1, 2, 5, 9}) {
    CAPTURE(open);
    const Line line = drawn_line(random, 70, open);
    CHECK(solved(line, Model::cover).value == most_covered(line, open));
  }
}

TEST_CASE("the whole curve of a line") {
  Random random(267);
  const Line line = drawn_line(random, 40, 1);
  const auto points = curve(line.instance, 1, 12, {.seconds = 30});
  REQUIRE(points.size() == 12);
  for (const CurvePoint& point : points)
    CHECK(point.answer.value == least_cost(line, std::vector<int>(line.size(), 1), point.open));
}

}  // namespace
}  // namespace maillage::engines::siting
