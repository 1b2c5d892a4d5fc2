// maillage district: one map, with its certificate.
#include <fmt/core.h>

#include <chrono>

#include "app/commands.hpp"
#include "app/district_run.hpp"
#include "app/engine_problems.hpp"
#include "app/engine_table.hpp"
#include "engines/districting/levels.hpp"

namespace maillage::app {
namespace {

using namespace engines::districting;
using engines::District;
using engines::Plan;

constexpr const char* kExamples = R"(Examples:
  maillage district --units units.csv --edges edges.csv --districts 8 --out plan.csv
  maillage district --units units.csv --edges edges.csv --districts 8 --balance 10% --keep epci \
      --present today.csv --stability 0.3 --time 1m --report report.json --svg plan.svg
  maillage district --graph dual.json --districts 4 --objective cut-edges > plan.csv
  maillage district --units u.csv --edges e.csv --levels 30,8 --out plan.csv
  maillage district --units u.csv --edges e.csv --levels 20,5 --seats houses.csv --openable places.csv --open 4 \
      --report report.json --out plan.csv
Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 impossible (the reason is printed), 5 nothing found in time.
Ctrl-C keeps the best plan found. Status is "optimal" only when it is proved.)";

std::string summary(const Answer& answer) {
  const std::string bound = answer.bound ? fmt::format(", proved lower bound {:.6g} (gap {:.2f} %)", *answer.bound,
                                                       100 * std::max(0.0, 1 - *answer.bound / answer.objective))
                                         : "";
  return fmt::format("{}: objective {:.6g}{}, {} plans examined in {:.1f} s",
                     answer.status == Status::optimal ? "optimal" : "feasible", answer.objective, bound, answer.plans,
                     answer.seconds);
}

// One level: solves, says how it went. 0 when a plan was found.
int run_level(const DistrictOptions& options, const DistrictInput& input, const Instance& instance, double seconds,
              RunReport& report, std::vector<Plan>& levels) {
  Limits limits = limits_of(options);
  limits.seconds = seconds;
  Answer answer;
  {
    ProgressLine line(options.quiet);
    limits.report = [&](const Progress& p) {
      line.show(fmt::format("{:3.0f} %  {}  {}", 100 * p.fraction,
                            p.objective ? fmt::format("objective {:.6g}", *p.objective) : "no lawful plan yet",
                            p.bound ? fmt::format("bound {:.6g}", *p.bound) : ""));
    };
    answer = solve(instance, limits);
  }
  report.levels.push_back(
      plan_report(input, instance.present.empty() ? std::vector<std::string>() : options.present, instance, answer));
  if (answer.why) {
    report.levels.back().impossible = explain(*answer.why, input.units);
    say_impossible(*report.levels.back().impossible);
    return kInfeasible;
  }
  if (answer.plan.empty()) {
    say_nothing_found();
    return kNothingFound;
  }
  if (!options.quiet) {
    fmt::print(stderr, "{} districts, {}\n", instance.districts, summary(answer));
    if (const auto& seats = report.levels.back().seats)
      fmt::print(stderr, "{} at a house that stands, {} to open; {} that stand are the house of none\n",
                 seats->of_district.size() - seats->opened.size(), seats->opened.size(), seats->unused.size());
  }
  levels.push_back(std::move(answer.plan));
  return kDone;
}

int run_levels(const DistrictOptions& options, const DistrictInput& input, RunReport& report,
               std::vector<Plan>& levels) {
  const auto counts =
      options.levels.empty() ? std::vector<District>{input.instance.districts} : *parse_levels(options.levels);
  Instance instance = input.instance;
  const double seconds = *parse_seconds(options.time) / static_cast<double>(counts.size());
  for (std::size_t level = 0; level < counts.size(); ++level) {
    if (level > 0) {
      // The houses of a level are the seats of the one above.
      const auto centres =
          instance.seats.empty() ? std::vector<engines::Unit>() : evaluate(instance, levels.back()).centres;
      instance = level_above(instance, levels.back(), counts[level], *parse_share(options.balance), centres);
    }
    if (const int code = run_level(options, input, instance, seconds, report, levels); code != kDone) return code;
  }
  return kDone;
}

int run_pareto(const DistrictOptions& options, const DistrictInput& input, RunReport& report,
               std::vector<Plan>& levels) {
  auto chosen = run_front(options, input, {input.instance.districts, input.instance.districts}, report);
  if (!chosen) return refuse_input(chosen.problem());
  if (!chosen->has_value()) {
    // Either impossible, which solve explains, or not found.
    DistrictOptions brief = options;
    brief.time = "1s";
    return run_levels(brief, input, report, levels);
  }
  levels.push_back((*chosen)->answer.plan);
  if (!options.quiet) fmt::print(stderr, "{} plans on the front; the compromise is written\n", report.front.size());
  return kDone;
}

int run(const DistrictOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  watch_for_interruption();
  if (const auto open = check_writable({options.out, options.report, options.svg, options.pareto}); !open)
    return refuse_input(open.problem());
  const District districts =
      options.levels.empty() ? parse_range(options.districts)->first : parse_levels(options.levels)->front();
  const auto input = read_input(options, districts);
  if (!input) return refuse_input(input.problem());
  RunReport report = report_of(options);
  std::vector<Plan> levels;
  const int code = options.pareto.empty() ? run_levels(options, *input, report, levels)
                                          : run_pareto(options, *input, report, levels);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto written = write_files(options, *input, report, code == kDone ? levels : std::vector<Plan>());
  if (code != kDone) return code;
  return written ? kDone : refuse_input(written.problem());
}

std::string one_count(const std::string& text) {
  const auto range = parse_range(text);
  return range && range->first == range->second ? std::string() : text + ": expected a number of districts";
}

}  // namespace

void add_district(CLI::App& program, int& exit_code) {
  auto* command =
      program.add_subcommand("district", "Draws the best map it can of some districts, with its certificate.");
  const auto options = std::make_shared<DistrictOptions>();
  add_input_options(*command, *options);
  command->add_option("--districts", options->districts, "how many districts")->check(one_count);
  command->add_option("--bounds", options->bounds, "least and most load of a district, L:U, instead of --balance")
      ->check([](const std::string& text) {
        return parse_bounds(text) ? std::string() : text + ": expected L:U, as 711000:719000";
      });
  command->add_option("--objective", options->objective, "inertia (load × km² to the centre) or cut-edges")
      ->check(CLI::IsMember({"inertia", "cut-edges"}))
      ->capture_default_str();
  command->add_option("--distance-rounding", options->rounding, "none, or km as the published benchmarks do")
      ->check(CLI::IsMember({"none", "km"}))
      ->capture_default_str();
  command->add_option("--seats", options->seats,
                      "units (code) where a house stands: each district is counted from one that it holds");
  const auto openable = command->add_option(
      "--openable", options->openable, "units (code) where one may open, in a district that holds none of --seats");
  const auto open =
      command->add_option("--open", options->open, "how many may open, at most")->check(CLI::Range(1, 100000));
  openable->needs(open), open->needs(openable);
  command->add_option("--levels", options->levels, "nested levels, finest first: 30,8")
      ->check([](const std::string& text) {
        return parse_levels(text) ? std::string() : text + ": expected falling numbers, as 30,8";
      });
  command->add_option("--pareto", options->pareto, "the front as CSV, each plan beside it; --out is the compromise");
  add_output_options(*command, *options);
  command->footer(kExamples);
  command->callback([options, &exit_code] {
    if (options->districts.empty() && options->levels.empty()) throw CLI::RequiredError("--districts or --levels");
    if (!options->levels.empty() && !options->districts.empty()) throw CLI::ExcludesError("--levels", "--districts");
    if (!options->levels.empty() && !options->pareto.empty()) throw CLI::ExcludesError("--levels", "--pareto");
    if (seated(*options) && options->objective != "inertia")
      throw CLI::ValidationError("--seats", "districts are counted from seats by inertia only");
    check_files(*options);
    exit_code = run(*options);
  });
}

}  // namespace maillage::app
