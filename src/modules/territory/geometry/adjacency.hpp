// Who borders whom, and by how many metres.
#pragma once

#include <cstddef>
#include <vector>

#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {

// Two neighbours, a < b, by their positions. A bridge joins to the nearest other unit a group of units that shares no
// border with the rest (an island); its length is 0.
struct Border {
  std::size_t a = 0;
  std::size_t b = 0;
  double length_m = 0;
  bool bridge = false;
};

// Contacts shorter than this are corners, not borders.
inline constexpr double kShortestBorder_m = 1.0;

// All borders, sorted by (a, b), and the bridges needed for one connected graph. Segments shared exactly are summed
// first; pairs that share none are then asked to GEOS, with a tolerance of 0.5 m for outlines generalised apart. Empty
// outlines get neither border nor bridge.
std::vector<Border> adjacency(const std::vector<const Outline*>& outlines);

}  // namespace maillage::territory::geometry
