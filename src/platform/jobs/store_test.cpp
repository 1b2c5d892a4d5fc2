// The table of jobs, as several servers see it.
#include "platform/jobs/store.hpp"

#include <doctest/doctest.h>

#include <mutex>
#include <set>
#include <thread>

#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::platform;
using sql::Database;
using sql::Session;
using std::chrono::seconds;

namespace {

const Instant kNoon{std::chrono::sys_days(std::chrono::year{2026} / 11 / 22) + std::chrono::hours(12)};

Id<Job> add(JobStore& store, Database& database, std::uint64_t seed = 1) {
  return database.writing([&](Session& s) { return store.add(s, "improve", "claire", "{}", seed); });
}

JobView ended(const ClaimedJob& claimed, JobState state) {
  JobView view;
  view.id = claimed.id;
  view.state = state;
  view.partial = "\"best\"";
  view.finished_at = "2026-11-22T12:00:01.000Z";
  return view;
}

}  // namespace

TEST_CASE("jobs are claimed in the order they were asked, each by one server") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    JobStore here(database, clock), there(database, clock);
    CHECK_FALSE(here.any_queued());
    const auto first = add(here, database, 18446744073709551615ULL), second = add(there, database);
    CHECK(here.any_queued());
    const auto claimed = there.claim();
    REQUIRE(claimed);
    CHECK(claimed->id == first.value);
    CHECK(static_cast<std::uint64_t>(claimed->seed) == 18446744073709551615ULL);
    CHECK(claimed->owner == "claire");
    CHECK(here.claim()->id == second.value);
    CHECK_FALSE(there.claim().has_value());
    CHECK_FALSE(here.any_queued());
    CHECK(here.find(first)->state == JobState::running);
    CHECK_FALSE(here.find({999}).has_value());
  });
}

TEST_CASE("only the server that runs a job writes its progress and its end") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    JobStore mine(database, clock), other(database, clock);
    const auto id = add(mine, database);
    const auto claimed = mine.claim();
    REQUIRE(claimed);
    JobView progress;
    progress.id = id.value;
    progress.fraction = 0.5;
    progress.partial = "\"half\"";
    other.save_progress({progress});
    CHECK(mine.find(id)->fraction == 0);
    mine.save_progress({progress});
    CHECK(mine.find(id)->partial == "\"half\"");
    CHECK_FALSE(other.end(ended(*claimed, JobState::done)));
    CHECK(mine.end(ended(*claimed, JobState::done)));
    CHECK_FALSE(mine.end(ended(*claimed, JobState::failed)));  // the first end holds
    mine.save_progress({progress});
    CHECK(mine.find(id)->partial == "\"best\"");
    CHECK(mine.find(id)->state == JobState::done);
  });
}

TEST_CASE("a wish reaches the server that runs the job, and a cancel is never weakened into a stop") {
  testing::for_each_database({"platform"}, [](Database& database) {
    const FixedClock clock(kNoon);
    JobStore mine(database, clock), other(database, clock);
    const auto id = add(mine, database), queued = add(mine, database);
    REQUIRE(mine.claim());
    CHECK(mine.wishes().empty());
    CHECK(other.ask(id, Wish::stop));
    REQUIRE(mine.wishes().size() == 1);
    CHECK(mine.wishes()[0].wish == Wish::stop);
    CHECK(other.wishes().empty());
    CHECK(other.ask(id, Wish::cancel));
    CHECK(other.ask(id, Wish::stop));
    CHECK(mine.wishes()[0].wish == Wish::cancel);
    CHECK(other.ask(queued, Wish::cancel));
    CHECK(other.find(queued)->state == JobState::cancelled);
    CHECK(other.find(queued)->finished_at == "2026-11-22T12:00:00.000Z");
    CHECK_FALSE(other.ask(queued, Wish::stop));
    CHECK_FALSE(other.ask({999}, Wish::stop));
    CHECK_FALSE(mine.claim().has_value());
  });
}

TEST_CASE("a lease that is extended holds; one that lapsed makes its job interrupted, its last result kept") {
  testing::for_each_database({"platform"}, [](Database& database) {
    FixedClock clock(kNoon);
    JobStore alive(database, clock), dead(database, clock), judge(database, clock);
    const auto kept = add(alive, database), lost = add(alive, database), waiting = add(alive, database);
    REQUIRE(alive.claim()->id == kept.value);
    REQUIRE(dead.claim()->id == lost.value);
    JobView half;
    half.id = lost.value;
    half.partial = "\"half\"";
    dead.save_progress({half});
    clock.advance(JobStore::kLease - seconds(1));
    alive.extend_leases({kept});
    judge.interrupt_orphans(false);
    CHECK(judge.find(lost)->state == JobState::running);
    clock.advance(seconds(2));
    judge.interrupt_orphans(false);
    CHECK(judge.find(kept)->state == JobState::running);
    CHECK(judge.find(lost)->state == JobState::interrupted);
    CHECK(judge.find(lost)->partial == "\"half\"");
    CHECK(judge.find(lost)->finished_at == utc_text(clock.now()));
    CHECK(judge.find(waiting)->state == JobState::queued);
    dead.extend_leases({lost});  // too late: what is finished stays finished
    CHECK(judge.find(lost)->state == JobState::interrupted);
    judge.interrupt_orphans(true);
    CHECK(judge.find(kept)->state == JobState::interrupted);
    CHECK(judge.find(waiting)->state == JobState::queued);
  });
}

TEST_CASE("forty jobs, eight claimers on two pools: each job once") {
  testing::for_each_url([](const std::string& url) {
    const std::string_view modules[] = {"platform"};
    const auto first = Database::open(url), second = Database::open(url);
    REQUIRE(sql::migrate(*first, modules).ok());
    const FixedClock clock(kNoon);
    JobStore asking(*first, clock);
    for (int i = 0; i < 40; ++i) add(asking, *first);
    std::mutex mutex;
    std::multiset<std::int64_t> claimed;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        JobStore store(t % 2 == 0 ? *first : *second, clock);
        while (const auto job = store.claim()) {
          const std::scoped_lock lock(mutex);
          claimed.insert(job->id);
        }
      });
    }
    for (auto& thread : threads) thread.join();
    // On PostgreSQL a claimer may see nothing left while another's claim is undone: what is left is claimed now.
    while (const auto job = asking.claim()) claimed.insert(job->id);
    CHECK(claimed.size() == 40);
    CHECK(std::set<std::int64_t>(claimed.begin(), claimed.end()).size() == 40);
  });
}
