// Any published file as rows of text cells under known columns, whatever it is written in.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/territory/reading/archive.hpp"
#include "modules/territory/reading/notes.hpp"
#include "modules/territory/reading/reading.hpp"

namespace maillage::territory::reading {

// A column a reader wants. `spellings` are the headers it may have, the best first, separated by '|', as `folded`
// writes them; '#' stands for one digit ("p##pop" is P22_POP).
struct Column {
  std::string_view name;
  std::string_view spellings;
  bool required = false;
};

// Coordinates as the file gives them, not yet projected nor checked.
using RawPoint = std::array<double, 2>;
using RawRing = std::vector<RawPoint>;
struct Shape {
  enum class Kind { none, polygon, point, other, broken };
  Kind kind = Kind::none;
  std::vector<std::vector<RawRing>> polygons;
  RawPoint point{};
};

// Cells are trimmed. Rows without any of the wanted cells are left out.
class Table {
 public:
  explicit Table(std::span<const Column> columns) : width_(columns.size()), headers_(columns.size()) {}

  std::size_t rows() const { return lines_.size(); }
  int line(std::size_t row) const { return lines_[row]; }
  std::string_view cell(std::size_t row, std::size_t column) const { return cells_[row * width_ + column]; }
  // Of kind none where the file has no geometry.
  const Shape& shape(std::size_t row) const;
  bool has(std::size_t column) const { return !headers_[column].empty(); }
  // The header as the file spells it; "" when the file has no such column.
  const std::string& header(std::size_t column) const { return headers_[column]; }
  Place place(std::size_t row, std::size_t column) const { return {line(row), headers_[column]}; }

  std::string crs;    // of an old GeoJSON "crs" member: "urn:ogc:def:crs:EPSG::2154"; "" when none
  std::string title;  // of a FeatureCollection ("name"), "" when none

  // For the loaders. A row is width cells; views must point into text that `keep` or the caller keeps alive.
  void name_column(std::size_t column, std::string_view header) { headers_[column] = std::string(header); }
  void add_row(int line, std::span<const std::string_view> cells);
  void add_shape(Shape shape) { shapes_.push_back(std::move(shape)); }
  std::string_view keep(std::string text) { return kept_->emplace_back(std::move(text)); }
  // Keeps alive whatever else the cells point into.
  void hold(std::shared_ptr<const void> text) { held_.push_back(std::move(text)); }

 private:
  std::size_t width_;
  std::vector<std::string> headers_;
  std::vector<int> lines_;
  std::vector<std::string_view> cells_;
  std::vector<Shape> shapes_;
  std::vector<std::shared_ptr<const void>> held_;
  std::shared_ptr<std::deque<std::string>> kept_ = std::make_shared<std::deque<std::string>>();
};

// Which wanted column a header is, and how good a spelling of it.
class Headers {
 public:
  struct Match {
    std::size_t column;
    std::size_t rank;
  };
  explicit Headers(std::span<const Column> columns);
  std::optional<Match> match(std::string_view header) const;
  std::span<const Column> columns() const { return columns_; }

 private:
  std::span<const Column> columns_;
  std::vector<std::vector<std::string_view>> spellings_;
};

// Reads CSV, JSON, GeoJSON, JSON lines, GPKG, SHP (zipped), XLSX and XLS, themselves zipped or gzipped or not,
// recognised by their bytes. Nothing when a problem was noted. The file's bytes must outlive the table.
std::optional<Table> load_table(const File& file, std::span<const Column> columns, Notes& notes);

// The text formats. The bytes must outlive the table.
std::optional<Table> load_csv(std::string_view bytes, std::span<const Column> columns, Notes& notes);
std::optional<Table> load_json(std::string_view bytes, std::span<const Column> columns, Notes& notes);

// The formats that ogr2ogr reads for us (convert.hpp).
std::optional<Table> load_geopackage(std::string_view bytes, std::span<const Column> columns, Notes& notes);
std::optional<Table> load_shapefile(std::string_view zip, std::span<const Column> columns, Notes& notes);
// A shapefile by its parts: extension (".shp", ".shx", ".dbf", and if there are ".prj", ".cpg") and bytes.
std::optional<Table> load_shapefile(const std::vector<std::pair<std::string, std::string>>& parts,
                                    std::span<const Column> columns, Notes& notes);
std::optional<Table> load_workbook(std::string_view bytes, std::string_view extension, std::span<const Column> columns,
                                   Notes& notes);

// Notes why an archive was not unpacked; true when it was.
bool note_unpacking(Unpacking outcome, Notes& notes, std::size_t limit = kLargestUnpacked_bytes);

// Notes the required columns the table lacks; true when none is missing.
bool complete(const Table& table, std::span<const Column> columns, std::string_view found_headers, Notes& notes);

}  // namespace maillage::territory::reading
