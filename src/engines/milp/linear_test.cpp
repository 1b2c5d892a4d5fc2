#include "engines/milp/linear.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"
#include "engines/districting/testing/stopping.hpp"

namespace maillage::engines::milp {
namespace {

struct Column {
  double cost;
  std::vector<std::int32_t> rows;
};

// Covering rows (≥ 1) and the dear column that alone covers each.
struct Grown {
  explicit Grown(std::int32_t rows)
      : linear(std::vector<Row>(static_cast<std::size_t>(rows), Row{{}, {}, 1, HUGE_VAL})) {
    for (std::int32_t row = 0; row < rows; ++row) add({100, {row}});
  }
  void add(const Column& column) {
    linear.add_column(column.cost, column.rows, std::vector<double>(column.rows.size(), 1));
    columns.push_back(column);
  }
  Linear linear;
  std::vector<Column> columns;
};

// What linear duality says of an optimum: prices that no column is below, and the same value on both sides.
void check_optimum(Grown& grown) {
  REQUIRE(grown.linear.solve());
  const auto point = grown.linear.point(), prices = grown.linear.prices();
  double primal = 0, dual = 0;
  for (const double price : prices) {
    CHECK(price >= -1e-7);
    dual += price;
  }
  for (std::size_t j = 0; j < grown.columns.size(); ++j) {
    double reduced = grown.columns[j].cost;
    for (const std::int32_t row : grown.columns[j].rows) reduced -= prices[static_cast<std::size_t>(row)];
    CHECK(reduced >= -1e-6);
    CHECK(std::fabs(reduced * point[j]) < 1e-5);
    primal += grown.columns[j].cost * point[j];
  }
  CHECK(primal == doctest::Approx(grown.linear.value()));
  CHECK(dual == doctest::Approx(grown.linear.value()));
}

TEST_CASE("property: a programme that grows by columns stays at its optimum, and never rises") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Grown grown(12);
    double before = HUGE_VAL;
    for (int round = 0; round < 6; ++round) {
      for (int k = 0; k < 5; ++k) {
        Column column{1 + 50 * random.unit(), {}};
        for (std::int32_t row = 0; row < 12; ++row)
          if (random.below(3) == 0) column.rows.push_back(row);
        grown.add(column);
      }
      check_optimum(grown);
      CHECK(grown.linear.value() <= before + 1e-6);
      before = grown.linear.value();
    }
  }
}

TEST_CASE("a row added cuts the optimum off; a programme that nothing satisfies says so") {
  Grown grown(3);
  grown.add({2, {0, 1, 2}});
  REQUIRE(grown.linear.solve());
  CHECK(grown.linear.value() == doctest::Approx(2));
  grown.linear.add_row({{3}, {1}, -HUGE_VAL, 0.5});
  REQUIRE(grown.linear.solve());
  CHECK(grown.linear.value() == doctest::Approx(1 + 150));
  grown.linear.add_row({{3}, {1}, 2, HUGE_VAL});
  CHECK_FALSE(grown.linear.solve());
}

TEST_CASE("bounds, a limit and a basis to come back to: the optimum is that of a programme made at once") {
  Random random(9);
  for (int i = 0; i < 40; ++i) {
    CAPTURE(i);
    Grown grown(10), fresh(10);
    std::vector<Column> columns;
    for (int j = 0; j < 15; ++j) {
      Column column{1 + 50 * random.unit(), {}};
      for (std::int32_t row = 0; row < 10; ++row)
        if (random.below(3) == 0) column.rows.push_back(row);
      columns.push_back(column);
    }
    for (const Column& column : columns) grown.add(column), fresh.add(column);
    REQUIRE(grown.linear.solve());
    const double free = grown.linear.value();
    const auto basis = grown.linear.basis();
    for (std::int32_t j = 10; j < 18; ++j) {
      grown.linear.bound_column(j, 0, 0);
      fresh.linear.bound_column(j, 0, 0);
    }
    REQUIRE(fresh.linear.solve());
    grown.linear.set_limit(0.5 * fresh.linear.value());
    CHECK_FALSE(grown.linear.solve());
    grown.linear.set_limit(HUGE_VAL);
    REQUIRE(grown.linear.solve());
    CHECK(grown.linear.value() == doctest::Approx(fresh.linear.value()));
    for (std::int32_t j = 10; j < 18; ++j) grown.linear.bound_column(j, 0, HUGE_VAL);
    grown.add({1000, {0}});  // since the basis was taken
    grown.linear.start_from(*basis);
    REQUIRE(grown.linear.solve());
    CHECK(grown.linear.value() == doctest::Approx(free));
  }
}

TEST_CASE("once the time has come a programme says nothing") {
  Linear linear({Row{{}, {}, 1, HUGE_VAL}});
  linear.add_column(3, {0}, {1});
  linear.end_at(std::chrono::steady_clock::now());
  CHECK_FALSE(linear.solve());
  linear.end_at(std::chrono::steady_clock::time_point::max());
  CHECK(linear.solve());
}

// Covering rows by columns of many rows each: seconds of pivots.
void grow_long(Linear& linear, std::int32_t rows, int columns) {
  Random random(3);
  for (int j = 0; j < columns; ++j) {
    std::vector<std::int32_t> covered;
    for (std::int32_t row = 0; row < rows; ++row)
      if (random.below(8) == 0) covered.push_back(row);
    linear.add_column(10 + random.unit(), covered, std::vector<double>(covered.size(), 1));
  }
}

TEST_CASE("an order to stop is heard in the middle of a long programme, which then says nothing") {
  constexpr std::int32_t kRows = 600;
  for (const int moment : {300, 500}) {
    CAPTURE(moment);
    bool solved = true;
    const double heard = districting::testing::cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
      Linear linear(std::vector<Row>(kRows, Row{{}, {}, 1, HUGE_VAL}), &stop);
      grow_long(linear, kRows, 1000);
      solved = linear.solve();
    });
    CHECK_FALSE(solved);
    CHECK(heard < 200);
  }
}

TEST_CASE("an order given before is heard too; without one the same programme has its optimum") {
  const std::atomic<bool> stop = true, go = false;
  for (const std::atomic<bool>* order : {&stop, &go, static_cast<const std::atomic<bool>*>(nullptr)}) {
    Linear linear({Row{{}, {}, 1, HUGE_VAL}}, order);
    linear.add_column(3, {0}, {1});
    CHECK(linear.solve() == (order != &stop));
    if (order != &stop) CHECK(linear.value() == doctest::Approx(3));
  }
}

}  // namespace
}  // namespace maillage::engines::milp
