#include "modules/territory/geometry/projection.hpp"

#include <proj.h>

#include <cmath>
#include <memory>
#include <stdexcept>

namespace maillage::territory::geometry {
namespace {

struct CloseContext {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct CloseProjection {
  void operator()(PJ* projection) const { proj_destroy(projection); }
};

// RGF93 and WGS 84 differ by less than the precision of any published outline: the conic alone is applied, as IGN's own
// files do. Written out, so that neither proj.db nor the network is needed.
constexpr const char* kLambert93 =
    "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs";

// The grid in which INSEE and Eurostat publish: ETRS89 is within a centimetre of RGF93.
constexpr const char* kEuropeanGrid =
    "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m +no_defs";

// PROJ objects may not be shared between threads: each thread has its own.
class Projection {
 public:
  explicit Projection(const char* definition) : context_(proj_context_create()) {
    proj_context_set_enable_network(context_.get(), 0);
    projection_.reset(proj_create(context_.get(), definition));
    if (!projection_) throw std::runtime_error("PROJ cannot build a projection");
  }
  PJ_COORD forward(PJ_COORD from) const { return proj_trans(projection_.get(), PJ_FWD, from); }
  PJ_COORD inverse(PJ_COORD from) const { return proj_trans(projection_.get(), PJ_INV, from); }

 private:
  std::unique_ptr<PJ_CONTEXT, CloseContext> context_;
  std::unique_ptr<PJ, CloseProjection> projection_;
};

const Projection& projection() {
  thread_local const Projection mine(kLambert93);
  return mine;
}

const Projection& european_grid() {
  thread_local const Projection mine(kEuropeanGrid);
  return mine;
}

}  // namespace

bool in_lambert93_frame(LonLat position) {
  return position.lon >= -10 && position.lon <= 15 && position.lat >= 38 && position.lat <= 55;
}

bool in_lambert93_frame(Lambert93 point) {
  return point.x >= -400'000 && point.x <= 1'700'000 && point.y >= 5'700'000 && point.y <= 7'600'000;
}

std::optional<Lambert93> to_lambert93(LonLat position) {
  if (!in_lambert93_frame(position)) return std::nullopt;
  const PJ_COORD metres = projection().forward(proj_coord(proj_torad(position.lon), proj_torad(position.lat), 0, 0));
  return Lambert93{metres.xy.x, metres.xy.y};
}

std::optional<LonLat> to_lonlat(Lambert93 point) {
  if (!in_lambert93_frame(point)) return std::nullopt;
  const PJ_COORD radians = projection().inverse(proj_coord(point.x, point.y, 0, 0));
  return LonLat{proj_todeg(radians.lp.lam), proj_todeg(radians.lp.phi)};
}

std::optional<Lambert93> lambert93_of_grid(GridPoint point) {
  const PJ_COORD radians = european_grid().inverse(proj_coord(point.east, point.north, 0, 0));
  return to_lambert93({proj_todeg(radians.lp.lam), proj_todeg(radians.lp.phi)});
}

std::optional<GridPoint> grid_of_lambert93(Lambert93 point) {
  const auto at = to_lonlat(point);
  if (!at) return std::nullopt;
  const PJ_COORD metres = european_grid().forward(proj_coord(proj_torad(at->lon), proj_torad(at->lat), 0, 0));
  return GridPoint{metres.xy.x, metres.xy.y};
}

}  // namespace maillage::territory::geometry
