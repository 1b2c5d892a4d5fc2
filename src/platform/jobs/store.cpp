#include "platform/jobs/store.hpp"

#include <fmt/format.h>

#include <random>

namespace maillage::platform {
namespace {

std::string new_server_name() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}", random(), random());
}

}  // namespace

JobStore::JobStore(sql::Database& database, const Clock& clock)
    : database_(database), clock_(clock), server_(new_server_name()) {}

Id<Job> JobStore::add(sql::Session& session, std::string_view kind, std::string_view owner, std::string_view parameters,
                      std::uint64_t seed) {
  const auto stored_seed = static_cast<std::int64_t>(seed);  // the same 64 bits
  return session.first<Id<Job>>("platform.add_job", kind, owner, parameters, stored_seed, utc_text(clock_.now()))
      .value();
}

std::optional<JobView> JobStore::find(Id<Job> id) {
  return database_.reading([&](sql::Session& s) { return s.first<JobView>("platform.find_job", id); });
}

bool JobStore::any_queued() {
  return database_.reading([](sql::Session& s) { return s.first<bool>("platform.a_job_is_queued").value(); });
}

std::optional<ClaimedJob> JobStore::claim() {
  return database_.writing([&](sql::Session& s) {
    return s.first<ClaimedJob>("platform.claim_job", server_, utc_text(clock_.now() + kLease));
  });
}

void JobStore::save_progress(const std::vector<JobView>& jobs) {
  database_.write([&](sql::Session& s) {
    for (const JobView& job : jobs)
      s.exec("platform.save_job_progress", job.fraction, job.message, job.partial, job.id, server_);
  });
}

void JobStore::extend_leases(const std::vector<Id<Job>>& running) {
  if (running.empty()) return;
  const std::string until = utc_text(clock_.now() + kLease);
  database_.write([&](sql::Session& s) {
    for (const Id<Job> id : running) s.exec("platform.extend_job_lease", until, id, server_);
  });
}

bool JobStore::end(const JobView& job) {
  return database_.writing([&](sql::Session& s) {
    return s.exec("platform.end_job", job.state, job.fraction, job.message, job.partial, job.problem, job.finished_at,
                  job.id, server_) == 1;
  });
}

std::vector<JobWish> JobStore::wishes() {
  return database_.reading([&](sql::Session& s) { return s.rows<JobWish>("platform.job_wishes", server_); });
}

bool JobStore::ask(Id<Job> id, Wish wish) {
  const JobState ended = wish == Wish::stop ? JobState::stopped : JobState::cancelled;
  return database_.writing([&](sql::Session& s) {
    return s.exec("platform.end_queued_job", ended, utc_text(clock_.now()), id) == 1 ||
           s.exec("platform.wish_job_end", wish, id) == 1;
  });
}

void JobStore::interrupt_orphans(bool everything) {
  const std::string now = utc_text(clock_.now());
  const std::string lapsed_before = everything ? utc_text(clock_.now() + std::chrono::years(1000)) : now;
  const bool any = database_.reading(
      [&](sql::Session& s) { return s.first<bool>("platform.a_lease_has_lapsed", lapsed_before).value(); });
  if (any) database_.write([&](sql::Session& s) { s.exec("platform.interrupt_lapsed_jobs", now, lapsed_before); });
}

}  // namespace maillage::platform
