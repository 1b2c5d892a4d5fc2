#include "app/district_output.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <numeric>

#include "app/engine_table.hpp"
#include "platform/json/json.hpp"

namespace maillage::app {
namespace {

using namespace engines::districting;
using engines::Plan;

std::string_view name_of(Status status) {
  switch (status) {
    case Status::optimal:
      return "optimal";
    case Status::feasible:
      return "feasible";
    case Status::infeasible:
      return "infeasible";
    case Status::unknown:
      return "unknown";
  }
  return "unknown";
}

// A field of a CSV, quoted when it must be.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

std::string plan_text(const UnitTable& units, const std::vector<Plan>& levels) {
  std::string text = "code,district";
  for (std::size_t level = 1; level < levels.size(); ++level) text += fmt::format(",district_{}", level + 1);
  text += '\n';
  for (std::size_t u = 0; u < units.size(); ++u) {
    text += field(units.codes[u]);
    for (const Plan& plan : levels) text += fmt::format(",{}", plan[u] + 1);
    text += '\n';
  }
  return text;
}

std::string json_text(const std::string& text) {
  std::string out;
  platform::write_json_string(out, text);
  return out;
}

// One feature per unit, its district of each level among its properties.
std::string plan_geojson(const UnitTable& units, const std::vector<Plan>& levels) {
  std::string text = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (std::size_t u = 0; u < units.size(); ++u) {
    text += fmt::format(R"({}{{"type":"Feature","properties":{{"code":{},"name":{})", u == 0 ? "\n" : ",\n",
                        json_text(units.codes[u]), json_text(units.names[u]));
    for (std::size_t level = 0; level < levels.size(); ++level)
      text += fmt::format(R"(,"district{}":{})", level == 0 ? "" : fmt::format("_{}", level + 1), levels[level][u] + 1);
    text += fmt::format(R"(}},"geometry":{}}})", units.outlines[u]);
  }
  return text + "\n]}\n";
}

std::optional<double> gap_of(const Answer& answer) {
  if (!answer.bound || answer.plan.empty()) return std::nullopt;
  return answer.objective > 0 ? std::max(0.0, (answer.objective - *answer.bound) / answer.objective) : 0;
}

// front.csv, 3 → front-03.csv
std::string numbered(const std::string& path, std::size_t number) {
  const auto dot = path.rfind('.');
  const auto slash = path.rfind('/');
  const bool has_extension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
  const std::string stem = has_extension ? path.substr(0, dot) : path, end = has_extension ? path.substr(dot) : "";
  return fmt::format("{}-{:02}{}", stem, number, end);
}

std::string colour(std::int32_t district) {
  // Hues by the golden angle: neighbours in number are far apart in hue.
  return fmt::format("hsl({:.0f},55%,{}%)", std::fmod(137.508 * district, 360.0), district % 2 == 0 ? 52 : 66);
}

Result<Done> write_report(const std::string& path, const RunReport& report) {
  std::string text;
  platform::write_json(text, describe::type_of<RunReport>, &report);
  return write_whole(path, text + '\n');
}

Result<Done> write_svg(const std::string& path, const DistrictInput& input, const Plan& plan) {
  const auto& centres = input.units.centres;
  if (centres.empty()) return Problem{"engine_no_centres", input.units.path, {}};
  const auto by_x = std::minmax_element(centres.begin(), centres.end(), [](auto& a, auto& b) { return a.x < b.x; });
  const auto by_y = std::minmax_element(centres.begin(), centres.end(), [](auto& a, auto& b) { return a.y < b.y; });
  const double left = by_x.first->x, top = by_y.second->y;
  const double scale = 960 / std::max({by_x.second->x - left, top - by_y.first->y, 1.0});
  const auto x = [&](std::size_t u) { return 20 + (centres[u].x - left) * scale; };
  const auto y = [&](std::size_t u) { return 20 + (top - centres[u].y) * scale; };
  std::string svg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">)";
  for (const engines::Edge& e : input.instance.graph.edges()) {
    const auto a = static_cast<std::size_t>(e.a), b = static_cast<std::size_t>(e.b);
    svg += fmt::format(R"(<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}" stroke="{}" stroke-width="1"/>)", x(a), y(a), x(b),
                       y(b), plan[a] == plan[b] ? colour(plan[a]) : "#bbb");
  }
  const auto& load = input.instance.weights.front().of_unit;
  const double most =
      std::sqrt(static_cast<double>(std::max<std::int64_t>(1, *std::max_element(load.begin(), load.end()))));
  for (std::size_t u = 0; u < centres.size(); ++u)
    svg += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="{}"/>)", x(u), y(u),
                       3 + 15 * std::sqrt(static_cast<double>(load[u])) / most, colour(plan[u]));
  return write_whole(path, svg + "</svg>\n");
}

SeatsReport seats_report(const UnitTable& units, const Instance& instance, const Evaluation& value) {
  SeatsReport out;
  for (const engines::Unit centre : value.centres) {
    const auto c = static_cast<std::size_t>(centre);
    out.of_district.push_back(units.codes[c]);
    if (instance.seats[c] == Seat::openable) out.opened.push_back(units.codes[c]);
  }
  for (std::size_t u = 0; u < units.size(); ++u)
    if (instance.seats[u] == Seat::kept &&
        std::find(value.centres.begin(), value.centres.end(), static_cast<engines::Unit>(u)) == value.centres.end())
      out.unused.push_back(units.codes[u]);
  return out;
}

}  // namespace

PlanReport plan_report(const DistrictInput& input, const std::vector<std::string>& present_files,
                       const Instance& instance, const Answer& answer) {
  PlanReport report;
  report.status = name_of(answer.status);
  report.districts = instance.districts;
  report.bound = answer.bound;
  report.gap = gap_of(answer);
  report.plans_examined = answer.plans;
  if (answer.plan.empty()) return report;
  const Evaluation value = evaluate(instance, answer.plan);
  report.objective = value.objective;
  if (!instance.seats.empty()) report.seats = seats_report(input.units, instance, value);
  if (!input.units.centres.empty()) report.inertia = value.inertia;
  report.cut_edges = value.cut_edges;
  report.max_deviation = value.max_deviation;
  for (std::size_t w = 0; w < instance.weights.size(); ++w) {
    const Weight& weight = instance.weights[w];
    report.loads.push_back({weight.name, weight.lower, weight.upper, value.loads[w]});
  }
  const auto& first = value.loads.front();
  const auto total = static_cast<double>(std::accumulate(first.begin(), first.end(), std::int64_t{0}));
  for (std::size_t p = 0; p < value.moved.size(); ++p)
    report.moved.push_back(
        {present_files[p], value.moved[p], total > 0 ? static_cast<double>(value.moved[p]) / total : 0});
  return report;
}

Result<Done> write_plan(const std::string& path, const UnitTable& units, const std::vector<Plan>& levels) {
  const std::string text = names_geojson(path) ? plan_geojson(units, levels) : plan_text(units, levels);
  if (!path.empty()) return write_whole(path, text);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    return Problem{"engine_not_written", "standard output", {}};
  return Done{};
}

Result<Done> write_front(const std::string& path, const UnitTable& units, const std::vector<Proposal>& proposals) {
  std::string text = "plan,districts,inertia,moved,max_deviation,cut_edges,tolerance,price,objective,bound,gap,file\n";
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    const Proposal& p = proposals[i];
    const auto known = [](const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; };
    const std::string file = numbered(path, i + 1);
    text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", i + 1, p.districts, p.evaluation.inertia,
                        load_moved(p.evaluation), p.evaluation.max_deviation, p.evaluation.cut_edges, p.tolerance,
                        p.price, p.answer.objective, known(p.answer.bound), known(gap_of(p.answer)), field(file));
    if (auto written = write_whole(file, plan_text(units, {p.answer.plan})); !written) return written;
  }
  return write_whole(path, text);
}

Result<Done> write_files(const DistrictOptions& options, const DistrictInput& input, const RunReport& report,
                         const std::vector<Plan>& levels) {
  if (!options.report.empty())
    if (auto written = write_report(options.report, report); !written) return written;
  if (levels.empty()) return Done{};
  if (auto written = write_plan(options.out, input.units, levels); !written) return written;
  return options.svg.empty() ? Result<Done>(Done{}) : write_svg(options.svg, input, levels.front());
}

}  // namespace maillage::app
