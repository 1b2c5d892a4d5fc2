#include "app/ensemble.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>

#include "app/commands.hpp"
#include "app/district_options.hpp"
#include "app/district_run.hpp"
#include "app/engine_problems.hpp"
#include "app/engine_table.hpp"
#include "app/ensemble_plans.hpp"
#include "app/ensemble_report.hpp"
#include "app/language.hpp"
#include "engines/districting/feasibility.hpp"
#include "platform/json/json.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::app {
namespace {

using namespace engines::districting;

constexpr ProblemRow kProblems[] = {
    {"ensemble_districts", 422, "Demandez entre 2 et {units} secteurs : il y a {units} unités.",
     "ask for 2 to {units} districts: there are {units} units"},
    {"ensemble_unit_missing", 422, "L’unité « {unit} » n’est dans aucun secteur ; ajoutez-la.",
     "the unit \"{unit}\" is in no district: add it"},
    {"ensemble_impossible", 422, "Aucune carte permise n’existe : {reason}.", "no lawful plan exists: {reason}"},
    {"ensemble_no_start", 422,
     "Aucune carte permise n’a été trouvée pour commencer : élargissez l’équilibre ou le temps donné.",
     "no lawful plan was found to begin from: widen the balance or the time given"},
};

void show_progress(const EnsembleProgress& progress) {
  fmt::print(stderr, "\r{:3.0f} %  {} plans", 100 * progress.fraction, progress.plans);
}

Problem unwritable(const std::string& file) { return {"engine_not_written", file, {}}; }

struct Input {
  UnitTable units;
  Instance instance;
};

Problem no_plan(const Input& input) {
  const auto why = impossible(input.instance);
  if (why) return {"ensemble_impossible", "--balance", {{"reason", explain(*why, input.units)}}};
  return {"ensemble_no_start", "--balance", {}};
}

// Says why on stderr; the exit code.
int refuse_ensemble(const Problem& problem) {
  const auto row = std::find_if(std::begin(kProblems), std::end(kProblems),
                                [&](const ProblemRow& r) { return r.code == problem.code; });
  if (row == std::end(kProblems)) return refuse_input(problem);
  fmt::print(stderr, "{}: {}\n", problem.field, said(row->french, row->english, problem.args));
  if (problem.code == "ensemble_impossible") return kInfeasible;
  return problem.code == "ensemble_no_start" ? kNothingFound : kBadInput;
}

EnsembleOptions engine_options(const EnsembleRequest& request, PlansFile* kept) {
  EnsembleOptions options;
  options.plans = request.plans;
  options.kind = request.chain == "reversible" ? ChainKind::reversible : ChainKind::recom;
  options.threads = request.threads;
  options.seed = request.seed;
  if (request.seconds > 0) options.seconds = request.seconds;
  options.stop = &interrupted_by_hand();
  if (!request.quiet && isatty(STDERR_FILENO) != 0) options.report = show_progress;
  if (kept != nullptr) options.keep = [kept](int chain, const std::string& block) { kept->add(chain, block); };
  return options;
}

// Reads the plans in force into the instance; each names a district for every unit.
Result<Done> read_present(const EnsembleRequest& request, const UnitTable& units, Instance& instance) {
  for (const std::string& path : request.present) {
    auto file = read_plan(path, units);
    if (!file) return file.problem();
    const auto gap = std::find(file->plan.begin(), file->plan.end(), -1);
    if (gap != file->plan.end()) {
      const std::string& code = units.codes[static_cast<std::size_t>(gap - file->plan.begin())];
      return Problem{"ensemble_unit_missing", path, {{"unit", code}}};
    }
    instance.present.push_back({std::move(file->plan), 0});
  }
  return Done{};
}

Result<Input> read_input(const EnsembleRequest& request) {
  std::vector<std::string> columns{request.weight};
  if (!request.keep.empty() && request.keep != request.weight) columns.push_back(request.keep);
  auto map = read_map(request.map, columns, request.quiet);
  if (!map) return map.problem();
  UnitTable* units = &map->units;
  auto loads = load_column(*units, request.weight);
  if (!loads) return loads.problem();
  if (request.districts < 2 || static_cast<std::size_t>(request.districts) > units->size())
    return Problem{"ensemble_districts", "--districts", {{"units", std::to_string(units->size())}}};
  if (units->centres.empty()) return Problem{"engine_no_centres", units->path, {}};
  Instance instance;
  instance.graph = std::move(map->graph);
  instance.centres = units->centres;
  instance.districts = request.districts;
  instance.weights.push_back(balanced(request.weight, std::move(*loads), request.districts, request.balance));
  if (const auto read = read_present(request, *units, instance); !read) return read.problem();
  if (!request.keep.empty()) {
    auto groups = group_column(*units, request.keep);
    if (!groups) return groups.problem();
    instance.group = std::move(*groups);
  }
  return Input{std::move(*units), std::move(instance)};
}

// Turns the text of an option into a plain number, or says what was expected.
std::function<std::string(std::string)> as_number(std::optional<double> (*parse)(std::string_view),
                                                  const std::string& expected) {
  return [parse, expected](const std::string& text) {
    const auto value = parse(text);
    if (!value) throw CLI::ValidationError(text, "expected " + expected);
    return fmt::format("{}", *value);
  };
}

Result<Done> write_report(const EnsembleReport& report, const std::string& path) {
  const std::string text = platform::to_json(report) + "\n";
  if (path.empty()) {
    fmt::print("{}", text);
    return Done{};
  }
  return write_whole(path, text);
}

void add_options(CLI::App& command, EnsembleRequest& request) {
  add_map_options(command, request.map);
  command.add_option("--districts", request.districts, "Number of districts")->required();
  command.add_option("--balance", request.balance, "Tolerance on the weight, e.g. 5%")
      ->required()
      ->transform(as_number(parse_share, "a share such as 5%"));
  command.add_option("--weight", request.weight, "Column to balance")->capture_default_str();
  command.add_option("--keep", request.keep, "Column whose groups of units are never divided, e.g. epci");
  command.add_option("--plans", request.plans, "New plans to draw")->check(CLI::PositiveNumber)->capture_default_str();
  command.add_option("--chain", request.chain, "recom explores faster, reversible has a known law")
      ->check(CLI::IsMember({"recom", "reversible"}))
      ->capture_default_str();
  command.add_option("--present", request.present, "plan.csv (code, district) to place among them; repeatable");
  command.add_option("--keep-plans", request.keep_plans, "File that receives every plan");
  command.add_option("--report", request.report, "File that receives the report, instead of the standard output");
  command.add_option("--threads", request.threads, "Threads")->check(CLI::Range(1, 256))->capture_default_str();
  command.add_option("--seed", request.seed, "Same seed, same ensemble")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  command.add_option("--time", request.seconds, "Time allowed, e.g. 30s or 5m; without it, all plans are drawn")
      ->transform(as_number(parse_seconds, "a time such as 30s or 5m"));
  command.add_flag("--quiet", request.quiet, "No progress");
}

}  // namespace

Result<EnsembleReport> draw(const EnsembleRequest& request) {
  watch_for_interruption();
  if (const auto open = check_writable({request.keep_plans, request.report}); !open) return open.problem();
  const auto input = read_input(request);
  if (!input) return input.problem();
  const Instance* instance = &input->instance;
  if (impossible(*instance)) return no_plan(*input);
  std::optional<PlansFile> kept;
  if (!request.keep_plans.empty()) kept.emplace(request.keep_plans, instance->graph.units(), request.districts);
  const Ensemble ensemble = draw_ensemble(*instance, engine_options(request, kept ? &*kept : nullptr));
  if (!request.quiet && isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\n");
  if (kept && !kept->close()) return unwritable(request.keep_plans);
  if (ensemble.plans == 0 && request.plans > 0) return no_plan(*input);
  EnsembleReport report = ensemble_report(*instance, ensemble);
  report.chain = request.chain;
  report.seed = request.seed;
  for (std::size_t p = 0; p < request.present.size(); ++p)
    report.present.push_back(present_report(*instance, ensemble, request.present[p], instance->present[p].plan));
  return report;
}

int run_ensemble(const EnsembleRequest& request) {
  const auto report = draw(request);
  if (!report) return refuse_ensemble(report.problem());
  const auto written = write_report(*report, request.report);
  return written ? kDone : refuse_ensemble(written.problem());
}

void add_ensemble(CLI::App& program, int& exit_code) {
  auto request = std::make_shared<EnsembleRequest>();
  auto* command = program.add_subcommand("ensemble", "Draws many lawful plans and says what is ordinary among them.");
  add_options(*command, *request);
  command->footer(
      "Example:\n  maillage ensemble --units units.csv --edges edges.csv --districts 8 --balance 5% \\\n"
      "    --plans 1000000 --present today.csv --report ensemble.json");
  command->callback([request, &exit_code] {
    check_map(request->map);
    exit_code = run_ensemble(*request);
  });
}

}  // namespace maillage::app
