// A job in the hands of its thread: what each end becomes, whatever was asked before.
#include "platform/jobs/running.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "platform/json/json.hpp"
#include "platform/problems/problems.hpp"
#include "platform/sql/row.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

// Said by users or by the server while the job runs, in this order.
enum class Said { stop, cancel, shut_down };

struct Case {
  std::vector<Said> said;
  JobState when_given;    // the work gives a result
  JobState when_refused;  // the work gives a problem
};
// A cancel is a cancel whatever else is said; a refusal counts more than a stop; only a user's stop reads as one.
const std::vector<Case> kCases = {
    {{}, JobState::done, JobState::failed},
    {{Said::stop}, JobState::stopped, JobState::failed},
    {{Said::cancel}, JobState::cancelled, JobState::cancelled},
    {{Said::shut_down}, JobState::interrupted, JobState::failed},
    {{Said::stop, Said::cancel}, JobState::cancelled, JobState::cancelled},
    {{Said::cancel, Said::stop}, JobState::cancelled, JobState::cancelled},
    {{Said::shut_down, Said::stop}, JobState::stopped, JobState::failed},
    {{Said::stop, Said::shut_down}, JobState::stopped, JobState::failed},
    {{Said::shut_down, Said::cancel}, JobState::cancelled, JobState::cancelled},
};

void say(RunningJob& job, Said said) {
  if (said == Said::shut_down) return job.shut_down();
  job.ask(said == Said::stop ? Wish::stop : Wish::cancel);
}

ClaimedJob claimed() { return {7, "planning.proposal", "claire", "{}", -1, "2026-11-22T12:00:00.000Z"}; }

const Result<std::string> kGiven = std::string("\"best\"");
const Result<std::string> kRefused = Problem{"job_unknown", "/id", {{"id", "9"}}};

}  // namespace

TEST_CASE("every way to be told to end × every way to end") {
  for (const Case& c : kCases) {
    for (const bool refused : {false, true}) {
      RunningJob job(claimed(), [](const JobView&) {});
      job.report(0.4, "improving", "\"half\"");
      CHECK_FALSE(job.stop_requested());
      for (const Said said : c.said) say(job, said);
      CHECK(job.stop_requested() == !c.said.empty());
      const JobView last = job.ended(refused ? kRefused : kGiven, "2026-11-22T13:00:00.000Z");
      const JobState expected = refused ? c.when_refused : c.when_given;
      CHECK(last.state == expected);
      CHECK(last.finished_at == "2026-11-22T13:00:00.000Z");
      CHECK(last.problem.empty() == (expected != JobState::failed));
      const bool whole = !refused && expected != JobState::cancelled;
      CHECK(last.partial == (expected == JobState::cancelled ? "" : whole ? "\"best\"" : "\"half\""));
      CHECK(last.fraction == (expected == JobState::done ? 1 : 0.4));
      CHECK(job.view() == last);
      CHECK_FALSE(job.take_unsaved().has_value());  // the end is saved by other means
    }
  }
}

TEST_CASE("progress: bounded, told each time, saved once; an empty best result keeps the previous one") {
  std::vector<JobView> told;
  RunningJob job(claimed(), [&](const JobView& view) { told.push_back(view); });
  CHECK(job.view().state == JobState::running);
  CHECK(job.seed() == 18446744073709551615ULL);
  CHECK_FALSE(job.take_unsaved().has_value());
  job.report(-1, "started", "1");
  job.report(7, "almost", "");
  REQUIRE(told.size() == 2);
  CHECK(told[0].fraction == 0);
  CHECK(told[1].fraction == 1);
  CHECK(told[1].partial == "1");
  CHECK(job.take_unsaved() == told[1]);
  CHECK_FALSE(job.take_unsaved().has_value());
}

TEST_CASE("a fault says nothing of itself, but that the disk is full") {
  const auto problem_after = [](const std::exception& fault) {
    RunningJob job(claimed(), [](const JobView&) {});
    job.report(0.5, "x", "\"half\"");
    const JobView last = job.ended_by_fault(fault, "now");
    CHECK(last.state == JobState::failed);
    CHECK(last.partial == "\"half\"");
    return from_json<wire::Problem>(last.problem).value;
  };
  const auto unexpected = problem_after(std::runtime_error("password=secret"));
  CHECK(unexpected.code == "unexpected");
  CHECK(unexpected.incident == "job-7");
  CHECK(to_json(unexpected).find("secret") == std::string::npos);
  CHECK(problem_after(sql::SqlFault("disk I/O error")).code == "unexpected");
  CHECK(problem_after(sql::StorageFull("database or disk is full")).code == "storage_full");
}

TEST_CASE("looked at from other threads while it reports, a job is never half of two reports") {
  RunningJob job(claimed(), [](const JobView&) {});
  std::atomic<bool> over = false;
  int torn = 0;
  std::thread looking([&] {
    while (!over) {
      const JobView view = job.view();
      if (!view.message.empty() && view.message != view.partial) ++torn;
    }
  });
  for (int i = 0; i < 20'000; ++i) job.report(0.5, std::to_string(i), std::to_string(i));
  over = true;
  looking.join();
  CHECK(torn == 0);
}
