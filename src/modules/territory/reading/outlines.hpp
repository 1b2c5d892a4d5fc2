// Coordinates of a file into outlines in Lambert-93: projected, put on the grid, closed and mended, each mending
// listed.
#pragma once

#include <optional>

#include "modules/territory/reading/table.hpp"

namespace maillage::territory::reading {

class OutlineReader {
 public:
  // Recognises degrees or Lambert-93 metres, by the "crs" member and by the figures themselves; a file in anything else
  // is a problem.
  OutlineReader(const Table& table, Notes& notes);

  // The outline of a row; nothing when it has no polygon, with a problem when it has a wrong one. A place overseas,
  // which Lambert-93 cannot hold, gets a repair and no outline.
  std::optional<geometry::Outline> outline(std::size_t row, bool overseas);
  // The position of a row whose geometry is a point.
  std::optional<LonLat> position(std::size_t row);

 private:
  enum class Frame { degrees, lambert93, unknown };
  Frame recognised() const;
  std::optional<Lambert93> placed(const RawPoint& point) const;
  bool add_ring(const RawRing& raw, geometry::Ring& ring, const Place& place);
  bool add_polygon(const std::vector<RawRing>& rings, geometry::Outline& outline, const Place& place);
  std::optional<geometry::Outline> mended(geometry::Outline outline, const Place& place);

  const Table& table_;
  Notes& notes_;
  Frame frame_ = Frame::degrees;
};

}  // namespace maillage::territory::reading
