// Blocks of plans from elsewhere: cut, changed or invented. Nothing is read out of bounds, no plan has unknown labels.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "engines/districting/ensemble.hpp"
#include "engines/districting/ensemble_codec.hpp"
#include "engines/districting/testing/maps.hpp"

namespace maillage::engines::districting {
namespace {

std::string block_of(const std::vector<Plan>& plans) {
  PlanEncoder encoder(static_cast<std::int32_t>(plans.front().size()));
  for (const Plan& plan : plans) encoder.add(plan, 0, 1);
  return encoder.take();
}

struct Decoded {
  bool whole = false;
  std::vector<Plan> plans;
};

Decoded decoded(std::string_view block, std::int32_t units) {
  Decoded out;
  out.whole = decode_plans(block, units, [&](const Plan& plan) { out.plans.push_back(plan); });
  return out;
}

std::vector<Plan> random_plans(Random& random, std::size_t units, int count) {
  std::vector<Plan> plans;
  Plan plan(units);
  for (District& d : plan) d = static_cast<District>(random.below(5));
  for (int i = 0; i < count; ++i) {
    plans.push_back(plan);
    for (District& d : plan)
      if (d < 2) d = static_cast<District>(random.below(2));
  }
  return plans;
}

TEST_CASE("the format is the one described, byte by byte") {
  PlanEncoder encoder(10);
  encoder.add({0, 1, 0, 1, 0, 1, 0, 1, 0, 300}, 0, 1);
  encoder.add({1, 1, 0, 1, 0, 1, 0, 1, 0, 300}, 0, 1);
  const std::string expected{0, 1, 0, 1, 0, 1, 0, 1, 0, static_cast<char>(0xac), 2, 0, 1, static_cast<char>(0b10101011),
                             0};
  CHECK(encoder.take() == expected);
}

TEST_CASE("property: what is encoded is decoded, for any number of units") {
  Random random(1);
  for (std::size_t units = 1; units <= 40; ++units) {
    const auto plans = random_plans(random, units, 6);
    const Decoded back = decoded(block_of(plans), static_cast<std::int32_t>(units));
    CHECK(back.whole);
    CHECK(back.plans == plans);
  }
}

TEST_CASE("property: a block cut anywhere gives the plans before the cut and says it is cut, or ends on a plan") {
  Random random(2);
  const auto plans = random_plans(random, 30, 8);
  const std::string block = block_of(plans);
  std::size_t whole_ends = 0;
  for (std::size_t length = 0; length <= block.size(); ++length) {
    const Decoded back = decoded(std::string_view(block).substr(0, length), 30);
    REQUIRE(back.plans.size() <= plans.size());
    CHECK(std::equal(back.plans.begin(), back.plans.end(), plans.begin()));
    whole_ends += back.whole;
  }
  CHECK(whole_ends == plans.size());
}

TEST_CASE("property: any bytes changed give plans of as many units with labels that are not negative, or a refusal") {
  Random random(3);
  const std::string block = block_of(random_plans(random, 25, 10));
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string changed = block;
    for (std::uint64_t n = 1 + random.below(3); n > 0; --n)
      changed[random.below(changed.size())] = static_cast<char>(random.below(256));
    const Decoded back = decoded(changed, 25);
    refused += !back.whole;
    for (const Plan& plan : back.plans) {
      REQUIRE(plan.size() == 25);
      REQUIRE(*std::min_element(plan.begin(), plan.end()) >= 0);
    }
  }
  CHECK(refused > 100);
}

TEST_CASE("property: random bytes never harm") {
  Random random(4);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random.below(80), '\0');
    for (char& c : bytes) c = static_cast<char>(random.below(256));
    for (const Plan& plan : decoded(bytes, static_cast<std::int32_t>(random.below(12))).plans)
      for (District d : plan) REQUIRE(d >= 0);
  }
}

TEST_CASE("a number that never ends, or too large for a district, is refused") {
  CHECK_FALSE(decoded(std::string(5, '\x80'), 1).whole);
  CHECK_FALSE(decoded(std::string("\xff\xff\xff\xff\x01", 5), 1).whole);
  CHECK(decoded(std::string("\xff\xff\xff\x7f", 4), 1).plans == std::vector<Plan>{{(1 << 28) - 1}});
}

TEST_CASE("blocks of an ensemble decode to as many plans as it drew, and a start per chain") {
  const Instance instance = testing::grid_instance(6, 6, std::vector<std::int64_t>(36, 1), 3, 0.3);
  EnsembleOptions options;
  options.plans = 500, options.chains = 3, options.threads = 2;
  std::vector<std::size_t> plans(3, 0);
  options.keep = [&](int chain, const std::string& block) {
    const Decoded back = decoded(block, 36);
    CHECK(back.whole);
    plans[static_cast<std::size_t>(chain)] += back.plans.size();
    for (const Plan& plan : back.plans) CHECK(evaluate(instance, plan).lawful());
  };
  draw_ensemble(instance, options);
  CHECK(plans == std::vector<std::size_t>{168, 168, 167});
}

}  // namespace
}  // namespace maillage::engines::districting
