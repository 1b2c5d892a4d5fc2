// The map an engine command computes on: from tables, from a dual graph, or from outlines.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "app/engine_files.hpp"

namespace maillage::app {

struct MapFiles {
  std::string units, edges, outlines, graph;
};

// --units, --edges, --outlines and --graph. Values that do not go together are a wrong usage, thrown by check_map.
void add_map_options(CLI::App& command, MapFiles& files);
void check_map(const MapFiles& files);

// Whether the name is that of a file of outlines: GeoJSON, GPKG, SHP, or one of them zipped or gzipped.
bool names_outlines(std::string_view path);
// Whether the map will have outlines.
bool has_outlines(const MapFiles& files);

struct EngineMap {
  UnitTable units;
  engines::Graph graph;
};

// Reads the files. Of a file of outlines, only `columns` are kept, and each must be there; who borders whom is measured
// on the outlines unless --edges says it. What was mended on the way is said on stderr unless `quiet`.
Result<EngineMap> read_map(const MapFiles& files, const std::vector<std::string>& columns, bool quiet);

}  // namespace maillage::app
