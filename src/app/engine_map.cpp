#include "app/engine_map.hpp"

#include <fmt/core.h>

#include <CLI/Error.hpp>
#include <algorithm>
#include <filesystem>
#include <set>

#include "app/engine_table.hpp"
#include "app/language.hpp"
#include "modules/territory/drawn_map.hpp"

namespace maillage::app {
namespace {

namespace fs = std::filesystem;

std::string extension_of(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension;
}

// The file that stands beside a .shp under another extension, in small or capital letters; nothing when none does.
std::optional<fs::path> beside(const fs::path& shp, const std::string& extension) {
  std::string capitals = extension;
  for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  for (const std::string& spelling : {extension, capitals}) {
    fs::path path = shp;
    path.replace_extension(spelling);
    if (fs::exists(path)) return path;
  }
  return std::nullopt;
}

Result<territory::DrawnFile> open_outlines(const std::string& path) {
  auto bytes = read_whole(path);
  if (!bytes) return bytes.problem();
  territory::DrawnFile file{fs::path(path).filename().string(), std::move(*bytes), {}};
  if (extension_of(path) != ".shp") return file;
  for (const char* extension : {".shx", ".dbf", ".prj", ".cpg"}) {
    const auto part = beside(path, extension);
    if (!part && extension[1] != 'p' && extension[1] != 'c')
      return Problem{"engine_part_missing", path, {{"extension", extension}}};
    if (!part) continue;
    auto content = read_whole(part->string());
    if (!content) return content.problem();
    file.parts.emplace_back(extension, std::move(*content));
  }
  return file;
}

std::string place_of(const std::string& path, const territory::LineProblem& said) {
  std::string place = path;
  if (said.line) place += fmt::format(":{}", *said.line);
  return said.column.empty() ? place : place + " (" + said.column + ")";
}

const std::string& sentence_of(const territory::LineProblem& said) {
  return french() ? said.sentence_fr : said.sentence_en;
}

// All the faults of the file in one refusal, one a line.
Problem refused(const std::string& path, const std::vector<territory::LineProblem>& problems) {
  std::string sentences = sentence_of(problems.front());
  for (std::size_t p = 1; p < problems.size(); ++p)
    sentences += "\n" + place_of(path, problems[p]) + ": " + sentence_of(problems[p]);
  return {"engine_outlines", place_of(path, problems.front()), {{"sentences", sentences}}};
}

Result<territory::DrawnMap> read_outlines(const std::string& path, const std::vector<std::string>& columns,
                                          const std::set<std::string>& only, bool quiet) {
  const auto file = open_outlines(path);
  if (!file) return file.problem();
  auto reading = territory::read_drawn_map(*file, columns, only);
  if (!reading.map) return refused(path, reading.problems);
  if (!quiet)
    for (const auto& repair : reading.repairs)
      fmt::print(stderr, "{}: {}\n", place_of(path, repair), sentence_of(repair));
  return std::move(*reading.map);
}

EngineMap drawn_units(const std::string& path, const std::vector<std::string>& columns, territory::DrawnMap drawn) {
  EngineMap map;
  map.units.path = path;
  map.graph = engines::Graph(static_cast<engines::Unit>(drawn.codes.size()), std::move(drawn.edges));
  for (std::size_t c = 0; c < columns.size(); ++c) map.units.columns[columns[c]] = std::move(drawn.columns[c]);
  map.units.codes = std::move(drawn.codes);
  map.units.names = std::move(drawn.names);
  map.units.centres = std::move(drawn.centres);
  map.units.outlines = std::move(drawn.outlines);
  map.units.index();
  return map;
}

// The outlines of a file on the units of a table: each unit has one.
Result<EngineMap> draw_units(UnitTable units, const std::string& path, bool quiet) {
  auto drawn = read_outlines(path, {}, {units.codes.begin(), units.codes.end()}, quiet);
  if (!drawn) return drawn.problem();
  const bool placed = !units.centres.empty();
  units.centres.resize(units.size());
  units.outlines.resize(units.size());
  std::vector<engines::Unit> position;
  for (std::size_t d = 0; d < drawn->codes.size(); ++d) {
    position.push_back(units.find(drawn->codes[d]));
    const auto unit = static_cast<std::size_t>(position.back());
    units.outlines[unit] = std::move(drawn->outlines[d]);
    if (!placed) units.centres[unit] = drawn->centres[d];
  }
  const auto missing = std::find(units.outlines.begin(), units.outlines.end(), std::string());
  if (missing != units.outlines.end()) {
    const std::string& code = units.codes[static_cast<std::size_t>(missing - units.outlines.begin())];
    return Problem{"engine_without_outline", path, {{"code", code}}};
  }
  for (engines::Edge& edge : drawn->edges) {
    edge.a = position[static_cast<std::size_t>(edge.a)];
    edge.b = position[static_cast<std::size_t>(edge.b)];
    if (edge.a > edge.b) std::swap(edge.a, edge.b);
  }
  engines::Graph graph(static_cast<engines::Unit>(units.size()), std::move(drawn->edges));
  return EngineMap{std::move(units), std::move(graph)};
}

Result<EngineMap> read_units_and_borders(const MapFiles& files, const std::vector<std::string>& columns, bool quiet) {
  if (names_outlines(files.units)) {
    auto drawn = read_outlines(files.units, columns, {}, quiet);
    return drawn ? Result<EngineMap>(drawn_units(files.units, columns, std::move(*drawn))) : drawn.problem();
  }
  auto units = read_units(files.units);
  if (!units) return units.problem();
  if (!files.outlines.empty()) return draw_units(std::move(*units), files.outlines, quiet);
  return EngineMap{std::move(*units), {}};
}

}  // namespace

void add_map_options(CLI::App& command, MapFiles& files) {
  command.add_option("--units", files.units,
                     "units: CSV code,nom,population,x_l93_m,y_l93_m and any other column, or outlines (GeoJSON, GPKG, "
                     "SHP)");
  command.add_option("--edges", files.edges, "edges.csv: i,j[,shared_border_m]; a border of 0 is a bridge");
  command.add_option("--outlines", files.outlines,
                     "outlines of the units of a CSV, by code (GeoJSON, GPKG, SHP): who borders whom is measured there "
                     "when there is no --edges");
  command.add_option("--graph", files.graph, "a NetworkX dual graph (JSON) instead of --units and --edges");
}

void check_map(const MapFiles& files) {
  if (!files.graph.empty()) {
    // Not by Option::excludes: the help lists those in the order of their addresses.
    for (const auto& [option, path] :
         {std::pair("--units", &files.units), {"--edges", &files.edges}, {"--outlines", &files.outlines}})
      if (!path->empty()) throw CLI::ExcludesError("--graph", option);
    return;
  }
  if (files.units.empty()) throw CLI::RequiredError("--units, or --graph");
  if (names_outlines(files.units) && !files.outlines.empty())
    throw CLI::ValidationError("--outlines", "the file of --units already holds outlines");
  if (files.edges.empty() && !has_outlines(files))
    throw CLI::RequiredError("--edges or --outlines, or a --units file of outlines");
}

bool names_outlines(std::string_view path) {
  const std::string extension = extension_of(fs::path(path));
  constexpr const char* kKnown[] = {".geojson", ".json", ".gpkg", ".shp", ".zip", ".gz"};
  return std::find(std::begin(kKnown), std::end(kKnown), extension) != std::end(kKnown);
}

bool has_outlines(const MapFiles& files) { return !files.outlines.empty() || names_outlines(files.units); }

Result<EngineMap> read_map(const MapFiles& files, const std::vector<std::string>& columns, bool quiet) {
  if (!files.graph.empty()) {
    auto dual = read_dual_graph(files.graph);
    if (!dual) return dual.problem();
    return EngineMap{std::move(dual->units), std::move(dual->graph)};
  }
  auto map = read_units_and_borders(files, columns, quiet);
  if (!map || files.edges.empty()) return map;
  auto graph = read_edges(files.edges, map->units);
  if (!graph) return graph.problem();
  map->graph = std::move(*graph);
  return map;
}

}  // namespace maillage::app
