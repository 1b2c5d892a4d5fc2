#include "platform/jobs/watchers.hpp"

#include <atomic>
#include <optional>
#include <unordered_set>

namespace maillage::platform {

class JobWatchers::Watcher {
 public:
  explicit Watcher(Changed changed) : changed_(std::move(changed)) {}

  void tell(const JobView& job) {
    const std::lock_guard lock(mutex_);
    if (finished_ || (last_ && *last_ == job)) return;
    last_ = job;
    finished_ = is_finished(job.state);
    changed_(job);
  }
  // What `now` gives is told before any change that comes meanwhile.
  void tell_first(const std::function<std::optional<JobView>()>& now) {
    const std::lock_guard lock(mutex_);
    if (const auto job = now()) tell(*job);
  }
  // Returns once no call is under way, unless made from within one.
  void leave() {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  bool waits() const { return !finished_; }

 private:
  std::recursive_mutex mutex_;  // a callback may look at the job, or leave
  const Changed changed_;
  std::optional<JobView> last_;
  std::atomic<bool> finished_ = false;  // or left
};

std::shared_ptr<void> JobWatchers::add(Id<Job> id, Changed changed,
                                       const std::function<std::optional<JobView>()>& now) {
  const auto watcher = std::make_shared<Watcher>(std::move(changed));
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(watchers_, [](const auto& entry) { return entry.second.expired(); });
    watchers_.emplace(id, watcher);
  }
  watcher->tell_first(now);
  return {watcher.get(), [watcher](void*) { watcher->leave(); }};
}

std::vector<std::shared_ptr<JobWatchers::Watcher>> JobWatchers::of(Id<Job> id) {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<Watcher>> all;
  const auto [begin, end] = watchers_.equal_range(id);
  for (auto entry = begin; entry != end; ++entry)
    if (auto watcher = entry->second.lock()) all.push_back(std::move(watcher));
  return all;
}

void JobWatchers::tell(const JobView& job) {
  for (const auto& watcher : of({job.id})) watcher->tell(job);
}

std::vector<Id<Job>> JobWatchers::watched() {
  const std::lock_guard lock(mutex_);
  std::unordered_set<Id<Job>> ids;
  for (const auto& [id, entry] : watchers_)
    if (const auto watcher = entry.lock(); watcher && watcher->waits()) ids.insert(id);
  return {ids.begin(), ids.end()};
}

}  // namespace maillage::platform
