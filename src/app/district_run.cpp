#include "app/district_run.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <limits>

#include "app/product.hpp"

namespace maillage::app {
namespace {

using namespace engines::districting;

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

const Proposal* compromise(const std::vector<Proposal>& proposals) {
  const auto measures = [](const Proposal& p) {
    return std::array<double, 3>{p.evaluation.inertia, static_cast<double>(load_moved(p.evaluation)),
                                 p.evaluation.max_deviation};
  };
  std::array<double, 3> least{}, most{};
  least.fill(std::numeric_limits<double>::infinity());
  most.fill(-std::numeric_limits<double>::infinity());
  for (const Proposal& p : proposals)
    for (std::size_t m = 0; m < 3; ++m)
      least[m] = std::min(least[m], measures(p)[m]), most[m] = std::max(most[m], measures(p)[m]);
  const Proposal* best = nullptr;
  double nearest = std::numeric_limits<double>::infinity();
  for (const Proposal& p : proposals) {
    double distance = 0;
    for (std::size_t m = 0; m < 3; ++m)
      if (most[m] > least[m]) distance += std::pow((measures(p)[m] - least[m]) / (most[m] - least[m]), 2);
    if (distance < nearest) nearest = distance, best = &p;
  }
  return best;
}

}  // namespace

void watch_for_interruption() {
  interrupted = false;
  std::signal(SIGINT, [](int) { interrupted = true; });
  std::signal(SIGTERM, [](int) { interrupted = true; });
}

const std::atomic<bool>& interrupted_by_hand() { return interrupted; }

Limits limits_of(const DistrictOptions& options) {
  Limits limits;
  limits.seconds = *parse_seconds(options.time);
  limits.threads = options.threads;
  limits.seed = options.seed;
  limits.stop = &interrupted_by_hand();
  return limits;
}

RunReport report_of(const DistrictOptions& options) {
  RunReport report;
  report.version = kVersion;
  report.seed = options.seed;
  report.threads = options.threads;
  return report;
}

ProgressLine::ProgressLine(bool quiet) : shown_(!quiet && isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
  if (used_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::show(const std::string& text) {
  if (!shown_) return;
  used_ = true;
  fmt::print(stderr, "\r\033[K{}", text);
  std::fflush(stderr);
}

Result<std::optional<Proposal>> run_front(const DistrictOptions& options, const DistrictInput& input,
                                          std::pair<engines::District, engines::District> districts,
                                          RunReport& report) {
  FrontRequest request;
  request.districts_min = districts.first;
  request.districts_max = districts.second;
  request.balance = *parse_share(options.balance);
  if (options.stability > 0) request.stability = options.stability;
  std::vector<Proposal> proposals;
  {
    ProgressLine line(options.quiet);
    proposals = front(input.instance, request, limits_of(options), [&](double fraction, const auto& so_far) {
      line.show(fmt::format("{:3.0f} %  {} plans on the front", 100 * fraction, so_far.size()));
    });
  }
  for (const Proposal& p : proposals) {
    Instance instance = input.instance;
    instance.districts = p.districts;
    const Weight& load = input.instance.weights.front();
    instance.weights.front() = balanced(load.name, load.of_unit, p.districts, p.tolerance);
    for (Present& present : instance.present) present.price = p.price;
    report.front.push_back(plan_report(input, options.present, instance, p.answer));
  }
  if (proposals.empty()) return std::optional<Proposal>();
  if (!options.pareto.empty())
    if (auto written = write_front(options.pareto, input.units, proposals); !written) return written.problem();
  return std::optional<Proposal>(*compromise(proposals));
}

}  // namespace maillage::app
