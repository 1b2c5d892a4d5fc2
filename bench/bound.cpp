// The proved bound of inertia on the published instances, beside the published Lagrangian bounds.
// Usage: bench_bound [seconds=30] [runs=3] [name]; needs MAILLAGE_OPENDATA. Prints Markdown. The bound is told the
// value of the published plan, as solve tells it the plan it has found.
#include "engines/districting/bound.hpp"

#include <string>
#include <vector>

#include "engines/districting/testing/published.hpp"
#include "measure.hpp"

namespace maillage::engines::districting {
namespace {

constexpr double kMillion = 1e6;    // the published values are in millions of km²·inhabitants
constexpr double kWantedGap = 1;    // %, of the published optimum
constexpr int kWantedUnits = 1046;  // the largest tract of which that is wanted

struct Timed {
  Bound bound;
  double cpu = 0;
};

Timed timed(const Instance& instance, double seconds, double upper) {
  const double before = bench::cpu_seconds();
  Bound bound = lower_bound(instance, {.seconds = seconds, .upper = upper});
  return {bound, bench::cpu_seconds() - before};
}

// On counties the bound alone leaves a gap that the proof closes (bench_proof): nothing is wanted of it there.
bool is_wanted(const PublishedRow& known) {
  return known.at("level") == "tract" && std::stoi(known.at("n")) <= kWantedUnits;
}

// Runs differ only where the clock ends the ascent.
bool print_row(const PublishedRow& known, double seconds, int count) {
  const Instance instance = published_instance(known);
  const double best = std::stod(known.at("plan_reeval")), published = std::stod(known.at("lagr_LB"));
  std::vector<Timed> runs;
  for (int k = 0; k < count; ++k) runs.push_back(timed(instance, seconds, best * kMillion * (1 + 1e-6)));
  const Timed run =
      bench::median(std::move(runs), [](const Timed& a, const Timed& b) { return *a.bound.value < *b.bound.value; });
  const double bound = *run.bound.value / kMillion;
  const double gap = 100 * (best - bound) / best;
  bench::Table::row({known.at("level") + "/" + known.at("state"), known.at("n"), known.at("k"), bench::figure(best, 2),
                     bench::figure(published, 2), bench::figure(bound, 2), bench::figure(gap, 3),
                     bench::figure(100 * (best - published) / best, 3), bench::figure(bound / published, 4),
                     bench::figure(run.cpu, 1), std::to_string(run.bound.iterations),
                     bench::figure(bench::memory_mib(), 0), is_wanted(known) ? bench::verdict(gap <= kWantedGap) : ""});
  return gap <= kWantedGap;
}

int run(double seconds, int runs, const std::string& name) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  const bench::Table table({"instance", "n", "k", "best plan", "published bound", "bound", "gap %", "published gap %",
                            "ratio to published", "CPU s", "steps", "MiB", "<"});
  bench::Figure bounds("D2", "bound within 1 % of the optimum in 30 s on NH, ME, NM, NE, AR, IA, OK",
                       "0.01 to 0.5 % in 2.8 to 16.8 s");
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv")) {
    if ((known.at("level") + "/" + known.at("state")).find(name) == std::string::npos) continue;
    const bench::Apart ran = bench::apart([&] { return print_row(known, seconds, runs); });
    if (is_wanted(known)) bounds.count(ran);
  }
  bench::print_figures({&bounds});
  return 0;
}

}  // namespace
}  // namespace maillage::engines::districting

int main(int argc, char** argv) {
  return maillage::engines::districting::run(argc > 1 ? std::stod(argv[1]) : 30, argc > 2 ? std::stoi(argv[2]) : 3,
                                             argc > 3 ? argv[3] : "");
}
