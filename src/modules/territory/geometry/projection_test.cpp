#include "modules/territory/geometry/projection.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>
#include <vector>

#include "base/csv.hpp"
#include "base/random.hpp"
#include "modules/territory/reading/testing/real_files.hpp"

using namespace maillage;
using namespace maillage::territory;
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

// The azimuthal equal-area projection of Lambert on an ellipsoid, oblique aspect: Snyder (1987), eq. 24-17 to 24-21 and
// 3-11, 3-12, centred on 52°N 10°E.
GridPoint snyder_grid(LonLat at) {
  const double rad = std::acos(-1) / 180, a = 6378137.0, f = 1 / 298.257222101, e = std::sqrt(f * (2 - f));
  const auto q = [&](double phi) {
    const double s = std::sin(phi);
    return (1 - e * e) * (s / (1 - e * e * s * s) - std::log((1 - e * s) / (1 + e * s)) / (2 * e));
  };
  const auto m = [&](double phi) { return std::cos(phi) / std::sqrt(1 - std::pow(e * std::sin(phi), 2)); };
  const double qp = q(90 * rad), rq = a * std::sqrt(qp / 2), phi0 = 52 * rad, dl = (at.lon - 10) * rad;
  const double beta0 = std::asin(q(phi0) / qp), beta = std::asin(q(at.lat * rad) / qp);
  const double d = a * m(phi0) / (rq * std::cos(beta0));
  const double b =
      rq * std::sqrt(2 / (1 + std::sin(beta0) * std::sin(beta) + std::cos(beta0) * std::cos(beta) * std::cos(dl)));
  return {4'321'000 + b * d * std::cos(beta) * std::sin(dl),
          3'210'000 + b / d * (std::cos(beta0) * std::sin(beta) - std::sin(beta0) * std::cos(beta) * std::cos(dl))};
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

TEST_CASE("projection: the European grid agrees with the published azimuthal formulas (oracle)") {
  Random random(6);
  for (int i = 0; i < 2000; ++i) {
    const LonLat at{-5 + 15 * random.unit(), 41 + 10 * random.unit()};
    const auto metres = grid_of_lambert93(*to_lambert93(at));
    REQUIRE(metres);
    const GridPoint expected = snyder_grid(at);
    CHECK(std::hypot(metres->east - expected.east, metres->north - expected.north) < 0.01);
    const auto back = lambert93_of_grid(*metres);
    REQUIRE(back);
    CHECK(std::hypot(back->x - to_lambert93(at)->x, back->y - to_lambert93(at)->y) < 0.001);
  }
  CHECK_FALSE(lambert93_of_grid({9e6, 9e6}).has_value());
}

TEST_CASE("projection: the origin of Lambert-93") {
  const auto origin = to_lambert93({3, 46.5});
  REQUIRE(origin);
  CHECK(origin->x == doctest::Approx(700'000).epsilon(1e-12));
  CHECK(origin->y == doctest::Approx(6'600'000).epsilon(1e-12));
}

TEST_CASE(
    "projection: with the constants that IGN publishes for Lambert-93 (n, C, xs, ys), not derived from anything") {
  constexpr double kN = 0.725607765053267, kC = 11754255.426096, kXs = 700'000, kYs = 12655612.049876;
  constexpr double kE = 0.08181919104281579;  // GRS 80
  const double rad = std::acos(-1) / 180;
  for (const LonLat at : {LonLat{3, 46.5}, LonLat{-4.5, 48.4}, LonLat{2.3522, 48.8566}, LonLat{7.75, 48.58},
                          LonLat{9.45, 42.7}, LonLat{-1.5, 43.4}, LonLat{2.37, 51.03}}) {
    const double s = std::sin(at.lat * rad);
    const double isometric = std::atanh(s) - kE * std::atanh(kE * s);
    const double r = kC * std::exp(-kN * isometric), gamma = kN * (at.lon - 3) * rad;
    const auto metres = to_lambert93(at);
    REQUIRE(metres);
    CHECK(std::abs(metres->x - (kXs + r * std::sin(gamma))) < 0.001);
    CHECK(std::abs(metres->y - (kYs - r * std::cos(gamma))) < 0.001);
  }
}

TEST_CASE("projection: true to scale on the two standard parallels, by one in a thousand too small between them") {
  // Length on the map of a short stretch of parallel, over its length on the ellipsoid (GRS 80).
  const auto scale = [](double lat) {
    const double rad = std::acos(-1) / 180, a = 6378137.0, e2 = 0.00669438002290, step = 0.001;
    const double on_ground =
        a * std::cos(lat * rad) / std::sqrt(1 - e2 * std::pow(std::sin(lat * rad), 2)) * step * rad;
    const auto west = to_lambert93({2.0, lat}), east = to_lambert93({2.0 + step, lat});
    return std::hypot(east->x - west->x, east->y - west->y) / on_ground;
  };
  CHECK(scale(44) == doctest::Approx(1).epsilon(1e-7));
  CHECK(scale(49) == doctest::Approx(1).epsilon(1e-7));
  CHECK(scale(46.5) < 0.9992);
  CHECK(scale(46.5) > 0.9989);
  CHECK(scale(42) > 1.001);
  CHECK(scale(51) > 1.001);
}

TEST_CASE("projection: the points published for the communes of three Départements, both ways") {
  const auto folder = reading::open_data();
  if (!folder) return;
  for (const std::string departement : {"93", "64", "31"}) {
    const std::string text = reading::slurped(*folder + "/territory/" + departement + "/units.csv");
    csv::Reader reader(text, ',');
    REQUIRE(reader.next());
    std::map<std::string, std::size_t> column;
    for (std::size_t i = 0; i < reader.fields().size(); ++i) column[std::string(reader.fields()[i])] = i;
    std::size_t points = 0;
    double worst_m = 0;
    while (reader.next()) {
      const auto value = [&](const char* name) { return std::stod(std::string(reader.fields()[column.at(name)])); };
      const auto metres = to_lambert93({value("lon"), value("lat")});
      REQUIRE(metres);
      // A centre worked out in degrees and one worked out in metres: they part by metres in the largest communes.
      worst_m = std::max(worst_m, std::hypot(metres->x - value("x_l93_m"), metres->y - value("y_l93_m")));
      const auto degrees = to_lonlat({value("x_l93_m"), value("y_l93_m")});
      REQUIRE(degrees);
      CHECK(std::abs(degrees->lon - value("lon")) < 1e-4);
      CHECK(std::abs(degrees->lat - value("lat")) < 1e-4);
      ++points;
    }
    CHECK(points >= 39);
    CHECK_MESSAGE(worst_m < 10, departement << ": " << worst_m);
  }
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
