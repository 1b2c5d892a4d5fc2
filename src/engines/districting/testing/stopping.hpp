// Orders to stop given at a chosen moment, and how much work was done after. For tests only.
#pragma once

#include <atomic>
#include <chrono>
#include <ctime>
#include <functional>
#include <thread>

namespace maillage::engines::districting::testing {

// Runs `work`, orders it to stop after so many milliseconds of wall clock, and gives the milliseconds of CPU that the
// whole program spent between the order and the return: a busy machine does not change it. Divide by the threads.
inline double cpu_ms_after_stop(int after_ms, const std::function<void(const std::atomic<bool>&)>& work) {
  std::atomic<bool> stop = false, returned = false;
  std::atomic<std::clock_t> asked = 0;
  std::thread hand([&] {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(after_ms);
    while (!returned && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    asked = std::clock();
    stop = true;
  });
  work(stop);
  const std::clock_t back = std::clock();
  const bool before_order = !stop;
  returned = true;
  hand.join();
  return before_order ? 0 : 1000.0 * static_cast<double>(back - asked) / CLOCKS_PER_SEC;
}

}  // namespace maillage::engines::districting::testing
