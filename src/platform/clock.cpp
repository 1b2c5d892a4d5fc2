#include "platform/clock.hpp"

#include <fmt/format.h>

namespace maillage::platform {
namespace {

using namespace std::chrono;

// 01:00 UTC on the last Sunday of a month: when the clocks change.
Instant change_of(year y, month m) { return sys_days{y / m / Sunday[last]} + hours{1}; }

}  // namespace

std::string utc_text(Instant instant) {
  const auto day = floor<days>(instant);
  const hh_mm_ss time{instant - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", Date(day).str(), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

Date paris_day(Instant instant) {
  const year y = year_month_day{floor<days>(instant)}.year();
  const bool summer = change_of(y, March) <= instant && instant < change_of(y, October);
  return Date(floor<days>(instant + hours{summer ? 2 : 1}));
}

}  // namespace maillage::platform
