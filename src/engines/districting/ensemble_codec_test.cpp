#include "engines/districting/ensemble_codec.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "base/random.hpp"

namespace maillage::engines::districting {
namespace {

// Plans that differ from one another by two districts each.
struct Walk {
  std::vector<Plan> plans;
  std::vector<std::pair<District, District>> changes;
};

Walk random_walk(std::int32_t units, District districts, int steps) {
  Random random(static_cast<std::uint64_t>(steps));
  Walk walk;
  Plan plan;
  for (std::int32_t u = 0; u < units; ++u) plan.push_back(u % districts);
  for (int s = 0; s < steps; ++s) {
    const auto a = static_cast<District>(random.below(static_cast<std::uint64_t>(districts)));
    const District b = (a + 1) % districts;
    if (s > 0)
      for (District& d : plan)
        if (d == a || d == b) d = random.below(2) == 0 ? a : b;
    walk.plans.push_back(plan);
    walk.changes.emplace_back(a, b);
  }
  return walk;
}

}  // namespace

TEST_CASE("plans come back as they were kept, through several blocks") {
  const Walk walk = random_walk(301, 150, 400);
  PlanEncoder encoder(301);
  std::vector<std::string> blocks;
  for (std::size_t s = 0; s < walk.plans.size(); ++s) {
    encoder.add(walk.plans[s], walk.changes[s].first, walk.changes[s].second);
    if (s % 150 == 149) blocks.push_back(encoder.take());
  }
  blocks.push_back(encoder.take());
  CHECK(encoder.bytes() == 0);
  std::vector<Plan> back;
  for (const std::string& block : blocks)
    CHECK(decode_plans(block, 301, [&](const Plan& plan) { back.push_back(plan); }));
  CHECK(back == walk.plans);
}

TEST_CASE("a plan takes about one bit per unit that could move") {
  const Walk walk = random_walk(800, 8, 101);
  PlanEncoder encoder(800);
  for (std::size_t s = 0; s < walk.plans.size(); ++s)
    encoder.add(walk.plans[s], walk.changes[s].first, walk.changes[s].second);
  CHECK(encoder.bytes() < 800 + 100 * (2 + 260 / 8));
}

TEST_CASE("a block cut short is refused after the plans it holds") {
  const Walk walk = random_walk(40, 3, 5);
  PlanEncoder encoder(40);
  for (std::size_t s = 0; s < 5; ++s) encoder.add(walk.plans[s], walk.changes[s].first, walk.changes[s].second);
  const std::string block = encoder.take();
  int seen = 0;
  const auto count = [&](const Plan&) { ++seen; };
  CHECK_FALSE(decode_plans(std::string_view(block).substr(0, block.size() - 1), 40, count));
  CHECK(seen == 4);
  CHECK_FALSE(decode_plans("", 40, count));
  CHECK_FALSE(decode_plans(std::string(200, '\xff'), 40, count));
}

}  // namespace maillage::engines::districting
