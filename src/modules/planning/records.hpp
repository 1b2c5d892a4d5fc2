// What the planning routes receive and answer.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "modules/planning/computation.hpp"
#include "platform/jobs/job.hpp"

namespace maillage::planning {

struct DisagreementQuery {
  std::optional<Date> at;
  std::vector<std::string> missions;
};
BOOST_DESCRIBE_STRUCT(DisagreementQuery, (), (at, missions))

struct ProposalStarted {
  std::int64_t id = 0;
  std::int64_t job_id = 0;
};
BOOST_DESCRIBE_STRUCT(ProposalStarted, (), (id, job_id))

struct ProposalQuery {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(ProposalQuery, (), (id))

struct ProposalItem {
  std::int64_t id = 0;
  std::string name;
  std::string created_at;
  std::string by;
  platform::JobState state = platform::JobState::queued;
  std::int32_t districts_min = 0;
  std::int32_t districts_max = 0;
  std::int32_t plans = 0;
};
BOOST_DESCRIBE_STRUCT(ProposalItem, (), (id, name, created_at, by, state, districts_min, districts_max, plans))

struct ProposalList {
  std::vector<ProposalItem> items;
};
BOOST_DESCRIBE_STRUCT(ProposalList, (), (items))

// The scenario a search was made for, as it stands now.
struct ProposalScenario {
  std::int64_t id = 0;
  std::string name;
  std::int32_t version = 0;  // of the drawing that the search began from
  std::int32_t latest = 0;   // to be sent back to open a plan in it
  bool editable = false;
};
BOOST_DESCRIBE_STRUCT(ProposalScenario, (), (id, name, version, latest, editable))

struct ProposalPage {
  std::int64_t id = 0;
  std::string name;
  std::string created_at;
  std::string by;
  ProposalRequest request;
  std::optional<ProposalScenario> scenario;
  platform::JobState state = platform::JobState::queued;
  std::int64_t job_id = 0;
  std::int32_t best = -1;  // position in `front` of the plan shown first; -1 = none
  std::vector<PlanSummary> front;
  std::optional<ImpossibilityView> impossibility;
};
BOOST_DESCRIBE_STRUCT(ProposalPage, (),
                      (id, name, created_at, by, request, scenario, state, job_id, best, front, impossibility))

struct PlanQuery {
  std::int64_t id = 0;
  std::int32_t index = 0;
};
BOOST_DESCRIBE_STRUCT(PlanQuery, (), (id, index))

enum class ExportFormat { csv, geojson };
BOOST_DESCRIBE_ENUM(ExportFormat, csv, geojson)

struct ExportQuery {
  std::int64_t id = 0;
  std::int32_t index = 0;
  ExportFormat format = ExportFormat::csv;
};
BOOST_DESCRIBE_STRUCT(ExportQuery, (), (id, index, format))

}  // namespace maillage::planning
