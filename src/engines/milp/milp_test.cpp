// The solver of 0-1 programmes against every point there is, with rows known at once and rows met on the way.
#include "engines/milp/milp.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <optional>

#include "base/random.hpp"

namespace maillage::engines::milp {
namespace {

constexpr std::size_t kColumns = 9;

const Separate kNothing = [](std::span<const double>) { return std::vector<Row>{}; };

double side(const Row& row, std::span<const double> point) {
  double sum = 0;
  for (std::size_t k = 0; k < row.columns.size(); ++k)
    sum += row.coefficients[k] * point[static_cast<std::size_t>(row.columns[k])];
  return sum;
}

bool satisfies(const Row& row, std::span<const double> point) {
  const double sum = side(row, point);
  return sum >= row.lower - 1e-9 && sum <= row.upper + 1e-9;
}

std::vector<double> corner(unsigned bits) {
  std::vector<double> point;
  for (std::size_t i = 0; i < kColumns; ++i) point.push_back((bits >> i & 1U) != 0 ? 1 : 0);
  return point;
}

double cost(const Programme& programme, std::span<const double> point) {
  double sum = 0;
  for (std::size_t i = 0; i < point.size(); ++i) sum += programme.costs[i] * point[i];
  return sum;
}

std::optional<double> least(const Programme& programme, const std::vector<Row>& more = {}) {
  std::optional<double> best;
  for (unsigned bits = 0; bits < 1U << kColumns; ++bits) {
    const std::vector<double> point = corner(bits);
    const auto all = [&](const std::vector<Row>& rows) {
      for (const Row& row : rows)
        if (!satisfies(row, point)) return false;
      return true;
    };
    if (all(programme.rows) && all(more) && !(best && *best <= cost(programme, point))) best = cost(programme, point);
  }
  return best;
}

Row random_row(Random& random) {
  Row row;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(kColumns); ++i)
    if (random.below(3) != 0) {
      row.columns.push_back(i);
      row.coefficients.push_back(static_cast<double>(random.below(19)) - 6);
    }
  (random.below(2) == 0 ? row.lower : row.upper) = static_cast<double>(random.below(12));
  return row;
}

Programme random_programme(Random& random, int rows) {
  Programme programme;
  for (std::size_t i = 0; i < kColumns; ++i) programme.costs.push_back(static_cast<double>(random.below(40)) - 15);
  for (int k = 0; k < rows; ++k) programme.rows.push_back(random_row(random));
  return programme;
}

TEST_CASE("oracle: the best of all corners, or the proof that there is none") {
  int none = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Programme programme = random_programme(random, 3 + static_cast<int>(seed % 4));
    const auto best = least(programme);
    const Answer answer = solve(programme, kNothing, {});
    CHECK(answer.closed);
    CHECK(answer.point.empty() == !best);
    none += !best;
    if (!best) continue;
    CHECK(answer.value == doctest::Approx(*best));
    CHECK(answer.bound == doctest::Approx(*best));
    const std::vector<double> point(answer.point.begin(), answer.point.end());
    for (const Row& row : programme.rows) CHECK(satisfies(row, point));
    CHECK(cost(programme, point) == doctest::Approx(*best));
  }
  CHECK(none > 3);
}

TEST_CASE("oracle: rows met only where they are broken give the same optimum") {
  int asked = 0;
  for (std::uint64_t seed = 101; seed <= 140; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Programme programme = random_programme(random, 2);
    std::vector<Row> hidden;
    for (int k = 0; k < 4; ++k) hidden.push_back(random_row(random));
    const Separate separate = [&](std::span<const double> point) {
      std::vector<Row> broken;
      for (const Row& row : hidden)
        if (side(row, point) < row.lower - 1e-6 || side(row, point) > row.upper + 1e-6) broken.push_back(row);
      asked += !broken.empty();
      return broken;
    };
    const auto best = least(programme, hidden);
    const Answer answer = solve(programme, separate, {});
    CHECK(answer.closed);
    CHECK(answer.point.empty() == !best);
    if (best) CHECK(answer.value == doctest::Approx(*best));
  }
  CHECK(asked > 20);
}

TEST_CASE("only what is below the cutoff is looked for, and what is above is proved to be") {
  Random random(7);
  const Programme programme = random_programme(random, 2);
  const auto best = least(programme);
  REQUIRE(best);
  const Answer none = solve(programme, kNothing, {.cutoff = *best - 0.5});
  CHECK(none.closed);
  CHECK(none.point.empty());
  CHECK(none.bound == doctest::Approx(*best - 0.5));
  const Answer found = solve(programme, kNothing, {.cutoff = *best + 0.5});
  CHECK(found.value == doctest::Approx(*best));
}

TEST_CASE("a search that is stopped, or has no time, claims nothing it has not proved") {
  Random random(8);
  Programme programme;
  Row row;
  // Many near-equal ways of filling a knapsack: long to close.
  for (std::int32_t i = 0; i < 60; ++i) {
    const double weight = 1000 + static_cast<double>(random.below(500));
    programme.costs.push_back(-weight - static_cast<double>(random.below(20)));
    row.columns.push_back(i);
    row.coefficients.push_back(weight);
  }
  row.upper = 31415.5;
  programme.rows = {row};
  const std::atomic<bool> stop = true;
  const Answer stopped = solve(programme, kNothing, {.stop = &stop});
  CHECK_FALSE(stopped.closed);
  CHECK(stopped.point.empty());
  CHECK(stopped.bound == -HUGE_VAL);
  const Answer late = solve(programme, kNothing, {.seconds = 0});
  CHECK_FALSE(late.closed);
  CHECK(late.bound <= -31000);
}

TEST_CASE("a programme without columns or without rows") {
  CHECK(solve({}, kNothing, {}).closed);
  const Answer free = solve({{3, -2, -5}, {}}, kNothing, {});
  CHECK(free.point == std::vector<bool>{false, true, true});
  CHECK(free.value == doctest::Approx(-7));
}

}  // namespace
}  // namespace maillage::engines::milp
