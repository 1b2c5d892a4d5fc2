// What benchmarks share: time and memory of the processor, medians, Markdown tables.
#pragma once

#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace maillage::bench {

// Seconds of CPU of this process, all threads: a busy machine does not change them much.
inline double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Peak resident memory of this process.
inline double memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Runs in a process of its own, so that its peak memory is its own.
inline void apart(const std::function<void()>& work) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    work();
    std::fflush(stdout);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
}

// The run in the middle when they are put in order.
template <class Run, class Less>
Run median(std::vector<Run> runs, Less less) {
  const auto middle = runs.begin() + static_cast<std::ptrdiff_t>(runs.size() / 2);
  std::nth_element(runs.begin(), middle, runs.end(), less);
  return std::move(*middle);
}

inline std::string figure(std::optional<double> value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "";
}

inline std::string verdict(bool reached) { return reached ? "pass" : "falls short"; }

// A Markdown table; the first column is text, those marked '<' too.
class Table {
 public:
  explicit Table(const std::vector<std::string>& columns) {
    std::string rule;
    for (const std::string& column : columns) {
      const bool text = rule.empty() || column.starts_with('<');
      fmt::print("| {} ", column.substr(column.starts_with('<')));
      rule += text ? "|---" : "|--:";
    }
    fmt::print("|\n{}|\n", rule);
  }
  static void row(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) fmt::print("| {} ", cell);
    fmt::print("|\n");
    std::fflush(stdout);
  }
};

}  // namespace maillage::bench
