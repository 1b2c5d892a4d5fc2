#include "engines/districting/ensemble_sketch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "engines/districting/ensemble_trace.hpp"

namespace maillage::engines::districting {
namespace {

std::vector<double> skewed(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(std::exp(8 * random.unit() * random.unit()) - 0.9);
  return values;
}

}  // namespace

TEST_CASE("quantiles are within 0.025 % of the exact ones") {
  auto values = skewed(20001, 1);
  Sketch sketch;
  for (double v : values) sketch.add(v);
  std::sort(values.begin(), values.end());
  for (const double share : {0.0, 0.01, 0.25, 0.5, 0.9, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(share * 20001))) - 1;
    CHECK(sketch.quantile(share) <= values[rank]);
    CHECK(sketch.quantile(share) >= values[rank] * (1 - 0x1p-12));
  }
}

TEST_CASE("ranks differ from the exact ones by the class of the value at most") {
  const auto values = skewed(5000, 2);
  Sketch sketch;
  for (double v : values) sketch.add(v);
  for (const double x : {0.0, 0.2, 1.0, 3.7, 50.0, 1e6}) {
    const auto above = [&](double limit) {
      return static_cast<double>(std::count_if(values.begin(), values.end(), [&](double v) { return v > limit; })) /
             5000;
    };
    CHECK(sketch.share_above(x) <= above(x));
    CHECK(sketch.share_above(x) >= above(x * (1 + 0x1p-11)));
    CHECK(sketch.share_below(x) + sketch.share_above(x) <= 1 + 1e-12);
  }
}

TEST_CASE("whole numbers below 4096 are exact, zero included") {
  Sketch sketch;
  for (int v = 0; v < 4096; ++v) sketch.add(v, 2);
  CHECK(sketch.count() == 8192);
  CHECK(sketch.quantile(0.5) == 2047);
  CHECK(sketch.share_below(0) == 0);
  CHECK(sketch.share_above(0) == doctest::Approx(4095.0 / 4096));
  CHECK(sketch.share_below(4000) == doctest::Approx(4000.0 / 4096));
  CHECK(sketch.share_above(4095) == 0);
}

TEST_CASE("sketches add up exactly, and an empty one answers") {
  const auto values = skewed(4000, 3);
  Sketch whole, left, right;
  for (std::size_t i = 0; i < values.size(); ++i) {
    whole.add(values[i]);
    (i % 3 == 0 ? left : right).add(values[i]);
  }
  left.add(right);
  left.add(Sketch());
  for (int p = 0; p <= 100; ++p) CHECK(left.quantile(p / 100.0) == whole.quantile(p / 100.0));
  CHECK(Sketch().quantile(0.5) == 0);
  CHECK(Sketch().share_above(1) == 0);
}

TEST_CASE("a copy of a sketch is its own") {
  Sketch first;
  first.add(1);
  Sketch second = first;
  second.add(1.0001);
  first.add(1.0002, 5);
  CHECK(first.count() == 6);
  CHECK(second.count() == 2);
  CHECK(second.share_above(0.5) == 1);
  CHECK(second.share_below(2) == 1);
}

TEST_CASE("mean, deviation and extremes of several traces are those of all values") {
  const auto values = skewed(6400, 4);
  Trace a, b;
  Spread exact;
  for (std::size_t i = 0; i < values.size(); ++i) {
    (i < 3200 ? a : b).add(values[i], 1 + i % 3);
    exact.add(values[i], static_cast<double>(1 + i % 3));
  }
  const Trace* traces[] = {&a, &b};
  const Distribution d = merged(traces);
  CHECK(d.mean == doctest::Approx(exact.mean));
  CHECK(d.deviation == doctest::Approx(std::sqrt(exact.variance())));
  CHECK(d.least == *std::min_element(values.begin(), values.end()));
  CHECK(d.most == *std::max_element(values.begin(), values.end()));
}

TEST_CASE("R-hat is near 1 for chains of the same law and far from it for chains apart") {
  Random random(5);
  Trace a, b, c;
  for (std::int64_t i = 0; i < 4000; ++i) {
    a.add(10 + random.unit(), 1);
    b.add(10 + random.unit(), 1);
    c.add(13 + random.unit(), 1);
  }
  const Trace* same[] = {&a, &b};
  const Trace* apart[] = {&a, &c};
  CHECK(merged(same).r_hat == doctest::Approx(1).epsilon(0.005));
  CHECK(merged(apart).r_hat > 3);
  CHECK(merged(same).independent > 4000);
  CHECK(merged(apart).independent < 100);
  CHECK(merged({}).r_hat == 0);
}

TEST_CASE("a chain that lingers says less than as many plans drawn apart") {
  Random random(6);
  Trace trace;
  double value = 10;
  for (std::int64_t i = 0; i < 32000; ++i) {
    if (i % 100 == 0) value = 10 + random.unit();
    trace.add(value, 1);
  }
  const Trace* one[] = {&trace};
  CHECK(merged(one).independent < 1000);
  CHECK(merged(one).independent > 100);
}

TEST_CASE("a sketch made again of its classes is the same") {
  Sketch sketch, again;
  for (const double v : skewed(4000, 11)) sketch.add(v, 3);
  sketch.add(0);
  double last = -1;
  for (const Sketch::Class& met : sketch.classes()) {
    CHECK(Sketch::lower_limit(met.number) > last);
    last = Sketch::lower_limit(met.number);
    again.add(met);
  }
  CHECK(again.count() == sketch.count());
  for (int i = 0; i <= 200; ++i) CHECK(again.quantile(i / 200.0) == sketch.quantile(i / 200.0));
  for (const double x : {0.0, 0.3, 2.0, 40.0}) {
    CHECK(again.share_above(x) == sketch.share_above(x));
    CHECK(again.share_below(x) == sketch.share_below(x));
  }
}

}  // namespace maillage::engines::districting
