#include "modules/territory/reading/table.hpp"

#include <algorithm>

#include "modules/territory/reading/cells.hpp"

namespace maillage::territory::reading {
namespace {

// '#' in a spelling stands for any digit.
bool spelled(std::string_view spelling, std::string_view header) {
  return std::equal(spelling.begin(), spelling.end(), header.begin(), header.end(),
                    [](char s, char h) { return s == '#' ? h >= '0' && h <= '9' : s == h; });
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

void Table::add_row(int line, std::span<const std::string_view> cells) {
  lines_.push_back(line);
  cells_.insert(cells_.end(), cells.begin(), cells.end());
}

const Shape& Table::shape(std::size_t row) const {
  static const Shape kNone;
  return row < shapes_.size() ? shapes_[row] : kNone;
}

Headers::Headers(std::span<const Column> columns) : columns_(columns) {
  for (const Column& column : columns) spellings_.push_back(split(column.spellings, '|'));
}

std::optional<Headers::Match> Headers::match(std::string_view header) const {
  const std::string text = folded(header);
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    for (std::size_t rank = 0; rank < spellings_[column].size(); ++rank) {
      if (spelled(spellings_[column][rank], text)) return Match{column, rank};
    }
  }
  return std::nullopt;
}

bool complete(const Table& table, std::span<const Column> columns, std::string_view found_headers, Notes& notes) {
  bool all = true;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (!columns[column].required || table.has(column)) continue;
    all = false;
    notes.problem({std::nullopt, columns[column].name}, "territory.column_missing",
                  {{"column", std::string(columns[column].name)}, {"found", std::string(found_headers)}});
  }
  return all;
}

}  // namespace maillage::territory::reading
