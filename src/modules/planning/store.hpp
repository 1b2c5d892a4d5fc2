// Proposals and their plans, kept with the pictures they were computed on.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "modules/planning/proposal.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::planning {

struct ProposalRow {
  std::int64_t id = 0;
  std::string name;
  std::string created_at;  // UTC, ISO 8601
  std::string created_by;
  Date at;
  std::string request;  // JSON of ProposalRequest
  std::string units;    // codes of the units, separated by commas: the order of every plan's labels
  std::int64_t job_id = 0;
  std::string impossibility;  // JSON of Impossibility, "" when none
};
BOOST_DESCRIBE_STRUCT(ProposalRow, (), (id, name, created_at, created_by, at, request, units, job_id, impossibility))

// A proposal in a list: without its units, which are long.
struct ListedProposal {
  std::int64_t id = 0;
  std::string name;
  std::string created_at;
  std::string created_by;
  std::string request;
  std::int64_t job_id = 0;
  std::int64_t plans = 0;
};
BOOST_DESCRIBE_STRUCT(ListedProposal, (), (id, name, created_at, created_by, request, job_id, plans))

// What was asked, from its column.
ProposalRequest request_of(const std::string& json);

struct ProposalTag;
using ProposalId = Id<ProposalTag>;

// Inserts a proposal; `row.id` is ignored.
ProposalId insert_proposal(sql::Session& session, const ProposalRow& row);
void attach_job(sql::Session& session, ProposalId proposal, std::int64_t job);
std::vector<ListedProposal> proposals(sql::Session& session);  // newest first
std::optional<ProposalRow> find_proposal(sql::Session& session, ProposalId proposal);
void save_impossibility(sql::Session& session, ProposalId proposal, const std::string& json);

// Replaces all plans of the proposal.
void save_front(sql::Session& session, ProposalId proposal, const std::vector<FoundPlan>& front);
std::vector<PlanSummary> front_of(sql::Session& session, ProposalId proposal);
std::optional<FoundPlan> find_plan(sql::Session& session, ProposalId proposal, std::int32_t index);

}  // namespace maillage::planning
