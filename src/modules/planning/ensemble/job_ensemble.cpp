#include <charconv>
#include <chrono>
#include <thread>

#include "modules/planning/ensemble/picture.hpp"
#include "modules/planning/ensemble/routes_ensemble.hpp"
#include "modules/planning/ensemble/store_ensemble.hpp"
#include "modules/planning/labels.hpp"
#include "modules/planning/stored.hpp"
#include "platform/log/log.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;
using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kSaveEvery{5};  // a draw is some hundred kilobytes

// What is asked of a job, with the territory it is asked on.
struct Task {
  EnsembleId id;
  EnsembleQuestion question;
};

Result<Task> task_of(std::string_view parameters, sql::Database& database, territory::Territory& territory) {
  Task task;
  std::from_chars(parameters.data(), parameters.data() + parameters.size(), task.id.value);
  auto question = database.reading([&](sql::Session& session) -> Result<EnsembleQuestion> {
    const auto row = find_ensemble(session, task.id);
    if (!row) return Problem{"planning.unknown_ensemble", "/id", {}};
    auto found = question_of(session, territory, read_stored<EnsembleRequest>(row->request), row->at);
    if (found && joined_codes(found->question.snapshot->codes) != row->units)
      return Problem{"planning.ensemble_outdated", "/id", {}};
    return found;
  });
  if (!question) return question.problem();
  task.question = *std::move(question);
  return task;
}

// Tells and saves what is drawn on the way, so that an interruption loses no more than a few seconds of it. A save that
// fails is logged and tried again.
class Teller {
 public:
  Teller(platform::JobContext& job, sql::Database& database, const Task& task)
      : job_(job), database_(database), task_(task) {}

  void progress(double fraction) {
    fraction_ = fraction;
    job_.report(fraction, "planning.drawing", "");
  }
  void look(const districting::Ensemble& so_far) {
    job_.report(fraction_, "planning.drawing", platform::to_json(view_of(so_far, task_.question.asked.missions)));
    if (Clock::now() - saved_at_ < kSaveEvery || job_.cancelled()) return;
    saved_at_ = Clock::now();
    try {
      database_.write([&](sql::Session& session) { save_ensemble(session, task_.id, so_far); });
    } catch (const std::exception& fault) {
      platform::log(platform::LogLevel::warning, "draw_not_saved", {{"draw", task_.id.value}, {"why", fault.what()}});
    }
  }

 private:
  platform::JobContext& job_;
  sql::Database& database_;
  const Task& task_;
  double fraction_ = 0;
  Clock::time_point saved_at_ = Clock::now();
};

districting::Ensemble draw_for(platform::JobContext& job, sql::Database& database, const Task& task) {
  Teller teller(job, database, task);
  const int threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 4U));
  return draw(task.question, job.seed(), threads, &job.stop_requested(),
              {[&](double fraction) { teller.progress(fraction); },
               [&](const districting::Ensemble& so_far) { teller.look(so_far); }});
}

Result<std::string> work(platform::JobContext& job, sql::Database& database, territory::Territory& territory) {
  const auto task = task_of(job.parameters(), database, territory);
  if (!task) return task.problem();
  const auto why = impossible_with(task->question.question, task->question.asked.districts);
  districting::Ensemble drawn;
  if (!why) drawn = draw_for(job, database, *task);
  if (job.cancelled()) drawn = {};  // nothing is left of it, not even what was saved on the way
  database.write([&](sql::Session& session) {
    save_ensemble(session, task->id, drawn);
    if (why) save_impossibility(session, task->id, *why);
  });
  return platform::to_json(view_of(drawn, task->question.asked.missions));
}

}  // namespace

void handle_ensemble_jobs(platform::Jobs& jobs, sql::Database& database, territory::Territory& territory) {
  jobs.handle("planning.ensemble", [&](platform::JobContext& job) { return work(job, database, territory); });
}

}  // namespace maillage::planning
