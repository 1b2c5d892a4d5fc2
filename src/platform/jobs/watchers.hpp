// Who wants to hear of which job.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/id.hpp"
#include "platform/jobs/job.hpp"

namespace maillage::platform {

// Safe from any thread. A watcher hears of one change at a time, never twice the same, and nothing after the end.
class JobWatchers {
 public:
  using Changed = std::function<void(const JobView&)>;

  // Adds a watcher and tells it at once what `now` gives. No call comes once the token is destroyed.
  std::shared_ptr<void> add(Id<Job> id, Changed changed, const std::function<std::optional<JobView>()>& now);
  void tell(const JobView& job);
  // The jobs somebody still waits to hear of.
  std::vector<Id<Job>> watched();

 private:
  class Watcher;
  std::vector<std::shared_ptr<Watcher>> of(Id<Job> id);
  std::mutex mutex_;
  std::unordered_multimap<Id<Job>, std::weak_ptr<Watcher>> watchers_;
};

}  // namespace maillage::platform
