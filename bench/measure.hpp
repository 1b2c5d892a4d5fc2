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
#include <utility>
#include <vector>

namespace maillage::bench {

inline double cpu_seconds_of(const rusage& usage) {
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Seconds of CPU of this process, all threads: a busy machine does not change them much.
inline double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return cpu_seconds_of(usage);
}

// Peak resident memory of this process.
inline double memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// What a process of its own used, all threads, and whether it reached what was wanted of it.
struct Apart {
  bool reached = false;
  double cpu_s = 0;
  double mib = 0;  // peak, resident
};

// Runs in a process of its own, so that its peak memory is its own. One that dies has not reached anything.
inline Apart apart(const std::function<bool()>& work) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    const bool reached = work();
    std::fflush(stdout);
    _exit(reached ? 0 : 1);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  return {WIFEXITED(status) && WEXITSTATUS(status) == 0, cpu_seconds_of(usage),
          static_cast<double>(usage.ru_maxrss) / 1024};
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

// One of the figures to reach (docs/benchmarks.md): what is wanted, what is known elsewhere, and how many of its rows
// reach it. It is reached when all do.
class Figure {
 public:
  Figure(std::string id, std::string wanted, std::string elsewhere)
      : id_(std::move(id)), wanted_(std::move(wanted)), elsewhere_(std::move(elsewhere)) {}

  // Runs and counts one row, in a process of its own.
  void row(const std::function<bool()>& work) { count(apart(work)); }
  void count(const Apart& ran) {
    ++rows_;
    reached_ += ran.reached ? 1 : 0;
    cpu_s_ += ran.cpu_s;
    mib_ = std::max(mib_, ran.mib);
  }

  // Prints nothing when no row was run. `./run bench` gathers these lines by their shape: "| D1 | …".
  void print() const {
    if (rows_ == 0) return;
    Table::row({id_, wanted_, elsewhere_, fmt::format("{} of {}", reached_, rows_), figure(cpu_s_, 1), figure(mib_, 0),
                verdict(reached_ == rows_)});
  }

 private:
  std::string id_, wanted_, elsewhere_;
  int rows_ = 0, reached_ = 0;
  double cpu_s_ = 0, mib_ = 0;
};

inline void print_figures(const std::vector<const Figure*>& figures) {
  fmt::print("\n");
  const Table table({"figure", "<wanted", "<elsewhere", "rows that reach it", "CPU s", "MiB", "<"});
  for (const Figure* figure : figures) figure->print();
}

}  // namespace maillage::bench
