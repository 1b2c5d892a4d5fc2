// What `maillage site` writes.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/site_options.hpp"

namespace maillage::app {

struct OpenSiteReport {
  std::string code, name;
  std::string decision;     // kept or opened
  std::int64_t served = 0;  // weight
  double mean_cost = 0;     // of that weight
};
BOOST_DESCRIBE_STRUCT(OpenSiteReport, (), (code, name, decision, served, mean_cost))

struct CurveReport {
  std::int32_t open = 0;
  std::string status;
  std::optional<double> objective, bound, gap;
};
BOOST_DESCRIBE_STRUCT(CurveReport, (), (open, status, objective, bound, gap))

struct SiteReport {
  std::string version;
  std::uint64_t seed = 0;
  double seconds = 0;
  std::string model, costs_from, unit;
  std::string status;
  std::optional<double> objective, bound, gap;
  std::optional<std::string> impossible;
  std::optional<double> price;  // with --costs
  std::optional<double> mean_cost, worst_cost;
  std::int64_t weight = 0, unserved = 0;
  std::int64_t nodes = 0;
  std::vector<OpenSiteReport> sites;
  std::vector<std::string> closed;  // codes of the existing sites that are not kept
  std::vector<CurveReport> curve;
};
BOOST_DESCRIBE_STRUCT(SiteReport, (),
                      (version, seed, seconds, model, costs_from, unit, status, objective, bound, gap, impossible,
                       price, mean_cost, worst_cost, weight, unserved, nodes, sites, closed, curve))

SiteReport site_report(const SiteOptions& options, const SiteInput& input, const engines::siting::Answer& answer,
                       const std::vector<engines::siting::CurvePoint>& curve);

// The service (code,site,cost; standard output when --out is absent), the curve, the report and the drawing: each only
// where it was asked, and where there is an answer.
Result<Done> write_site_files(const SiteOptions& options, const SiteInput& input, const engines::siting::Answer& answer,
                              const SiteReport& report);

}  // namespace maillage::app
