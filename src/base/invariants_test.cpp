// What is checked in release too: a bug stops the program where it shows, and says where.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/testing/last_words.hpp"

using namespace maillage;
using maillage::testing::last_words;

namespace {

Result<std::string> refused() { return Problem{"not_found", "/code", {{"code", "x"}}}; }

struct PlaceTag;
struct SiteTag;

}  // namespace

TEST_CASE("a broken invariant aborts and says the condition, the reason and the place") {
  int evaluated = 0;
  const std::string words = last_words([] { MAILLAGE_ASSERT(1 + 1 == 3, "sums hold"); });
  CHECK(words.find("1 + 1 == 3 (sums hold)") != words.npos);
  CHECK(words.find("invariants_test.cpp:") != words.npos);
  MAILLAGE_ASSERT(++evaluated == 1, "evaluated once");
  CHECK(evaluated == 1);
}

TEST_CASE("a result read on its wrong side is a bug, told with the code of the refusal") {
  CHECK(last_words([] { static_cast<void>(refused().value()); }).find("(not_found)") != std::string::npos);
  CHECK(last_words([] { static_cast<void>(refused()->size()); }).find("(not_found)") != std::string::npos);
  CHECK_FALSE(last_words([] {
                const Result<int> good = 1;
                static_cast<void>(good.problem());
              }).empty());
  CHECK(last_words([] { static_cast<void>(refused().problem()); }).empty());
}

TEST_CASE("results: moved out, changed in place, converted to what decides") {
  Result<std::string> good = std::string("value");
  CHECK(good);
  *good += "!";
  CHECK(good->size() == 6);
  CHECK(std::move(good).value() == "value!");
  CHECK_FALSE(refused());
  CHECK(refused().problem().args.at(0).second == "x");
}

TEST_CASE("identities of different things do not convert into each other") {
  static_assert(!std::is_convertible_v<Id<PlaceTag>, Id<SiteTag>>);
  static_assert(!std::is_constructible_v<Id<SiteTag>, Id<PlaceTag>>);
  CHECK(Id<PlaceTag>{1} < Id<PlaceTag>{2});
  CHECK(std::hash<Id<PlaceTag>>{}({7}) == std::hash<Id<PlaceTag>>{}({7}));
  CHECK(Index<PlaceTag>{}.value == -1);
}

TEST_CASE("random: the published sequence of xoshiro256**, seeded by splitmix64") {
  // Reference: the authors' xoshiro256starstar.c fed by their splitmix64.c from seed 0.
  Random random(0);
  CHECK(random.next() == 0x99EC5F36CB75F2B4ULL);
  CHECK(random.next() == 0xBF6E1F784956452AULL);
  CHECK(random.next() == 0x1A5F849D4933E6E0ULL);
}

TEST_CASE("random: below() is even and unit() stays in its interval") {
  Random random(31);
  int counts[7] = {};
  double least = 1, most = 0, sum = 0;
  for (int i = 0; i < 70'000; ++i) {
    ++counts[random.below(7)];
    const double unit = random.unit();
    least = std::min(least, unit);
    most = std::max(most, unit);
    sum += unit;
  }
  for (const int count : counts) CHECK(std::abs(count - 10'000) < 400);  // four standard deviations
  CHECK(least >= 0);
  CHECK(least < 0.001);
  CHECK(most < 1);
  CHECK(most > 0.999);
  CHECK(std::abs(sum / 70'000 - 0.5) < 0.005);
  for (int i = 0; i < 100; ++i) CHECK(random.below(1) == 0);
}
