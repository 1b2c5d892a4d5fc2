// An order to stop is heard within 200 ms whatever the solver is at: the first linear programme, rows, cuts, the tree.
#include "engines/districting/testing/stopping.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "engines/milp/milp.hpp"

namespace maillage::engines::milp {
namespace {

constexpr double kHeard = 200;  // ms of CPU

// Covers of 400 demands by 300 sites: seconds of linear programmes, then minutes of tree.
Programme covers() {
  Random random(5);
  Programme programme;
  for (int j = 0; j < 300; ++j) programme.costs.push_back(100 + 20 * random.unit());
  for (int i = 0; i < 400; ++i) {
    Row row{{}, {}, 1, 1e30};
    for (std::int32_t j = 0; j < 300; ++j)
      if (random.below(12) == 0) row.columns.push_back(j);
    row.coefficients.assign(row.columns.size(), 1.0);
    programme.rows.push_back(row);
  }
  return programme;
}

TEST_CASE("covers, at any moment") {
  const Programme programme = covers();
  const Separate none = [](std::span<const double>) { return std::vector<Row>(); };
  for (const bool covering : {true, false})
    for (const int moment : {0, 60, 250, 700}) {
      CAPTURE(covering);
      CAPTURE(moment);
      Answer answer;
      const double heard = districting::testing::cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
        answer = solve(programme, none, {.seconds = 60, .stop = &stop, .covering = covering});
      });
      CHECK(heard < kHeard);
      CHECK_FALSE(answer.closed);
      CHECK(answer.bound <= 3000);
    }
}

TEST_CASE("rows added on the way, at any moment") {
  const Programme programme = covers();
  // Every pair of neighbouring columns at most once together: met only where the point breaks it.
  const Separate pairs = [](std::span<const double> point) {
    std::vector<Row> broken;
    for (std::int32_t j = 0; j + 1 < static_cast<std::int32_t>(point.size()); ++j)
      if (point[static_cast<std::size_t>(j)] + point[static_cast<std::size_t>(j) + 1] > 1 + 1e-6)
        broken.push_back({{j, j + 1}, {1, 1}, -1e30, 1});
    return broken;
  };
  for (const int moment : {30, 300}) {
    CAPTURE(moment);
    Answer answer;
    const double heard = districting::testing::cpu_ms_after_stop(moment, [&](const std::atomic<bool>& stop) {
      answer = solve(programme, pairs, {.seconds = 60, .stop = &stop});
    });
    CHECK(heard < kHeard);
    CHECK_FALSE(answer.closed);
  }
}

}  // namespace
}  // namespace maillage::engines::milp
