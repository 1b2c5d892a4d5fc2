#include "modules/territory/reading/outlines.hpp"

#include <fmt/format.h>

#include <cmath>

#include "modules/territory/geometry/projection.hpp"

namespace maillage::territory::reading {
namespace {

using geometry::Outline;
using geometry::Ring;

const RawPoint* first_point(const Table& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const Shape& shape = table.shape(row);
    if (shape.kind == Shape::Kind::point) return &shape.point;
    if (shape.polygons.empty() || shape.polygons.front().empty() || shape.polygons.front().front().empty()) continue;
    return &shape.polygons.front().front().front();
  }
  return nullptr;
}

bool says_any(std::string_view crs, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (crs.find(name) != std::string_view::npos) return true;
  }
  return false;
}

std::string square_metres(double area) { return fmt::format("{}", std::llround(area)); }

}  // namespace

OutlineReader::OutlineReader(const Table& table, Notes& notes) : table_(table), notes_(notes), frame_(recognised()) {
  const RawPoint* first = first_point(table);
  if (first == nullptr) return;
  if (frame_ == Frame::unknown) {
    notes.problem({std::nullopt, "geometry"}, "territory.coordinates_unknown",
                  {{"crs", table.crs.empty() ? "-" : table.crs},
                   {"x", fmt::format("{}", (*first)[0])},
                   {"y", fmt::format("{}", (*first)[1])}});
  }
  if (frame_ == Frame::lambert93 && !says_any(table.crs, {"2154", "9794"})) {
    notes.repair({std::nullopt, "geometry"}, "territory.coordinates_lambert93");
  }
}

// The figures decide between degrees and metres: files are found with the one under the name of the other.
OutlineReader::Frame OutlineReader::recognised() const {
  const RawPoint* first = first_point(table_);
  if (first == nullptr) return Frame::degrees;
  const auto [x, y] = *first;
  const bool degrees = std::abs(x) <= 180 && std::abs(y) <= 90;
  const bool known = table_.crs.empty() || says_any(table_.crs, {"CRS84", "4326", "4258", "4171", "2154", "9794"});
  if (!known) return Frame::unknown;
  if (degrees) return Frame::degrees;
  return geometry::in_lambert93_frame(Lambert93{x, y}) ? Frame::lambert93 : Frame::unknown;
}

std::optional<Lambert93> OutlineReader::placed(const RawPoint& point) const {
  if (frame_ == Frame::degrees) return geometry::to_lambert93({point[0], point[1]});
  const Lambert93 at{point[0], point[1]};
  if (frame_ == Frame::unknown || !geometry::in_lambert93_frame(at)) return std::nullopt;
  return at;
}

// On the grid, without repeated points, closed. False when a point is out of the frame.
bool OutlineReader::add_ring(const RawRing& raw, Ring& ring, const Place& place) {
  for (const RawPoint& point : raw) {
    const auto at = placed(point);
    if (!at) return false;
    const Lambert93 on_grid = geometry::on_grid(*at);
    if (ring.empty() || ring.back().x != on_grid.x || ring.back().y != on_grid.y) ring.push_back(on_grid);
  }
  if (ring.size() > 2 && (ring.front().x != ring.back().x || ring.front().y != ring.back().y)) {
    ring.push_back(ring.front());
    if (raw.front() != raw.back()) notes_.repair(place, "territory.ring_closed");
  }
  return true;
}

bool OutlineReader::add_polygon(const std::vector<RawRing>& rings, Outline& outline, const Place& place) {
  geometry::Polygon polygon;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    Ring ring;
    if (!add_ring(rings[i], ring, place)) return false;
    if (ring.size() < 4) {
      if (!rings[i].empty()) notes_.repair(place, "territory.ring_flat");
      if (i == 0) return true;
      continue;
    }
    if (i == 0) {
      polygon.shell = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
  }
  if (!polygon.shell.empty()) outline.polygons.push_back(std::move(polygon));
  return true;
}

std::optional<Outline> OutlineReader::mended(Outline outline, const Place& place) {
  if (!outline.empty() && !geometry::valid(outline)) {
    const double before = geometry::area_m2(outline);
    outline = geometry::made_valid(outline);
    const double after = geometry::area_m2(outline);
    notes_.repair(place, "territory.outline_mended",
                  {{"area", square_metres(after)}, {"change", square_metres(after - before)}});
  }
  if (outline.empty()) {
    notes_.problem(place, "territory.outline_empty");
    return std::nullopt;
  }
  return outline;
}

std::optional<Outline> OutlineReader::outline(std::size_t row, bool overseas) {
  const Shape& shape = table_.shape(row);
  const Place place{table_.line(row), "geometry"};
  if (shape.kind == Shape::Kind::broken) notes_.problem(place, "territory.outline_broken");
  if (shape.kind != Shape::Kind::polygon || frame_ == Frame::unknown) return std::nullopt;
  Outline outline;
  for (const auto& rings : shape.polygons) {
    if (add_polygon(rings, outline, place)) continue;
    if (overseas) {
      notes_.repair(place, "territory.outline_overseas");
    } else {
      notes_.problem(place, "territory.outline_outside");
    }
    return std::nullopt;
  }
  return mended(std::move(outline), place);
}

std::optional<LonLat> OutlineReader::position(std::size_t row) {
  const Shape& shape = table_.shape(row);
  if (shape.kind != Shape::Kind::point || frame_ == Frame::unknown) return std::nullopt;
  if (frame_ == Frame::lambert93) return geometry::to_lonlat({shape.point[0], shape.point[1]});
  return LonLat{shape.point[0], shape.point[1]};
}

}  // namespace maillage::territory::reading
