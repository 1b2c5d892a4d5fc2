// Assignments and matchings of districts beyond the cases at hand: signs, ties, large values, sizes, names.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "engines/districting/matching.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

using Table = std::vector<std::vector<std::int64_t>>;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

std::int64_t value_of(const Table& table, const std::vector<std::int32_t>& column) {
  std::int64_t sum = 0;
  for (std::size_t row = 0; row < table.size(); ++row)
    if (column[row] >= 0) sum += table[row][at(column[row])];
  return sum;
}

// Best value over assignments that give a column to as many rows as there can be.
std::int64_t best_full(const Table& table, std::size_t row, std::uint32_t used, std::size_t left) {
  if (row == table.size()) return 0;
  std::int64_t best = std::numeric_limits<std::int64_t>::min() / 2;
  if (table.size() - row > left) best = best_full(table, row + 1, used, left);
  for (std::size_t j = 0; j < table.front().size(); ++j)
    if ((used >> j & 1) == 0 && left > 0)
      best = std::max(best, table[row][j] + best_full(table, row + 1, used | std::uint32_t{1} << j, left - 1));
  return best;
}

Table random_table(Random& random, std::size_t rows, std::size_t columns, std::int64_t least, std::uint64_t span) {
  Table table(rows, std::vector<std::int64_t>(columns));
  for (auto& row : table)
    for (auto& cell : row) cell = least + static_cast<std::int64_t>(random.below(span));
  return table;
}

TEST_CASE("oracle: values of any sign and size, squares and rectangles, up to seven") {
  Random random(1);
  for (int round = 0; round < 150; ++round) {
    const std::size_t rows = 1 + random.below(7), columns = 1 + random.below(7);
    const bool large = round % 3 == 0;
    const Table table = large ? random_table(random, rows, columns, -1'000'000'000'000, 2'000'000'000'000)
                              : random_table(random, rows, columns, -5, 11);
    const auto column = best_assignment(table);
    CHECK(value_of(table, column) == best_full(table, 0, 0, std::min(rows, columns)));
    std::set<std::int32_t> used;
    for (const std::int32_t c : column)
      if (c >= 0) CHECK(used.insert(c).second);
    CHECK(used.size() == std::min(rows, columns));
  }
}

TEST_CASE("property: a constant added to a row or a column changes no best assignment of a square") {
  Random random(2);
  for (int round = 0; round < 60; ++round) {
    Table table = random_table(random, 6, 6, 0, 1000);
    const std::int64_t before = value_of(table, best_assignment(table));
    const std::size_t line = random.below(6);
    for (std::size_t j = 0; j < 6; ++j) table[line][j] += 37;
    for (std::size_t i = 0; i < 6; ++i) table[i][line] -= 12;
    CHECK(value_of(table, best_assignment(table)) == before + 37 - 12);
  }
}

TEST_CASE("property: rows and columns exchanged, the value is the same") {
  Random random(3);
  for (int round = 0; round < 60; ++round) {
    const Table table = random_table(random, 1 + random.below(8), 1 + random.below(8), 0, 50);
    Table across(table.front().size(), std::vector<std::int64_t>(table.size()));
    for (std::size_t i = 0; i < table.size(); ++i)
      for (std::size_t j = 0; j < across.size(); ++j) across[j][i] = table[i][j];
    CHECK(value_of(table, best_assignment(table)) == value_of(across, best_assignment(across)));
  }
}

TEST_CASE("three hundred by three hundred, on a permutation that is plainly the best") {
  Random random(4);
  const auto to = testing::shuffled_units(random, 300);
  Table table = random_table(random, 300, 300, 0, 100);
  for (std::size_t i = 0; i < 300; ++i) table[i][at(to[i])] = 1000;
  CHECK(best_assignment(table) == to);
}

TEST_CASE("oracle: matched districts keep as much load as any matching") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Random random(seed);
    const auto units = static_cast<std::size_t>(4 + random.below(12));
    Instance instance;
    instance.districts = static_cast<District>(1 + random.below(5));
    instance.weights = {{"load", testing::random_loads(random, static_cast<int>(units), 9), 0, 0}};
    Plan present, plan;
    for (std::size_t u = 0; u < units; ++u) {
      present.push_back(static_cast<District>(random.below(6)) - 1);
      plan.push_back(static_cast<District>(random.below(static_cast<std::uint64_t>(instance.districts))));
    }
    present[0] = 0;
    const auto& load = instance.weights[0].of_unit;
    const auto match = match_districts(present, plan, load, instance.districts);
    std::int64_t moved = 0;
    for (std::size_t u = 0; u < units; ++u)
      if (present[u] >= 0 && match[at(present[u])] != plan[u]) moved += load[u];
    CHECK(moved == testing::least_moved(instance, present, plan));
    std::set<District> used;
    for (const District d : match)
      if (d >= 0) CHECK(used.insert(d).second);
  }
}

TEST_CASE("property: new names of present districts are followed by the matching") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const auto load = testing::random_loads(random, 20, 1000);  // ties are unlikely
    Plan present, plan;
    for (int u = 0; u < 20; ++u)
      present.push_back(static_cast<District>(random.below(4))), plan.push_back(static_cast<District>(random.below(4)));
    for (District d = 0; d < 4; ++d) present[at(d)] = d;
    const auto match = match_districts(present, plan, load, 4);
    Plan renamed = present;
    for (District& d : renamed) d = 3 - d;
    const auto other = match_districts(renamed, plan, load, 4);
    std::int64_t kept = 0, kept_renamed = 0;
    for (std::size_t u = 0; u < 20; ++u) {
      kept += match[at(present[u])] == plan[u] ? load[u] : 0;
      kept_renamed += other[at(renamed[u])] == plan[u] ? load[u] : 0;
    }
    CHECK(kept == kept_renamed);
  }
}

TEST_CASE("a plan is matched to itself, district by district, when every district has load") {
  Random random(7);
  Plan plan;
  for (int u = 0; u < 30; ++u) plan.push_back(static_cast<District>(u % 7));
  CHECK(match_districts(plan, plan, testing::random_loads(random, 30, 9), 7) ==
        std::vector<District>{0, 1, 2, 3, 4, 5, 6});
  CHECK(match_districts({}, {}, {}, 3).empty());
}

}  // namespace
}  // namespace maillage::engines::districting
