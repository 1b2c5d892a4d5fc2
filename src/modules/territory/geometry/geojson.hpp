// Outlines as others read them.
#pragma once

#include <string>

#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {

// A GeoJSON MultiPolygon (RFC 7946), WGS 84 degrees with six decimals; "null" when the outline is empty.
std::string geojson(const Outline& outline);

}  // namespace maillage::territory::geometry
