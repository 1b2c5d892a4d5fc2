// The districting search on every published instance and the commune graphs, beside the published values.
// Usage: bench_districting [cpu_seconds=10] [name…]; needs MAILLAGE_OPENDATA. Prints Markdown. One thread: the seconds
// are CPU seconds, so a busy machine does not change what is searched.
#include "engines/districting/districting.hpp"

#include <fmt/core.h>
#include <sys/resource.h>

#include <ctime>
#include <string>
#include <vector>

#include "engines/districting/bound.hpp"
#include "engines/districting/testing/published.hpp"

namespace maillage::engines::districting {
namespace {

constexpr double kMillion = 1e6;    // published inertia is in millions of km²·inhabitants
constexpr double kAllowed = 0.005;  // above the published optimum, for inertia
constexpr double kBoundSeconds = 5;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double memory_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Run {
  Answer answer;
  double seconds = 0;  // CPU, to the last improvement
};

Run timed_search(const Instance& instance, double seconds) {
  Run run;
  std::atomic<bool> stop = false;
  const double begin = cpu_seconds();
  std::optional<double> best;
  Limits limits{.seconds = 100 * seconds, .stop = &stop};
  limits.report = [&](const Progress& progress) {
    const double now = cpu_seconds() - begin;
    if (progress.objective && (!best || *progress.objective < *best)) best = progress.objective, run.seconds = now;
    stop = now >= seconds;
  };
  run.answer = search(instance, limits);
  return run;
}

std::string verdict(const Instance& instance, const Answer& answer, std::optional<double> published) {
  if (answer.status != Status::feasible || !evaluate(instance, answer.plan).lawful())
    return "falls short: no lawful plan";
  if (!published) return "";
  const double allowed = instance.objective == Objective::inertia ? *published * (1 + kAllowed) : *published;
  return answer.objective <= allowed * (1 + 1e-9) ? "pass" : "falls short";
}

void print_row(const std::string& name, const Instance& instance, std::optional<double> published, double seconds) {
  const bool inertia = instance.objective == Objective::inertia;
  const double unit = inertia ? kMillion : 1;
  const Run run = timed_search(instance, seconds);
  std::optional<double> bound;
  if (inertia && !run.answer.plan.empty())
    bound = lower_bound(instance, {.seconds = kBoundSeconds, .upper = run.answer.objective}).value;
  const auto known = [](bool is, double value, int digits) { return is ? fmt::format("{:.{}f}", value, digits) : ""; };
  fmt::print("| {} | {} | {} | {} | {:.4f} | {} | {} | {} | {} | {:.1f} | {:.0f} | {} |\n", name,
             instance.graph.units(), instance.districts, inertia ? "inertia" : "cut edges", run.answer.objective / unit,
             known(published.has_value(), published.value_or(0) / unit, 4),
             known(published.has_value(), 100 * (run.answer.objective / published.value_or(1) - 1), 3),
             known(bound.has_value(), bound.value_or(0) / unit, 2),
             known(bound.has_value(), 100 * (1 - bound.value_or(0) / run.answer.objective), 2), run.seconds,
             memory_mib(), verdict(instance, run.answer, published));
  std::fflush(stdout);
}

void print_published(const PublishedRow& known, double seconds) {
  const std::string name = known.at("level") + "/" + known.at("state");
  Instance instance = published_instance(known);
  print_row(name, instance, std::stod(known.at("plan_reeval")) * kMillion, seconds);
  if (known.at("cut_edges_best").empty()) return;
  instance.objective = Objective::cut_edges;
  print_row(name, instance, std::stod(known.at("cut_edges_best")), seconds);
}

bool wanted(const std::string& name, const std::vector<std::string>& names) {
  if (names.empty()) return true;
  for (const std::string& part : names)
    if (name.find(part) != std::string::npos) return true;
  return false;
}

int run(double seconds, const std::vector<std::string>& names) {
  if (open_data_folder().empty()) {
    fmt::print("skipped: MAILLAGE_OPENDATA not set\n");
    return 0;
  }
  fmt::print(
      "| instance | n | k | objective | found | published | % above | bound | gap % | CPU s to best | MiB | |\n");
  fmt::print("|---|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|---|\n");
  for (const PublishedRow& known : published_rows(open_data_folder() + "/districting/known.csv"))
    if (wanted(known.at("level") + "/" + known.at("state"), names)) print_published(known, seconds);
  for (const auto& [departement, districts, tolerance] :
       {std::tuple("93", 3, 0.1), std::tuple("64", 8, 0.05), std::tuple("31", 2, 0.1)}) {
    const std::string name = std::string("territory/") + departement;
    if (wanted(name, names))
      print_row(name, published_territory(departement, districts, tolerance), std::nullopt, seconds);
  }
  return 0;
}

}  // namespace
}  // namespace maillage::engines::districting

int main(int argc, char** argv) {
  return maillage::engines::districting::run(argc > 1 ? std::stod(argv[1]) : 10,
                                             std::vector<std::string>(argv + std::min(argc, 2), argv + argc));
}
