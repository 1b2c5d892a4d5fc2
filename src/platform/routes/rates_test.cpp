#include "platform/routes/rates.hpp"

#include <doctest/doctest.h>

using namespace maillage::platform;
using namespace std::chrono_literals;

namespace {
RateTable table(double per_second, double burst) {
  RateTable made;
  made.rates.fill({per_second, burst});
  return made;
}
}  // namespace

TEST_CASE("a burst, then the rate, for each person and class apart") {
  RateLimiter limiter(table(2, 3));
  const RateLimiter::Now now{};
  for (int i = 0; i < 3; ++i) CHECK_FALSE(limiter.take(RateClass::read, "a", now));
  CHECK(limiter.take(RateClass::read, "a", now) == 1);
  CHECK_FALSE(limiter.take(RateClass::read, "b", now));
  CHECK_FALSE(limiter.take(RateClass::write, "a", now));
  CHECK_FALSE(limiter.take(RateClass::read, "a", now + 500ms));
  CHECK(limiter.take(RateClass::read, "a", now + 500ms).has_value());
}

TEST_CASE("over any time, no more than burst plus rate times time") {
  RateLimiter limiter(table(0.1, 6));
  int taken = 0;
  for (int second = 0; second < 600; ++second) {
    taken += !limiter.take(RateClass::sign_in, "a", RateLimiter::Now{} + std::chrono::seconds(second));
  }
  CHECK(taken <= 66);
  CHECK(taken >= 64);
}

TEST_CASE("the wait that is told is enough") {
  RateLimiter limiter(table(0.1, 1));
  const RateLimiter::Now now{};
  CHECK_FALSE(limiter.take(RateClass::read, "a", now));
  const auto wait = limiter.take(RateClass::read, "a", now);
  REQUIRE(wait == 10);
  CHECK_FALSE(limiter.take(RateClass::read, "a", now + std::chrono::seconds(*wait)));
}

TEST_CASE("a clock that goes back gives nothing, and a flood of addresses is forgotten") {
  RateLimiter limiter(table(1, 1));
  const RateLimiter::Now now = RateLimiter::Now{} + 1h;
  CHECK_FALSE(limiter.take(RateClass::read, "a", now));
  CHECK(limiter.take(RateClass::read, "a", now - 30min));
  for (int i = 0; i < 25'000; ++i) limiter.take(RateClass::read, std::to_string(i), now + std::chrono::seconds(i));
  CHECK_FALSE(limiter.take(RateClass::read, "a", now + 10h));
}

TEST_CASE("scaled for load tests") {
  CHECK(RateTable{}.scaled(10).rates[0].burst == doctest::Approx(RateTable{}.rates[0].burst * 10));
}
