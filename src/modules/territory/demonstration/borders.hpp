// From cells to outlines: borders are traced once, simplified once and shared by everything they bound.
#pragma once

#include <functional>
#include <vector>

#include "modules/territory/demonstration/demonstration.hpp"
#include "modules/territory/demonstration/growth.hpp"

namespace maillage::territory::demonstration {

// A chain of corners between two meetings of borders (or a closed loop), with what lies on each side.
struct Arc {
  std::vector<Corner> corners;
  Label left = kNoLabel;
  Label right = kNoLabel;
};

// Every side between two labels or along a river inside the labelled land, each in exactly one arc.
std::vector<Arc> trace_borders(const HexGrid& grid, const std::vector<Label>& labels,
                               const std::vector<std::uint8_t>& river_sides);

// Removes the corners that matter least (Visvalingam & Whyatt, 1993) while the triangle they make with their neighbours
// is under `tolerance_m2(arc)` and holds no other corner: borders that did not cross still do not, every loop keeps an
// area, and two arcs never become the same segment.
void simplify_borders(const HexGrid& grid, std::vector<Arc>& arcs,
                      const std::function<double(const Arc&)>& tolerance_m2);

// Outline of every region, a region being a set of labels (kNoLabel: in none).
std::vector<Outline> assemble_outlines(const HexGrid& grid, const std::vector<Arc>& arcs,
                                       const std::vector<Label>& region_of_label, int regions);

double ring_area_m2(const Ring& ring);  // > 0 when counter-clockwise
double outline_area_m2(const Outline& outline);
bool inside(const Outline& outline, Lambert93 point);

}  // namespace maillage::territory::demonstration
