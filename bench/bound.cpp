// The proved bound of inertia on the published instances, beside the published Lagrangian bounds.
// Usage: bench_bound [seconds=30] [units_max=3000]; needs MAILLAGE_OPENDATA. Prints Markdown.
#include "engines/districting/bound.hpp"

#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "engines/districting/testing/published.hpp"

namespace maillage::engines::districting {
namespace {

constexpr double kMillion = 1e6;  // the published values are in millions of km²·inhabitants

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Timed {
  Bound bound;
  double cpu = 0;
};

// The run of median CPU time among three; the values differ only where the clock ends the ascent.
Timed median_run(const Instance& instance, double seconds) {
  std::vector<Timed> runs;
  for (int k = 0; k < 3; ++k) {
    const double before = cpu_seconds();
    const Bound bound = lower_bound(instance, {.seconds = seconds});
    runs.push_back({bound, cpu_seconds() - before});
  }
  std::sort(runs.begin(), runs.end(), [](const Timed& a, const Timed& b) { return a.cpu < b.cpu; });
  return runs[1];
}

void print_row(const PublishedRow& known, double seconds) {
  const Timed run = median_run(published_instance(known), seconds);
  const double bound = *run.bound.value / kMillion;
  const double best = std::stod(known.at("plan_reeval")), published = std::stod(known.at("lagr_LB"));
  fmt::print("| {} {} | {} | {} | {:.2f} | {:.2f} | {:.2f} | {:.3f} | {:.3f} | {:.1f} | {} | {:.0f} |\n",
             known.at("state"), known.at("level"), known.at("n"), known.at("k"), best, published, bound,
             100 * (best - bound) / best, 100 * (best - published) / best, run.cpu, run.bound.iterations, memory_mib());
}

int run(double seconds, int units_max) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  fmt::print(
      "| instance | units | k | best plan | published bound | bound | gap % | published gap % | CPU s | steps | MiB "
      "|\n");
  fmt::print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv"))
    if (std::stoi(known.at("n")) <= units_max) print_row(known, seconds);
  return 0;
}

}  // namespace
}  // namespace maillage::engines::districting

int main(int argc, char** argv) {
  return maillage::engines::districting::run(argc > 1 ? std::stod(argv[1]) : 30, argc > 2 ? std::stoi(argv[2]) : 3000);
}
