// The gridded data of INSEE (Filosofi): a row per cell of 200 m or 1 km.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "modules/territory/reading/cells.hpp"
#include "modules/territory/reading/content.hpp"
#include "modules/territory/reading/cursor.hpp"
#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {
namespace {

// The file of metropolitan France at 200 m, which has some thirty columns.
constexpr std::size_t kLargestGrid_bytes = std::size_t{1} << 30;
constexpr double kMost = 1e6;  // of a figure of one cell

enum : std::size_t { kName, kImputed, kCommune, kResidents, kHouseholds, kPoor, k0to3, k4to5, k65to79, k80 };
// As vintages 2015 to 2021 spell them. A file of cells of 200 m also names the cell of 1 km they lie in.
constexpr Column kColumns[] = {
    {"idcar_200m", "idcar200m|idinspire|idcar1km", true},
    {"i_est_200", "iest200|iest200m|iestcr|iest1km", true},
    {"lcog_geo", "lcoggeo|depcom"},
    {"ind", "ind", true},
    {"men", "men", true},
    {"men_pauv", "menpauv", true},
    {"ind_0_3", "ind03", true},
    {"ind_4_5", "ind45", true},
    {"ind_65_79", "ind6579", true},
    {"ind_80p", "ind80p", true},
};

// Reads a whole number behind a prefix, and takes both away.
bool take(std::string_view& text, std::string_view prefix, std::int32_t& value) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value < 0) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

// "CRS3035RES200mN2029800E4251600".
bool named(std::string_view text, GridCellRow& row) {
  return take(text, "CRS3035RES", row.size_m) && take(text, "mN", row.north_m) && take(text, "E", row.east_m) &&
         text.empty() && (row.size_m == 200 || row.size_m == 1000) && row.north_m % row.size_m == 0 &&
         row.east_m % row.size_m == 0;
}

std::int64_t thousandths(Cursor& cursor, std::size_t column) {
  const auto value = decimal(cursor.text(column));
  if (value && *value >= 0 && *value <= kMost) return std::llround(*value * 1000);
  if (cursor.text(column).empty())
    cursor.problem(column, "territory.cell_missing");
  else
    cursor.problem(column, "territory.grid_figure_invalid", {{"text", shortened(cursor.text(column))}});
  return 0;
}

bool imputed(Cursor& cursor) {
  const auto flag = whole(cursor.text(kImputed));
  if (!flag || *flag > 1)
    cursor.problem(kImputed, "territory.grid_flag_invalid", {{"text", shortened(cursor.text(kImputed))}});
  return flag == 1;
}

GridCellRow row_of(Cursor& cursor, int lines_before) {
  GridCellRow row;
  row.line = cursor.line() + lines_before;
  if (!named(cursor.text(kName), row))
    cursor.problem(kName, "territory.grid_cell_invalid", {{"text", shortened(cursor.text(kName))}});
  row.residents = thousandths(cursor, kResidents);
  row.aged_0_5 = thousandths(cursor, k0to3) + thousandths(cursor, k4to5);
  row.aged_80 = thousandths(cursor, k80);
  row.aged_65 = thousandths(cursor, k65to79) + row.aged_80;
  row.households = thousandths(cursor, kHouseholds);
  row.poor = thousandths(cursor, kPoor);
  row.imputed = imputed(cursor);
  row.commune = cursor.text(kCommune).substr(0, 5);  // one code after the other when there are several
  return row;
}

// A text read slice by slice, each with the header above it.
class GridReader {
 public:
  GridReader(Notes& notes, std::vector<GridCellRow>& rows) : notes_(notes), rows_(rows) {}

  void read(const Content& content, std::size_t slice_bytes) {
    std::string_view rest = content.bytes;
    for (bool first = true; first || !rest.empty(); first = false) {
      const std::string_view slice = rest.substr(0, slice_end(rest, slice_bytes));
      rest.remove_prefix(slice.size());
      if (first) header_ = first_line(slice);
      if (!(first ? add(slice, 0) : add(header_ + std::string(slice), lines_ - 1))) return;
      lines_ += static_cast<int>(std::count(slice.begin(), slice.end(), '\n'));
    }
  }

 private:
  // Behind the last line end of the first bytes, or behind the next one when they are of a single line.
  static std::size_t slice_end(std::string_view text, std::size_t slice_bytes) {
    if (text.size() <= slice_bytes) return text.size();
    const std::size_t last = text.rfind('\n', slice_bytes);
    const std::size_t end = last == text.npos ? text.find('\n', slice_bytes) : last;
    return end == text.npos ? text.size() : end + 1;
  }

  static std::string first_line(std::string_view text) {
    const std::size_t end = text.find('\n');
    return std::string(text.substr(0, end == text.npos ? text.size() : end + 1));
  }

  // False when the slice is no table.
  bool add(std::string_view text, int lines_before) {
    Notes own;
    const auto table = load_csv(text, kColumns, own);
    if (table) add_rows(*table, lines_before, own);
    if (lines_ == 0)
      notes_.append(std::move(own));
    else
      notes_.append_slice(std::move(own), lines_before);
    return table.has_value();
  }

  void add_rows(const Table& table, int lines_before, Notes& own) {
    Cursor cursor(table, own);
    while (cursor.next()) {
      GridCellRow row = row_of(cursor, lines_before);
      if (cursor.sound() && !rows_.empty() && row.size_m != rows_.front().size_m)
        cursor.problem(kName, "territory.grid_mixed");
      if (cursor.sound()) rows_.push_back(std::move(row));
    }
    for (const std::size_t column : {kResidents, kHouseholds, kPoor, k0to3, k4to5, k65to79, k80})
      check_commas(table, column, own);
  }

  Notes& notes_;
  std::vector<GridCellRow>& rows_;
  std::string header_;
  int lines_ = 0;
};

std::string name_of(const GridCellRow& row) {
  return "CRS3035RES" + std::to_string(row.size_m) + "mN" + std::to_string(row.north_m) + "E" +
         std::to_string(row.east_m);
}

// Every row of a cell already met is a problem; the rows keep their order.
void refuse_twice(const std::vector<GridCellRow>& rows, Notes& notes) {
  std::vector<std::size_t> order(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto corner = [&](std::size_t i) { return std::pair(rows[i].north_m, rows[i].east_m); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return corner(a) < corner(b); });
  for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
    if (corner(order[i]) != corner(order[first])) {
      first = i;
      continue;
    }
    const GridCellRow& row = rows[order[i]];
    notes.problem({row.line, kColumns[kName].name}, "territory.code_twice",
                  {{"code", name_of(row)}, {"line", std::to_string(rows[order[first]].line)}});
  }
}

}  // namespace

Read<GridCellRow> read_grid_cells(const File& file, std::size_t slice_bytes) {
  Read<GridCellRow> read;
  Notes notes;
  if (const auto content = unpacked_content(file, notes, kLargestGrid_bytes)) {
    if (!content->bytes.empty() && !is_delimited(*content))
      notes.problem({}, "territory.grid_not_text");
    else
      GridReader(notes, read.rows).read(*content, slice_bytes);
  }
  refuse_twice(read.rows, notes);
  if (!read.rows.empty()) {
    read.source = "Insee, Filosofi, données carroyées à " + std::string(read.rows[0].size_m == 200 ? "200 m" : "1 km");
    read.licence = "Licence Ouverte 2.0";
  }
  read.vintage = last_year(file.name);
  notes.deliver(read);
  return read;
}

}  // namespace maillage::territory::reading
