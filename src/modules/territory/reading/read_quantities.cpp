// Files of quantities: a code, then any number of columns of figures, which are not known beforehand.
#include <algorithm>
#include <cmath>
#include <set>

#include "base/csv.hpp"
#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/content.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/provenance.hpp"
#include "modules/territory/reading/text.hpp"

namespace maillage::territory::reading {
namespace {

constexpr std::size_t kMostQuantities = 40;
constexpr std::size_t kMostColumns = 400;  // words included
constexpr double kLargestAmount = 1e9;
constexpr std::size_t kLongestName = 80;  // bytes
constexpr Column kCodes[] = {
    {"code", "code|iris|codeiris|dcomiris|dciris|codgeo|inseecom|codeinsee|codecommune|com|numcomdo", true}};

// The first line as column headers: the code, then every other one under its own name.
class FreeColumns {
 public:
  explicit FreeColumns(const std::vector<std::string_view>& headers) {
    columns_.push_back(kCodes[0]);
    const Headers code(kCodes);
    for (const std::string_view header : headers) {
      const std::string folding = folded(header);
      if (folding.empty() || code.match(header) || !met_.insert(folding).second) continue;
      if (columns_.size() > kMostColumns) break;
      const std::string& spelling = *met_.find(folding);
      columns_.push_back({spelling, spelling});
    }
  }
  std::span<const Column> columns() const { return columns_; }

 private:
  std::set<std::string> met_;  // its texts stay where they are
  std::vector<Column> columns_;
};

// "Foyers RSA (foyers)" and "Foyers RSA [foyers]": a name, and the unit it is counted in.
QuantityColumn described(std::string_view header) {
  QuantityColumn out;
  const std::string_view text = trimmed(header);
  const bool closed = text.ends_with(')') || text.ends_with(']');
  const std::size_t open = closed ? text.rfind(text.back() == ')' ? '(' : '[') : text.npos;
  if (open != text.npos && open > 0) out.unit = trimmed(text.substr(open + 1, text.size() - open - 2));
  out.name = trimmed(open != text.npos && open > 0 ? text.substr(0, open) : text);
  out.code = folded(out.name);
  return out;
}

bool a_figure(std::string_view text) { return decimal(text).has_value(); }

// Columns where at least one cell is a figure; a column of words is told and left out.
std::vector<std::size_t> columns_of_figures(const Table& table, std::size_t columns, Notes& notes) {
  std::vector<std::size_t> out;
  for (std::size_t c = 1; c < columns; ++c) {
    std::size_t row = 0;
    while (row < table.rows() && !a_figure(table.cell(row, c))) ++row;
    if (row < table.rows())
      out.push_back(c);
    else
      notes.repair({std::nullopt, table.header(c)}, "territory.quantity_words", {{"name", table.header(c)}});
  }
  return out;
}

std::shared_ptr<const std::vector<QuantityColumn>> quantities_of(const Table& table,
                                                                 const std::vector<std::size_t>& columns,
                                                                 Notes& notes) {
  auto out = std::make_shared<std::vector<QuantityColumn>>();
  std::set<std::string> met;
  for (const std::size_t c : columns) {
    out->push_back(described(table.header(c)));
    const QuantityColumn& one = out->back();
    if (!met.insert(one.code).second)
      notes.problem({std::nullopt, table.header(c)}, "territory.quantity_twice", {{"name", one.name}});
  }
  for (const QuantityColumn& one : *out)
    if (one.name.size() > kLongestName || one.unit.size() > kLongestName)
      notes.problem({}, "territory.quantity_name_long", {{"name", shortened(one.name)}});
  if (out->empty() && table.rows() > 0) notes.problem({}, "territory.quantities_none");
  if (out->size() > kMostQuantities)
    notes.problem({}, "territory.quantities_too_many",
                  {{"count", std::to_string(out->size())}, {"limit", std::to_string(kMostQuantities)}});
  return out;
}

std::int64_t thousandths(Cursor& cursor, std::size_t column) {
  const std::string_view text = cursor.text(column);
  if (text.empty()) {
    cursor.problem(column, "territory.amount_missing");
    return 0;
  }
  if (withheld(text)) {
    cursor.problem(column, "territory.amount_withheld", {{"text", shortened(text)}});
    return 0;
  }
  const auto value = decimal(text);
  if (!value || *value < 0 || *value > kLargestAmount) {
    cursor.problem(column, "territory.amount_invalid", {{"text", shortened(text)}});
    return 0;
  }
  return std::llround(*value * 1000);
}

void read_rows(const Table& table, std::size_t columns, Notes& notes, std::vector<QuantityRow>& rows) {
  const auto figures = columns_of_figures(table, columns, notes);
  const auto quantities = quantities_of(table, figures, notes);
  Cursor cursor(table, notes);
  while (cursor.next()) {
    const auto code = cursor.unit(0);
    std::vector<std::int64_t> amounts;
    for (const std::size_t c : figures) amounts.push_back(thousandths(cursor, c));
    if (code && cursor.first_time(text(*code), 0) && cursor.sound())
      rows.push_back({cursor.line(), *code, quantities, std::move(amounts)});
  }
  for (const std::size_t c : figures) check_commas(table, c, notes);
}

// The names of the first line; the reading of the rows will say what is wrong with the text.
FreeColumns columns_of(const Content& content) {
  Notes unheard;
  const auto text = utf8_text(content.bytes, unheard);
  if (!text) return FreeColumns({});
  csv::Reader reader(text->utf8, csv::detect_delimiter(text->utf8));
  return FreeColumns(reader.next() ? reader.fields() : std::vector<std::string_view>{});
}

}  // namespace

Read<QuantityRow> read_quantities(const File& file) {
  Read<QuantityRow> read;
  Notes notes;
  if (const auto content = unpacked_content(file, notes)) {
    const FreeColumns free = columns_of(*content);
    const auto table = load_table(*content, free.columns(), notes);
    if (table && !is_delimited(*content))
      notes.problem({}, "territory.quantities_not_text");
    else if (table)
      read_rows(*table, free.columns().size(), notes, read.rows);
  }
  read.vintage = last_year(file.name);
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
