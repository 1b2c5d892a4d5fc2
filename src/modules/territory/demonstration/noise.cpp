#include "modules/territory/demonstration/noise.hpp"

#include <cmath>

namespace maillage::territory::demonstration {
namespace {

double lattice(std::uint64_t seed, std::int64_t i, std::int64_t j) {
  return 2 * hash_unit(seed, static_cast<std::uint64_t>(i + (std::int64_t{1} << 20)) * 0x100000001b3U ^
                                 static_cast<std::uint64_t>(j + (std::int64_t{1} << 20))) -
         1;
}

double smooth(double t) { return t * t * (3 - 2 * t); }
double mix(double a, double b, double t) { return a + (b - a) * t; }

}  // namespace

double Noise::octave(double x, double y, std::uint64_t octave_seed) const {
  const double i = std::floor(x), j = std::floor(y);
  const auto column = static_cast<std::int64_t>(i), row = static_cast<std::int64_t>(j);
  const double s = smooth(x - i), t = smooth(y - j);
  return mix(mix(lattice(octave_seed, column, row), lattice(octave_seed, column + 1, row), s),
             mix(lattice(octave_seed, column, row + 1), lattice(octave_seed, column + 1, row + 1), s), t);
}

double Noise::at(double x, double y) const {
  double sum = 0, height = 1, total = 0;
  for (int k = 0; k < octaves_; ++k) {
    sum += height * octave(x, y, hash_of(seed_, static_cast<std::uint64_t>(k)));
    total += height;
    height *= 0.55;
    x *= 2;
    y *= 2;
  }
  return sum / total;
}

}  // namespace maillage::territory::demonstration
