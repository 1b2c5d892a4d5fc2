#include "modules/planning/store.hpp"

#include "modules/planning/labels.hpp"
#include "modules/planning/stored.hpp"
#include "platform/json/json.hpp"

namespace maillage::planning {
namespace {

struct PlanRow {
  std::string summary;
  std::string labels;
};
BOOST_DESCRIBE_STRUCT(PlanRow, (), (summary, labels))

}  // namespace

ProposalRequest request_of(const std::string& json) { return read_stored<ProposalRequest>(json); }

ProposalId insert_proposal(sql::Session& session, const ProposalRow& row) {
  return {*session.first<std::int64_t>("planning.insert_proposal", row.name, row.created_at, row.created_by, row.at,
                                       row.request, row.units)};
}

void attach_job(sql::Session& session, ProposalId proposal, std::int64_t job) {
  session.exec("planning.attach_job", job, proposal.value);
}

std::vector<ListedProposal> proposals(sql::Session& session) {
  return session.rows<ListedProposal>("planning.proposals");
}

std::optional<ProposalRow> find_proposal(sql::Session& session, ProposalId proposal) {
  return session.first<ProposalRow>("planning.find_proposal", proposal.value);
}

void save_impossibility(sql::Session& session, ProposalId proposal, const std::string& json) {
  session.exec("planning.save_impossibility", json, proposal.value);
}

void save_front(sql::Session& session, ProposalId proposal, const std::vector<FoundPlan>& front) {
  session.exec("planning.delete_plans", proposal.value);
  for (const FoundPlan& plan : front)
    session.exec("planning.insert_plan", proposal.value, plan.summary.index, platform::to_json(plan.summary),
                 labels_text(plan.of_unit));
}

std::vector<PlanSummary> front_of(sql::Session& session, ProposalId proposal) {
  std::vector<PlanSummary> out;
  for (const std::string& json : session.rows<std::string>("planning.plans", proposal.value))
    out.push_back(read_stored<PlanSummary>(json));
  return out;
}

std::optional<FoundPlan> find_plan(sql::Session& session, ProposalId proposal, std::int32_t index) {
  const auto row = session.first<PlanRow>("planning.find_plan", proposal.value, index);
  if (!row) return std::nullopt;
  return FoundPlan{read_stored<PlanSummary>(row->summary), labels_of(row->labels)};
}

}  // namespace maillage::planning
