// What `maillage ensemble` prints: a JSON report.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "engines/districting/ensemble.hpp"

namespace maillage::app {

struct MeasureReport {
  std::string name;
  double mean = 0;
  double deviation = 0;
  double least = 0;
  double p01 = 0;
  double p05 = 0;
  double p25 = 0;
  double p50 = 0;
  double p75 = 0;
  double p95 = 0;
  double p99 = 0;
  double most = 0;
  std::optional<double> r_hat;  // absent when too few plans were drawn to say
  double independent = 0;       // plans that would say as much if drawn independently
};
BOOST_DESCRIBE_STRUCT(MeasureReport, (),
                      (name, mean, deviation, least, p01, p05, p25, p50, p75, p95, p99, most, r_hat, independent))

struct PositionReport {
  std::string name;
  double value = 0;
  double better_than = 0;  // share of the plans drawn
  double worse_than = 0;
};
BOOST_DESCRIBE_STRUCT(PositionReport, (), (name, value, better_than, worse_than))

struct PresentReport {
  std::string file;
  std::int32_t districts = 0;
  bool lawful = false;  // within the bounds and the number of districts asked
  std::vector<PositionReport> positions;
};
BOOST_DESCRIBE_STRUCT(PresentReport, (), (file, districts, lawful, positions))

struct EnsembleReport {
  std::string version;
  std::string chain;
  std::int64_t plans = 0;
  std::int64_t proposals = 0;
  std::int32_t chains = 0;
  bool complete = false;
  std::int32_t districts = 0;
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  std::uint64_t seed = 0;
  double seconds = 0;
  std::vector<MeasureReport> measures;
  std::vector<PresentReport> present;
};
BOOST_DESCRIBE_STRUCT(EnsembleReport, (),
                      (version, chain, plans, proposals, chains, complete, districts, lower, upper, seed, seconds,
                       measures, present))

// The report of an ensemble, without the present plans.
EnsembleReport ensemble_report(const engines::districting::Instance& instance,
                               const engines::districting::Ensemble& ensemble);

// Where a plan lies, whatever its own number of districts; it is measured against its own mean load.
PresentReport present_report(const engines::districting::Instance& instance,
                             const engines::districting::Ensemble& ensemble, const std::string& file,
                             const engines::Plan& plan);

}  // namespace maillage::app
