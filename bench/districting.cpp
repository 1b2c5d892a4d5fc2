// The districting search on every published instance and the commune graphs, beside the published values.
// Usage: bench_districting [cpu_seconds=10] [seeds=3] [name…]; needs MAILLAGE_OPENDATA. Prints Markdown. One thread:
// the seconds are CPU seconds, so a busy machine does not change what is searched.
#include "engines/districting/districting.hpp"

#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "engines/districting/bound.hpp"
#include "engines/districting/testing/published.hpp"
#include "measure.hpp"

namespace maillage::engines::districting {
namespace {

constexpr double kMillion = 1e6;  // published inertia is in millions of km²·inhabitants

constexpr Unit kLarge = 2000;   // units from which there is more time, and the gap is looked at
constexpr Unit kProved = 1115;  // units of the largest tract whose optimum is proved

// What is wanted of a row: how far above the published value and how wide a gap at most, in how many CPU seconds of
// search; then the bound has its own.
struct Wanted {
  double above = 0;
  double gap = HUGE_VAL;
  double seconds = 10;
  double bound_s = 5;
};

Wanted wanted_of(const Instance& instance, double seconds) {
  if (instance.objective == Objective::cut_edges) return {.seconds = seconds};
  if (instance.graph.units() >= kLarge) return {.gap = 0.04, .seconds = 9 * seconds, .bound_s = 3 * seconds};
  return {.above = 0.0015, .seconds = seconds};
}

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

// Why the runs do not reach what is wanted; empty when they do.
std::string shortfall(const Instance& instance, const std::vector<Run>& runs, const Run& median, const Wanted& wanted,
                      std::optional<double> published, std::optional<double> gap) {
  for (const Run& run : runs)
    if (run.answer.status == Status::feasible && !evaluate(instance, run.answer.plan).lawful())
      return "falls short: an unlawful plan";
  if (median.answer.status != Status::feasible) return "falls short: no lawful plan";
  const bool near = !published || median.answer.objective <= *published * (1 + wanted.above + 1e-9);
  return near && gap.value_or(0) <= wanted.gap ? "" : "falls short";
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

// Whether what is wanted is reached; nothing is, of an instance without a published value.
bool print_row(const std::string& name, const Instance& instance, std::optional<double> published,
               const Settings& settings) {
  const bool inertia = instance.objective == Objective::inertia;
  const Wanted wanted = wanted_of(instance, settings.seconds);
  std::vector<Run> runs;
  for (std::uint64_t seed = 1; seed <= settings.seeds; ++seed)
    runs.push_back(timed_search(instance, wanted.seconds, seed, published));
  const Run run = bench::median(runs, better);
  const auto [best, worst] = std::minmax_element(runs.begin(), runs.end(), better);
  std::optional<double> bound, gap, ratio;
  if (inertia && best->answer.status == Status::feasible)
    bound = lower_bound(instance, {.seconds = wanted.bound_s, .upper = best->answer.objective}).value;
  if (bound) gap = 1 - *bound / run.answer.objective;
  if (published) ratio = run.answer.objective / *published;
  const std::string shortfall_said = shortfall(instance, runs, run, wanted, published, gap);
  const auto shown = [&](std::optional<double> value) {
    return value ? bench::figure(inertia ? *value / kMillion : *value, inertia ? 2 : 0) : "";
  };
  bench::Table::row({name, std::to_string(instance.graph.units()), std::to_string(instance.districts),
                     inertia ? "inertia" : "cut edges", shown(run.answer.objective), shown(best->answer.objective),
                     shown(worst->answer.objective), shown(published), bench::figure(ratio, 5), shown(bound),
                     bench::figure(gap ? std::optional(100 * *gap) : gap, 2), bench::figure(run.seconds, 1),
                     bench::figure(bench::memory_mib(), 0),
                     shortfall_said.empty() && published ? "pass" : shortfall_said});
  return shortfall_said.empty();
}

struct Figures {
  bench::Figure inertia{"D1", "tracts within 0.15 % of the optimum in 10 s (0.5 % in 10 s and 0.15 % in 60 s asked)",
                        "reference heuristic with Gurobi: 0 to 0.5 % in 1 to 17 s"};
  bench::Figure cuts{"D4", "minimum cut edges: the optimum in 10 s", "GerryChain heuristic: 379 to 2 343 s"};
  bench::Figure large{"D5", "3 000 units, 16 districts: the best published plan and a gap of 4 % in 120 s",
                      "5 781 s, gap 3.3 %"};
};

void print_published(const PublishedRow& known, const Settings& settings, Figures& figures) {
  const std::string name = known.at("level") + "/" + known.at("state");
  Instance instance = published_instance(known);
  if (settings.wants(name + "/inertia")) {
    const bench::Apart ran = bench::apart(
        [&] { return print_row(name, instance, std::stod(known.at("plan_reeval")) * kMillion, settings); });
    if (instance.graph.units() >= kLarge) figures.large.count(ran);
    if (known.at("level") == "tract" && instance.graph.units() <= kProved) figures.inertia.count(ran);
  }
  instance.objective = Objective::cut_edges;
  if (settings.wants(name + "/cut") && !known.at("cut_edges_best").empty())
    figures.cuts.row([&] { return print_row(name, instance, std::stod(known.at("cut_edges_best")), settings); });
}

int run(const Settings& settings) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  const bench::Table table({"instance", "n", "k", "<objective", "median", "best", "worst", "published",
                            "ratio to published", "bound", "gap %", "CPU s to best", "MiB", "<"});
  Figures figures;
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv"))
    print_published(known, settings, figures);
  for (const auto& [departement, districts, tolerance] :
       {std::tuple("93", 3, 0.1), std::tuple("64", 8, 0.05), std::tuple("31", 2, 0.1)}) {
    const std::string name = std::string("territory/") + departement;
    const Instance instance = published_territory(departement, districts, tolerance);
    if (settings.wants(name)) bench::apart([&] { return print_row(name, instance, std::nullopt, settings); });
  }
  bench::print_figures({&figures.inertia, &figures.cuts, &figures.large});
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
