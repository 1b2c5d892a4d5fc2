#include "modules/planning/ensemble/picture.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

namespace districting = engines::districting;

districting::Distribution drawn(const std::vector<double>& values) {
  districting::Trace trace;
  for (const double value : values) trace.add(value, 1);
  const districting::Trace* traces[] = {&trace};
  return districting::merged(traces);
}

// Whether it is 1, 2 or 5 times a power of ten.
bool is_round(double step) {
  const double lead = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
  return std::fabs(lead - 1) < 1e-6 || std::fabs(lead - 2) < 1e-6 || std::fabs(lead - 5) < 1e-6;
}

}  // namespace

TEST_CASE("property: a histogram shares out all the maps in round classes, 40 at most, from the least to the most") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const double scale = std::pow(10, static_cast<double>(seed % 11) - 4), low = scale * random.unit() * 30;
    std::vector<double> values;
    for (int i = 0; i < 300; ++i) values.push_back(low + scale * random.unit() * random.unit());
    const auto d = drawn(values);
    const Histogram h = histogram_of(d);
    CHECK(is_round(h.step));
    CHECK((h.shares.size() >= 8 && h.shares.size() <= 41));
    CHECK(std::accumulate(h.shares.begin(), h.shares.end(), 0.0) == doctest::Approx(1));
    CHECK(h.low <= d.least * (1 + 1e-9));
    CHECK(h.low + h.step * static_cast<double>(h.shares.size()) > d.most * (1 - 1e-9));
    CHECK((h.shares.front() > 0 && h.shares.back() > 0));
  }
}

TEST_CASE("whole numbers fall in the class that holds them") {
  const Histogram h = histogram_of(drawn({10, 10, 11, 13, 13, 13, 13, 20}));
  REQUIRE(h.step == 0.5);
  REQUIRE(h.low == 10);
  REQUIRE(h.shares.size() == 21);
  CHECK(h.shares[0] == doctest::Approx(2.0 / 8));
  CHECK(h.shares[2] == doctest::Approx(1.0 / 8));
  CHECK(h.shares[6] == doctest::Approx(4.0 / 8));
  CHECK(h.shares[20] == doctest::Approx(1.0 / 8));
}

TEST_CASE("maps that are all alike make one class, be their measure zero") {
  for (const double value : {0.0, 7.0, 123456.0}) {
    const Histogram h = histogram_of(drawn({value, value, value}));
    CHECK(h.shares == std::vector<double>{1});
    CHECK(h.step > 0);
    CHECK(h.low <= value);
    CHECK(h.low + h.step > value);
  }
}

TEST_CASE("the picture names each measure, the moves by their mission, and says whether the chains agree") {
  districting::Ensemble ensemble;
  ensemble.plans = 300;
  ensemble.chains = 1;
  ensemble.complete = true;
  std::vector<double> values(300);
  std::iota(values.begin(), values.end(), 1);
  for (int m = 0; m < 6; ++m) ensemble.distributions.push_back(drawn(values));
  const DrawView view = view_of(ensemble, {"ase", "ssd"});
  REQUIRE(view.measures.size() == 6);
  CHECK((view.maps == 300 && view.complete && !view.agreed));  // one chain agrees with nobody
  CHECK((view.measures[3].kind == MeasureKind::max_deviation && view.measures[3].mission.empty()));
  CHECK((view.measures[4].kind == MeasureKind::moved && view.measures[4].mission == "ase"));
  CHECK((view.measures[5].kind == MeasureKind::moved && view.measures[5].mission == "ssd"));
  const auto& quantiles = view.measures[0].quantiles;
  REQUIRE(quantiles.size() == 7);
  CHECK((quantiles[0].share == 0.01 && quantiles[0].value == 3));
  CHECK((quantiles[3].share == 0.5 && quantiles[3].value == 150));
  CHECK(view_of(districting::Ensemble{}, {}).measures.empty());
}

TEST_CASE("an R-hat that no number says is left out") {
  districting::Ensemble ensemble;
  ensemble.plans = 4;
  for (const double r_hat : {0.0, HUGE_VAL, 1.2}) {
    auto d = drawn({1, 2, 3});
    d.r_hat = r_hat;
    ensemble.distributions = {d};
    CHECK(view_of(ensemble, {}).measures[0].r_hat.has_value() == (r_hat == 1.2));
  }
}
