#include "base/date.hpp"

#include <doctest/doctest.h>

#include <cstdio>

#include "base/random.hpp"

using namespace maillage;

namespace {

bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : kDays[month - 1];
}

std::string written(int year, int month, int day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return text;
}

// The set of days of a period among the first ones of 2025, as bits.
unsigned bits(const Period& period) {
  unsigned set = 0;
  for (unsigned day = 0; day < 8; ++day)
    if (period.contains(Date(2025, 1, day + 1))) set |= 1u << day;
  return set;
}

Period random_period(Random& random) {
  const auto day = [&] { return Date(2025, 1, static_cast<unsigned>(1 + random.below(8))); };
  const Date from = day();
  return {from, day()};
}

}  // namespace

TEST_CASE("every triple of numbers is a date exactly when the calendar has it, and follows the day before") {
  int wrong = 0;
  for (const int year : {1, 1600, 1900, 1999, 2000, 2024, 2025, 2100, 9999}) {
    for (int month = 0; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day) {
        const std::string text = written(year, month, day);
        const auto date = Date::parse(text);
        const bool expected = month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
        wrong += date.has_value() != expected;
        if (date) wrong += date->str() != text;
      }
    }
  }
  CHECK(wrong == 0);
  Date walked(2023, 12, 31);
  for (int month = 1; month <= 12; ++month) {
    for (int day = 1; day <= days_in(2024, month); ++day) {
      walked = Date(walked.days() + std::chrono::days(1));
      CHECK(walked == Date(2024, static_cast<unsigned>(month), static_cast<unsigned>(day)));
    }
  }
}

TEST_CASE("nothing but ten characters of digits and dashes is a date") {
  for (const char* text :
       {"25-01-01", "2025/01/01", "2025-1-01", "+025-01-01", "2025-01-01 ", "2025-01-0١", "", "today"})
    CHECK_FALSE(Date::parse(text));
}

TEST_CASE("a damaged date is never read as another one") {
  Random random(4);
  const std::string good = "2025-10-21";
  int accepted = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string text = good;
    const auto at = random.below(text.size());
    if (random.below(3) == 0)
      text.erase(at, 1);
    else if (random.below(2) == 0)
      text.insert(at, 1, static_cast<char>(random.below(128)));
    else
      text[at] = static_cast<char>(random.below(256));
    if (const auto date = Date::parse(text)) {
      CHECK(date->str() == text);
      ++accepted;
    }
  }
  CHECK(accepted > 0);
}

TEST_CASE("dates sort as their texts") {
  Random random(6);
  const auto draw = [&] {
    return Date(std::chrono::sys_days(std::chrono::days(static_cast<int>(random.below(800'000)) - 500'000)));
  };
  for (int i = 0; i < 3000; ++i) {
    const Date a = draw(), b = draw();
    CHECK((a < b) == (a.str() < b.str()));
    CHECK(Date::parse(a.str()) == a);
  }
}

TEST_CASE("periods are half-open: the last day belongs to the next one") {
  const Period before{kBeginningOfTime, Date(2025, 1, 1)}, after{Date(2025, 1, 1), kEndOfTime};
  CHECK(before.contains(Date(2024, 12, 31)));
  CHECK_FALSE(before.contains(Date(2025, 1, 1)));
  CHECK(after.contains(Date(2025, 1, 1)));
  CHECK_FALSE(before.overlaps(after));
}

TEST_CASE("periods are sets of days: contains, overlaps and empty agree with the sets") {
  Random random(2);
  for (int i = 0; i < 3000; ++i) {
    const Period a = random_period(random), b = random_period(random);
    CAPTURE(a.from.str());
    CAPTURE(a.to.str());
    CHECK(a.empty() == (bits(a) == 0));
    if (!a.empty() && !b.empty()) CHECK(a.overlaps(b) == ((bits(a) & bits(b)) != 0));
    CHECK(a.overlaps(b) == b.overlaps(a));
  }
  CHECK(Period{}.contains(kBeginningOfTime));
  CHECK_FALSE(Period{}.contains(kEndOfTime));
}
