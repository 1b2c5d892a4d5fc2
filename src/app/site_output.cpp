#include "app/site_output.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/engine_table.hpp"
#include "app/product.hpp"
#include "base/csv.hpp"
#include "platform/json/json.hpp"

namespace maillage::app {
namespace {

using namespace engines::siting;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

const char* name_of(Status status) {
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

bool found(const Answer& answer) { return answer.status == Status::optimal || answer.status == Status::feasible; }

// Cost between a demand and the site that serves it.
double cost_of(const Instance& instance, Demand demand, Site site) {
  for (const Reach& reach : instance.costs.of(demand))
    if (reach.site == site) return reach.cost;
  return HUGE_VAL;
}

OpenSiteReport open_site(const SiteInput& input, const Answer& answer, Site site) {
  OpenSiteReport out{input.sites.codes[at(site)], input.sites.names[at(site)],
                     decision(input.instance, answer, site) == Decision::kept ? "kept" : "opened"};
  double sum = 0;
  for (std::size_t d = 0; d < answer.of_demand.size(); ++d) {
    if (answer.of_demand[d] != site || input.instance.weights[d] == 0) continue;
    out.served += input.instance.weights[d];
    sum += static_cast<double>(input.instance.weights[d]) * cost_of(input.instance, static_cast<Demand>(d), site);
  }
  out.mean_cost = out.served > 0 ? sum / static_cast<double>(out.served) : 0;
  return out;
}

// Means and extremes over the weight that is served.
void measure(const SiteInput& input, const Answer& answer, SiteReport& report) {
  double sum = 0, worst = 0;
  for (std::size_t d = 0; d < answer.of_demand.size(); ++d) {
    const std::int64_t weight = input.instance.weights[d];
    report.weight += weight;
    if (weight == 0) continue;
    if (answer.of_demand[d] < 0) {
      report.unserved += weight;
      continue;
    }
    const double cost = cost_of(input.instance, static_cast<Demand>(d), answer.of_demand[d]);
    sum += static_cast<double>(weight) * cost;
    worst = std::max(worst, cost);
  }
  if (report.weight == report.unserved) return;
  report.mean_cost = sum / static_cast<double>(report.weight - report.unserved);
  report.worst_cost = worst;
}

std::string service_text(const SiteInput& input, const Answer& answer) {
  std::string text = "code,site,cost\n";
  for (std::size_t d = 0; d < answer.of_demand.size(); ++d) {
    const Site site = answer.of_demand[d];
    text += csv::cell(input.demands.codes[d]) + ",";
    if (site >= 0)
      text += fmt::format("{},{}", csv::cell(input.sites.codes[at(site)]),
                          cost_of(input.instance, static_cast<Demand>(d), site));
    else
      text += ",";
    text += '\n';
  }
  return text;
}

std::string curve_text(const std::vector<CurveReport>& curve) {
  const auto known = [](const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; };
  std::string text = "open,status,objective,bound,gap\n";
  for (const CurveReport& point : curve)
    text += fmt::format("{},{},{},{},{}\n", point.open, point.status, known(point.objective), known(point.bound),
                        known(point.gap));
  return text;
}

// From a place in metres to the drawing's 1000 × 1000.
class Frame {
 public:
  explicit Frame(const SiteInput& input) {
    for (const UnitTable* table : {&input.demands, &input.sites})
      for (const Lambert93& p : table->centres) {
        left_ = std::min(left_, p.x), right_ = std::max(right_, p.x);
        low_ = std::min(low_, p.y), high_ = std::max(high_, p.y);
      }
    scale_ = 960 / std::max({right_ - left_, high_ - low_, 1.0});
  }
  double x(const Lambert93& p) const { return 20 + (p.x - left_) * scale_; }
  double y(const Lambert93& p) const { return 20 + (high_ - p.y) * scale_; }

 private:
  double left_ = HUGE_VAL, right_ = -HUGE_VAL, low_ = HUGE_VAL, high_ = -HUGE_VAL, scale_ = 1;
};

// A line from each demand to its site, a disc per demand by its weight, a square per open site.
std::string drawing(const SiteInput& input, const Answer& answer) {
  const Frame frame(input);
  std::string svg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">)";
  const auto& weights = input.instance.weights;
  const double most =
      std::sqrt(static_cast<double>(std::max<std::int64_t>(1, *std::max_element(weights.begin(), weights.end()))));
  for (std::size_t d = 0; d < answer.of_demand.size(); ++d) {
    const Lambert93& from = input.demands.centres[d];
    if (answer.of_demand[d] >= 0) {
      const Lambert93& to = input.sites.centres[at(answer.of_demand[d])];
      svg += fmt::format(R"(<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}" stroke="#999" stroke-width="1"/>)", frame.x(from),
                         frame.y(from), frame.x(to), frame.y(to));
    }
    svg += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="#4a7"/>)", frame.x(from), frame.y(from),
                       2 + 15 * std::sqrt(static_cast<double>(weights[d])) / most);
  }
  for (const Site site : answer.open) {
    const Lambert93& place = input.sites.centres[at(site)];
    svg += fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="12" height="12" fill="#b30"/>)", frame.x(place) - 6,
                       frame.y(place) - 6);
  }
  return svg + "</svg>\n";
}

Result<Done> write_service(const std::string& path, const std::string& text) {
  if (!path.empty()) return write_whole(path, text);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    return Problem{"engine_not_written", "standard output", {}};
  return Done{};
}

}  // namespace

SiteReport site_report(const SiteOptions& options, const SiteInput& input, const Answer& answer,
                       const std::vector<CurvePoint>& curve) {
  SiteReport report;
  report.version = kVersion;
  report.seed = options.seed;
  report.seconds = answer.seconds;
  report.model = options.model;
  report.costs_from = input.costs_from;
  report.unit = input.unit;
  report.status = name_of(answer.status);
  report.nodes = answer.nodes;
  if (found(answer)) {
    report.objective = answer.value;
    report.bound = answer.bound;
    report.gap = gap(answer);
    if (!options.costs.empty()) report.price = answer.price;
    measure(input, answer, report);
    for (const Site site : answer.open) report.sites.push_back(open_site(input, answer, site));
    for (Site s = 0; s < input.instance.costs.sites(); ++s)
      if (decision(input.instance, answer, s) == Decision::closed) report.closed.push_back(input.sites.codes[at(s)]);
  }
  for (const CurvePoint& point : curve) {
    report.curve.push_back(
        {point.open, name_of(point.answer.status), std::nullopt, point.answer.bound, gap(point.answer)});
    if (found(point.answer)) report.curve.back().objective = point.answer.value;
  }
  return report;
}

Result<Done> write_site_files(const SiteOptions& options, const SiteInput& input, const Answer& answer,
                              const SiteReport& report) {
  if (!options.report.empty()) {
    std::string text;
    platform::write_json(text, describe::type_of<SiteReport>, &report);
    if (auto written = write_whole(options.report, text + '\n'); !written) return written;
  }
  if (!options.curve.empty())
    if (auto written = write_whole(options.curve, curve_text(report.curve)); !written) return written;
  if (!found(answer)) return Done{};
  if (auto written = write_service(options.out, service_text(input, answer)); !written) return written;
  if (options.svg.empty()) return Done{};
  if (input.demands.centres.empty() || input.sites.centres.empty())
    return Problem{"site_no_places", input.demands.path, {}};
  return write_whole(options.svg, drawing(input, answer));
}

}  // namespace maillage::app
