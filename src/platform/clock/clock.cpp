#include "platform/clock/clock.hpp"

#include <cstdio>

namespace maillage::platform {
namespace {

using namespace std::chrono;

// 01:00 UTC of the last Sunday of a month: when the whole European Union changes its clocks.
sys_seconds change(year y, month m) { return sys_days(y / m / Sunday[last]) + hours(1); }

bool is_summer(Instant instant) {
  const year y = year_month_day(floor<days>(instant)).year();
  return change(y, March) <= instant && instant < change(y, October);
}

}  // namespace

ParisTime paris_time(Instant instant) {
  const minutes offset = is_summer(instant) ? hours(2) : hours(1);
  const auto local = instant + offset;
  const auto day = floor<days>(local);
  const hh_mm_ss time(floor<seconds>(local - day));
  return {Date(day), static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count()), static_cast<int>(offset.count())};
}

std::string utc_text(Instant instant) {
  const auto day = floor<days>(instant);
  const hh_mm_ss time(instant - day);
  char text[24];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d.%03dZ", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                static_cast<int>(time.subseconds().count()));
  return Date(day).str() + text;
}

Instant SystemClock::now() const { return floor<milliseconds>(system_clock::now()); }

}  // namespace maillage::platform
