// A job as everybody sees it.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace maillage::platform {

enum class JobState { queued, running, done, stopped, cancelled, failed, interrupted };
BOOST_DESCRIBE_ENUM(JobState, queued, running, done, stopped, cancelled, failed, interrupted)

// Nothing of the job changes any more.
constexpr bool is_finished(JobState state) { return state != JobState::queued && state != JobState::running; }

struct Job;  // tag of Id<Job>

struct JobView {
  std::int64_t id = 0;
  std::string kind;
  std::string owner;
  JobState state = JobState::queued;
  double fraction = 0;     // 0 … 1
  std::string message;     // code of the front end's dictionary
  std::string partial;     // JSON text of the best result so far, "" when none
  std::string problem;     // problem+json text when failed or refused, "" when none
  std::string created_at;  // UTC, ISO 8601
  std::optional<std::string> finished_at;
  friend bool operator==(const JobView&, const JobView&) = default;
};
BOOST_DESCRIBE_STRUCT(JobView, (),
                      (id, kind, owner, state, fraction, message, partial, problem, created_at, finished_at))

}  // namespace maillage::platform
