// maillage harmonise: several maps in force, one map instead, and what each choice costs.
#include <fmt/core.h>

#include <chrono>

#include "app/commands.hpp"
#include "app/district_run.hpp"
#include "app/engine_problems.hpp"
#include "app/engine_table.hpp"
#include "engines/districting/feasibility.hpp"
#include "engines/districting/refinement.hpp"

namespace maillage::app {
namespace {

using namespace engines::districting;
using engines::District;

constexpr const char* kExamples = R"(Examples:
  maillage harmonise --units units.csv --edges edges.csv --present ase.csv --present pmi.csv --present ssd.csv \
      --districts 20..28 --balance 10% --pareto front.csv --out compromise.csv
Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 impossible (the reason is printed), 5 nothing found in time.
Ctrl-C keeps the plans found.)";

DisagreementReport disagreement_of(const DistrictOptions& options, const DistrictInput& input) {
  std::vector<engines::Plan> plans;
  for (const Present& present : input.instance.present) plans.push_back(present.plan);
  const Refinement refinement = refine(input.instance.graph, input.instance.weights.front().of_unit, plans);
  DisagreementReport report{static_cast<std::int32_t>(refinement.atoms.size()),
                            refinement.differing_load,
                            refinement.differing_share,
                            refinement.identical_districts,
                            {}};
  for (const Pair& pair : refinement.pairs)
    report.pairs.push_back({options.present[static_cast<std::size_t>(pair.a)],
                            options.present[static_cast<std::size_t>(pair.b)], pair.differing_load,
                            pair.differing_share, pair.border_concordance});
  return report;
}

// The reason when every number of districts asked is impossible.
std::optional<Impossibility> all_impossible(const DistrictOptions& options, const Instance& base,
                                            std::pair<District, District> range) {
  std::optional<Impossibility> why;
  for (District k = range.first; k <= range.second; ++k) {
    Instance instance = base;
    instance.districts = k;
    const Weight& load = base.weights.front();
    instance.weights = {balanced(load.name, load.of_unit, k, *parse_share(options.balance))};
    auto found = impossible(instance);
    if (!found) return std::nullopt;
    if (!why) why = std::move(found);
  }
  return why;
}

int run(const DistrictOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  watch_for_interruption();
  if (const auto open = check_writable({options.out, options.report, options.svg, options.pareto}); !open)
    return refuse_input(open.problem());
  const auto range = *parse_range(options.districts);
  const auto input = read_input(options, range.first);
  if (!input) return refuse_input(input.problem());
  RunReport report = report_of(options);
  report.disagreement = disagreement_of(options, *input);
  if (!options.quiet)
    fmt::print(stderr, "{} of load ({:.1f} %) has districts that differ; {} atoms\n",
               report.disagreement->differing_load, 100 * report.disagreement->differing_share,
               report.disagreement->atoms);
  if (const auto why = all_impossible(options, input->instance, range)) {
    say_impossible(explain(*why, input->units));
    return kInfeasible;
  }
  const auto chosen = run_front(options, *input, range, report);
  if (!chosen) return refuse_input(chosen.problem());
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!chosen->has_value()) {
    say_nothing_found();
    return kNothingFound;
  }
  const Proposal& proposal = **chosen;
  if (const auto written = write_files(options, *input, report, {proposal.answer.plan}); !written)
    return refuse_input(written.problem());
  if (!options.quiet)
    fmt::print(stderr, "{} plans on the front; the compromise has {} districts and moves {} of load\n",
               report.front.size(), proposal.districts, load_moved(proposal.evaluation));
  return kDone;
}

}  // namespace

void add_harmonise(CLI::App& program, int& exit_code) {
  auto* command =
      program.add_subcommand("harmonise", "Draws one map to replace several, and the front of what it costs.");
  const auto options = std::make_shared<DistrictOptions>();
  options->balance = "10%";
  add_input_options(*command, *options);
  command->get_option("--present")->required();
  command->add_option("--districts", options->districts, "how many districts, or a range: 20..28")
      ->required()
      ->check([](const std::string& text) {
        return parse_range(text) ? std::string() : text + ": expected a number or a range, as 20..28";
      });
  command->add_option("--pareto", options->pareto, "the front as CSV, each plan beside it; --out is the compromise");
  add_output_options(*command, *options);
  command->footer(kExamples);
  command->callback([options, &exit_code] {
    check_files(*options);
    exit_code = run(*options);
  });
}

}  // namespace maillage::app
