// A request with all that it names, found: what a search is asked, what its plans are read with.
#pragma once

#include <memory>
#include <optional>

#include "modules/planning/locked.hpp"
#include "modules/planning/proposal.hpp"

namespace maillage::planning {

struct Question {
  ProposalRequest request;
  std::shared_ptr<const territory::Snapshot> snapshot;
  std::optional<Draft> drawing;            // that of the scenario the search is made for
  std::vector<territory::Quantity> loads;  // those to balance besides the residents, in the order asked
  std::vector<territory::SiteInUnit> mds;  // when every district is to hold one
  std::vector<House> houses;               // where a district may have its own, the present ones first, when asked
};

// Finds what the request names, in the caller's transaction, and writes what it leaves out: the day and the missions
// are those of the scenario, the version its latest. Refused when a thing named does not exist, or when the day asked
// is not the scenario's. `today`: the day of a request that names neither.
Result<Question> question_of(sql::Session& session, territory::Territory& territory, ProposalRequest request,
                             Date today);

// check() of the request, and of what it asks against the drawing. Every refusal names its field.
Result<Done> check(const Question& question);

// The engine's question for so many districts: the locked sectors first, then those that an MDS begins; residents
// first among the weights. The question must have passed check().
engines::districting::Instance instance_of(const Question& question, std::int32_t districts);

// Names of the districts of a plan: that of the drawn sector each continues, else as name_districts() and not one of
// those.
std::vector<std::string> names_of(const Question& question, const engines::Plan& plan, std::int32_t districts);

}  // namespace maillage::planning
