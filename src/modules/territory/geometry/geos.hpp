// The one place where GEOS is spoken to: owned handles, and errors that become exceptions.
#pragma once

#include <geos_c.h>

#include <memory>
#include <string>

#include "modules/territory/geometry/outline.hpp"
#include "modules/territory/geometry/segments.hpp"

namespace maillage::territory::geometry::geos {

// GEOS handles may not be shared between threads: each thread has its own, alive until the thread ends.
GEOSContextHandle_t context();

struct Destroy {
  void operator()(GEOSGeometry* geometry) const;
  void operator()(const GEOSPreparedGeometry* prepared) const;
  void operator()(GEOSSTRtree* tree) const;
};
using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;
using Prepared = std::unique_ptr<const GEOSPreparedGeometry, Destroy>;
using Tree = std::unique_ptr<GEOSSTRtree, Destroy>;

// Takes what GEOS returned; a null pointer is a std::runtime_error with the message GEOS left.
Geometry owned(GEOSGeometry* geometry);
[[noreturn]] void fail();

// A MultiPolygon of the outline.
Geometry geometry_of(const Outline& outline);
// The polygons of a geometry, on the grid; lines and points are left out, as are rings that the grid flattens.
Outline outline_of(const GEOSGeometry* geometry);
// A MultiLineString with one line for each segment.
Geometry lines_of(const std::vector<Segment>& segments);
// A rectangle, or an empty polygon.
Geometry rectangle(const Box& box);
Geometry point(Lambert93 at);

}  // namespace maillage::territory::geometry::geos
