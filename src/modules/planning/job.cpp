#include <algorithm>
#include <charconv>
#include <thread>

#include "modules/planning/computation.hpp"
#include "modules/planning/ensemble/routes_ensemble.hpp"
#include "modules/planning/live_front.hpp"
#include "modules/planning/network/routes_network.hpp"
#include "modules/planning/planning.hpp"
#include "modules/planning/store.hpp"
#include "platform/json/json.hpp"

namespace maillage::planning {
namespace {

// What is asked of a job, with the territory it is asked on.
struct Task {
  ProposalId proposal;
  Question question;
};

Result<Task> task_of(std::string_view parameters, sql::Database& database, territory::Territory& territory) {
  Task task;
  std::from_chars(parameters.data(), parameters.data() + parameters.size(), task.proposal.value);
  auto question = database.reading([&](sql::Session& session) -> Result<Question> {
    const auto row = find_proposal(session, task.proposal);
    if (!row) return Problem{"planning.unknown_proposal", "/id", {}};
    return question_of(session, territory, request_of(row->request), row->at);
  });
  if (!question) return question.problem();
  task.question = *std::move(question);
  const auto accepted = check(task.question);
  if (!accepted) return accepted.problem();
  return task;
}

Computed search(platform::JobContext& job, sql::Database& database, const Task& task) {
  LiveFront live(job, database, task.proposal, task.question);
  const int threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 4U));
  return compute(task.question, job.seed(), threads, &job.stop_requested(),
                 [&](double, const std::vector<FoundPlan>& front) { live.found(front); });
}

void keep_result(sql::Database& database, ProposalId proposal, const Computed& computed) {
  database.write([&](sql::Session& session) {
    save_front(session, proposal, computed.front);
    if (computed.why) save_impossibility(session, proposal, platform::to_json(*computed.why));
  });
}

Result<std::string> work(platform::JobContext& job, sql::Database& database, territory::Territory& territory) {
  const auto task = task_of(job.parameters(), database, territory);
  if (!task) return task.problem();
  Computed computed = search(job, database, *task);
  if (job.cancelled()) computed = {};  // nothing is left of it, not even what was saved on the way
  keep_result(database, task->proposal, computed);
  return platform::to_json(progress_of(task->question, computed.front));
}

}  // namespace

void handle_jobs(platform::Jobs& jobs, sql::Database& database, territory::Territory& territory) {
  jobs.handle("planning.proposal", [&](platform::JobContext& job) { return work(job, database, territory); });
  handle_network_jobs(jobs, database, territory);
  handle_ensemble_jobs(jobs, database, territory);
}

}  // namespace maillage::planning
