// An order to stop, or the end of the time, that a linear programme hears between two pivots.
#pragma once

#include <ClpEventHandler.hpp>
#include <atomic>
#include <chrono>

namespace maillage::engines::milp {

inline bool asked(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(); }

// Ends the linear programme it is given to when `stop` is set or the time has come. What the solver then says of it is
// not to be trusted.
class Pivots : public ClpEventHandler {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Pivots(const std::atomic<bool>* stop, Clock::time_point end = Clock::time_point::max())
      : stop_(stop), end_(end) {}
  ClpEventHandler* clone() const override { return new Pivots(*this); }
  int event(Event) override { return over() ? 0 : -1; }
  void end_at(Clock::time_point end) { end_ = end; }
  bool over() const { return asked(stop_) || (end_ != Clock::time_point::max() && Clock::now() > end_); }

 private:
  const std::atomic<bool>* stop_;
  Clock::time_point end_;
};

}  // namespace maillage::engines::milp
