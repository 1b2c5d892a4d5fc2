// GPKG, SHP, XLSX and XLS as tables, by way of ogr2ogr: GeoJSON in Lambert-93, or CSV.
#include <algorithm>

#include "modules/territory/reading/archive.hpp"
#include "modules/territory/reading/convert.hpp"
#include "modules/territory/reading/table.hpp"

namespace maillage::territory::reading {
namespace {

constexpr std::size_t kMostLayers = 30;

// False, with a problem, unless the program ended well.
bool succeeded(const ProcessEnd& end, std::string_view kind, Notes& notes) {
  if (!end.in_time) {
    notes.problem({}, "territory.conversion_too_long",
                  {{"kind", std::string(kind)}, {"limit", std::to_string(kConversionTime.count())}});
  } else if (end.status != 0) {
    notes.problem({}, "territory.conversion_failed",
                  {{"kind", std::string(kind)}, {"reason", end.message.empty() ? "-" : end.message}});
  }
  return end.in_time && end.status == 0;
}

// "2: contours_iris (Multi Polygon)" in what ogrinfo says: the names, in order, but for those that the next program
// would take for an option.
std::vector<std::string> layer_names(const std::string& said) {
  std::vector<std::string> names;
  std::size_t at = 0;
  while (at < said.size() && names.size() < kMostLayers) {
    const std::size_t end = std::min(said.find('\n', at), said.size());
    const std::string line = said.substr(at, end - at);
    const std::size_t begin = line.find(": "), kind = line.rfind(" (");
    const bool numbered = begin != std::string::npos && line.find_first_not_of("0123456789") == begin;
    const bool option = numbered && line.compare(begin + 2, 1, "-") == 0;
    if (numbered && !option)
      names.push_back(line.substr(begin + 2, kind > begin + 2 ? kind - begin - 2 : std::string::npos));
    at = end + 1;
  }
  return names;
}

// Loads the first candidate that has the wanted columns; when none has, says what the first one lacks.
template <class Candidates, class Load>
std::optional<Table> first_complete(const Candidates& candidates, Notes& notes, Load load) {
  std::optional<Notes> first_refusal;
  for (const auto& candidate : candidates) {
    Notes trial;
    auto table = load(candidate, trial);
    if (table) {
      notes.append(std::move(trial));
      return table;
    }
    if (!first_refusal) first_refusal = std::move(trial);
  }
  if (first_refusal) notes.append(std::move(*first_refusal));
  if (!notes.any_problem()) notes.problem({}, "territory.file_empty");
  return std::nullopt;
}

std::optional<Table> load_layer(const TemporaryFolder& folder, const std::string& input, std::string_view kind,
                                const std::string& layer, std::span<const Column> columns, Notes& notes) {
  std::vector<std::string> arguments = {"-f",         "GeoJSON",    "-t_srs",
                                        "EPSG:2154",  "-overwrite", "-lco",
                                        "RFC7946=NO", "-lco",       "COORDINATE_PRECISION=3",
                                        "layer.json", input};
  if (!layer.empty()) arguments.push_back(layer);
  folder.remove("layer.json");
  if (!succeeded(run_gdal(folder, "ogr2ogr", arguments), kind, notes)) return std::nullopt;
  return load_json(folder.read("layer.json"), columns, notes);
}

std::string_view extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : name.substr(dot);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

using ShapefileParts = std::vector<std::pair<std::string, std::string>>;

// The parts of the first SHP of the archive; nothing, with a problem, when one cannot be unpacked.
std::optional<ShapefileParts> unpacked_shapefile(std::string_view zip, Notes& notes) {
  const auto entries = zip_entries(zip);
  const auto shp = std::find_if(entries->begin(), entries->end(),
                                [](const ArchiveEntry& e) { return lower(extension_of(e.name)) == ".shp"; });
  const std::string stem = shp->name.substr(0, shp->name.size() - 4);
  std::size_t left = kLargestUnpacked_bytes;
  ShapefileParts parts;
  for (const ArchiveEntry& entry : *entries) {
    const std::string extension = lower(extension_of(entry.name));
    const bool part =
        extension == ".shp" || extension == ".shx" || extension == ".dbf" || extension == ".prj" || extension == ".cpg";
    if (!part || entry.name.substr(0, entry.name.size() - 4) != stem) continue;
    Unpacked bytes = unpacked(entry, left);
    if (!note_unpacking(bytes.outcome, notes)) return std::nullopt;
    left -= bytes.bytes.size();
    parts.emplace_back(extension, std::move(bytes.bytes));
  }
  return parts;
}

}  // namespace

bool note_unpacking(Unpacking outcome, Notes& notes, std::size_t limit) {
  if (outcome == Unpacking::damaged) notes.problem({}, "territory.archive_invalid");
  if (outcome == Unpacking::too_big) {
    notes.problem({}, "territory.archive_too_big", {{"limit", std::to_string(limit >> 20)}});
  }
  return outcome == Unpacking::done;
}

std::optional<Table> load_geopackage(std::string_view bytes, std::span<const Column> columns, Notes& notes) {
  const TemporaryFolder folder;
  folder.write("input.gpkg", bytes);
  if (!succeeded(run_gdal(folder, "ogrinfo", {"-ro", "-q", "input.gpkg"}), "GPKG", notes)) return std::nullopt;
  return first_complete(layer_names(folder.read("stdout")), notes, [&](const std::string& layer, Notes& trial) {
    return load_layer(folder, "input.gpkg", "GPKG", layer, columns, trial);
  });
}

std::optional<Table> load_shapefile(std::string_view zip, std::span<const Column> columns, Notes& notes) {
  const auto parts = unpacked_shapefile(zip, notes);
  return parts ? load_shapefile(*parts, columns, notes) : std::nullopt;
}

std::optional<Table> load_shapefile(const ShapefileParts& parts, std::span<const Column> columns, Notes& notes) {
  const TemporaryFolder folder;
  std::size_t needed = 0;
  for (const auto& [extension, bytes] : parts) {
    folder.write("input" + extension, bytes);
    needed += extension == ".shp" || extension == ".shx" || extension == ".dbf";
  }
  if (needed != 3) {
    notes.problem({}, "territory.archive_without_table");
    return std::nullopt;
  }
  return load_layer(folder, "input.shp", "SHP", "", columns, notes);
}

// Sheet by sheet into a file of ours: the name of a sheet is never a path. ogr2ogr adds a line of its own headers
// ("Field1"…): without it, line numbers are those of the sheet.
std::optional<Table> load_workbook(std::string_view bytes, std::string_view extension, std::span<const Column> columns,
                                   Notes& notes) {
  const TemporaryFolder folder;
  const std::string input = "input." + std::string(extension);
  folder.write(input, bytes);
  const std::string kind = extension == "xls" ? "XLS" : "XLSX";
  if (!succeeded(run_gdal(folder, "ogrinfo", {"-ro", "-q", input}), kind, notes)) return std::nullopt;
  return first_complete(
      layer_names(folder.read("stdout")), notes, [&](const std::string& sheet, Notes& trial) -> std::optional<Table> {
        folder.remove("sheet.csv");
        const std::vector<std::string> arguments = {"-f", "CSV", "sheet.csv", input, sheet, "-nln", "sheet"};
        if (!succeeded(run_gdal(folder, "ogr2ogr", arguments), kind, trial)) return std::nullopt;
        const auto text = std::make_shared<const std::string>(folder.read("sheet.csv"));
        if (text->empty()) return std::nullopt;
        const std::size_t first_line = std::min(text->find('\n'), text->size() - 1) + 1;
        auto table = load_csv(std::string_view(*text).substr(first_line), columns, trial);
        if (table) table->hold(text);
        return table;
      });
}

}  // namespace maillage::territory::reading
