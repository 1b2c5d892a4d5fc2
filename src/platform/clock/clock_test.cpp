#include "platform/clock/clock.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>

using namespace maillage;
using namespace maillage::platform;
using namespace std::chrono;

namespace {

Instant at(int y, unsigned m, unsigned d, int hour, int minute = 0, int second = 0) {
  return Instant(sys_days(year{y} / month{m} / day{d}) + hours(hour) + minutes(minute) + seconds(second));
}

ParisTime as_the_system_reads(Instant instant) {
  const std::time_t seconds = system_clock::to_time_t(system_clock::time_point(instant));
  std::tm read{};
  localtime_r(&seconds, &read);
  return {Date(read.tm_year + 1900, static_cast<unsigned>(read.tm_mon + 1), static_cast<unsigned>(read.tm_mday)),
          read.tm_hour, read.tm_min, read.tm_sec, static_cast<int>(read.tm_gmtoff / 60)};
}

}  // namespace

TEST_CASE("the nights when the clocks change") {
  CHECK(paris_time(at(2026, 3, 29, 0, 59, 59)) == ParisTime{Date(2026, 3, 29), 1, 59, 59, 60});
  CHECK(paris_time(at(2026, 3, 29, 1)) == ParisTime{Date(2026, 3, 29), 3, 0, 0, 120});
  CHECK(paris_time(at(2026, 10, 25, 0, 59, 59)) == ParisTime{Date(2026, 10, 25), 2, 59, 59, 120});
  CHECK(paris_time(at(2026, 10, 25, 1)) == ParisTime{Date(2026, 10, 25), 2, 0, 0, 60});
}

TEST_CASE("the day in Paris begins before the day in UTC") {
  FixedClock clock(at(2025, 12, 31, 22, 59, 59));
  CHECK(clock.today() == Date(2025, 12, 31));
  clock.advance(seconds(1));
  CHECK(clock.today() == Date(2026, 1, 1));
  CHECK(paris_time(at(2024, 2, 28, 23)).day == Date(2024, 2, 29));
}

TEST_CASE("every hour from 1996 to 2037 reads as the system's time zone tables say") {
  if (!std::filesystem::exists("/usr/share/zoneinfo/Europe/Paris")) {
    MESSAGE("skipped: the machine has no time zone tables");
    return;
  }
  setenv("TZ", "Europe/Paris", 1);
  tzset();
  int differing = 0;
  for (Instant instant = at(1996, 1, 1, 0); instant < at(2037, 12, 31, 0); instant += hours(1))
    differing += paris_time(instant) == as_the_system_reads(instant) ? 0 : 1;
  CHECK(differing == 0);
  unsetenv("TZ");
  tzset();
}

TEST_CASE("instants are written in UTC to the millisecond, and sort as texts") {
  CHECK(utc_text(at(2026, 11, 22, 3, 10, 59) + milliseconds(7)) == "2026-11-22T03:10:59.007Z");
  CHECK(utc_text(at(1969, 12, 31, 23, 59, 59) + milliseconds(999)) == "1969-12-31T23:59:59.999Z");
  CHECK(utc_text(at(2026, 9, 30, 23)) < utc_text(at(2026, 10, 1, 0)));
}

TEST_CASE("a clock set by hand moves both its hands: instants and lengths of time") {
  FixedClock clock(at(2026, 3, 29, 0, 59, 59));
  const auto began = clock.steady();
  clock.advance(milliseconds(1500));
  CHECK(clock.steady() - began == milliseconds(1500));
  CHECK(clock.now() == at(2026, 3, 29, 1) + milliseconds(500));
  CHECK(paris_time(clock.now()).hour == 3);
}

TEST_CASE("the machine's clock moves on") {
  const SystemClock clock;
  const auto before = clock.now();
  CHECK(before > at(2024, 1, 1, 0));
  CHECK(clock.now() >= before);
  const auto began = clock.steady();
  CHECK(clock.steady() >= began);
}
