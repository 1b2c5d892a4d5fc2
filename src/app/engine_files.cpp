#include "app/engine_files.hpp"

#include <algorithm>
#include <cmath>

#include "app/engine_table.hpp"

namespace maillage::app {
namespace {

using engines::Edge;
using engines::Graph;
using engines::Unit;

Problem missing_column(const std::string& path, std::string names) {
  return {"engine_column_missing", path + ":1:1", {{"columns", std::move(names)}}};
}

Result<double> number_at(const Table& table, std::size_t row, int column) {
  double value = 0;
  const std::string& text = table.rows[row][static_cast<std::size_t>(column)];
  if (!parse_number(text, value) || !std::isfinite(value))
    return Problem{"engine_not_a_number", table.place(row, column), {{"text", text}}};
  return value;
}

Result<Done> read_centres(const Table& table, UnitTable& units) {
  const int x = table.column({"x_l93_m", "x_m"}), y = table.column({"y_l93_m", "y_m"});
  if (x < 0 || y < 0) return Done{};
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto east = number_at(table, row, x), north = number_at(table, row, y);
    if (!east) return east.problem();
    if (!north) return north.problem();
    units.centres.push_back({*east, *north});
  }
  return Done{};
}

// The unit a field names: by position in a column of positions, else by code.
Result<Unit> unit_at(const Table& table, std::size_t row, int column, bool position, const UnitTable& units) {
  const std::string& text = table.rows[row][static_cast<std::size_t>(column)];
  Unit unit = -1;
  double value = 0;
  if (!position) {
    unit = units.find(text);
  } else if (parse_number(text, value) && value >= 0 && value < static_cast<double>(units.size()) &&
             value == std::floor(value)) {
    unit = static_cast<Unit>(value);
  }
  if (unit < 0) return Problem{"engine_unknown_unit", table.place(row, column), {{"text", text}}};
  return unit;
}

}  // namespace

engines::Unit UnitTable::find(std::string_view code) const {
  const auto found = position_.find(code);
  return found == position_.end() ? -1 : found->second;
}

void UnitTable::index() {
  position_.clear();
  for (std::size_t u = 0; u < codes.size(); ++u) position_.emplace(codes[u], static_cast<Unit>(u));
}

std::string UnitTable::place(std::size_t unit, std::string_view column) const {
  if (lines.empty()) return path + ", " + codes[unit];
  const auto found = std::find(header.begin(), header.end(), column);
  return path + ":" + std::to_string(lines[unit]) + ":" + std::to_string(found - header.begin() + 1);
}

Result<UnitTable> read_units(const std::string& path) {
  auto table = read_table(path);
  if (!table) return table.problem();
  UnitTable units;
  units.path = path;
  units.header = table->header;
  units.lines = table->lines;
  const int code = table->column({"code", "geoid", "idx"}), name = table->column({"nom", "name"});
  if (code < 0) return missing_column(path, "code, geoid, idx");
  for (std::size_t c = 0; c < table->header.size(); ++c) {
    auto& column = units.columns[table->header[c]];
    for (const auto& row : table->rows) column.push_back(row[c]);
  }
  units.codes = units.columns[table->header[static_cast<std::size_t>(code)]];
  units.names = name < 0 ? units.codes : units.columns[table->header[static_cast<std::size_t>(name)]];
  units.index();
  for (std::size_t u = 0; u < units.size(); ++u)
    if (units.find(units.codes[u]) != static_cast<Unit>(u))
      return Problem{"engine_duplicate_code", table->place(u, code), {{"code", units.codes[u]}}};
  if (const auto centres = read_centres(*table, units); !centres) return centres.problem();
  return units;
}

Result<Graph> read_edges(const std::string& path, const UnitTable& units) {
  const auto table = read_table(path);
  if (!table) return table.problem();
  const int i = table->column({"i", "code_i"}), j = table->column({"j", "code_j"});
  if (i < 0 || j < 0) return missing_column(path, "i, j");
  const int border = table->column({"shared_border_m", "shared_perim_deg"});
  std::vector<Edge> edges;
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    const auto a = unit_at(*table, row, i, table->header[static_cast<std::size_t>(i)] == "i", units);
    const auto b = unit_at(*table, row, j, table->header[static_cast<std::size_t>(j)] == "j", units);
    if (!a) return a.problem();
    if (!b) return b.problem();
    if (*a == *b) return Problem{"engine_self_edge", table->place(row, j), {}};
    const Result<double> length = border < 0 ? Result<double>(1.0) : number_at(*table, row, border);
    if (!length) return length.problem();
    edges.push_back({*a, *b, *length});
  }
  return Graph(static_cast<Unit>(units.size()), std::move(edges));
}

Result<PlanFile> read_plan(const std::string& path, const UnitTable& units) {
  const auto table = read_table(path);
  if (!table) return table.problem();
  const int key = table->column({"code", "geoid", "idx"}), district = table->column({"district", "sector"});
  if (key < 0 || district < 0) return missing_column(path, "code, district");
  const bool position = table->header[static_cast<std::size_t>(key)] == "idx" && units.find("0") < 0;
  PlanFile file;
  file.plan.assign(units.size(), -1);
  std::map<std::string, engines::District> number;
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    const auto unit = unit_at(*table, row, key, position, units);
    if (!unit) return unit.problem();
    const std::string& label = table->rows[row][static_cast<std::size_t>(district)];
    auto& of_unit = file.plan[static_cast<std::size_t>(*unit)];
    if (of_unit >= 0)
      return Problem{
          "engine_unit_twice", table->place(row, key), {{"code", units.codes[static_cast<std::size_t>(*unit)]}}};
    if (label.empty()) continue;
    const auto [place, fresh] = number.try_emplace(label, static_cast<engines::District>(file.labels.size()));
    if (fresh) file.labels.push_back(label);
    of_unit = place->second;
  }
  return file;
}

Result<std::vector<std::int64_t>> load_column(const UnitTable& units, const std::string& name) {
  const auto column = units.columns.find(name);
  if (column == units.columns.end()) return missing_column(units.path, name);
  std::vector<std::int64_t> loads;
  for (std::size_t u = 0; u < units.size(); ++u) {
    double value = 0;
    if (!parse_number(column->second[u], value) || !(value >= 0) || value > 1e12)
      return Problem{"engine_bad_load",
                     units.place(u, name),
                     {{"column", name}, {"code", units.codes[u]}, {"text", column->second[u]}}};
    loads.push_back(std::llround(value));
  }
  return loads;
}

Result<std::vector<std::int32_t>> group_column(const UnitTable& units, const std::string& name) {
  const auto column = units.columns.find(name);
  if (column == units.columns.end()) return missing_column(units.path, name);
  std::map<std::string, std::int32_t> number;
  std::vector<std::int32_t> groups;
  for (const std::string& text : column->second)
    groups.push_back(text.empty() ? -1
                                  : number.try_emplace(text, static_cast<std::int32_t>(number.size())).first->second);
  return groups;
}

}  // namespace maillage::app
