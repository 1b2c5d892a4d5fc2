#include <charconv>
#include <chrono>

#include "modules/planning/network/records.hpp"
#include "modules/planning/network/routes_network.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"

namespace maillage::planning {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kSaveEvery{1};

// What is asked of a job, with the territory it is asked on.
struct Task {
  StudyId study;
  StudyQuestion question;
};

Result<Task> task_of(std::string_view parameters, sql::Database& database, territory::Territory& territory) {
  Task task;
  std::from_chars(parameters.data(), parameters.data() + parameters.size(), task.study.value);
  const auto row = database.reading([&](sql::Session& session) { return find_study(session, task.study); });
  if (!row) return Problem{"planning.unknown_study", "/id", {}};
  auto question = question_of(territory, *row);
  if (!question) return question.problem();
  task.question = *std::move(question);
  return task;
}

std::string progress_of(const std::vector<FoundNetwork>& curve) {
  StudyProgress out;
  for (const FoundNetwork& found : curve) out.curve.push_back(found.point);
  return platform::to_json(out);
}

// Saves what is found on the way, so that an interruption loses no more than a second of it. A save that fails is
// logged and tried again.
class Saver {
 public:
  Saver(platform::JobContext& job, sql::Database& database, StudyId study)
      : job_(job), database_(database), study_(study) {}

  void found(const std::vector<FoundNetwork>& curve) {
    if (curve.empty() || Clock::now() - saved_at_ < kSaveEvery || job_.cancelled()) return;
    saved_at_ = Clock::now();
    try {
      database_.write([&](sql::Session& session) { save_curve(session, study_, curve); });
    } catch (const std::exception& fault) {
      platform::log(platform::LogLevel::warning, "curve_not_saved", {{"study", study_.value}, {"why", fault.what()}});
    }
  }

 private:
  platform::JobContext& job_;
  sql::Database& database_;
  const StudyId study_;
  Clock::time_point saved_at_ = Clock::now();
};

Result<std::string> work(platform::JobContext& job, sql::Database& database, territory::Territory& territory) {
  const auto task = task_of(job.parameters(), database, territory);
  if (!task) return task.problem();
  Saver saver(job, database, task->study);
  auto curve = compute(task->question, job.seed(), &job.stop_requested(),
                       [&](double fraction, const std::vector<FoundNetwork>& so_far) {
                         job.report(fraction, "planning.searching", progress_of(so_far));
                         saver.found(so_far);
                       });
  if (job.cancelled()) curve.clear();  // nothing is left of it, not even what was saved on the way
  database.write([&](sql::Session& session) { save_curve(session, task->study, curve); });
  return progress_of(curve);
}

}  // namespace

void handle_network_jobs(platform::Jobs& jobs, sql::Database& database, territory::Territory& territory) {
  jobs.handle("planning.network", [&](platform::JobContext& job) { return work(job, database, territory); });
}

}  // namespace maillage::planning
