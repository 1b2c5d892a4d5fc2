#include "modules/territory/geometry/geos.hpp"

#include <stdexcept>

namespace maillage::territory::geometry::geos {
namespace {

class Context {
 public:
  Context() : handle_(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(
        handle_, [](const char* text, void* to) { *static_cast<std::string*>(to) = text; }, &message_);
  }
  ~Context() { GEOS_finish_r(handle_); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  GEOSContextHandle_t handle() const { return handle_; }
  const std::string& message() const { return message_; }

 private:
  GEOSContextHandle_t handle_;
  std::string message_;
};

Context& mine() {
  thread_local Context context;
  return context;
}

GEOSGeometry* ring_of(const Ring& ring) {
  static_assert(sizeof(Lambert93) == 2 * sizeof(double), "rings are handed over as pairs of doubles");
  GEOSCoordSequence* points = GEOSCoordSeq_copyFromBuffer_r(context(), reinterpret_cast<const double*>(ring.data()),
                                                            static_cast<unsigned>(ring.size()), 0, 0);
  if (points == nullptr) fail();
  GEOSGeometry* geometry = GEOSGeom_createLinearRing_r(context(), points);
  if (geometry == nullptr) fail();
  return geometry;
}

GEOSGeometry* polygon_of(const Polygon& polygon) {
  Geometry shell(ring_of(polygon.shell));
  std::vector<Geometry> holes;
  for (const Ring& hole : polygon.holes) holes.emplace_back(ring_of(hole));
  std::vector<GEOSGeometry*> handed;
  for (Geometry& hole : holes) handed.push_back(hole.release());
  GEOSGeometry* geometry =
      GEOSGeom_createPolygon_r(context(), shell.release(), handed.data(), static_cast<unsigned>(handed.size()));
  if (geometry == nullptr) fail();
  return geometry;
}

// On the grid, without repeated points; empty when fewer than three different points are left.
Ring ring_from(const GEOSGeometry* geometry) {
  const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(context(), geometry);
  unsigned size = 0;
  if (points == nullptr || GEOSCoordSeq_getSize_r(context(), points, &size) == 0) fail();
  Ring ring;
  ring.reserve(size);
  for (unsigned i = 0; i < size; ++i) {
    Lambert93 at;
    GEOSCoordSeq_getXY_r(context(), points, i, &at.x, &at.y);
    at = on_grid(at);
    if (ring.empty() || ring.back().x != at.x || ring.back().y != at.y) ring.push_back(at);
  }
  if (ring.size() < 4) ring.clear();
  return ring;
}

void add_polygon(Outline& outline, const GEOSGeometry* geometry) {
  Polygon polygon{ring_from(GEOSGetExteriorRing_r(context(), geometry)), {}};
  if (polygon.shell.empty()) return;
  for (int i = 0; i < GEOSGetNumInteriorRings_r(context(), geometry); ++i) {
    Ring hole = ring_from(GEOSGetInteriorRingN_r(context(), geometry, i));
    if (!hole.empty()) polygon.holes.push_back(std::move(hole));
  }
  outline.polygons.push_back(std::move(polygon));
}

void add_polygons(Outline& outline, const GEOSGeometry* geometry) {
  const int type = GEOSGeomTypeId_r(context(), geometry);
  if (type == GEOS_POLYGON) {
    if (GEOSisEmpty_r(context(), geometry) == 0) add_polygon(outline, geometry);
  } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    for (int i = 0; i < GEOSGetNumGeometries_r(context(), geometry); ++i) {
      add_polygons(outline, GEOSGetGeometryN_r(context(), geometry, i));
    }
  }
}

}  // namespace

GEOSContextHandle_t context() { return mine().handle(); }

void Destroy::operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context(), geometry); }
void Destroy::operator()(const GEOSPreparedGeometry* prepared) const {
  GEOSPreparedGeom_destroy_r(context(), prepared);
}
void Destroy::operator()(GEOSSTRtree* tree) const { GEOSSTRtree_destroy_r(context(), tree); }

void fail() { throw std::runtime_error("GEOS: " + mine().message()); }

Geometry owned(GEOSGeometry* geometry) {
  if (geometry == nullptr) fail();
  return Geometry(geometry);
}

Geometry geometry_of(const Outline& outline) {
  std::vector<Geometry> parts;
  for (const Polygon& polygon : outline.polygons) parts.emplace_back(polygon_of(polygon));
  std::vector<GEOSGeometry*> handed;
  for (Geometry& part : parts) handed.push_back(part.release());
  return owned(
      GEOSGeom_createCollection_r(context(), GEOS_MULTIPOLYGON, handed.data(), static_cast<unsigned>(handed.size())));
}

Outline outline_of(const GEOSGeometry* geometry) {
  Outline outline;
  add_polygons(outline, geometry);
  return outline;
}

Geometry lines_of(const std::vector<Segment>& segments) {
  std::vector<GEOSGeometry*> lines;
  for (const Segment& s : segments) {
    const double points[] = {s.ax * kGrid_m, s.ay * kGrid_m, s.bx * kGrid_m, s.by * kGrid_m};
    lines.push_back(GEOSGeom_createLineString_r(context(), GEOSCoordSeq_copyFromBuffer_r(context(), points, 2, 0, 0)));
  }
  return owned(
      GEOSGeom_createCollection_r(context(), GEOS_MULTILINESTRING, lines.data(), static_cast<unsigned>(lines.size())));
}

Geometry rectangle(const Box& box) {
  if (box.empty()) return owned(GEOSGeom_createEmptyPolygon_r(context()));
  return owned(GEOSGeom_createRectangle_r(context(), box.x_min, box.y_min, box.x_max, box.y_max));
}

Geometry point(Lambert93 at) { return owned(GEOSGeom_createPointFromXY_r(context(), at.x, at.y)); }

}  // namespace maillage::territory::geometry::geos
