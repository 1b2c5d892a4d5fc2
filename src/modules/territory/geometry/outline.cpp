#include "modules/territory/geometry/outline.hpp"

#include <algorithm>
#include <cmath>

#include "modules/territory/geometry/geos.hpp"

namespace maillage::territory::geometry {
namespace {

// Signed area and first moments of rings, taken around `origin`: coordinates of seven digits squared would lose the
// decimetre.
struct Moments {
  Lambert93 origin;
  double area = 0, x = 0, y = 0;

  void add(const Ring& ring, double sign) {
    double ring_area = 0, ring_x = 0, ring_y = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const double ax = ring[i].x - origin.x, ay = ring[i].y - origin.y;
      const double bx = ring[i + 1].x - origin.x, by = ring[i + 1].y - origin.y;
      const double cross = ax * by - bx * ay;
      ring_area += cross / 2;
      ring_x += (ax + bx) * cross / 6;
      ring_y += (ay + by) * cross / 6;
    }
    const double turn = ring_area < 0 ? -sign : sign;
    area += turn * ring_area;
    x += turn * ring_x;
    y += turn * ring_y;
  }
};

Moments moments(const Outline& outline) {
  Moments sum;
  if (!outline.empty() && !outline.polygons.front().shell.empty()) sum.origin = outline.polygons.front().shell.front();
  for (const Polygon& polygon : outline.polygons) {
    sum.add(polygon.shell, 1);
    for (const Ring& hole : polygon.holes) sum.add(hole, -1);
  }
  return sum;
}

Lambert93 mean_vertex(const Outline& outline) {
  Lambert93 sum;
  double points = 0;
  for (const Polygon& polygon : outline.polygons) {
    for (const Lambert93& at : polygon.shell) {
      sum.x += at.x;
      sum.y += at.y;
      points += 1;
    }
  }
  return points == 0 ? Lambert93{} : Lambert93{sum.x / points, sum.y / points};
}

}  // namespace

Lambert93 on_grid(Lambert93 at) { return {std::round(at.x / kGrid_m) / 10, std::round(at.y / kGrid_m) / 10}; }

void Box::include(Lambert93 at) { include(Box{at.x, at.y, at.x, at.y}); }

void Box::include(const Box& other) {
  if (other.empty()) return;
  if (empty()) {
    *this = other;
    return;
  }
  x_min = std::min(x_min, other.x_min);
  y_min = std::min(y_min, other.y_min);
  x_max = std::max(x_max, other.x_max);
  y_max = std::max(y_max, other.y_max);
}

Box bounds(const Outline& outline) {
  Box box;
  for (const Polygon& polygon : outline.polygons) {
    for (const Lambert93& at : polygon.shell) box.include(at);
  }
  return box;
}

double area_m2(const Outline& outline) { return std::max(0.0, moments(outline).area); }

Lambert93 centroid(const Outline& outline) {
  const Moments sum = moments(outline);
  if (sum.area <= 0) return mean_vertex(outline);
  return {sum.origin.x + sum.x / sum.area, sum.origin.y + sum.y / sum.area};
}

Lambert93 point_inside(const Outline& outline) {
  if (outline.empty()) return {};
  const auto ctx = geos::context();
  const auto point = geos::owned(GEOSPointOnSurface_r(ctx, geos::geometry_of(outline).get()));
  Lambert93 at;
  if (GEOSGeomGetX_r(ctx, point.get(), &at.x) != 1 || GEOSGeomGetY_r(ctx, point.get(), &at.y) != 1) {
    return mean_vertex(outline);
  }
  return at;
}

bool valid(const Outline& outline) { return GEOSisValid_r(geos::context(), geos::geometry_of(outline).get()) == 1; }

Outline made_valid(const Outline& outline) {
  if (valid(outline)) return outline;
  const auto ctx = geos::context();
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(ctx);
  GEOSMakeValidParams_setMethod_r(ctx, params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(ctx, params, 0);
  GEOSGeometry* mended = GEOSMakeValidWithParams_r(ctx, geos::geometry_of(outline).get(), params);
  GEOSMakeValidParams_destroy_r(ctx, params);
  // Reduced to the grid by GEOS, not by rounding, which could cross lines again.
  return geos::outline_of(geos::owned(GEOSGeom_setPrecision_r(ctx, geos::owned(mended).get(), kGrid_m, 0)).get());
}

Outline united(const std::vector<const Outline*>& outlines) {
  Outline all;
  for (const Outline* outline : outlines) {
    if (outline != nullptr) all.polygons.insert(all.polygons.end(), outline->polygons.begin(), outline->polygons.end());
  }
  if (all.empty()) return all;
  const auto whole = geos::geometry_of(all);
  return geos::outline_of(geos::owned(GEOSUnaryUnionPrec_r(geos::context(), whole.get(), kGrid_m)).get());
}

double common_area_m2(const Outline& a, const Outline& b) {
  if (a.empty() || b.empty()) return 0;
  const auto common = geos::owned(
      GEOSIntersectionPrec_r(geos::context(), geos::geometry_of(a).get(), geos::geometry_of(b).get(), kGrid_m));
  double area = 0;
  if (GEOSArea_r(geos::context(), common.get(), &area) != 1) geos::fail();
  return area;
}

}  // namespace maillage::territory::geometry
