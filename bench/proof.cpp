// What solve proves of the published instances, from nothing: the plan, its bound, and whether it is proved optimal.
// Usage: bench_proof [seconds=60] [name]; needs MAILLAGE_OPENDATA. Prints Markdown. One thread, wall clock.
#include <string>

#include "engines/districting/districting.hpp"
#include "engines/districting/testing/published.hpp"
#include "measure.hpp"

namespace maillage::engines::districting {
namespace {

constexpr double kMillion = 1e6;  // the published values are in millions of km²·inhabitants

const char* worded(Status status) {
  return status == Status::optimal ? "optimal" : status == Status::feasible ? "feasible" : "none";
}

// Whether it is proved.
bool print_row(const PublishedRow& known, double seconds) {
  const Instance instance = published_instance(known);
  const double before = bench::cpu_seconds();
  const Answer answer = solve(instance, {.seconds = seconds});
  const double published = std::stod(known.at("plan_reeval")), found = answer.objective / kMillion;
  const double bound = answer.bound.value_or(0) / kMillion;
  bench::Table::row({known.at("level") + "/" + known.at("state"), known.at("n"), known.at("k"), bench::figure(found, 2),
                     bench::figure(published, 2), bench::figure(found / published, 5), bench::figure(bound, 2),
                     bench::figure(100 * (found - bound) / found, 4), worded(answer.status), known.at("gurobi_total_s"),
                     bench::figure(answer.seconds, 1), bench::figure(bench::cpu_seconds() - before, 1),
                     bench::figure(bench::memory_mib(), 0),
                     known.at("level") == "county" ? bench::verdict(answer.status == Status::optimal) : ""});
  return answer.status == Status::optimal;
}

int run(double seconds, const std::string& name) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  const bench::Table table({"instance", "n", "k", "objective", "published", "ratio to published", "bound", "gap %",
                            "status", "Gurobi s", "wall s", "CPU s", "MiB", "<"});
  bench::Figure proofs("D3", "counties proved optimal in 60 s each, without a commercial solver",
                       "Gurobi 0.1 to 21 s; CBC fails on half");
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv")) {
    if ((known.at("level") + "/" + known.at("state")).find(name) == std::string::npos) continue;
    const bench::Apart ran = bench::apart([&] { return print_row(known, seconds); });
    if (known.at("level") == "county") proofs.count(ran);
  }
  bench::print_figures({&proofs});
  return 0;
}

}  // namespace
}  // namespace maillage::engines::districting

int main(int argc, char** argv) {
  return maillage::engines::districting::run(argc > 1 ? std::stod(argv[1]) : 60, argc > 2 ? argv[2] : "county");
}
