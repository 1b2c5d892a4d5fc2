#include "modules/planning/ensemble/picture.hpp"

#include <algorithm>
#include <cmath>

#include "engines/districting/ensemble_rank.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

constexpr double kClassesMax = 40;
constexpr double kShares[] = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
constexpr std::size_t kUsualMeasures = 4;  // before those of the missions, in the engine's order

// The smallest width of 1, 2 or 5 × 10ⁿ that makes kClassesMax classes at most.
double round_width(double range) {
  const double least = range / (kClassesMax - 1);
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double times : {1.0, 2.0, 5.0})
    if (times * power >= least) return times * power;
  return 10 * power;
}

MeasureView view_of(const districting::Distribution& d) {
  MeasureView out;
  out.mean = d.mean;
  out.deviation = d.deviation;
  out.least = d.least;
  out.most = d.most;
  for (const double share : kShares) out.quantiles.push_back({share, d.sketch.quantile(share)});
  if (d.r_hat > 0 && std::isfinite(d.r_hat)) out.r_hat = d.r_hat;
  out.independent = d.independent;
  out.agreed = districting::chains_agree(d);
  out.histogram = histogram_of(d);
  return out;
}

}  // namespace

Histogram histogram_of(const districting::Distribution& distribution) {
  const double range = distribution.most - distribution.least;
  Histogram out;
  out.step = range > 0 ? round_width(range) : std::max(1.0, std::fabs(distribution.most) / 10);
  const auto place = [&](double value) { return std::floor(value / out.step * (1 + 1e-12)); };
  const double first = place(distribution.least);
  out.low = first * out.step;
  out.shares.assign(static_cast<std::size_t>(place(distribution.most) - first) + 1, 0);
  const auto count = static_cast<double>(distribution.sketch.count());
  for (const districting::Sketch::Class& met : distribution.sketch.classes()) {
    const double value = districting::Sketch::lower_limit(met.number);
    const double within = std::clamp(value, distribution.least, distribution.most);
    out.shares[static_cast<std::size_t>(place(within) - first)] += static_cast<double>(met.count) / count;
  }
  return out;
}

DrawView view_of(const districting::Ensemble& ensemble, const std::vector<std::string>& missions) {
  DrawView out{ensemble.plans, ensemble.chains, ensemble.seconds, ensemble.complete, true, {}};
  for (std::size_t m = 0; m < ensemble.distributions.size(); ++m) {
    MeasureView measure = view_of(ensemble.distributions[m]);
    measure.kind = static_cast<MeasureKind>(std::min(m, kUsualMeasures));
    if (m >= kUsualMeasures) measure.mission = missions[m - kUsualMeasures];
    out.agreed = out.agreed && measure.agreed;
    out.measures.push_back(std::move(measure));
  }
  return out;
}

}  // namespace maillage::planning
