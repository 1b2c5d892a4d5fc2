// The districting search on every published instance and the commune graphs, beside the published values.
// Usage: bench_districting [cpu_seconds=10] [seeds=3] [name…]; needs MAILLAGE_OPENDATA. Prints Markdown. One thread:
// the seconds are CPU seconds, so a busy machine does not change what is searched.
#include "engines/districting/districting.hpp"

#include <string>
#include <tuple>
#include <vector>

#include "engines/districting/bound.hpp"
#include "engines/districting/testing/published.hpp"
#include "measure.hpp"

namespace maillage::engines::districting {
namespace {

constexpr double kMillion = 1e6;    // published inertia is in millions of km²·inhabitants
constexpr double kAllowed = 0.005;  // above the published optimum, for inertia
constexpr double kBoundSeconds = 5;

struct Run {
  Answer answer;
  double seconds = 0;  // CPU, to the last improvement
};

Run timed_search(const Instance& instance, double seconds, std::uint64_t seed, std::optional<double> published) {
  Run run;
  std::atomic<bool> stop = false;
  const double begin = bench::cpu_seconds();
  std::optional<double> best;
  Limits limits{.seconds = 100 * seconds, .seed = seed, .stop = &stop};
  limits.report = [&](const Progress& progress) {
    const double now = bench::cpu_seconds() - begin;
    if (progress.objective && (!best || *progress.objective < *best)) best = progress.objective, run.seconds = now;
    stop = now >= seconds;
  };
  if (published) limits.target = *published * (1 + 1e-8);
  run.answer = search(instance, limits);
  if (!best || run.answer.objective < *best) run.seconds = bench::cpu_seconds() - begin;
  return run;
}

std::string judged(const Instance& instance, const std::vector<Run>& runs, const Run& median,
                   std::optional<double> published) {
  for (const Run& run : runs)
    if (run.answer.status == Status::feasible && !evaluate(instance, run.answer.plan).lawful())
      return "falls short: an unlawful plan";
  if (median.answer.status != Status::feasible) return "falls short: no lawful plan";
  if (!published) return "";
  const double allowed = instance.objective == Objective::inertia ? *published * (1 + kAllowed) : *published;
  return bench::verdict(median.answer.objective <= allowed * (1 + 1e-9));
}

// Plans first, then the smaller objective.
bool better(const Run& a, const Run& b) {
  if (a.answer.status != b.answer.status) return a.answer.status == Status::feasible;
  return a.answer.objective < b.answer.objective;
}

struct Settings {
  double seconds = 10;
  std::uint64_t seeds = 3;
  std::vector<std::string> names;

  bool wants(const std::string& name) const {
    const auto holds = [&](const std::string& part) { return name.find(part) != std::string::npos; };
    return names.empty() || std::any_of(names.begin(), names.end(), holds);
  }
};

void print_row(const std::string& name, const Instance& instance, std::optional<double> published,
               const Settings& settings) {
  const bool inertia = instance.objective == Objective::inertia;
  const double unit = inertia ? kMillion : 1;
  std::vector<Run> runs;
  for (std::uint64_t seed = 1; seed <= settings.seeds; ++seed)
    runs.push_back(timed_search(instance, settings.seconds, seed, published));
  const Run run = bench::median(runs, better);
  const auto [best, worst] = std::minmax_element(runs.begin(), runs.end(), better);
  std::optional<double> bound, gap, ratio;
  if (inertia && best->answer.status == Status::feasible)
    bound = lower_bound(instance, {.seconds = kBoundSeconds, .upper = best->answer.objective}).value;
  if (bound) gap = 100 * (1 - *bound / run.answer.objective), bound = *bound / unit;
  if (published) ratio = run.answer.objective / *published, published = *published / unit;
  const int digits = inertia ? 2 : 0;
  bench::Table::row({name, std::to_string(instance.graph.units()), std::to_string(instance.districts),
                     inertia ? "inertia" : "cut edges", bench::figure(run.answer.objective / unit, digits),
                     bench::figure(best->answer.objective / unit, digits),
                     bench::figure(worst->answer.objective / unit, digits), bench::figure(published, digits),
                     bench::figure(ratio, 5), bench::figure(bound, 2), bench::figure(gap, 2),
                     bench::figure(run.seconds, 1), bench::figure(bench::memory_mib(), 0),
                     judged(instance, runs, run, ratio ? std::optional(*published * unit) : std::nullopt)});
}

void print_published(const PublishedRow& known, const Settings& settings) {
  const std::string name = known.at("level") + "/" + known.at("state");
  Instance instance = published_instance(known);
  if (settings.wants(name + "/inertia"))
    bench::apart([&] { print_row(name, instance, std::stod(known.at("plan_reeval")) * kMillion, settings); });
  instance.objective = Objective::cut_edges;
  if (settings.wants(name + "/cut") && !known.at("cut_edges_best").empty())
    bench::apart([&] { print_row(name, instance, std::stod(known.at("cut_edges_best")), settings); });
}

int run(const Settings& settings) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  const bench::Table table({"instance", "n", "k", "<objective", "median", "best", "worst", "published",
                            "ratio to published", "bound", "gap %", "CPU s to best", "MiB", "<"});
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv"))
    print_published(known, settings);
  for (const auto& [departement, districts, tolerance] :
       {std::tuple("93", 3, 0.1), std::tuple("64", 8, 0.05), std::tuple("31", 2, 0.1)}) {
    const std::string name = std::string("territory/") + departement;
    const Instance instance = published_territory(departement, districts, tolerance);
    if (settings.wants(name)) bench::apart([&] { print_row(name, instance, std::nullopt, settings); });
  }
  return 0;
}

}  // namespace
}  // namespace maillage::engines::districting

int main(int argc, char** argv) {
  maillage::engines::districting::Settings settings;
  if (argc > 1) settings.seconds = std::stod(argv[1]);
  if (argc > 2) settings.seeds = std::stoull(argv[2]);
  settings.names.assign(argv + std::min(argc, 3), argv + argc);
  return maillage::engines::districting::run(settings);
}
