#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "modules/planning/computation.hpp"
#include "modules/planning/planning.hpp"
#include "modules/planning/store.hpp"
#include "platform/json/json.hpp"

namespace maillage::planning {
namespace {

using std::chrono::steady_clock;

// What is on disk is at most this old: an interrupted computation loses no more.
constexpr std::chrono::seconds kSaveEvery{1};

// Writes the front to the store from time to time, and tells those who watch.
class FrontWriter {
 public:
  FrontWriter(platform::JobContext& job, sql::Database& database, ProposalId proposal)
      : job_(job), database_(database), proposal_(proposal) {}

  void progress(double fraction, const std::vector<FoundPlan>& front) {
    job_.report(fraction, "planning.searching", platform::to_json(progress_of(front)));
    const auto now = steady_clock::now();
    if (now - saved_at_ < kSaveEvery || front.empty() || job_.cancelled()) return;
    save(front);
    saved_at_ = now;
  }
  void save(const std::vector<FoundPlan>& front) {
    database_.write([&](sql::Session& session) { save_front(session, proposal_, front); });
  }

 private:
  platform::JobContext& job_;
  sql::Database& database_;
  ProposalId proposal_;
  steady_clock::time_point saved_at_ = steady_clock::now();
};

void keep_result(sql::Database& database, ProposalId proposal, const Computed& computed) {
  database.write([&](sql::Session& session) {
    save_front(session, proposal, computed.front);
    if (computed.why) save_impossibility(session, proposal, platform::to_json(*computed.why));
  });
}

Result<std::string> work(platform::JobContext& job, sql::Database& database, territory::Territory& territory) {
  ProposalId proposal;
  const std::string_view text = job.parameters();
  std::from_chars(text.data(), text.data() + text.size(), proposal.value);
  const auto row = database.reading([&](sql::Session& session) { return find_proposal(session, proposal); });
  if (!row) return Problem{"planning.unknown_proposal", "/id", {}};
  const auto request = platform::from_json<ProposalRequest>(row->request);
  MAILLAGE_ASSERT(request.faults.empty(), "a stored request is readable");
  const auto snapshot = territory.snapshot(row->at);
  const auto accepted = check(request.value, *snapshot);
  if (!accepted) return accepted.problem();

  FrontWriter writer(job, database, proposal);
  const int threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 4U));
  const Computed computed = compute(request.value, *snapshot, job.seed(), threads, &job.stop_requested(),
                                    [&](double fraction, const auto& front) { writer.progress(fraction, front); });
  if (!job.cancelled()) keep_result(database, proposal, computed);
  return platform::to_json(progress_of(computed.front));
}

}  // namespace

void handle_jobs(platform::Jobs& jobs, sql::Database& database, territory::Territory& territory) {
  jobs.handle("planning.proposal", [&](platform::JobContext& job) { return work(job, database, territory); });
}

}  // namespace maillage::planning
