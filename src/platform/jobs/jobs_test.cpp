#include "platform/jobs/jobs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "platform/jobs/store.hpp"
#include "platform/log/log.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::platform;
using sql::Database;
using sql::Session;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const Instant kNoon{std::chrono::sys_days(std::chrono::year{2026} / 11 / 22) + std::chrono::hours(12)};
const std::string_view kModules[] = {"platform"};

// Everything a watcher heard, and a way to wait for it.
class Heard {
 public:
  std::function<void(const JobView&)> listener() {
    return [this](const JobView& view) {
      const std::lock_guard lock(mutex_);
      views_.push_back(view);
      changed_.notify_all();
    };
  }
  // The first view that meets `condition`, waiting for it; fails the test after some seconds.
  JobView wait(const std::function<bool(const JobView&)>& condition) {
    std::unique_lock lock(mutex_);
    auto found = views_.end();
    changed_.wait_for(lock, seconds(10), [&] {
      found = std::find_if(views_.begin(), views_.end(), condition);
      return found != views_.end();
    });
    REQUIRE(found != views_.end());
    return *found;
  }
  JobView finished() {
    return wait([](const JobView& view) { return is_finished(view.state); });
  }
  std::vector<JobView> views() {
    const std::lock_guard lock(mutex_);
    return views_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<JobView> views_;
};

// Reports an ever better result until it is asked to stop.
Result<std::string> improve(JobContext& context) {
  for (int step = 1; !context.stop_requested(); ++step) {
    context.report(0.5, "improving", "{\"step\":" + std::to_string(step) + "}");
    std::this_thread::sleep_for(milliseconds(5));
  }
  return std::string("\"best\"");
}

Id<Job> submit(Database& database, Jobs& jobs, std::string_view kind, std::uint64_t seed = 1) {
  return database.writing([&](Session& s) { return jobs.submit(s, kind, "planner", "{\"n\":3}", seed); });
}

void declare_kinds(Jobs& jobs) {
  jobs.handle("improve", improve);
  jobs.handle("echo", [](JobContext& context) -> Result<std::string> {
    context.report(0.25, "started", "");
    context.report(1.5, "almost", "1");
    return std::string(context.parameters()) + std::to_string(context.seed());
  });
  jobs.handle("refuse", [](JobContext& context) -> Result<std::string> {
    context.report(0.1, "trying", "\"partial\"");
    return Problem{"migration_edited", "/n", {{"module", "m"}}};
  });
  jobs.handle("throw", [](JobContext&) -> Result<std::string> { throw std::runtime_error("the disk is gone"); });
}

struct Server {
  explicit Server(Database& database, const Clock& clock, int threads = 2) : jobs(Jobs::create(database, clock)) {
    declare_kinds(*jobs);
    if (threads > 0) jobs->start(threads);
  }
  std::unique_ptr<Jobs> jobs;
};

bool is_running(const JobView& view) { return view.state == JobState::running && !view.partial.empty(); }

}  // namespace

TEST_CASE("a job is done, and tells its progress on the way") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    const Server server(database, clock, 0);
    const auto id = submit(database, *server.jobs, "echo", 18446744073709551615ULL);
    Heard heard;
    const auto token = server.jobs->watch(id, heard.listener());
    server.jobs->start(1);
    const JobView last = heard.finished();
    CHECK(last.state == JobState::done);
    CHECK(last.partial == "{\"n\":3}18446744073709551615");
    CHECK(last.fraction == 1);
    CHECK(last.owner == "planner");
    CHECK(last.created_at == "2026-11-22T12:00:00.000Z");
    CHECK(last.finished_at == "2026-11-22T12:00:00.000Z");
    CHECK(server.jobs->find(id) == last);
    std::vector<std::string> told;
    for (const JobView& view : heard.views()) told.push_back(view.message + "/" + std::to_string(view.fraction));
    CHECK(told ==
          std::vector<std::string>{"/0.000000", "/0.000000", "started/0.250000", "almost/1.000000", "almost/1.000000"});
    CHECK_FALSE(server.jobs->stop(id, true));
    CHECK_FALSE(server.jobs->find({999}).has_value());
    CHECK_FALSE(server.jobs->stop({999}, true));
  });
}

TEST_CASE("a job whose transaction is rolled back never was") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    const Server server(database, clock);
    Id<Job> id;
    CHECK_THROWS(database.write([&](Session& s) {
      id = server.jobs->submit(s, "echo", "planner", "", 1);
      throw std::runtime_error("no");
    }));
    CHECK_FALSE(server.jobs->find(id).has_value());
  });
}

TEST_CASE("stopping keeps the best result, cancelling drops it") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    const Server server(database, clock);
    for (const bool keep : {true, false}) {
      const auto id = submit(database, *server.jobs, "improve");
      Heard heard;
      const auto token = server.jobs->watch(id, heard.listener());
      heard.wait(is_running);
      const auto asked = std::chrono::steady_clock::now();
      CHECK(server.jobs->stop(id, keep));
      const JobView last = heard.finished();
      CHECK(std::chrono::steady_clock::now() - asked < seconds(2));
      CHECK(last.state == (keep ? JobState::stopped : JobState::cancelled));
      CHECK(last.partial == (keep ? "\"best\"" : ""));
    }
  });
}

TEST_CASE("a refusal and a fault end a job as failed, with what to tell the user") {
  redirect_log([](std::string_view) {});
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    const Server server(database, clock);
    for (const auto& [kind, words] :
         {std::pair{"refuse", "\"code\":\"migration_edited\""}, std::pair{"throw", "\"incident\":\"job-"},
          std::pair{"unknown", "\"incident\":\"job-"}}) {
      const auto id = submit(database, *server.jobs, kind);
      Heard heard;
      const auto token = server.jobs->watch(id, heard.listener());
      const JobView last = heard.finished();
      CHECK(last.state == JobState::failed);
      CHECK_MESSAGE(last.problem.find(words) != std::string::npos, last.problem);
      CHECK(last.problem.find("disk") == std::string::npos);
      CHECK(last.partial == (kind == std::string("refuse") ? "\"partial\"" : ""));
    }
  });
  redirect_log({});
}

TEST_CASE("a job still queued is stopped without ever running") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    const Server server(database, clock, 0);
    const auto kept = submit(database, *server.jobs, "improve"), dropped = submit(database, *server.jobs, "improve");
    Heard heard;
    const auto token = server.jobs->watch(dropped, heard.listener());
    CHECK(server.jobs->stop(kept, true));
    CHECK(server.jobs->stop(dropped, false));
    CHECK(server.jobs->find(kept)->state == JobState::stopped);
    CHECK(heard.finished().state == JobState::cancelled);
    CHECK_FALSE(server.jobs->stop(kept, true));
  });
}

TEST_CASE("a server that closes interrupts its jobs and keeps their best result") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    Id<Job> id;
    {
      const Server server(database, clock, 1);
      id = submit(database, *server.jobs, "improve");
      const auto waiting = submit(database, *server.jobs, "echo");
      Heard heard;
      const auto token = server.jobs->watch(id, heard.listener());
      heard.wait(is_running);
      server.jobs->finish();
      CHECK(heard.finished().state == JobState::interrupted);
      CHECK(server.jobs->find(waiting)->state == JobState::queued);
    }
    const Server next(database, clock, 0);
    CHECK(next.jobs->find(id)->state == JobState::interrupted);
    CHECK(next.jobs->find(id)->partial == "\"best\"");
  });
}

TEST_CASE("a job whose server died is interrupted with the last progress it saved") {
  testing::for_each_database({"platform"}, [](Database& database) {
    FixedClock clock(kNoon);
    JobStore dead(database, clock);
    const auto id = database.writing([&](Session& s) { return dead.add(s, "improve", "planner", "", 7); });
    const auto claimed = dead.claim();
    REQUIRE(claimed.has_value());
    CHECK(claimed->seed == 7);
    CHECK_FALSE(dead.claim().has_value());
    auto view = *dead.find(id);
    view.fraction = 0.5;
    view.partial = "\"half\"";
    dead.save_progress({view});
    if (database.dialect() == sql::Dialect::postgres) {
      const Server early(database, clock);
      CHECK(early.jobs->find(id)->state == JobState::running);  // it may be alive: its lease still holds
      clock.advance(JobStore::kLease + seconds(1));
    }
    const Server server(database, clock);
    const auto seen = *server.jobs->find(id);
    CHECK(seen.state == JobState::interrupted);
    CHECK(seen.partial == "\"half\"");
    CHECK(seen.finished_at.has_value());
    view.state = JobState::done;
    CHECK_FALSE(dead.end(view));  // had it only slept, it comes too late
    CHECK(*server.jobs->find(id) == seen);
  });
}

TEST_CASE("a job is followed and stopped from a server that does not run it") {
  testing::for_each_url([](const std::string& url) {
    const auto first = Database::open(url), second = Database::open(url);
    REQUIRE(sql::migrate(*first, kModules).ok());
    const FixedClock clock(kNoon);
    const Server worker(*first, clock, 1);
    const auto id = submit(*first, *worker.jobs, "improve");
    Heard near;
    const auto near_token = worker.jobs->watch(id, near.listener());
    near.wait(is_running);
    const Server other(*second, clock, 0);
    if (first->dialect() == sql::Dialect::postgres) other.jobs->start(1);  // an SQLite file has one working server
    CHECK(other.jobs->stop(id, true));
    CHECK(near.finished().state == JobState::stopped);
    if (first->dialect() == sql::Dialect::sqlite) return;
    const auto next = submit(*first, *worker.jobs, "improve"), other_next = submit(*first, *worker.jobs, "improve");
    for (const auto job : {next, other_next}) {
      Heard far;
      const auto token = other.jobs->watch(job, far.listener());
      far.wait(is_running);
      CHECK(other.jobs->stop(job, false));
      CHECK(far.finished().state == JobState::cancelled);
    }
  });
}

TEST_CASE("many jobs on several servers are each done once") {
  testing::for_each_url([](const std::string& url) {
    const auto first = Database::open(url), second = Database::open(url);
    REQUIRE(sql::migrate(*first, kModules).ok());
    const FixedClock clock(kNoon);
    std::mutex mutex;
    std::multiset<std::int64_t> done;
    const auto count = [&](JobContext& context) -> Result<std::string> {
      const std::lock_guard lock(mutex);
      done.insert(context.id().value);
      return std::string();
    };
    const Server a(*first, clock, 0), b(*second, clock, 0);
    a.jobs->handle("count", count);
    b.jobs->handle("count", count);
    std::vector<Id<Job>> ids;
    for (int i = 0; i < 30; ++i) ids.push_back(submit(*first, *a.jobs, "count"));
    if (first->dialect() == sql::Dialect::postgres) b.jobs->start(2);
    a.jobs->start(2);
    for (const auto id : ids) {
      Heard heard;
      const auto token = a.jobs->watch(id, heard.listener());
      CHECK(heard.finished().state == JobState::done);
    }
    CHECK(done == std::multiset<std::int64_t>([&] {
            std::multiset<std::int64_t> all;
            for (const auto id : ids) all.insert(id.value);
            return all;
          }()));
  });
}

TEST_CASE("nothing is heard once the token is gone") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    const Server server(database, clock);
    const auto id = submit(database, *server.jobs, "improve");
    Heard heard;
    auto token = server.jobs->watch(id, heard.listener());
    heard.wait(is_running);
    token.reset();
    const auto count = heard.views().size();
    std::this_thread::sleep_for(milliseconds(30));
    CHECK(heard.views().size() == count);
    std::shared_ptr<void> own;
    std::atomic<int> after = 0;
    std::atomic<bool> kept = false, left = false;
    own = server.jobs->watch(id, [&](const JobView&) {
      if (left) ++after;
      if (!kept || left) return;
      own.reset();  // from within its own call
      left = true;
    });
    kept = true;
    std::this_thread::sleep_for(milliseconds(100));
    CHECK(left);
    CHECK(after == 0);
    CHECK(server.jobs->stop(id, false));
  });
}
