#include "platform/jobs/jobs.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "base/assert.hpp"
#include "platform/jobs/running.hpp"
#include "platform/jobs/watchers.hpp"
#include "platform/log/log.hpp"

namespace maillage::platform {
namespace {

using std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr milliseconds kLookForWork{500};  // jobs submitted on other servers
constexpr milliseconds kTick{200};         // wishes of other servers, watched jobs running elsewhere
constexpr milliseconds kSaveEvery{500};
constexpr milliseconds kSweepEvery{5000};
constexpr int kEndAttempts = 20;

// Workers do the jobs; one keeper talks to the database about them, so that no job ever waits for it.
class JobServer : public Jobs {
 public:
  JobServer(sql::Database& database, const Clock& clock)
      : clock_(clock), store_(database, clock), alone_(database.dialect() == sql::Dialect::sqlite) {}
  ~JobServer() override { finish(); }

  void handle(std::string kind, JobWork work) override {
    MAILLAGE_ASSERT(workers_.empty(), "a kind of job declared after the start");
    works_[std::move(kind)] = std::move(work);
  }
  Id<Job> submit(sql::Session& session, std::string_view kind, std::string_view owner, std::string_view parameters,
                 std::uint64_t seed) override {
    session.after_commit([this] {
      {
        const std::lock_guard lock(mutex_);
        ++submitted_;
      }
      wake_.notify_all();
    });
    return store_.add(session, kind, owner, parameters, seed);
  }
  std::optional<JobView> find(Id<Job> id) override {
    if (const auto job = running(id)) return job->view();
    return store_.find(id);
  }
  bool stop(Id<Job> id, bool keep) override;
  std::shared_ptr<void> watch(Id<Job> id, std::function<void(const JobView&)> changed) override {
    return watchers_.add(id, std::move(changed), [&] { return find(id); });
  }
  void start(int threads) override;
  void finish() override;

 private:
  std::shared_ptr<RunningJob> running(Id<Job> id);
  std::vector<std::shared_ptr<RunningJob>> all_running();
  std::vector<Id<Job>> all_running_ids();
  bool wait_for_work(std::uint64_t& seen);
  bool wait_for_closing(milliseconds length);
  bool finishing();

  void work();
  void do_one(ClaimedJob claimed);
  JobView record_end(JobView last);
  JobView run(RunningJob& job);
  void keep();
  void hear_wishes();
  void save_progress();
  void follow_elsewhere();

  const Clock& clock_;
  JobStore store_;
  const bool alone_;  // an SQLite file has one server
  std::map<std::string, JobWork> works_;
  JobWatchers watchers_;

  std::mutex mutex_;
  std::condition_variable wake_, closing_;
  bool finishing_ = false;
  std::uint64_t submitted_ = 0;
  std::map<Id<Job>, std::shared_ptr<RunningJob>> running_;
  std::vector<std::thread> workers_;
  std::thread keeper_;
};

// Runs `talk`, which speaks to the database; a fault is logged, and what was to be said is said at the next turn.
template <class F>
void patiently(std::string_view event, const F& talk) {
  try {
    talk();
  } catch (const std::exception& fault) {
    log(LogLevel::warning, event, {{"why", fault.what()}});
  }
}

bool JobServer::stop(Id<Job> id, bool keep) {
  const Wish wish = keep ? Wish::stop : Wish::cancel;
  if (const auto job = running(id)) {
    job->ask(wish);
    return true;
  }
  if (!store_.ask(id, wish)) return false;
  if (const auto job = store_.find(id)) watchers_.tell(*job);
  return true;
}

void JobServer::start(int threads) {
  MAILLAGE_ASSERT(workers_.empty(), "jobs started twice");
  store_.interrupt_orphans(alone_);
  finishing_ = false;
  for (int i = 0; i < threads; ++i) workers_.emplace_back([this] { work(); });
  keeper_ = std::thread([this] { keep(); });
}

void JobServer::finish() {
  {
    const std::lock_guard lock(mutex_);
    finishing_ = true;
    for (const auto& [id, job] : running_) job->shut_down();
  }
  wake_.notify_all();
  closing_.notify_all();
  for (auto& worker : workers_) worker.join();
  workers_.clear();
  if (keeper_.joinable()) keeper_.join();
}

std::shared_ptr<RunningJob> JobServer::running(Id<Job> id) {
  const std::lock_guard lock(mutex_);
  const auto found = running_.find(id);
  return found == running_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<RunningJob>> JobServer::all_running() {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<RunningJob>> all;
  for (const auto& [id, job] : running_) all.push_back(job);
  return all;
}

std::vector<Id<Job>> JobServer::all_running_ids() {
  const std::lock_guard lock(mutex_);
  std::vector<Id<Job>> ids;
  for (const auto& [id, job] : running_) ids.push_back(id);
  return ids;
}

bool JobServer::finishing() {
  const std::lock_guard lock(mutex_);
  return finishing_;
}

// Waits for a job submitted here since `seen`, or the time to look for those of other servers; false at the end.
bool JobServer::wait_for_work(std::uint64_t& seen) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, kLookForWork, [&] { return finishing_ || submitted_ != seen; });
  seen = submitted_;
  return !finishing_;
}

bool JobServer::wait_for_closing(milliseconds length) {
  std::unique_lock lock(mutex_);
  return !closing_.wait_for(lock, length, [&] { return finishing_; });
}

void JobServer::work() {
  std::uint64_t seen = 0;
  do {
    patiently("jobs_claim", [&] {
      while (!finishing() && store_.any_queued()) {
        auto claimed = store_.claim();
        if (!claimed) return;
        do_one(*std::move(claimed));
      }
    });
  } while (wait_for_work(seen));
}

void JobServer::do_one(ClaimedJob claimed) {
  const auto job =
      std::make_shared<RunningJob>(std::move(claimed), [this](const JobView& view) { watchers_.tell(view); });
  {
    const std::lock_guard lock(mutex_);
    running_.emplace(job->id(), job);
    if (finishing_) job->shut_down();
  }
  watchers_.tell(job->view());
  const JobView last = record_end(run(*job));
  {
    const std::lock_guard lock(mutex_);
    running_.erase(job->id());
  }
  watchers_.tell(last);
}

// Gives the end as it is stored: a server that slept too long finds its job already taken for interrupted.
JobView JobServer::record_end(JobView last) {
  bool told = false;
  for (int attempt = 0; attempt < kEndAttempts && !told; ++attempt) {
    if (attempt > 0) wait_for_closing(kSaveEvery);
    patiently("jobs_end", [&] {
      if (!store_.end(last)) last = store_.find({last.id}).value();
      told = true;
    });
  }
  return last;
}

JobView JobServer::run(RunningJob& job) {
  try {
    const auto found = works_.find(job.kind());
    if (found == works_.end()) throw std::runtime_error("nobody does jobs of kind " + job.kind());
    const Result<std::string> outcome = found->second(job);
    return job.ended(outcome, utc_text(clock_.now()));
  } catch (const std::exception& fault) {
    log(LogLevel::error, "job_failed", {{"job", job.id().value}, {"kind", job.kind()}, {"why", fault.what()}});
    return job.ended_by_fault(fault, utc_text(clock_.now()));
  }
}

void JobServer::keep() {
  SteadyTime saved, swept;  // long ago
  do {
    const SteadyTime now = std::chrono::steady_clock::now();
    patiently("jobs_wishes", [&] { hear_wishes(); });
    if (now - saved >= kSaveEvery) {
      saved = now;
      patiently("jobs_progress", [&] { save_progress(); });
    }
    if (now - swept >= kSweepEvery) {
      swept = now;
      patiently("jobs_leases", [&] {
        store_.extend_leases(all_running_ids());
        store_.interrupt_orphans(false);
      });
    }
    patiently("jobs_elsewhere", [&] { follow_elsewhere(); });
  } while (wait_for_closing(kTick));
}

void JobServer::hear_wishes() {
  if (all_running().empty()) return;
  for (const JobWish& asked : store_.wishes())
    if (const auto job = running({asked.id})) job->ask(asked.wish);
}

void JobServer::save_progress() {
  std::vector<JobView> unsaved;
  for (const auto& job : all_running())
    if (auto view = job->take_unsaved()) unsaved.push_back(*std::move(view));
  if (!unsaved.empty()) store_.save_progress(unsaved);
}

void JobServer::follow_elsewhere() {
  for (const Id<Job> id : watchers_.watched()) {
    if (running(id)) continue;
    const auto job = store_.find(id);
    if (job && !running(id)) watchers_.tell(*job);  // not older news than its own
  }
}

}  // namespace

std::unique_ptr<Jobs> Jobs::create(sql::Database& database, const Clock& clock) {
  return std::make_unique<JobServer>(database, clock);
}

}  // namespace maillage::platform
