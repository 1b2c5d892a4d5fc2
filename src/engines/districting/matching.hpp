// Which new district continues which present one.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/graph/graph.hpp"

namespace maillage::engines::districting {

// Assignment of rows to distinct columns of largest total value (Kuhn 1955, Munkres 1957, shortest augmenting paths);
// -1 for the rows left over when there are more rows than columns. O(rows² × columns) for a table [row][column].
std::vector<std::int32_t> best_assignment(const std::vector<std::vector<std::int64_t>>& value);

// For every district of `present`, the district of `plan` it is matched to (largest total common load), or -1.
std::vector<District> match_districts(const Plan& present, const Plan& plan, const std::vector<std::int64_t>& load,
                                      District districts);

}  // namespace maillage::engines::districting
