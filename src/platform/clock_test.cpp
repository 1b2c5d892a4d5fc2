#include "platform/clock.hpp"

#include <doctest/doctest.h>

using namespace maillage;
using namespace maillage::platform;
using namespace std::chrono;

namespace {
Instant at(int y, unsigned m, unsigned d, int h, int min, int s = 0) {
  return sys_days{year{y} / month{m} / day{d}} + hours{h} + minutes{min} + seconds{s};
}
}  // namespace

TEST_CASE("an instant is written in UTC, to the second") {
  CHECK(utc_text(at(2025, 1, 31, 7, 5, 9)) == "2025-01-31T07:05:09Z");
  CHECK(utc_text(at(1969, 12, 31, 23, 59, 59)) == "1969-12-31T23:59:59Z");
}

TEST_CASE("the day changes at midnight in Paris, winter and summer") {
  CHECK(paris_day(at(2025, 1, 15, 22, 59)) == Date(2025, 1, 15));
  CHECK(paris_day(at(2025, 1, 15, 23, 0)) == Date(2025, 1, 16));
  CHECK(paris_day(at(2025, 7, 15, 21, 59)) == Date(2025, 7, 15));
  CHECK(paris_day(at(2025, 7, 15, 22, 0)) == Date(2025, 7, 16));
}

TEST_CASE("the nights when clocks change") {
  // 2026: summer time from Sunday 29 March 01:00 UTC to Sunday 25 October 01:00 UTC.
  CHECK(paris_day(at(2026, 3, 28, 22, 59)) == Date(2026, 3, 28));
  CHECK(paris_day(at(2026, 3, 29, 22, 30)) == Date(2026, 3, 30));
  CHECK(paris_day(at(2026, 10, 24, 22, 30)) == Date(2026, 10, 25));
  CHECK(paris_day(at(2026, 10, 25, 22, 30)) == Date(2026, 10, 25));
  CHECK(paris_day(at(2025, 12, 31, 23, 0)) == Date(2026, 1, 1));
}

TEST_CASE("a manual clock moves only by hand") {
  ManualClock clock(at(2026, 2, 28, 0, 0));
  clock.advance(hours{24});
  CHECK(clock.now() == at(2026, 3, 1, 0, 0));
}
