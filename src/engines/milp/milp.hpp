// Linear programmes in 0-1 unknowns, solved to a proved optimum by branch and cut (COIN-OR CBC).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace maillage::engines::milp {

// lower ≤ Σ coefficients·x ≤ upper.
struct Row {
  std::vector<std::int32_t> columns;
  std::vector<double> coefficients;
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
};

// min Σ costs·x, x in {0,1}. Costs are best between 1e-2 and 1e5, coefficients between 1e-3 and 1e3: the linear solver
// works to 1e-7.
struct Programme {
  std::vector<double> costs;
  std::vector<Row> rows;
};

// Rows that every solution wanted satisfies and that cut off `point` (each x in [0,1]); none when nothing is wrong with
// it. Must find one at any point in {0,1} that is not wanted.
using Separate = std::function<std::vector<Row>(std::span<const double> point)>;

struct Limits {
  double cutoff = std::numeric_limits<double>::infinity();  // only solutions below it are looked for
  double seconds = 60;                                      // wall clock
  const std::atomic<bool>* stop = nullptr;                  // set from outside: give back what is known within 200 ms
  std::function<void()> tick = {};                          // called from time to time
  bool covering = false;  // every row is a covering: only the cuts that serve there are sought, the others are slow
};

struct Answer {
  std::vector<bool> point;                                  // the best solution met; empty = none below the cutoff
  double value = 0;                                         // of `point`
  double bound = -std::numeric_limits<double>::infinity();  // no solution wanted is below it (never above the cutoff)
  bool closed = false;  // the search came to its end: `point` is optimal, or none is below the cutoff
  std::int64_t nodes = 0;
};

// Solves the programme with the rows that `separate` adds on the way. Each call has its own solver: several threads may
// call at once.
Answer solve(Programme programme, const Separate& separate, const Limits& limits);

}  // namespace maillage::engines::milp
