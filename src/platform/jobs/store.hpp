// Jobs ↔ the table platform_job, where the servers of one database share them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "platform/clock/clock.hpp"
#include "platform/jobs/job.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::platform {

// A job taken by this server to be run.
struct ClaimedJob {
  std::int64_t id = 0;
  std::string kind;
  std::string owner;
  std::string parameters;
  std::int64_t seed = 0;
  std::string created_at;
};
BOOST_DESCRIBE_STRUCT(ClaimedJob, (), (id, kind, owner, parameters, seed, created_at))

enum class Wish { stop, cancel };
BOOST_DESCRIBE_ENUM(Wish, stop, cancel)

struct JobWish {
  std::int64_t id = 0;
  Wish wish = Wish::stop;
};
BOOST_DESCRIBE_STRUCT(JobWish, (), (id, wish))

// What a server does with its jobs. A server that no longer extends its leases is taken for dead after kLease.
class JobStore {
 public:
  static constexpr std::chrono::seconds kLease{15};

  JobStore(sql::Database& database, const Clock& clock);
  Id<Job> add(sql::Session& session, std::string_view kind, std::string_view owner, std::string_view parameters,
              std::uint64_t seed);
  std::optional<JobView> find(Id<Job> id);
  bool any_queued();
  // The oldest queued job, now running here; no other server gets it.
  std::optional<ClaimedJob> claim();
  void save_progress(const std::vector<JobView>& jobs);
  void extend_leases(const std::vector<Id<Job>>& running);
  // Records the end of a job of this server, its state and what it leaves; false when another took it for dead.
  bool end(const JobView& job);
  // What users asked, on any server, of the jobs running here.
  std::vector<JobWish> wishes();
  // Ends a queued job, or leaves word to the server that runs it. False when there is no such unfinished job.
  bool ask(Id<Job> id, Wish wish);
  // Marks as interrupted the jobs whose server died; all those said to run when none can (`everything`).
  void interrupt_orphans(bool everything);

 private:
  sql::Database& database_;
  const Clock& clock_;
  const std::string server_;  // a new name at each start
};

}  // namespace maillage::platform
