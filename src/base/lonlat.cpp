#include "base/lonlat.hpp"

#include <cmath>
#include <numbers>

namespace maillage {
namespace {

// Of Lambert-93 on the ellipsoid GRS 80, from the same note.
constexpr double kExponent = 0.7256077650532670, kConstant_m = 11754255.426096;
constexpr double kPole_x = 700000, kPole_y = 12655612.049876;
constexpr double kEccentricity = 0.0818191910428158, kMeridian_deg = 3;
constexpr double kDegrees = 180 / std::numbers::pi;
constexpr int kTurns = 8;  // each divides the error by 300

double latitude(double isometric) {
  const double base = std::exp(isometric);
  double phi = 2 * std::atan(base) - std::numbers::pi / 2;
  for (int turn = 0; turn < kTurns; ++turn) {
    const double sine = kEccentricity * std::sin(phi);
    phi = 2 * std::atan(std::pow((1 + sine) / (1 - sine), kEccentricity / 2) * base) - std::numbers::pi / 2;
  }
  return phi;
}

}  // namespace

LonLat lonlat_of(Lambert93 point) {
  const double radius = std::hypot(point.x - kPole_x, point.y - kPole_y);
  const double angle = std::atan2(point.x - kPole_x, kPole_y - point.y);
  const double isometric = -std::log(radius / kConstant_m) / kExponent;
  return {kMeridian_deg + angle / kExponent * kDegrees, latitude(isometric) * kDegrees};
}

Lambert93 lambert93_of(LonLat position) {
  const double phi = position.lat / kDegrees, sine = std::sin(phi);
  const double isometric = std::atanh(sine) - kEccentricity * std::atanh(kEccentricity * sine);
  const double radius = kConstant_m * std::exp(-kExponent * isometric);
  const double angle = kExponent * (position.lon - kMeridian_deg) / kDegrees;
  return {kPole_x + radius * std::sin(angle), kPole_y - radius * std::cos(angle)};
}

}  // namespace maillage
