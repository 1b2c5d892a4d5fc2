// What `maillage district` and `maillage harmonise` write.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/district_options.hpp"
#include "engines/districting/districting.hpp"

namespace maillage::app {

struct MovedReport {
  std::string present;  // the file
  std::int64_t load = 0;
  double share = 0;
};
BOOST_DESCRIBE_STRUCT(MovedReport, (), (present, load, share))

struct LoadReport {
  std::string weight;
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  std::vector<std::int64_t> of_district;
};
BOOST_DESCRIBE_STRUCT(LoadReport, (), (weight, lower, upper, of_district))

// With --seats: where each district has its house, by code of the unit.
struct SeatsReport {
  std::vector<std::string> of_district;
  std::vector<std::string> opened;  // those of them to open
  std::vector<std::string> unused;  // houses that stand and are no district's: each is in one that has another
};
BOOST_DESCRIBE_STRUCT(SeatsReport, (), (of_district, opened, unused))

struct PlanReport {
  std::string status;
  std::optional<double> objective;
  std::optional<double> bound;
  std::optional<double> gap;  // (objective − bound) / objective
  std::optional<std::string> impossible;
  std::int32_t districts = 0;
  std::optional<double> inertia;  // load × km²
  std::optional<std::int64_t> cut_edges;
  std::optional<double> max_deviation;
  std::vector<LoadReport> loads;
  std::vector<MovedReport> moved;
  std::optional<SeatsReport> seats;
  std::int64_t plans_examined = 0;
};
BOOST_DESCRIBE_STRUCT(PlanReport, (),
                      (status, objective, bound, gap, impossible, districts, inertia, cut_edges, max_deviation, loads,
                       moved, seats, plans_examined))

struct PairReport {
  std::string a, b;
  std::int64_t differing_load = 0;
  double differing_share = 0;
  double border_concordance = 0;
};
BOOST_DESCRIBE_STRUCT(PairReport, (), (a, b, differing_load, differing_share, border_concordance))

struct DisagreementReport {
  std::int32_t atoms = 0;
  std::int64_t differing_load = 0;
  double differing_share = 0;
  std::int32_t identical_districts = 0;
  std::vector<PairReport> pairs;
};
BOOST_DESCRIBE_STRUCT(DisagreementReport, (), (atoms, differing_load, differing_share, identical_districts, pairs))

struct RunReport {
  std::string version;
  std::uint64_t seed = 0;
  std::int32_t threads = 0;
  double seconds = 0;
  std::vector<PlanReport> levels;  // one unless --levels asked more
  std::optional<DisagreementReport> disagreement;
  std::vector<PlanReport> front;
};
BOOST_DESCRIBE_STRUCT(RunReport, (), (version, seed, threads, seconds, levels, disagreement, front))

// The answer with all that is measured on its plan; only what is known when there is none.
PlanReport plan_report(const DistrictInput& input, const std::vector<std::string>& present_files,
                       const engines::districting::Instance& instance, const engines::districting::Answer& answer);

// CSV code,district[,district_2…], districts from 1; to standard output when the path is empty. A path that names a
// GeoJSON gets one feature per unit, with its outline and the same properties: the units have outlines.
Result<Done> write_plan(const std::string& path, const UnitTable& units, const std::vector<engines::Plan>& levels);

// One row of measures per proposal in `path`, and each plan beside it: front.csv, front-01.csv, front-02.csv…
Result<Done> write_front(const std::string& path, const UnitTable& units,
                         const std::vector<engines::districting::Proposal>& proposals);

// The report, the plan (finest level first; none when nothing was found) and its drawing: a disc per unit, by load, in
// the colour of its district; links between neighbours, dark where districts part. Each only where it was asked.
Result<Done> write_files(const DistrictOptions& options, const DistrictInput& input, const RunReport& report,
                         const std::vector<engines::Plan>& levels);

}  // namespace maillage::app
