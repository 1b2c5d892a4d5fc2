// Between degrees (WGS 84) and Lambert-93 metres, by PROJ. Safe from several threads at once.
#pragma once

#include <optional>

#include "base/point.hpp"

namespace maillage::territory::geometry {

// A point of the European grid: ETRS89 / LAEA Europe (EPSG:3035), metres.
struct GridPoint {
  double east = 0, north = 0;
};

// Metres for degrees, within a millimetre of the published formulas; nothing outside metropolitan France and its
// surroundings (-10° to 15°, 38° to 55°), where Lambert-93 means nothing.
std::optional<Lambert93> to_lambert93(LonLat position);
// Degrees for metres; nothing outside the Lambert-93 frame (x -400 000 to 1 700 000, y 5 700 000 to 7 600 000).
std::optional<LonLat> to_lonlat(Lambert93 point);

// Where a point of the European grid (EPSG:3035, metres) is in Lambert-93; nothing outside the frame above.
std::optional<Lambert93> lambert93_of_grid(GridPoint point);
// The way back; nothing outside the Lambert-93 frame.
std::optional<GridPoint> grid_of_lambert93(Lambert93 point);

// Whether a position is inside the frame where to_lambert93 answers.
bool in_lambert93_frame(LonLat position);
// Whether a point is inside the frame where to_lonlat answers.
bool in_lambert93_frame(Lambert93 point);

}  // namespace maillage::territory::geometry
