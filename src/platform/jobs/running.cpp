#include "platform/jobs/running.hpp"

#include <algorithm>

#include "platform/problems/faults.hpp"
#include "platform/problems/problems.hpp"

namespace maillage::platform {

RunningJob::RunningJob(ClaimedJob claimed, std::function<void(const JobView&)> changed)
    : claimed_(std::move(claimed)), changed_(std::move(changed)) {
  view_.id = claimed_.id;
  view_.kind = claimed_.kind;
  view_.owner = claimed_.owner;
  view_.state = JobState::running;
  view_.created_at = claimed_.created_at;
}

void RunningJob::report(double fraction, std::string_view message, std::string_view partial) {
  JobView seen;
  {
    const std::lock_guard lock(mutex_);
    view_.fraction = std::clamp(fraction, 0.0, 1.0);
    view_.message = message;
    if (!partial.empty()) view_.partial = partial;
    unsaved_ = true;
    seen = view_;
  }
  changed_(seen);
}

void RunningJob::ask(Wish wish) {
  asked_ = true;
  if (wish == Wish::cancel) cancel_ = true;
  stop_ = true;
}

void RunningJob::shut_down() { stop_ = true; }

JobView RunningJob::view() const {
  const std::lock_guard lock(mutex_);
  return view_;
}

std::optional<JobView> RunningJob::take_unsaved() {
  const std::lock_guard lock(mutex_);
  if (!unsaved_) return std::nullopt;
  unsaved_ = false;
  return view_;
}

JobState RunningJob::final_state(bool refused) const {
  if (cancel_) return JobState::cancelled;
  if (refused) return JobState::failed;
  if (!stop_) return JobState::done;
  return asked_ ? JobState::stopped : JobState::interrupted;
}

JobView RunningJob::ended(const Result<std::string>& outcome, const std::string& finished_at) {
  const std::lock_guard lock(mutex_);
  view_.state = final_state(!outcome.ok());
  view_.finished_at = finished_at;
  if (view_.state == JobState::cancelled) {
    view_.partial.clear();
  } else if (!outcome.ok()) {
    view_.problem = to_json(problem_body(outcome.problem()));
  } else {
    view_.partial = *outcome;
  }
  if (view_.state == JobState::done) view_.fraction = 1;
  unsaved_ = false;
  return view_;
}

JobView RunningJob::ended_by_fault(const std::exception& fault, const std::string& finished_at) {
  wire::Problem body = problem_body(problem_of_fault(fault));
  body.incident = "job-" + std::to_string(claimed_.id);
  const std::lock_guard lock(mutex_);
  view_.state = JobState::failed;
  view_.finished_at = finished_at;
  view_.problem = to_json(body);
  unsaved_ = false;
  return view_;
}

}  // namespace maillage::platform
