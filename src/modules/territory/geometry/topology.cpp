#include "modules/territory/geometry/topology.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/assert.hpp"
#include "modules/territory/geometry/arcs.hpp"

namespace maillage::territory::geometry {
namespace {

// From metres to steps of the map's grid, y turned downwards.
struct Frame {
  double scale_m = 1;
  double x_min = 0;
  double y_max = 0;

  GridPoint place(Lambert93 at) const {
    return {static_cast<std::int32_t>(std::lround((at.x - x_min) / scale_m)),
            static_cast<std::int32_t>(std::lround((y_max - at.y) / scale_m))};
  }
};

Frame frame_of(const std::vector<MapUnit>& units, int grid) {
  Box box;
  for (const MapUnit& unit : units) {
    if (unit.outline != nullptr) box.include(bounds(*unit.outline));
  }
  if (box.empty()) return {};
  const double side_m = std::max(box.x_max - box.x_min, box.y_max - box.y_min);
  return {side_m > 0 ? side_m / (grid - 1) : 1, box.x_min, box.y_max};
}

// The ring on the map's grid; empty when the grid flattens it.
GridRing placed(const Ring& ring, const Frame& frame) {
  GridRing out;
  for (const Lambert93& at : ring) {
    const GridPoint point = frame.place(at);
    if (out.empty() || out.back() != point) out.push_back(point);
  }
  if (out.size() < 4) out.clear();
  return out;
}

// Which rings of the network make each polygon of each unit.
struct Drawing {
  std::vector<GridRing> rings;
  std::vector<std::vector<std::vector<std::size_t>>> units;

  void add(const Outline* outline, const Frame& frame) {
    auto& polygons = units.emplace_back();
    if (outline == nullptr) return;
    for (const Polygon& polygon : outline->polygons) {
      std::vector<std::size_t> mine;
      add_ring(mine, placed(polygon.shell, frame));
      if (mine.empty()) continue;
      for (const Ring& hole : polygon.holes) add_ring(mine, placed(hole, frame));
      polygons.push_back(std::move(mine));
    }
  }

 private:
  void add_ring(std::vector<std::size_t>& mine, GridRing ring) {
    if (ring.empty()) return;
    mine.push_back(rings.size());
    rings.push_back(std::move(ring));
  }
};

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

// Items between brackets, separated by commas.
template <class Items, class Write>
void append_list(std::string& out, const Items& items, Write write) {
  out += '[';
  for (const auto& item : items) {
    write(item);
    out += ',';
  }
  if (out.back() == ',') out.pop_back();
  out += ']';
}

void append_arc(std::string& out, const Arc& arc) {
  GridPoint last;
  append_list(out, arc, [&](GridPoint at) {
    fmt::format_to(std::back_inserter(out), "[{},{}]", at.x - last.x, at.y - last.y);
    last = at;
  });
}

void append_polygon(std::string& out, const std::vector<std::size_t>& rings, const ArcNetwork& network) {
  append_list(out, rings, [&](std::size_t ring) {
    append_list(out, network.rings[ring], [&](int arc) { fmt::format_to(std::back_inserter(out), "{}", arc); });
  });
}

void append_geometry(std::string& out, const std::vector<std::vector<std::size_t>>& polygons,
                     const ArcNetwork& network) {
  if (polygons.empty()) {
    out += R"("type":null)";
  } else if (polygons.size() == 1) {
    out += R"("type":"Polygon","arcs":)";
    append_polygon(out, polygons.front(), network);
  } else {
    out += R"("type":"MultiPolygon","arcs":)";
    append_list(out, polygons, [&](const auto& polygon) { append_polygon(out, polygon, network); });
  }
}

void append_unit(std::string& out, const MapUnit& unit, const std::vector<std::vector<std::size_t>>& polygons,
                 const ArcNetwork& network) {
  out += '{';
  append_geometry(out, polygons, network);
  out += R"(,"id":)";
  append_quoted(out, unit.code);
  out += R"(,"properties":{"name":)";
  append_quoted(out, unit.name);
  fmt::format_to(std::back_inserter(out), R"(,"population":{}}}}})", unit.population);
}

}  // namespace

std::string topojson(const std::vector<MapUnit>& units, const MapOptions& options) {
  MAILLAGE_ASSERT(options.grid > 1 && options.grid <= 1'000'000'000, "a grid has at least two lines and fits 32 bits");
  const Frame frame = frame_of(units, options.grid);
  Drawing drawing;
  for (const MapUnit& unit : units) drawing.add(unit.outline, frame);
  ArcNetwork network = cut_into_arcs(drawing.rings);
  if (options.smallest_triangle_m2 > 0)
    simplify(network, options.smallest_triangle_m2 / (frame.scale_m * frame.scale_m));

  std::string out =
      fmt::format(R"({{"type":"Topology","transform":{{"scale":[{0},{0}],"translate":[{1},{2}]}},"arcs":)",
                  frame.scale_m, frame.x_min, -frame.y_max);
  append_list(out, network.arcs, [&](const Arc& arc) { append_arc(out, arc); });
  out += R"(,"objects":{"units":{"type":"GeometryCollection","geometries":)";
  std::size_t position = 0;
  append_list(out, units, [&](const MapUnit& unit) { append_unit(out, unit, drawing.units[position++], network); });
  return out + "}}}";
}

}  // namespace maillage::territory::geometry
