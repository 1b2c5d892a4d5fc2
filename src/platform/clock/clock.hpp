// Time is given, never taken: UTC instants to record, the civil day of Paris to decide.
#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include "base/date.hpp"

namespace maillage::platform {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// An instant as Paris reads it.
struct ParisTime {
  Date day;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int offset_minutes = 0;  // ahead of UTC: 60 in winter, 120 in summer
  friend bool operator==(const ParisTime&, const ParisTime&) = default;
};

// Legal time of metropolitan France since 1996 (directive 2000/84/CE): summer time runs from the last Sunday of March
// to the last Sunday of October, changing at 01:00 UTC.
ParisTime paris_time(Instant instant);
// "2026-11-22T03:10:59.123Z": sorts as time does.
std::string utc_text(Instant instant);

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  // For lengths of time: never goes back, whatever is done to the machine's clock.
  virtual std::chrono::steady_clock::time_point steady() const = 0;
  // The civil day in Paris.
  Date today() const { return paris_time(now()).day; }
};

// The machine's clock.
class SystemClock : public Clock {
 public:
  Instant now() const override;
  std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }
};

// A clock that tests set by hand. Safe to move while other threads read it.
class FixedClock : public Clock {
 public:
  explicit FixedClock(Instant instant) : since_epoch_(instant.time_since_epoch()) {}
  Instant now() const override { return Instant(since_epoch_.load()); }
  std::chrono::steady_clock::time_point steady() const override {
    return std::chrono::steady_clock::time_point(since_epoch_.load());
  }
  void advance(std::chrono::milliseconds by) { since_epoch_ = since_epoch_.load() + by; }

 private:
  std::atomic<std::chrono::milliseconds> since_epoch_;
};

}  // namespace maillage::platform
