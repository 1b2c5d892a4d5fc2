// Long work: has an owner, a progress, a best-so-far, a stop (keep), a cancel (drop) and a seed.
// A job survives a restart as `interrupted` with its last partial result.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/result.hpp"
#include "platform/clock/clock.hpp"
#include "platform/jobs/job.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform {

// What a running job sees of its surroundings. Called from the job's own thread.
class JobContext {
 public:
  virtual ~JobContext() = default;
  virtual Id<Job> id() const = 0;
  virtual std::string_view parameters() const = 0;  // the JSON text it was submitted with
  virtual std::uint64_t seed() const = 0;
  virtual const std::atomic<bool>& stop_requested() const = 0;  // stop-and-keep or cancel: finish within 200 ms
  virtual bool cancelled() const = 0;                           // drop the result
  // Publishes progress; `message` is a code of the front end's dictionary, `partial` the best result so far (JSON) or
  // "" to keep the previous one. Never waits for the database: cheap enough for an inner loop's every 10 ms.
  virtual void report(double fraction, std::string_view message, std::string_view partial) = 0;
};

// Does the work; what it returns is the job's final partial result (JSON). Exceptions end it as `failed`.
using JobWork = std::function<Result<std::string>(JobContext&)>;

class Jobs {
 public:
  virtual ~Jobs() = default;
  // Declares how jobs of a kind ("planning.proposal") are done. Before start().
  virtual void handle(std::string kind, JobWork work) = 0;
  // Inserts a job in the caller's transaction: it starts after the commit, never after a rollback.
  virtual Id<Job> submit(sql::Session& session, std::string_view kind, std::string_view owner,
                         std::string_view parameters, std::uint64_t seed) = 0;
  virtual std::optional<JobView> find(Id<Job> id) = 0;
  // Asks the job to end, keeping its best result or dropping it; one still queued ends at once. False when unknown or
  // already finished. Works from any server of the database.
  virtual bool stop(Id<Job> id, bool keep) = 0;
  // Calls `changed` with the job as it is, then on every change, from any thread, at once for a job of this server and
  // within half a second for one of another. Destroy the returned token to unsubscribe: no call comes after.
  virtual std::shared_ptr<void> watch(Id<Job> id, std::function<void(const JobView&)> changed) = 0;
  virtual void start(int threads) = 0;  // marks jobs left running by a previous life as interrupted, then works
  virtual void finish() = 0;            // interrupts what runs, keeping its best result, then joins

  // The database and the clock outlive the jobs. The table comes from the migrations of "platform".
  static std::unique_ptr<Jobs> create(sql::Database& database, const Clock& clock);
};

}  // namespace maillage::platform
