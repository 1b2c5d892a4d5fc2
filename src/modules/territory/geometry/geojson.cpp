#include "modules/territory/geometry/geojson.hpp"

#include <fmt/format.h>

#include <iterator>

#include "modules/territory/geometry/projection.hpp"

namespace maillage::territory::geometry {
namespace {

void write_ring(std::string& out, const Ring& ring) {
  out += '[';
  for (const Lambert93& point : ring) {
    const LonLat position = to_lonlat(point).value_or(LonLat{});
    fmt::format_to(std::back_inserter(out), "{}[{:.6f},{:.6f}]", out.back() == '[' ? "" : ",", position.lon,
                   position.lat);
  }
  out += ']';
}

}  // namespace

std::string geojson(const Outline& outline) {
  if (outline.empty()) return "null";
  std::string out = R"({"type":"MultiPolygon","coordinates":[)";
  for (std::size_t p = 0; p < outline.polygons.size(); ++p) {
    out += p == 0 ? "[" : ",[";
    write_ring(out, outline.polygons[p].shell);
    for (const Ring& hole : outline.polygons[p].holes) {
      out += ',';
      write_ring(out, hole);
    }
    out += ']';
  }
  return out + "]}";
}

}  // namespace maillage::territory::geometry
