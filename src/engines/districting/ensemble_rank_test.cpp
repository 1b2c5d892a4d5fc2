// Places said of a value against what a draw of that worth allows.
#include "engines/districting/ensemble_rank.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"

namespace maillage::engines::districting {
namespace {

// Chains of independent whole numbers 0 … 999.
Distribution drawn(std::uint64_t seed, std::size_t chains, int plans, int shift = 0) {
  Random random(seed);
  std::vector<Trace> traces(chains);
  for (std::size_t c = 0; c < chains; ++c)
    for (int i = 0; i < plans; ++i)
      traces[c].add(static_cast<double>(random.below(1000)) + shift * static_cast<double>(c), 1);
  std::vector<const Trace*> all;
  for (const Trace& trace : traces) all.push_back(&trace);
  return merged(all);
}

}  // namespace

TEST_CASE("oracle: the interval is Wilson's, at its published values") {
  // Of n = 100 alike: 0 and 100 % give (0, 3.70 %) and (96.30 %, 1); 50 % gives (40.38 %, 59.62 %).
  Distribution one;
  for (const double value : {1.0, 2.0}) one.sketch.add(value, 50);
  one.independent = 100;
  CHECK(rank_of(one, 3).high == doctest::Approx(0.0370).epsilon(2e-3));
  CHECK(rank_of(one, 0.5).low == doctest::Approx(0.9630).epsilon(1e-4));
  CHECK(rank_of(one, 1).low == doctest::Approx(0.4038).epsilon(1e-4));
  CHECK(rank_of(one, 1).high == doctest::Approx(0.5962).epsilon(1e-4));
  CHECK(rank_of(one, 0.5).better_than == 1);
  CHECK(rank_of(one, 1).worse_than == 0);
}

TEST_CASE("property: the true share lies in the interval nineteen times in twenty, or more") {
  for (const double value : {0.0, 4.0, 500.0, 990.0}) {
    const double truth = (999 - value) / 1000;
    int inside = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      const Rank rank = rank_of(drawn(seed, 4, 100), value);
      CHECK((0 <= rank.low && rank.low <= rank.better_than && rank.better_than <= rank.high && rank.high <= 1));
      inside += rank.low <= truth && truth <= rank.high;
    }
    CHECK(inside >= 188);
  }
}

TEST_CASE("no value is said better than more of the plans than the draw has seen, however far it lies") {
  for (const int plans : {20, 200, 2000}) {
    const Distribution d = drawn(7, 4, plans, 0);
    const Rank beyond = rank_of(d, -0.0);
    CHECK(beyond.better_than > 0.9);
    CHECK(1 - beyond.low > 1 / d.independent);
  }
}

TEST_CASE("a value that rounding puts just beside those drawn is on a par with them") {
  Distribution d;
  for (const double drawn : {24.0, std::nextafter(24.0, 0), std::nextafter(24.0, 99), 23.0, 25.0}) d.sketch.add(drawn);
  d.independent = 5;
  for (const double value : {24.0, std::nextafter(24.0, 0), std::nextafter(24.0, 99)}) {
    CHECK(rank_of(d, value).better_than == doctest::Approx(0.2));
    CHECK(rank_of(d, value).worse_than == doctest::Approx(0.2));
  }
}

TEST_CASE("chains that differ widen the place to what each says") {
  const Distribution apart = drawn(3, 2, 2000, 400);
  const Rank rank = rank_of(apart, 500);
  CHECK(rank.low <= 0.52);
  CHECK(rank.high >= 0.88);
  CHECK_FALSE(chains_agree(apart));
}

TEST_CASE("ranks may be quoted of chains that agree, of enough independent plans, and never of one chain") {
  CHECK(chains_agree(drawn(1, 4, 1000)));
  CHECK_FALSE(chains_agree(drawn(1, 1, 4000)));
  CHECK_FALSE(chains_agree(drawn(1, 4, 10)));
  CHECK_FALSE(chains_agree(Distribution{}));
  CHECK(rank_of(Distribution{}, 3).high == 1);
}

}  // namespace maillage::engines::districting
