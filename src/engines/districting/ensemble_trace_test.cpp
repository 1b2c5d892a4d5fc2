// What chains remember against the formulas applied to all their values.
#include "engines/districting/ensemble_trace.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/random.hpp"

namespace maillage::engines::districting {
namespace {

struct Visit {
  double value;
  std::uint64_t times;
};

std::vector<Visit> visits(std::uint64_t seed, std::size_t count, double shift = 0) {
  Random random(seed);
  std::vector<Visit> out;
  double level = 5;
  for (std::size_t i = 0; i < count; ++i) {
    level += 0.5 * (random.unit() - 0.5);
    out.push_back({std::fabs(level) + shift + random.unit(), 1 + random.below(4)});
  }
  return out;
}

Trace traced(const std::vector<Visit>& visits) {
  Trace trace;
  for (const Visit& visit : visits) trace.add(visit.value, visit.times);
  return trace;
}

// Every value as many times as it was met.
std::vector<double> spelled_out(const std::vector<Visit>& visits, std::size_t from, std::size_t to) {
  std::vector<double> out;
  for (std::size_t i = from; i < to; ++i) out.insert(out.end(), visits[i].times, visits[i].value);
  return out;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

double variance_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double sum = 0;
  for (const double v : values) sum += (v - mean) * (v - mean);
  return sum / static_cast<double>(values.size() - 1);
}

TEST_CASE("oracle: mean and deviation of several chains, whatever their lengths") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto a = visits(seed, 320), b = visits(seed + 100, 37 + 10 * seed);
    const Trace ta = traced(a), tb = traced(b);
    const Trace* traces[] = {&ta, &tb};
    const Distribution d = merged(traces);
    auto all = spelled_out(a, 0, a.size());
    const auto rest = spelled_out(b, 0, b.size());
    all.insert(all.end(), rest.begin(), rest.end());
    CHECK(d.mean == doctest::Approx(mean_of(all)));
    CHECK(d.deviation == doctest::Approx(std::sqrt(variance_of(all))));
    CHECK(d.least == *std::min_element(all.begin(), all.end()));
    CHECK(d.most == *std::max_element(all.begin(), all.end()));
    CHECK(d.sketch.count() == all.size());
    std::sort(all.begin(), all.end());
    for (const double share : {0.05, 0.5, 0.95}) {
      const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(all.size()))) - 1;
      CHECK(d.sketch.quantile(share) == doctest::Approx(all[rank]).epsilon(3e-4));
    }
  }
}

// A batch is as long as keeps their number within 32 … 64.
std::size_t batch_length(std::size_t plans) {
  std::size_t length = 1;
  while (plans >= 64 * length) length *= 2;
  return length;
}

TEST_CASE("property: at any length, batches are as long as each other, in order, 32 to 64 of them") {
  const auto chain = visits(9, 1500);
  Trace trace;
  for (std::size_t plans = 1; plans <= chain.size(); ++plans) {
    trace.add(chain[plans - 1].value, chain[plans - 1].times);
    const std::size_t length = batch_length(plans);
    REQUIRE(trace.full().size() == plans / length);
    REQUIRE((plans < 64 || trace.full().size() >= 32));
    const std::size_t b = plans * 7 % trace.full().size();
    const auto values = spelled_out(chain, b * length, (b + 1) * length);
    REQUIRE(trace.full()[b].weight == static_cast<double>(values.size()));
    REQUIRE(trace.full()[b].mean == doctest::Approx(mean_of(values)));
    const auto rest = spelled_out(chain, trace.full().size() * length, plans);
    REQUIRE(trace.under_way().weight == static_cast<double>(rest.size()));
  }
}

TEST_CASE("oracle: split R-hat by its formula on the halves of every chain, wherever it is cut short") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::size_t plans = 8 * (40 + 2 * (seed % 12));  // an even number of full batches of 8
    const auto a = visits(seed, plans), b = visits(seed + 50, plans, static_cast<double>(seed) / 10);
    const Trace ta = traced(a), tb = traced(b);
    const Trace* traces[] = {&ta, &tb};
    std::vector<double> means, variances, lengths;
    for (const auto* chain : {&a, &b})
      for (const std::size_t half : {0, 1}) {
        const auto values = spelled_out(*chain, plans / 2 * half, plans / 2 * (half + 1));
        means.push_back(mean_of(values)), variances.push_back(variance_of(values));
        lengths.push_back(static_cast<double>(values.size()));
      }
    const double within = mean_of(variances), length = mean_of(lengths), between = variance_of(means);
    CHECK(merged(traces).r_hat == doctest::Approx(std::sqrt((length - 1) / length + between / within)));
  }
}

TEST_CASE("oracle: independent plans by the means of the full batches") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::vector<Visit> chain = visits(seed, 3200);
    for (Visit& visit : chain) visit.times = 1;
    const Trace trace = traced(chain);
    const Trace* traces[] = {&trace};
    double expected = 3200;
    for (const std::size_t length : {64, 128, 256}) {
      std::vector<double> means;
      for (std::size_t b = 0; (b + 1) * length <= 3200; ++b)
        means.push_back(mean_of(spelled_out(chain, b * length, (b + 1) * length)));
      const double count = static_cast<double>(means.size());
      expected = std::min(expected, count * variance_of(spelled_out(chain, 0, 3200)) / variance_of(means));
    }
    CHECK(merged(traces).independent == doctest::Approx(expected));
  }
}

TEST_CASE("property: independent draws are counted as such, within what the batches can tell") {
  Random random(3);
  std::vector<Visit> chain;
  for (int i = 0; i < 32'000; ++i) chain.push_back({random.unit(), 1});
  const Trace trace = traced(chain);
  const Trace* traces[] = {&trace};
  CHECK(merged(traces).independent > 12'000);
}

TEST_CASE("a chain that has hardly moved is not worth its batches") {
  // A walk that remembers a thousand plans, two thousand long: about what two independent plans say.
  Trace trace;
  for (int i = 0; i < 2048; ++i) trace.add(10 + i / 1000.0, 1);
  const Trace* traces[] = {&trace};
  CHECK(merged(traces).independent < 10);
}

TEST_CASE("property: spreads merged in any grouping are the spread of all") {
  Random random(4);
  for (int round = 0; round < 50; ++round) {
    Spread all;
    std::vector<Spread> parts(1 + random.below(5));
    for (int i = 0; i < 60; ++i) {
      const double value = 1e6 + random.unit(), times = static_cast<double>(1 + random.below(3));
      all.add(value, times);
      parts[random.below(parts.size())].add(value, times);
    }
    Spread sum;
    for (const Spread& part : parts) sum.add(part);
    CHECK(sum.weight == all.weight);
    CHECK(sum.mean == doctest::Approx(all.mean).epsilon(1e-12));
    CHECK(sum.variance() == doctest::Approx(all.variance()).epsilon(1e-6));
  }
}

TEST_CASE("constant chains agree when equal and never when not; an empty trace says nothing") {
  const auto constant = [](double value) {
    Trace trace;
    for (int i = 0; i < 64; ++i) trace.add(value, 1);
    return trace;
  };
  const Trace one = constant(3), same = constant(3), other = constant(4), empty;
  const Trace* equal[] = {&one, &same};
  const Trace* apart[] = {&one, &other};
  const Trace* with_empty[] = {&one, &empty};
  CHECK(merged(equal).r_hat == 1);
  CHECK(merged(equal).deviation == 0);
  CHECK(merged(apart).r_hat == HUGE_VAL);
  CHECK(merged(with_empty).mean == 3);
  CHECK(merged(with_empty).least == 3);
}

}  // namespace
}  // namespace maillage::engines::districting
