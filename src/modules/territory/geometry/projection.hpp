// Between degrees (WGS 84) and Lambert-93 metres, by PROJ. Safe from several threads at once.
#pragma once

#include <optional>

#include "base/point.hpp"

namespace maillage::territory::geometry {

// Metres for degrees, within a millimetre of the published formulas; nothing outside metropolitan France and its
// surroundings (-10° to 15°, 38° to 55°), where Lambert-93 means nothing.
std::optional<Lambert93> to_lambert93(LonLat position);
// Degrees for metres; nothing outside the Lambert-93 frame (x -400 000 to 1 700 000, y 5 700 000 to 7 600 000).
std::optional<LonLat> to_lonlat(Lambert93 point);

// Whether a position is inside the frame where to_lambert93 answers.
bool in_lambert93_frame(LonLat position);
// Whether a point is inside the frame where to_lonlat answers.
bool in_lambert93_frame(Lambert93 point);

}  // namespace maillage::territory::geometry
