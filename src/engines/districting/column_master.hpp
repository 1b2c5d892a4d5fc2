// The best plan among listed districts, or the proof that none is good enough.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

#include "engines/districting/column_dual.hpp"
#include "engines/milp/linear.hpp"

namespace maillage::engines::districting {

// What must be partitioned, by districts whose number is given, each label continued at most once.
struct Partition {
  std::int32_t items = 0;
  std::int32_t districts = 0;
  std::int32_t labels = 0;
  double upper = 0;  // only partitions of smaller cost are looked for
};

struct Partitioned {
  double bound = 0;            // no partition by the listed districts costs less; never above `upper`
  std::vector<Column> chosen;  // a partition that costs less than `upper`; empty = none was met
};

// Closes the partition of the items by listed districts: linear programme over those that its prices ask for, cuts of
// three items (two districts cannot each hold two of them: subset rows, Jepsen, Petersen, Spoorendonk & Pisinger, Oper.
// Res. 2008), districts closed by their reduced cost (Baldacci, Christofides & Mingozzi, Math. Program. 2008), and
// branch and cut on what is left. Deterministic; `seconds` and `stop` as in milp::Limits.
Partitioned partition(const Partition& wanted, std::vector<Column> listed, const milp::Limits& limits);

}  // namespace maillage::engines::districting
