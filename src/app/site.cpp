// maillage site: which sites to open, with the certificate.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "app/commands.hpp"
#include "app/district_run.hpp"
#include "app/engine_problems.hpp"
#include "app/engine_table.hpp"
#include "app/site_output.hpp"
#include "app/site_words.hpp"

namespace maillage::app {
namespace {

using namespace engines::siting;

constexpr const char* kExamples = R"(Examples:
  maillage site --demand communes.csv --open 12 --out service.csv --report report.json
  maillage site --demand iris.csv --sites houses.csv --distances minutes.csv --open 14 --existing today.csv \
      --weight families:2 --weight seniors --curve curve.csv
  maillage site --demand communes.csv --model cover --radius 15 --open 12
  maillage site --demand communes.csv --model set-cover --radius 15
  maillage site --demand communes.csv --model budgeted --costs prices.csv --existing today.csv --budget 3.2M
  maillage site --graph pmed1.txt
Costs are those of --distances, or shortest paths of --graph, or kilometres in a straight line times --detour; the
report says which. Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 impossible (the reason is printed), 5 nothing found
in time. Ctrl-C keeps the best choice found. Status is "optimal" only when it is proved.)";

Limits limits_of(const SiteOptions& options) {
  Limits limits;
  limits.seconds = *parse_seconds(options.time);
  limits.seed = options.seed;
  limits.stop = &interrupted_by_hand();
  return limits;
}

std::string summary(const Answer& answer) {
  const std::string bound =
      answer.bound ? fmt::format(", proved bound {:.6g} (gap {:.2f} %)", *answer.bound, 100 * gap(answer).value_or(0))
                   : "";
  return fmt::format("{}: objective {:.6g}{}, {} sites open, in {:.1f} s",
                     answer.status == Status::optimal ? "optimal" : "feasible", answer.value, bound, answer.open.size(),
                     answer.seconds);
}

std::string progress_text(const Progress& p) {
  return fmt::format("{:3.0f} %  {}  {}", 100 * p.fraction,
                     p.value ? fmt::format("objective {:.6g}", *p.value) : "no choice yet",
                     p.bound ? fmt::format("bound {:.6g}", *p.bound) : "");
}

// The answer, or with --curve those for every number of sites up to it, of which the last is the answer.
Answer compute(const SiteOptions& options, const Instance& instance, std::vector<CurvePoint>& points) {
  ProgressLine line(options.quiet);
  Limits limits = limits_of(options);
  limits.report = [&](const Progress& p) { line.show(progress_text(p)); };
  if (options.curve.empty()) return solve(instance, limits);
  points = curve(instance, 1, instance.open, limits, [&](double fraction, const std::vector<CurvePoint>& so_far) {
    line.show(fmt::format("{:3.0f} %  {} sites", 100 * fraction, so_far.back().open));
  });
  return points.back().answer;
}

int run(const SiteOptions& options) {
  watch_for_interruption();
  if (const auto open = check_writable({options.out, options.report, options.svg, options.curve}); !open)
    return refuse_siting(open.problem());
  const auto input = read_site_input(options);
  if (!input) return refuse_siting(input.problem());
  std::vector<CurvePoint> points;
  const Answer answer = compute(options, input->instance, points);
  SiteReport report = site_report(options, *input, answer, points);
  if (answer.why) report.impossible = explain(*answer.why, *input);
  const auto written = write_site_files(options, *input, answer, report);
  if (!written) return refuse_siting(written.problem());
  if (report.impossible) {
    say_impossible(*report.impossible);
    return kInfeasible;
  }
  if (answer.status == Status::unknown) {
    say_no_choice();
    return kNothingFound;
  }
  if (!options.quiet) fmt::print(stderr, "{}\n", summary(answer));
  return kDone;
}

template <class Parse>
auto checked(Parse parse, std::string expected) {
  return [parse, expected](const std::string& text) {
    return parse(text) ? std::string() : text + ": expected " + expected;
  };
}

std::optional<std::int32_t> parse_sites(std::string_view text) {
  std::int32_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count < 1) return std::nullopt;
  return count;
}

void add_question_options(CLI::App& command, SiteOptions& options) {
  command.add_option("--demand", options.demand, "who is to be served: a key, weights, places (CSV)");
  command.add_option("--sites", options.sites, "where sites may be; the places of the demand when absent");
  command.add_option("--distances", options.distances, "costs: from,to,cost, or a table with a column per site");
  command.add_option("--coordinates", options.coordinates, "places alone (key, x_m, y_m), each of weight 1");
  command.add_option("--graph", options.graph, "a network as the OR-Library writes it; costs are shortest paths");
  command.add_option("--detour", options.detour, "what straight lines are multiplied by")->check(CLI::Range(1.0, 10.0));
  command.add_option("--distance-rounding", options.rounding, "none (km), or floor (whole metres, as the TSPLIB)")
      ->check(CLI::IsMember({"none", "floor"}))
      ->capture_default_str();
  command
      .add_option("--weight", options.weights, "a column of the demand, times a whole number: families or families:2")
      ->check(checked(parse_part, "a column, or column:2"));
  command.add_option("--open", options.open, "how many sites may be open")->check(checked(parse_sites, "a number"));
  command.add_option("--model", options.model, "what is sought")
      ->check(CLI::IsMember({"median", "center", "cover", "set-cover", "capacitated", "budgeted"}))
      ->capture_default_str();
  const auto amount = checked(parse_amount, "an amount such as 30, 450k or 3.2M");
  command.add_option("--radius", options.radius, "cost within which a demand is covered")->check(amount);
  command.add_option("--existing", options.existing, "sites open today: a key, and a rule (open, closed or nothing)");
  command.add_flag("--keep-existing", options.keep_existing, "sites open today stay open");
  command.add_option("--capacity", options.capacity, "what sites can serve: a key, capacity");
  command.add_option("--costs", options.costs, "prices of sites: a key, open, close (for a site open today)");
  command.add_option("--budget", options.budget, "what all prices together may come to")->check(amount);
}

void add_answer_options(CLI::App& command, SiteOptions& options) {
  command.add_option("--out", options.out, "who is served where: CSV code,site,cost; standard output when absent");
  command.add_option("--curve", options.curve, "the value and its gap for 1, 2… --open sites, as CSV");
  command.add_option("--report", options.report, "objective, bound, gap, status and sites, as JSON");
  command.add_option("--svg", options.svg, "a drawing of demands and sites");
  command.add_option("--time", options.time, "how long to search: 30s, 2m")
      ->capture_default_str()
      ->check(checked(parse_seconds, "a duration such as 30s or 2m"));
  command.add_option("--seed", options.seed, "seed of the random choices")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  command.add_flag("--quiet", options.quiet, "nothing on standard error but errors");
}

// What does not go together is a wrong usage.
void check_question(const SiteOptions& options) {
  const bool covering = options.model == "cover" || options.model == "set-cover";
  if (options.demand.empty() && options.coordinates.empty() && options.graph.empty())
    throw CLI::RequiredError("--demand, --coordinates or --graph");
  if (!options.distances.empty() && !options.graph.empty()) throw CLI::ExcludesError("--distances", "--graph");
  if (!options.demand.empty() && !options.coordinates.empty()) throw CLI::ExcludesError("--demand", "--coordinates");
  if (covering && options.radius.empty()) throw CLI::RequiredError("--radius");
  if (options.model == "budgeted" && (options.costs.empty() || options.budget.empty()))
    throw CLI::RequiredError("--costs and --budget");
  if (options.model == "capacitated" && options.capacity.empty()) throw CLI::RequiredError("--capacity");
  const bool counted = options.model != "set-cover" && options.model != "budgeted";
  if (counted && options.open.empty() && options.graph.empty()) throw CLI::RequiredError("--open");
  if (!counted && !options.curve.empty()) throw CLI::ExcludesError("--curve", "--model " + options.model);
}

}  // namespace

void add_site(CLI::App& program, int& exit_code) {
  auto* command = program.add_subcommand("site", "Finds which sites to open for a demand, with the certificate.");
  const auto options = std::make_shared<SiteOptions>();
  add_question_options(*command, *options);
  add_answer_options(*command, *options);
  command->footer(kExamples);
  command->callback([options, &exit_code] {
    check_question(*options);
    exit_code = run(*options);
  });
}

}  // namespace maillage::app
