#include "engines/districting/matching.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "base/random.hpp"

namespace maillage::engines::districting {
namespace {

using Table = std::vector<std::vector<std::int64_t>>;

std::int64_t value_of(const Table& table, const std::vector<std::int32_t>& column) {
  std::int64_t sum = 0;
  for (std::size_t row = 0; row < table.size(); ++row)
    if (column[row] >= 0) sum += table[row][static_cast<std::size_t>(column[row])];
  return sum;
}

// Largest value over every injection of the shorter side into the longer.
std::int64_t brute_force(const Table& table) {
  const std::size_t rows = table.size(), columns = table.front().size(), side = std::max(rows, columns);
  std::vector<std::size_t> order(side);
  std::iota(order.begin(), order.end(), 0);
  std::int64_t best = 0;
  do {
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < rows; ++row)
      if (order[row] < columns) sum += table[row][order[row]];
    best = std::max(best, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST_CASE("oracle: the assignment is worth as much as the best of all") {
  Random random(5);
  for (int round = 0; round < 120; ++round) {
    const std::size_t rows = 1 + random.below(5), columns = 1 + random.below(5);
    Table table(rows, std::vector<std::int64_t>(columns));
    for (auto& row : table)
      for (auto& cell : row) cell = static_cast<std::int64_t>(random.below(20));
    const auto column = best_assignment(table);
    CHECK(value_of(table, column) == brute_force(table));
    auto used = column;
    std::erase(used, -1);
    std::sort(used.begin(), used.end());
    CHECK(std::adjacent_find(used.begin(), used.end()) == used.end());
    CHECK(used.size() == std::min(rows, columns));
  }
}

TEST_CASE("nothing to assign") {
  CHECK(best_assignment({}).empty());
  CHECK(best_assignment({{}, {}}) == std::vector<std::int32_t>{-1, -1});
}

TEST_CASE("districts are matched by the load they share") {
  // Present A shares 8 with new 1 and 3 with new 0; present B shares 4 with new 1 only.
  const Plan present{0, 0, 1}, plan{1, 0, 1};
  CHECK(match_districts(present, plan, {8, 3, 4}, 2) == std::vector<District>{1, 0});
  CHECK(match_districts(present, plan, {3, 3, 4}, 2) == std::vector<District>{0, 1});
}

TEST_CASE("more present districts than new ones: some end") {
  const auto match = match_districts({0, 1, 2}, {0, 0, 1}, {4, 6, 1}, 2);
  CHECK(match == std::vector<District>{-1, 0, 1});
}

TEST_CASE("units without a present district are left out") {
  CHECK(match_districts({-1, -1, 0}, {0, 0, 1}, {9, 9, 1}, 2) == std::vector<District>{1});
}

}  // namespace
}  // namespace maillage::engines::districting
