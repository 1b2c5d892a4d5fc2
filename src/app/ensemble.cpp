#include "app/ensemble.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <fstream>
#include <memory>
#include <optional>

#include "app/commands.hpp"
#include "app/ensemble_input.hpp"
#include "app/ensemble_plans.hpp"
#include "app/ensemble_report.hpp"
#include "engines/districting/feasibility.hpp"
#include "platform/json/json.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::app {
namespace {

using namespace engines::districting;

// Set by Ctrl-C: the plans drawn so far are reported.
std::atomic<bool> interrupted = false;

void show_progress(const EnsembleProgress& progress) {
  fmt::print(stderr, "\r{:3.0f} %  {} plans", 100 * progress.fraction, progress.plans);
}

Problem unwritable(const std::string& file) { return {"ensemble_file_unwritable", file, {{"file", file}}}; }

Problem no_plan(const Instance& instance) {
  const auto why = impossible(instance);
  if (why) return {"ensemble_impossible", "", {{"reason", why->code}}};
  return {"ensemble_no_start", "", {}};
}

EnsembleOptions engine_options(const EnsembleRequest& request, PlansFile* kept) {
  EnsembleOptions options;
  options.plans = request.plans;
  options.kind = request.chain == "reversible" ? ChainKind::reversible : ChainKind::recom;
  options.threads = request.threads;
  options.seed = request.seed;
  if (request.seconds > 0) options.seconds = request.seconds;
  options.stop = &interrupted;
  if (!request.quiet && isatty(STDERR_FILENO) != 0) options.report = show_progress;
  if (kept != nullptr) options.keep = [kept](int chain, const std::string& block) { kept->add(chain, block); };
  return options;
}

Result<Instance> read_instance(const EnsembleRequest& request) {
  auto units = read_ensemble_units(request.units, request.edges, request.weight);
  if (!units) return units.problem();
  const std::string count = std::to_string(units->codes.size());
  if (request.districts < 2 || static_cast<std::size_t>(request.districts) > units->codes.size())
    return Problem{"ensemble_districts_many", "--districts", {{"units", count}}};
  Instance& instance = units->instance;
  instance.districts = request.districts;
  Weight& weight = instance.weights[0];
  weight = balanced(weight.name, std::move(weight.of_unit), request.districts, request.balance);
  for (const std::string& file : request.present) {
    auto plan = read_ensemble_plan(file, units->codes);
    if (!plan) return plan.problem();
    instance.present.push_back({std::move(*plan), 0});
  }
  return std::move(instance);
}

Result<Done> write_report(const EnsembleReport& report, const std::string& path) {
  const std::string text = platform::to_json(report) + "\n";
  if (path.empty()) {
    fmt::print("{}", text);
    return Done{};
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) return unwritable(path);
  return Done{};
}

}  // namespace

Result<EnsembleReport> draw(const EnsembleRequest& request) {
  const auto instance = read_instance(request);
  if (!instance) return instance.problem();
  std::optional<PlansFile> kept;
  if (!request.keep_plans.empty()) kept.emplace(request.keep_plans, instance->graph.units(), request.districts);
  const auto previous = std::signal(SIGINT, [](int) { interrupted = true; });
  const Ensemble ensemble = draw_ensemble(*instance, engine_options(request, kept ? &*kept : nullptr));
  std::signal(SIGINT, previous);
  if (!request.quiet && isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\n");
  if (kept && !kept->close()) return unwritable(request.keep_plans);
  if (ensemble.plans == 0 && request.plans > 0) return no_plan(*instance);
  EnsembleReport report = ensemble_report(*instance, ensemble);
  report.chain = request.chain;
  report.seed = request.seed;
  for (std::size_t p = 0; p < request.present.size(); ++p)
    report.present.push_back(present_report(*instance, ensemble, request.present[p], instance->present[p].plan));
  return report;
}

int run_ensemble(const EnsembleRequest& request) {
  platform::register_problems(ensemble_problems());
  const auto report = draw(request);
  if (!report) return refuse(report.problem());
  const auto written = write_report(*report, request.report);
  return written ? 0 : refuse(written.problem());
}

void add_ensemble(CLI::App& program, int& exit_code) {
  auto request = std::make_shared<EnsembleRequest>();
  auto* command = program.add_subcommand("ensemble", "Draws many lawful plans and says what is ordinary among them.");
  command->add_option("--units", request->units, "units.csv: code, population, x_l93_m, y_l93_m")->required();
  command->add_option("--edges", request->edges, "edges.csv: i, j, shared_border_m")->required();
  command->add_option("--districts", request->districts, "Number of districts")->required();
  command->add_option("--balance", request->balance, "Tolerance on the weight, e.g. 5%")
      ->required()
      ->transform(CLI::AsNumberWithUnit(std::map<std::string, double>{{"%", 0.01}}));
  command->add_option("--weight", request->weight, "Column to balance")->capture_default_str();
  command->add_option("--plans", request->plans, "New plans to draw")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--chain", request->chain, "recom explores faster, reversible has a known law")
      ->check(CLI::IsMember({"recom", "reversible"}))
      ->capture_default_str();
  command->add_option("--present", request->present, "plan.csv (code, district) to place among them; repeatable");
  command->add_option("--keep-plans", request->keep_plans, "File that receives every plan");
  command->add_option("--report", request->report, "File that receives the report, instead of the standard output");
  command->add_option("--threads", request->threads, "Threads")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_option("--seed", request->seed, "Same seed, same ensemble")->capture_default_str();
  command->add_option("--time", request->seconds, "Time allowed, e.g. 30s or 5min; without it, all plans are drawn")
      ->transform(CLI::AsNumberWithUnit(std::map<std::string, double>{{"s", 1}, {"min", 60}}));
  command->add_flag("--quiet", request->quiet, "No progress");
  command->footer(
      "Example:\n  maillage ensemble --units units.csv --edges edges.csv --districts 8 --balance 5% \\\n"
      "    --plans 1000000 --present today.csv --report ensemble.json");
  command->callback([request, &exit_code] { exit_code = run_ensemble(*request); });
}

}  // namespace maillage::app
