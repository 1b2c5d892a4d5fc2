#include "modules/territory/geometry/projection.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <thread>
#include <vector>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::territory::geometry;

namespace {

// The conic of Lambert with two standard parallels, written again from Snyder (1987), eq. 15-7 to 15-10: an oracle that
// owes nothing to PROJ.
Lambert93 snyder(LonLat at) {
  const double rad = std::acos(-1) / 180, a = 6378137.0, f = 1 / 298.257222101, e = std::sqrt(f * (2 - f));
  const auto m = [&](double phi) { return std::cos(phi) / std::sqrt(1 - std::pow(e * std::sin(phi), 2)); };
  const auto t = [&](double phi) {
    const double s = e * std::sin(phi);
    return std::tan(std::acos(-1) / 4 - phi / 2) / std::pow((1 - s) / (1 + s), e / 2);
  };
  const double n = std::log(m(44 * rad) / m(49 * rad)) / std::log(t(44 * rad) / t(49 * rad));
  const double big_f = m(44 * rad) / (n * std::pow(t(44 * rad), n));
  const double rho0 = a * big_f * std::pow(t(46.5 * rad), n), rho = a * big_f * std::pow(t(at.lat * rad), n);
  const double theta = n * (at.lon - 3) * rad;
  return {700'000 + rho * std::sin(theta), 6'600'000 + rho0 - rho * std::cos(theta)};
}

}  // namespace

TEST_CASE("projection: agrees with the published formulas to a millimetre (oracle)") {
  Random random(5);
  for (int i = 0; i < 2000; ++i) {
    const LonLat at{-5 + 15 * random.unit(), 41 + 10 * random.unit()};
    const auto metres = to_lambert93(at);
    REQUIRE(metres);
    CHECK(std::hypot(metres->x - snyder(at).x, metres->y - snyder(at).y) < 0.001);
    const auto back = to_lonlat(*metres);
    REQUIRE(back);
    CHECK(std::abs(back->lon - at.lon) < 1e-9);
    CHECK(std::abs(back->lat - at.lat) < 1e-9);
  }
}

TEST_CASE("projection: the origin of Lambert-93") {
  const auto origin = to_lambert93({3, 46.5});
  REQUIRE(origin);
  CHECK(origin->x == doctest::Approx(700'000).epsilon(1e-12));
  CHECK(origin->y == doctest::Approx(6'600'000).epsilon(1e-12));
}

TEST_CASE("projection: nothing where Lambert-93 means nothing") {
  CHECK_FALSE(to_lambert93({-61.5, 16.2}));  // Guadeloupe
  CHECK_FALSE(to_lambert93({48.9, 2.3}));    // latitude and longitude swapped
  CHECK_FALSE(to_lambert93({std::nan(""), 48}));
  CHECK_FALSE(to_lambert93({650'000, 6'860'000}));
  CHECK_FALSE(to_lonlat({2.3, 48.9}));
  CHECK_FALSE(to_lonlat({1e300, -1e300}));
  CHECK_FALSE(to_lonlat({0, std::nan("")}));
}

TEST_CASE("projection: several threads at once") {
  std::vector<std::thread> threads;
  std::vector<double> sums(4);
  for (std::size_t t = 0; t < sums.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1000; ++i) sums[t] += to_lambert93({2 + i * 1e-3, 48})->x;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const double sum : sums) CHECK(sum == sums[0]);
}
