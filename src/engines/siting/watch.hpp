// The clock of one computation: its end, the order to stop, and what is told meanwhile.
#pragma once

#include <algorithm>
#include <chrono>

#include "engines/siting/instance.hpp"

namespace maillage::engines::siting {

class Watch {
 public:
  explicit Watch(const Limits& limits) : limits_(&limits), end_(limits.seconds) {}

  // The same clock with an earlier end: no more than `seconds` from now.
  Watch part(double seconds) const {
    Watch watch = *this;
    watch.end_ = std::min(end_, elapsed() + seconds);
    return watch;
  }
  // The same clock, which tells nothing.
  Watch silent() const {
    Watch watch = *this;
    watch.silent_ = true;
    return watch;
  }
  bool stopped() const { return limits_->stop != nullptr && limits_->stop->load(std::memory_order_relaxed); }
  bool over() const { return stopped() || elapsed() > end_; }
  double elapsed() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  double left() const { return std::max(0.0, end_ - elapsed()); }
  std::uint64_t seed() const { return limits_->seed; }
  const std::atomic<bool>* stop() const { return limits_->stop; }

  // Tells the caller, at most ten times a second; the fraction is filled in here.
  void tell(Progress progress) {
    if (silent_ || !limits_->report || elapsed() < next_) return;
    next_ = elapsed() + 0.1;
    progress.fraction = std::min(1.0, elapsed() / std::max(1e-9, limits_->seconds));
    limits_->report(progress);
  }

 private:
  using Clock = std::chrono::steady_clock;
  const Limits* limits_;
  Clock::time_point start_ = Clock::now();
  double end_ = 0;
  double next_ = 0;
  bool silent_ = false;
};

}  // namespace maillage::engines::siting
