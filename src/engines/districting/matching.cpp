#include "engines/districting/matching.hpp"

#include <algorithm>
#include <limits>

namespace maillage::engines::districting {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;

// Shortest augmenting paths with potentials, on costs = -value; rows ≤ columns. Rows and columns count from 1.
class Assignment {
 public:
  explicit Assignment(const std::vector<std::vector<std::int64_t>>& value)
      : value_(value),
        columns_(value.front().size()),
        row_potential_(value.size() + 1, 0),
        column_potential_(columns_ + 1, 0),
        row_of_(columns_ + 1, 0),
        way_(columns_ + 1, 0) {
    for (std::size_t row = 1; row <= value.size(); ++row) insert(row);
  }

  std::vector<std::int32_t> column_of_row() const {
    std::vector<std::int32_t> out(value_.size(), -1);
    for (std::size_t j = 1; j <= columns_; ++j)
      if (row_of_[j] > 0) out[row_of_[j] - 1] = static_cast<std::int32_t>(j - 1);
    return out;
  }

 private:
  void insert(std::size_t row) {
    std::vector<std::int64_t> least(columns_ + 1, kFar);
    std::vector<bool> used(columns_ + 1, false);
    row_of_[0] = row;
    std::size_t column = 0;
    do {
      used[column] = true;
      column = step(column, least, used);
    } while (row_of_[column] != 0);
    for (; column != 0; column = way_[column]) row_of_[column] = row_of_[way_[column]];
  }

  // Scans the row that holds `column`, shifts the potentials, and gives the nearest column not used yet.
  std::size_t step(std::size_t column, std::vector<std::int64_t>& least, const std::vector<bool>& used) {
    const std::size_t row = row_of_[column];
    std::size_t nearest = 0;
    std::int64_t shift = kFar;
    for (std::size_t j = 1; j <= columns_; ++j) {
      if (used[j]) continue;
      const std::int64_t reduced = -value_[row - 1][j - 1] - row_potential_[row] - column_potential_[j];
      if (reduced < least[j]) least[j] = reduced, way_[j] = column;
      if (least[j] < shift) shift = least[j], nearest = j;
    }
    for (std::size_t j = 0; j <= columns_; ++j) {
      if (used[j])
        row_potential_[row_of_[j]] += shift, column_potential_[j] -= shift;
      else
        least[j] -= shift;
    }
    return nearest;
  }

  const std::vector<std::vector<std::int64_t>>& value_;
  std::size_t columns_;
  std::vector<std::int64_t> row_potential_, column_potential_;
  std::vector<std::size_t> row_of_, way_;
};

std::vector<std::vector<std::int64_t>> transposed(const std::vector<std::vector<std::int64_t>>& table) {
  std::vector<std::vector<std::int64_t>> out(table.front().size(), std::vector<std::int64_t>(table.size()));
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t j = 0; j < out.size(); ++j) out[j][i] = table[i][j];
  return out;
}

}  // namespace

std::vector<std::int32_t> best_assignment(const std::vector<std::vector<std::int64_t>>& value) {
  if (value.empty() || value.front().empty()) return std::vector<std::int32_t>(value.size(), -1);
  if (value.size() <= value.front().size()) return Assignment(value).column_of_row();
  const auto across = transposed(value);
  const auto row_of_column = Assignment(across).column_of_row();
  std::vector<std::int32_t> out(value.size(), -1);
  for (std::size_t j = 0; j < row_of_column.size(); ++j)
    if (row_of_column[j] >= 0) out[static_cast<std::size_t>(row_of_column[j])] = static_cast<std::int32_t>(j);
  return out;
}

std::vector<District> match_districts(const Plan& present, const Plan& plan, const std::vector<std::int64_t>& load,
                                      District districts) {
  const District before = present.empty() ? 0 : *std::max_element(present.begin(), present.end()) + 1;
  std::vector<std::vector<std::int64_t>> common(static_cast<std::size_t>(before),
                                                std::vector<std::int64_t>(static_cast<std::size_t>(districts), 0));
  for (std::size_t u = 0; u < present.size(); ++u)
    if (present[u] >= 0 && plan[u] >= 0 && plan[u] < districts)
      common[static_cast<std::size_t>(present[u])][static_cast<std::size_t>(plan[u])] += load[u];
  return best_assignment(common);
}

}  // namespace maillage::engines::districting
