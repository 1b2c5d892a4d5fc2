// For tests: a TopoJSON read back by the letter of its specification, y turned upwards again.
#pragma once

#include <boost/json.hpp>
#include <string_view>
#include <vector>

#include "modules/territory/geometry/outline.hpp"

namespace maillage::territory::geometry {

inline std::vector<Outline> decoded_topology(std::string_view text) {
  const boost::json::value json = boost::json::parse(text);
  const auto number = [](const boost::json::value& value) { return value.to_number<double>(); };
  const auto& transform = json.at("transform");
  std::vector<Ring> arcs;
  for (const auto& arc : json.at("arcs").as_array()) {
    double x = 0, y = 0;
    Ring& ring = arcs.emplace_back();
    for (const auto& step : arc.as_array()) {
      x += number(step.at(0));
      y += number(step.at(1));
      ring.push_back({x * number(transform.at("scale").at(0)) + number(transform.at("translate").at(0)),
                      -(y * number(transform.at("scale").at(1)) + number(transform.at("translate").at(1)))});
    }
  }
  const auto ring_of = [&](const boost::json::value& pieces) {
    Ring ring;
    for (const auto& piece : pieces.as_array()) {
      const auto index = piece.as_int64();
      Ring arc = arcs.at(static_cast<std::size_t>(index < 0 ? ~index : index));
      if (index < 0) arc = Ring(arc.rbegin(), arc.rend());
      ring.insert(ring.end(), arc.begin() + (ring.empty() ? 0 : 1), arc.end());
    }
    return ring;
  };
  const auto polygon_of = [&](const boost::json::value& rings) {
    Polygon polygon;
    for (const auto& ring : rings.as_array()) {
      if (polygon.shell.empty()) {
        polygon.shell = ring_of(ring);
      } else {
        polygon.holes.push_back(ring_of(ring));
      }
    }
    return polygon;
  };
  std::vector<Outline> outlines;
  for (const auto& geometry : json.at("objects").at("units").at("geometries").as_array()) {
    Outline& outline = outlines.emplace_back();
    if (geometry.at("type") == "Polygon") outline.polygons.push_back(polygon_of(geometry.at("arcs")));
    if (geometry.at("type") == "MultiPolygon") {
      for (const auto& rings : geometry.at("arcs").as_array()) outline.polygons.push_back(polygon_of(rings));
    }
  }
  return outlines;
}

}  // namespace maillage::territory::geometry
