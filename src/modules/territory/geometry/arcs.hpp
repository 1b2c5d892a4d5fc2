// Rings cut into arcs at the points where three or more borders meet: what two neighbours share is one arc.
#pragma once

#include <cstdint>
#include <vector>

namespace maillage::territory::geometry {

struct GridPoint {
  std::int32_t x = 0;
  std::int32_t y = 0;
  friend auto operator<=>(const GridPoint&, const GridPoint&) = default;
};

// Closed (the last point repeats the first), no point repeated next to itself, four points at least.
using GridRing = std::vector<GridPoint>;
using Arc = std::vector<GridPoint>;

struct ArcNetwork {
  std::vector<Arc> arcs;
  // For each ring, its arcs in order; ~i is arc i walked backwards (as TopoJSON writes it).
  std::vector<std::vector<int>> rings;
};

// Walking the arcs of a ring end to end gives that ring back, but for the point where it starts.
ArcNetwork cut_into_arcs(const std::vector<GridRing>& rings);

// Visvalingam & Whyatt (1993): removes, least first, the vertices whose triangle with their neighbours is smaller than
// `smallest_area` (in squares of the grid), as long as more than `least_points` are left. Ends never move.
void simplify(Arc& arc, double smallest_area, std::size_t least_points);

// Simplifies every arc so that each ring still encloses something: a ring of one arc keeps three corners, an arc of a
// two-arc ring keeps a vertex between its ends.
void simplify(ArcNetwork& network, double smallest_area);

}  // namespace maillage::territory::geometry
