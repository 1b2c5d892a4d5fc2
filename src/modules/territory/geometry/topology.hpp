// A map as TopoJSON (github.com/topojson/topojson-specification): shared borders are written once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {

struct MapUnit {
  std::string code;
  std::string name;
  std::int64_t population = 0;
  const Outline* outline = nullptr;  // null or empty: a geometry of type null
};

struct MapOptions {
  int grid = 100000;                // coordinates are quantized to 0 … grid-1 on the longer side of the map
  double smallest_triangle_m2 = 0;  // Visvalingam: vertices whose effective area is smaller are left out; 0 keeps all
};

// The text of a Topology whose object "units" is a GeometryCollection in the order given. Lambert-93 metres with y
// negated (y grows downwards, draw as is), quantized, arcs delta-encoded. Simplification is made arc by arc, so
// neighbours still meet.
std::string topojson(const std::vector<MapUnit>& units, const MapOptions& options = {});

}  // namespace maillage::territory::geometry
