#include "app/ensemble_report.hpp"

#include <algorithm>
#include <cmath>

#include "app/product.hpp"
#include "engines/districting/evaluate.hpp"

namespace maillage::app {
namespace {

using engines::districting::Distribution;
using engines::districting::Ensemble;
using engines::districting::Instance;

MeasureReport measure_report(const std::string& name, const Distribution& d) {
  const auto q = [&](double share) { return d.sketch.quantile(share); };
  MeasureReport out{name,    d.mean,  d.deviation, d.least, q(0.01), q(0.05), q(0.25),
                    q(0.50), q(0.75), q(0.95),     q(0.99), d.most,  {},      d.independent};
  if (d.r_hat > 0 && std::isfinite(d.r_hat)) out.r_hat = d.r_hat;
  return out;
}

}  // namespace

EnsembleReport ensemble_report(const Instance& instance, const Ensemble& ensemble) {
  EnsembleReport out;
  out.version = kVersion;
  out.plans = ensemble.plans;
  out.proposals = ensemble.proposals;
  out.chains = ensemble.chains;
  out.complete = ensemble.complete;
  out.districts = instance.districts;
  out.lower = instance.weights[0].lower;
  out.upper = instance.weights[0].upper;
  out.seconds = ensemble.seconds;
  for (std::size_t m = 0; m < ensemble.distributions.size(); ++m)
    out.measures.push_back(measure_report(ensemble.names[m], ensemble.distributions[m]));
  return out;
}

PresentReport present_report(const Instance& instance, const Ensemble& ensemble, const std::string& file,
                             const engines::Plan& plan) {
  Instance own = instance;
  own.districts = *std::max_element(plan.begin(), plan.end()) + 1;
  own.present.clear();
  PresentReport out{file, own.districts, own.districts == instance.districts, {}};
  out.lawful = out.lawful && engines::districting::evaluate(own, plan).lawful();
  for (const auto& p : engines::districting::position_in(ensemble, engines::districting::measures_of(own, plan)))
    out.positions.push_back({p.name, p.value, p.better_than, p.worse_than});
  return out;
}

}  // namespace maillage::app
