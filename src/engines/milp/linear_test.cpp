#include "engines/milp/linear.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"

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

}  // namespace
}  // namespace maillage::engines::milp
