// A file of outlines as a map to compute on, without any database: its units, where they stand, who borders whom.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/point.hpp"
#include "engines/graph/graph.hpp"
#include "modules/territory/import.hpp"

namespace maillage::territory {

// The name helps, the bytes decide.
struct DrawnFile {
  std::string name;
  std::string bytes;
  // Of a bare .shp, whose bytes are above: its other parts, by extension (".shx", ".dbf", ".prj", ".cpg").
  std::vector<std::pair<std::string, std::string>> parts;
};

// One cell per unit, in the order of the file. Codes are unique.
struct DrawnMap {
  std::vector<std::string> codes;
  std::vector<std::string> names;                 // the code where the file has none
  std::vector<int> lines;                         // line of a text file, rank of a feature
  std::vector<std::vector<std::string>> columns;  // those asked, unit by unit, as text
  std::vector<Lambert93> centres;                 // centres of mass
  std::vector<std::string> outlines;              // GeoJSON geometries, WGS 84
  std::vector<engines::Edge> edges;               // shared metres; 0 = bridge towards a part that touches nothing
};

struct DrawnMapReading {
  std::optional<DrawnMap> map;  // when there is no problem
  std::vector<LineProblem> problems;
  std::vector<LineProblem> repairs;
};

// Reads the polygons of a GeoJSON, GPKG or SHP, in degrees or Lambert-93, with `columns` (each required, compared
// without case nor signs); when `only` is not empty, the other codes are passed over. Same checks and mendings of
// outlines as an import. Throws std::runtime_error when a GPKG or SHP is given and ogr2ogr is not installed.
DrawnMapReading read_drawn_map(const DrawnFile& file, const std::vector<std::string>& columns,
                               const std::set<std::string>& only = {});

}  // namespace maillage::territory
