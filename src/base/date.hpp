// Civil dates and half-open periods. No clock here: "today" is always given by the caller.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace maillage {

// A civil day of the proleptic Gregorian calendar.
class Date {
 public:
  Date() = default;
  constexpr explicit Date(std::chrono::sys_days days) : days_(days) {}
  constexpr Date(int year, unsigned month, unsigned day)
      : days_(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}) {}

  // Reads "2025-01-31"; nothing else is a date.
  static std::optional<Date> parse(std::string_view text);
  std::string str() const;
  static constexpr std::string_view schema() { return R"({"type":"string","format":"date"})"; }

  constexpr std::chrono::sys_days days() const { return days_; }
  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  std::chrono::sys_days days_{};
};

// The beginning and end of all that is recorded: what has no known start or no planned end.
inline constexpr Date kBeginningOfTime{1, 1, 1};
inline constexpr Date kEndOfTime{9999, 12, 31};

// Days from `from` included to `to` excluded.
struct Period {
  Date from = kBeginningOfTime;
  Date to = kEndOfTime;

  constexpr bool contains(Date day) const { return from <= day && day < to; }
  constexpr bool overlaps(const Period& other) const { return from < other.to && other.from < to; }
  constexpr bool empty() const { return to <= from; }
  friend constexpr bool operator==(const Period&, const Period&) = default;
};

}  // namespace maillage
