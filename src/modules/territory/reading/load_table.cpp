#include <algorithm>

#include "base/csv.hpp"
#include "modules/territory/reading/archive.hpp"
#include "modules/territory/reading/content.hpp"
#include "modules/territory/reading/table.hpp"

namespace maillage::territory::reading {
namespace {

enum class FileKind { empty, csv, json, zip, gzip, gpkg, xls, unknown };

FileKind kind_of(std::string_view bytes) {
  if (bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6")) return FileKind::zip;
  if (bytes.starts_with("\x1F\x8B")) return FileKind::gzip;
  if (bytes.starts_with(std::string_view("SQLite format 3\0", 16))) return FileKind::gpkg;
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return FileKind::xls;
  if (csv::detect_encoding(bytes.substr(0, 2)) == csv::Encoding::utf16) return FileKind::csv;
  if (bytes.starts_with("%PDF") || bytes.substr(0, 4096).find('\0') != std::string_view::npos) return FileKind::unknown;
  const std::string_view text = csv::without_mark(bytes);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return FileKind::empty;
  return text[first] == '{' || text[first] == '[' ? FileKind::json : FileKind::csv;
}

std::string lower_extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  std::string extension(dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1));
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension;
}

// The kinds a name promises; a name that promises nothing known promises anything.
bool fits(std::string_view extension, FileKind kind) {
  const bool text = kind == FileKind::csv, json = kind == FileKind::json;
  if (extension == "csv" || extension == "tsv") return text;
  if (extension == "json" || extension == "geojson" || extension == "sjson") return json;
  if (extension == "gpkg") return kind == FileKind::gpkg;
  if (extension == "xlsx" || extension == "zip") return kind == FileKind::zip;
  if (extension == "xls") return kind == FileKind::xls;
  return extension != "gz" || kind == FileKind::gzip;
}

std::string_view name_of(FileKind kind) {
  switch (kind) {
    case FileKind::csv:
      return "CSV";
    case FileKind::json:
      return "JSON";
    case FileKind::zip:
      return "ZIP";
    case FileKind::gzip:
      return "GZIP";
    case FileKind::gpkg:
      return "GPKG";
    case FileKind::xls:
      return "XLS";
    case FileKind::empty:
    case FileKind::unknown:
      break;
  }
  return "?";
}

const ArchiveEntry* with_extension(const std::vector<ArchiveEntry>& entries,
                                   std::initializer_list<std::string_view> extensions) {
  const ArchiveEntry* largest = nullptr;
  for (const ArchiveEntry& entry : entries) {
    const std::string_view base = std::string_view(entry.name).substr(entry.name.rfind('/') + 1);
    const bool wanted = std::find(extensions.begin(), extensions.end(), lower_extension(base)) != extensions.end();
    // Insee puts the meaning of the columns beside its figures, in meta_….csv.
    if (!wanted || base.starts_with("meta_") || base.starts_with('.')) continue;
    if (largest == nullptr || entry.declared_bytes > largest->declared_bytes) largest = &entry;
  }
  return largest;
}

std::size_t declared_bytes(const std::vector<ArchiveEntry>& entries) {
  std::size_t sum = 0;
  for (const ArchiveEntry& entry : entries) sum += entry.declared_bytes;
  return sum;
}

// What came out of an archive.
std::optional<Content> inner_content(Unpacked inner, std::string name, std::size_t limit, Notes& notes) {
  if (!note_unpacking(inner.outcome, notes, limit)) return std::nullopt;
  auto held = std::make_shared<const std::string>(std::move(inner.bytes));
  return Content{std::move(name), *held, held};
}

bool holds_workbook(const std::vector<ArchiveEntry>& entries) {
  return std::any_of(entries.begin(), entries.end(), [](const ArchiveEntry& e) { return e.name == "xl/workbook.xml"; });
}

// The table of an archive, or the archive itself when its files make one table together (XLSX, SHP).
std::optional<Content> zip_content(const File& file, std::size_t limit, Notes& notes) {
  const auto entries = zip_entries(file.bytes);
  if (!entries) {
    notes.problem({}, "territory.archive_invalid");
    return std::nullopt;
  }
  if (declared_bytes(*entries) > limit) {
    note_unpacking(Unpacking::too_big, notes, limit);
    return std::nullopt;
  }
  if (holds_workbook(*entries) || with_extension(*entries, {"shp"}) != nullptr)
    return Content{std::string(file.name), file.bytes, nullptr};
  if (const ArchiveEntry* entry = with_extension(*entries, {"gpkg", "csv", "json", "geojson", "txt"}))
    return inner_content(unpacked(*entry, limit), entry->name, limit, notes);
  notes.problem({}, "territory.archive_without_table");
  return std::nullopt;
}

// An archive inside an archive is not opened: published files never are, bombs often.
std::optional<Table> load_content(const Content& content, std::span<const Column> columns, Notes& notes) {
  switch (kind_of(content.bytes)) {
    case FileKind::csv:
      return load_csv(content.bytes, columns, notes);
    case FileKind::json:
      return load_json(content.bytes, columns, notes);
    case FileKind::gpkg:
      return load_geopackage(content.bytes, columns, notes);
    case FileKind::xls:
      return load_workbook(content.bytes, "xls", columns, notes);
    case FileKind::empty:
      notes.problem({}, "territory.file_empty");
      return std::nullopt;
    case FileKind::zip:
      if (content.held) break;
      return holds_workbook(*zip_entries(content.bytes)) ? load_workbook(content.bytes, "xlsx", columns, notes)
                                                         : load_shapefile(content.bytes, columns, notes);
    case FileKind::gzip:
    case FileKind::unknown:
      break;
  }
  notes.problem({}, "territory.file_unknown");
  return std::nullopt;
}

}  // namespace

std::optional<Content> unpacked_content(const File& file, Notes& notes, std::size_t limit) {
  const FileKind kind = kind_of(file.bytes);
  const bool known = kind != FileKind::empty && kind != FileKind::unknown;
  if (known && !fits(lower_extension(file.name), kind)) {
    notes.repair({}, "territory.file_not_its_name",
                 {{"name", std::string(file.name)}, {"kind", std::string(name_of(kind))}});
  }
  if (kind == FileKind::zip) return zip_content(file, limit, notes);
  if (kind == FileKind::gzip) return inner_content(gunzipped(file.bytes, limit), std::string(file.name), limit, notes);
  return Content{std::string(file.name), file.bytes, nullptr};
}

bool is_json(const Content& content) { return kind_of(content.bytes) == FileKind::json; }
bool is_delimited(const Content& content) { return kind_of(content.bytes) == FileKind::csv; }

std::optional<Table> load_table(const Content& content, std::span<const Column> columns, Notes& notes) {
  auto table = load_content(content, columns, notes);
  if (table) table->hold(content.held);
  return table;
}

std::optional<Table> load_table(const File& file, std::span<const Column> columns, Notes& notes) {
  const auto content = unpacked_content(file, notes);
  return content ? load_table(*content, columns, notes) : std::nullopt;
}

}  // namespace maillage::territory::reading
