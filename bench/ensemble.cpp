// Speed and mixing of the ensembles on the commune graph of Pyrénées-Atlantiques (545 communes, 8 districts, ± 5 %).
// Usage: bench_ensemble [plans=1000000] [threads=2]; needs MAILLAGE_OPENDATA. Prints Markdown.
#include "engines/districting/ensemble.hpp"

#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "engines/districting/testing/published.hpp"

namespace maillage::engines::districting {
namespace {

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Timing {
  Ensemble ensemble;
  double cpu = 0;
};

// The run of median wall time among three.
Timing median_run(const Instance& instance, EnsembleOptions options) {
  std::vector<Timing> runs;
  for (options.seed = 1; options.seed <= 3; ++options.seed) {
    const double before = cpu_seconds();
    Timing timing{draw_ensemble(instance, options), 0};
    timing.cpu = cpu_seconds() - before;
    runs.push_back(std::move(timing));
  }
  std::sort(runs.begin(), runs.end(),
            [](const Timing& a, const Timing& b) { return a.ensemble.seconds < b.ensemble.seconds; });
  return std::move(runs[1]);
}

void print_speed(const char* name, const Timing& t, double peer_per_second, const char* peer) {
  const auto plans = static_cast<double>(t.ensemble.plans);
  const double per_cpu_second = plans / t.cpu;
  fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.0f} | {:.2f} | {} {:.0f}/s | ×{:.0f} | {:.0f} |\n", name,
             t.ensemble.plans, t.ensemble.seconds, t.cpu, per_cpu_second,
             plans / static_cast<double>(t.ensemble.proposals), peer, peer_per_second, per_cpu_second / peer_per_second,
             memory_mib());
}

void print_mixing(const char* name, const Ensemble& e) {
  for (std::size_t m = 0; m < e.names.size(); ++m) {
    const Distribution& d = e.distributions[m];
    fmt::print("| {} | {} | {:.5g} | {:.5g} | {:.5g} | {:.5g} | {:.4f} | {:.0f} |\n", name, e.names[m], d.mean,
               d.sketch.quantile(0.05), d.sketch.quantile(0.5), d.sketch.quantile(0.95), d.r_hat, d.independent);
  }
}

int run(std::int64_t plans, int threads) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  const Instance instance = published_territory("64", 8, 0.05);
  EnsembleOptions options;
  options.plans = plans;
  options.threads = threads;
  const Timing recom = median_run(instance, options);
  options.kind = ChainKind::reversible;
  options.plans = std::max<std::int64_t>(plans / 10, 1);
  const Timing reversible = median_run(instance, options);
  fmt::print("| chain | plans | wall s | CPU s | plans per CPU second | plans per proposal | peer | ratio | MiB |\n");
  fmt::print("|---|--:|--:|--:|--:|--:|---|--:|--:|\n");
  print_speed("recom", recom, 46, "GerryChain");
  print_speed("reversible", reversible, 390, "redist");
  fmt::print("\n| chain | measure | mean | 5 % | median | 95 % | split-R̂ | independent plans |\n");
  fmt::print("|---|---|--:|--:|--:|--:|--:|--:|\n");
  print_mixing("recom", recom.ensemble);
  print_mixing("reversible", reversible.ensemble);
  return 0;
}

}  // namespace
}  // namespace maillage::engines::districting

int main(int argc, char** argv) {
  return maillage::engines::districting::run(argc > 1 ? std::stoll(argv[1]) : 1'000'000,
                                             argc > 2 ? std::stoi(argv[2]) : 2);
}
