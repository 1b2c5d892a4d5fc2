// Speed and mixing of the ensembles on the commune graph of Pyrénées-Atlantiques (545 communes, 8 districts, ± 5 %).
// Usage: bench_ensemble [plans=1000000] [threads=2]; needs MAILLAGE_OPENDATA. Prints Markdown.
#include "engines/districting/ensemble.hpp"

#include <string>

#include "engines/districting/testing/published.hpp"
#include "measure.hpp"

namespace maillage::engines::districting {
namespace {

struct Timing {
  Ensemble ensemble;
  double cpu = 0;

  double per_cpu_second() const { return static_cast<double>(ensemble.plans) / cpu; }
};

// The run of median CPU time among three seeds.
Timing median_run(const Instance& instance, EnsembleOptions options) {
  std::vector<Timing> runs;
  for (options.seed = 1; options.seed <= 3; ++options.seed) {
    const double before = bench::cpu_seconds();
    Timing timing{draw_ensemble(instance, options), 0};
    timing.cpu = bench::cpu_seconds() - before;
    runs.push_back(std::move(timing));
  }
  return bench::median(std::move(runs), [](const Timing& a, const Timing& b) { return a.cpu < b.cpu; });
}

// What is known of a peer, and what is asked of one core.
struct Peer {
  std::string name;
  double per_second = 0;
  double wanted = 0;
};

void print_speed(const std::string& name, const Timing& t, const Peer& peer) {
  bench::Table::row(
      {name, std::to_string(t.ensemble.plans), bench::figure(t.ensemble.seconds, 1), bench::figure(t.cpu, 1),
       bench::figure(t.per_cpu_second(), 0), bench::figure(peer.wanted, 0),
       bench::figure(static_cast<double>(t.ensemble.plans) / static_cast<double>(t.ensemble.proposals), 3),
       fmt::format("{} {:.0f}/s", peer.name, peer.per_second), bench::figure(t.per_cpu_second() / peer.per_second, 1),
       bench::figure(bench::memory_mib(), 0), bench::verdict(t.per_cpu_second() >= peer.wanted)});
}

void print_mixing(const std::string& name, const Timing& t) {
  for (std::size_t m = 0; m < t.ensemble.names.size(); ++m) {
    const Distribution& d = t.ensemble.distributions[m];
    bench::Table::row({name, t.ensemble.names[m], fmt::format("{:.5g}", d.mean),
                       fmt::format("{:.5g}", d.sketch.quantile(0.05)), fmt::format("{:.5g}", d.sketch.quantile(0.5)),
                       fmt::format("{:.5g}", d.sketch.quantile(0.95)), bench::figure(d.r_hat, 4),
                       bench::figure(d.independent, 0), bench::figure(d.independent / t.cpu, 1)});
  }
}

// The speed of a chain, and what its plans are worth for statistics. Whether it is as quick as wanted.
bool print_chain(const std::string& name, const Instance& instance, const EnsembleOptions& options, const Peer& peer) {
  const Timing timing = median_run(instance, options);
  const bench::Table speed({"chain", "plans", "wall s", "CPU s", "plans per CPU s", "wanted", "plans per proposal",
                            "<peer", "ratio", "MiB", "<"});
  print_speed(name, timing, peer);
  fmt::print("\n");
  const bench::Table mixing(
      {"chain", "<measure", "mean", "5 %", "median", "95 %", "split-R̂", "independent plans", "independent per CPU s"});
  print_mixing(name, timing);
  fmt::print("\n");
  return timing.per_cpu_second() >= peer.wanted;
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
  // A million plans in 60 s on two cores is 8 334 per second of one core.
  bench::Figure million("E1", "a million plans of 64 in 60 s on two cores, with running statistics",
                        "GerryChain 46 steps/s");
  million.row([&] { return print_chain("recom", instance, options, {"GerryChain", 46, 8334}); });
  options.kind = ChainKind::reversible;
  options.plans = std::max<std::int64_t>(plans / 10, 1);
  bench::Figure exact("E2", "2 000 new plans per second of the reversible chain on 64", "redist 390/s");
  exact.row([&] { return print_chain("reversible", instance, options, {"redist", 390, 2000}); });
  bench::print_figures({&million, &exact});
  return 0;
}

}  // namespace
}  // namespace maillage::engines::districting

int main(int argc, char** argv) {
  return maillage::engines::districting::run(argc > 1 ? std::stoll(argv[1]) : 1'000'000,
                                             argc > 2 ? std::stoi(argv[2]) : 2);
}
