// Outlines of places: what they are, how they are stored (WKB), measured and asked "who holds this point?".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/point.hpp"

namespace maillage::territory::geometry {

// Closed: the last point repeats the first. At least four points.
using Ring = std::vector<Lambert93>;

struct Polygon {
  Ring shell;
  std::vector<Ring> holes;
};

// Where a place lies. Lambert-93 metres rounded to kGrid_m, so that neighbours drawn from the same file share exact
// vertices.
struct Outline {
  std::vector<Polygon> polygons;
  bool empty() const { return polygons.empty(); }
};

inline constexpr double kGrid_m = 0.1;

// The nearest point of the 0.1 m grid on which outlines are kept.
Lambert93 on_grid(Lambert93 point);

// A closed box, sides parallel to the axes. Empty when x_min > x_max.
struct Box {
  double x_min = 1, y_min = 1, x_max = 0, y_max = 0;
  bool empty() const { return x_min > x_max; }
  void include(Lambert93 point);
  void include(const Box& other);
};

Box bounds(const Outline& outline);
// Square metres, holes taken away; never negative.
double area_m2(const Outline& outline);
// Centre of mass; the mean of the vertices when the area is null, the origin for an empty outline.
Lambert93 centroid(const Outline& outline);
// A point surely inside (GEOS PointOnSurface): where a label or a symbol may stand. The origin for an empty outline.
Lambert93 point_inside(const Outline& outline);

// Little-endian WKB MultiPolygon (OGC 06-103r4), two dimensions, no SRID.
std::string to_wkb(const Outline& outline);
// Reads what to_wkb writes, and a WKB Polygon of either byte order; nothing when the bytes are not that.
std::optional<Outline> from_wkb(std::string_view wkb);

// Whether rings are closed, simple and properly nested (OGC validity).
bool valid(const Outline& outline);
// A valid outline covering the same ground (GEOS MakeValid): lines and points left over are dropped, coordinates put
// back on the grid. Unchanged when already valid; empty when nothing with an area is left.
Outline made_valid(const Outline& outline);
// The ground covered by any of the outlines, inner borders dissolved.
Outline united(const std::vector<const Outline*>& outlines);
// Square metres covered by both.
double common_area_m2(const Outline& a, const Outline& b);

// Answers "which outline holds this point?" in about a microsecond. Holds its own copy; safe from several threads at
// once.
class OutlineIndex {
 public:
  explicit OutlineIndex(const std::vector<const Outline*>& outlines);  // null or empty ones hold nothing
  OutlineIndex(OutlineIndex&&) noexcept;
  OutlineIndex& operator=(OutlineIndex&&) noexcept;
  ~OutlineIndex();

  // Position of the outline that holds the point (border included); the lowest one where outlines overlap or touch.
  std::optional<std::size_t> find(Lambert93 point) const;
  // Positions of all the outlines that hold the point, ascending.
  std::vector<std::size_t> find_all(Lambert93 point) const;

 private:
  struct Trees;
  std::unique_ptr<Trees> trees_;
};

}  // namespace maillage::territory::geometry
