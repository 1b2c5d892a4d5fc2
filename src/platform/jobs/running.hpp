// A job being done by a thread of this server.
#pragma once

#include <exception>
#include <functional>
#include <mutex>
#include <optional>

#include "platform/jobs/jobs.hpp"
#include "platform/jobs/store.hpp"

namespace maillage::platform {

// Safe to look at from any thread while its own thread works.
class RunningJob : public JobContext {
 public:
  // `changed` is called, without any lock held, after each report.
  RunningJob(ClaimedJob claimed, std::function<void(const JobView&)> changed);

  Id<Job> id() const override { return {claimed_.id}; }
  std::string_view parameters() const override { return claimed_.parameters; }
  std::uint64_t seed() const override { return static_cast<std::uint64_t>(claimed_.seed); }
  const std::atomic<bool>& stop_requested() const override { return stop_; }
  bool cancelled() const override { return cancel_; }
  void report(double fraction, std::string_view message, std::string_view partial) override;

  const std::string& kind() const { return claimed_.kind; }
  void ask(Wish wish);
  // The server closes: what the job gives back is kept, under the state `interrupted`.
  void shut_down();
  JobView view() const;
  // The view if it changed since the last call.
  std::optional<JobView> take_unsaved();
  // The job's last view, once its work gave `outcome`; nothing changes it afterwards.
  JobView ended(const Result<std::string>& outcome, const std::string& finished_at);
  // The same when the work threw.
  JobView ended_by_fault(const std::exception& fault, const std::string& finished_at);

 private:
  JobState final_state(bool refused) const;
  const ClaimedJob claimed_;
  const std::function<void(const JobView&)> changed_;
  std::atomic<bool> stop_ = false, cancel_ = false, asked_ = false;
  mutable std::mutex mutex_;
  JobView view_;
  bool unsaved_ = false;
};

}  // namespace maillage::platform
