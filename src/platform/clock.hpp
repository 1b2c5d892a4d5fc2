// The time, always given by someone: the product reads the system's clock in one place, tests hold a clock in the hand.
#pragma once

#include <chrono>
#include <string>

#include "base/date.hpp"

namespace maillage::platform {

// UTC, whole seconds: what is stored, compared and shown.
using Instant = std::chrono::sys_seconds;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock : public Clock {
 public:
  Instant now() const override { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }
};

// A clock moved by hand, for tests and for reproducible runs.
class ManualClock : public Clock {
 public:
  explicit ManualClock(Instant now) : now_(now) {}
  Instant now() const override { return now_; }
  void advance(std::chrono::seconds by) { now_ += by; }

 private:
  Instant now_;
};

// "2025-01-31T12:00:00Z": the only way an instant is written.
std::string utc_text(Instant instant);
// The civil day in mainland France (UTC+1, UTC+2 from the last Sunday of March to the last of October, at 01:00 UTC;
// directive 2000/84/CE).
Date paris_day(Instant instant);

}  // namespace maillage::platform
