// maillage allocate: posts to units, where they relieve most, and why.
#include <fmt/core.h>

#include <chrono>
#include <cstdio>
#include <memory>

#include "app/allocate_report.hpp"
#include "app/commands.hpp"
#include "app/engine_problems.hpp"
#include "app/engine_table.hpp"
#include "app/product.hpp"
#include "platform/json/json.hpp"

namespace maillage::app {
namespace {

using namespace engines::allocation;

constexpr const char* kExamples = R"(Examples:
  maillage allocate --needs needs.csv --posts 3000 --out posts.csv
  maillage allocate --needs needs.csv --posts nurse=120 --posts midwife=18.5 --step 0.5 --floors floors.csv \
      --present today.csv --max-moves nurse=10 --max-moves midwife=2 --report report.json --reasons why.csv
  maillage allocate --needs needs.csv --years 3000,3020,3040 --present today.csv --max-moves 40
Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 impossible (the reason is printed).
The allocation is the best there is: it minimises the load per post that those who are served meet.)";

using Year = std::pair<Instance, Answer>;

// Every year with the instance it was asked with.
std::vector<Year> solve_years(const AllocateInput& input) {
  Instance instance = input.instance;
  std::vector<Year> years;
  for (Answer& answer : path(instance, input.budgets)) {
    for (std::size_t p = 0; p < instance.pools.size(); ++p) instance.pools[p].budget = input.budgets[years.size()][p];
    years.emplace_back(instance, std::move(answer));
    const Answer& last = years.back().second;
    for (std::size_t c = 0; c < last.given.size(); ++c) instance.cells[c].present = last.given[c];
  }
  return years;
}

void say(const YearReport& year, std::size_t units) {
  double posts = 0, moved = 0, unplaced = 0;
  bool has_moves = false;
  for (const PoolReport& pool : year.pools) {
    posts += pool.posts;
    unplaced += pool.unplaced;
    has_moves = pool.moved.has_value();
    moved += pool.moved.value_or(0);
  }
  fmt::print(stderr, "optimal: {:g} posts in {} units{}{}\n", posts, units,
             has_moves ? fmt::format(", {:g} moved", moved) : "",
             unplaced > 0 ? fmt::format(", {:g} left: no unit may take them with profit", unplaced) : "");
}

Result<Done> write_answer(const AllocateOptions& options, const AllocateInput& input, const std::vector<Year>& years) {
  if (!options.reasons.empty()) {
    const auto written = write_whole(options.reasons, reasons_csv(input, years.back().first, years.back().second));
    if (!written) return written;
  }
  const std::string text = allocation_csv(input, years);
  if (!options.out.empty()) return write_whole(options.out, text);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    return Problem{"engine_not_written", "standard output", {}};
  return Done{};
}

AllocateReport report_of(const AllocateOptions& options, const AllocateInput& input, const std::vector<Year>& years) {
  AllocateReport report;
  report.version = kVersion;
  report.step = options.step;
  for (const auto& [instance, answer] : years) report.years.push_back(year_report(input, instance, answer));
  return report;
}

int run(const AllocateOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  if (const auto open = check_writable({options.out, options.reasons, options.report}); !open)
    return refuse_allocation(open.problem());
  const auto input = read_allocation(options);
  if (!input) return refuse_allocation(input.problem());
  const auto years = solve_years(*input);
  AllocateReport report = report_of(options, *input, years);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!options.report.empty())
    if (const auto written = write_whole(options.report, platform::to_json(report) + "\n"); !written)
      return refuse_allocation(written.problem());
  if (report.years.back().impossible) {
    say_impossible(*report.years.back().impossible);
    return kInfeasible;
  }
  if (const auto written = write_answer(options, *input, years); !written) return refuse_allocation(written.problem());
  if (!options.quiet) say(report.years.back(), input->units.size());
  return kDone;
}

std::string checked_posts(const std::string& text) {
  return parse_posts(text) ? std::string() : text + ": expected a number of posts, or kind=number";
}

}  // namespace

void add_allocate(CLI::App& program, int& exit_code) {
  auto* command = program.add_subcommand("allocate", "Gives posts to units where they relieve most, and says why.");
  const auto options = std::make_shared<AllocateOptions>();
  command->add_option("--needs", options->needs, "units as CSV: code, name, and a column of needs per kind of posts")
      ->required();
  command->add_option("--kinds", options->kinds, "the columns that are kinds: nurse,midwife; all others by default");
  command->add_option("--posts", options->posts, "posts to give: 3000 for all kinds, or nurse=120 for each")
      ->check(checked_posts);
  command->add_option("--years", options->years, "posts of successive years, each from the year before: 3000,3020,3040")
      ->check([](const std::string& text) {
        return parse_years(text) ? std::string() : text + ": expected numbers of posts, as 3000,3020";
      });
  command->add_option("--step", options->step, "part of a post that may be given: 1, 0.5…")
      ->check(CLI::Range(0.1, 1.0))
      ->capture_default_str();
  command->add_option("--floors", options->floors, "least posts, as CSV: code and a column per kind");
  command->add_option("--caps", options->caps, "most posts, likewise; column \"all\": of the unit, all kinds together");
  command->add_option("--present", options->present, "posts of today, likewise");
  command->add_option("--max-moves", options->moves, "most posts that may leave their unit: 40, or nurse=10 for each")
      ->check(checked_posts);
  command->add_option("--out", options->out, "posts of every unit and kind, as CSV; standard output when absent");
  command->add_option("--reasons", options->reasons, "why of every post, as CSV, those that relieve most first");
  command->add_option("--report", options->report, "fairness, moves, price of the floors, as JSON");
  command->add_flag("--quiet", options->quiet, "nothing on standard error but errors");
  command->footer(kExamples);
  command->callback([options, &exit_code] {
    check_options(*options);
    exit_code = run(*options);
  });
}

}  // namespace maillage::app
