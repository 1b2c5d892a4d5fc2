#include "base/lonlat.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace maillage;

namespace {

// The direct conic, from its definition and not from the constants of the note: what the inverse must undo.
Lambert93 projected(LonLat position) {
  const double e = std::sqrt(2 / 298.257222101 - 1 / (298.257222101 * 298.257222101)), a = 6378137;
  const double degree = std::acos(-1.0) / 180;
  const auto isometric = [&](double phi) { return std::atanh(std::sin(phi)) - e * std::atanh(e * std::sin(phi)); };
  const auto normal = [&](double phi) { return a / std::sqrt(1 - e * e * std::sin(phi) * std::sin(phi)); };
  const double south = 44 * degree, north = 49 * degree;
  const double n = std::log(normal(north) * std::cos(north) / (normal(south) * std::cos(south))) /
                   (isometric(south) - isometric(north));
  const double c = normal(south) * std::cos(south) / n * std::exp(n * isometric(south));
  const double pole = 6600000 + c * std::exp(-n * isometric(46.5 * degree));
  const double radius = c * std::exp(-n * isometric(position.lat * degree)), angle = n * (position.lon - 3) * degree;
  return {700000 + radius * std::sin(angle), pole - radius * std::cos(angle)};
}

}  // namespace

TEST_CASE("the origin of the projection is where its definition says") {
  const LonLat origin = lonlat_of({700000, 6600000});
  CHECK(origin.lon == doctest::Approx(3).epsilon(1e-12));
  CHECK(origin.lat == doctest::Approx(46.5).epsilon(1e-10));
}

TEST_CASE("degrees of metres are those the metres were made of, over the whole of France") {
  for (double lon = -5; lon <= 9.5; lon += 0.29)
    for (double lat = 41.4; lat <= 51.1; lat += 0.37) {
      const LonLat back = lonlat_of(projected({lon, lat}));
      CAPTURE(lon);
      CAPTURE(lat);
      CHECK(std::abs(back.lon - lon) < 1e-7);
      CHECK(std::abs(back.lat - lat) < 1e-7);
      const Lambert93 metres = lambert93_of({lon, lat}), defined = projected({lon, lat});
      CHECK(std::abs(metres.x - defined.x) < 1e-4);
      CHECK(std::abs(metres.y - defined.y) < 1e-4);
    }
}
