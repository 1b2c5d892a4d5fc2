#include "platform/jobs/watchers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <optional>
#include <thread>

#include "base/random.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

JobView view(double fraction, JobState state = JobState::running, std::int64_t id = 1) {
  JobView made;
  made.id = id;
  made.fraction = fraction;
  made.state = state;
  return made;
}

const auto kUnknown = [] { return std::optional<JobView>(); };

}  // namespace

TEST_CASE("a watcher hears the job as it is, then what changes, never twice the same, and nothing after the end") {
  JobWatchers watchers;
  std::vector<double> heard;
  const auto token = watchers.add(
      {1}, [&](const JobView& job) { heard.push_back(job.fraction); }, [] { return std::optional(view(0.1)); });
  for (const double fraction : {0.1, 0.2, 0.2, 0.3, 0.2}) watchers.tell(view(fraction));
  watchers.tell(view(0.9, JobState::running, 2));  // another job
  CHECK(watchers.watched() == std::vector<Id<Job>>{{1}});
  watchers.tell(view(1, JobState::done));
  watchers.tell(view(0.5));
  CHECK(heard == std::vector<double>{0.1, 0.2, 0.3, 0.2, 1});
  CHECK(watchers.watched().empty());
}

TEST_CASE("a job that has already ended is told once; one nobody knows, not at all") {
  JobWatchers watchers;
  int heard = 0;
  const auto ended = watchers.add(
      {1}, [&](const JobView&) { ++heard; }, [] { return std::optional(view(1, JobState::cancelled)); });
  const auto unknown = watchers.add(
      {2}, [&](const JobView&) { ++heard; }, kUnknown);
  watchers.tell(view(0.5));
  CHECK(heard == 1);
  CHECK(watchers.watched() == std::vector<Id<Job>>{{2}});
}

TEST_CASE("each watcher of a job hears for itself; one that leaves hears no more, the others do") {
  JobWatchers watchers;
  int first = 0, second = 0;
  auto leaving = watchers.add(
      {1}, [&](const JobView&) { ++first; }, kUnknown);
  const auto staying = watchers.add(
      {1}, [&](const JobView&) { ++second; }, kUnknown);
  watchers.tell(view(0.1));
  leaving.reset();
  watchers.tell(view(0.2));
  CHECK(first == 1);
  CHECK(second == 2);
}

TEST_CASE("a token outlives the watchers it came from") {
  std::shared_ptr<void> token;
  {
    JobWatchers watchers;
    token = watchers.add(
        {1}, [](const JobView&) {}, kUnknown);
  }
  token.reset();
}

TEST_CASE("a watcher that throws harms the teller's call only") {
  JobWatchers watchers;
  int heard = 0;
  const auto token = watchers.add(
      {1},
      [&](const JobView&) {
        if (++heard == 1) throw std::runtime_error("listener");
      },
      kUnknown);
  CHECK_THROWS(watchers.tell(view(0.1)));
  watchers.tell(view(0.2));
  CHECK(heard == 2);
}

TEST_CASE("tokens dropped while others tell: no call comes after, from any thread") {
  JobWatchers watchers;
  std::atomic<bool> over = false;
  std::vector<std::thread> tellers;
  for (int t = 0; t < 2; ++t) {
    tellers.emplace_back([&, t] {
      Random random(static_cast<std::uint64_t>(t));
      while (!over) watchers.tell(view(random.unit()));
    });
  }
  int late = 0;
  for (int i = 0; i < 2000; ++i) {
    std::atomic<bool> left = false;
    std::atomic<int> after = 0;
    auto token = watchers.add(
        {1}, [&](const JobView&) { after += left; }, kUnknown);
    token.reset();
    left = true;
    std::this_thread::yield();
    late += after;
  }
  over = true;
  for (auto& teller : tellers) teller.join();
  CHECK(late == 0);
  CHECK(watchers.watched().empty());
}
