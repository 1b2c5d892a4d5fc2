// A front that grows under the eyes of those who wait for it.
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "modules/planning/question.hpp"
#include "modules/planning/store.hpp"
#include "platform/jobs/jobs.hpp"

namespace maillage::planning {

// The best plan so far, as little of it as a map needs: the page already has the outlines and today's maps.
struct LiveMap {
  std::vector<std::int32_t> of_unit;       // in the order of the units of the territory
  std::vector<std::string> names;          // of the districts
  std::string reference_mission;           // the mission shown as "before": the one the plan moves least
  std::vector<std::int32_t> before_match;  // district that each sector of that mission becomes; -1 = none
};
BOOST_DESCRIBE_STRUCT(LiveMap, (), (of_unit, names, reference_mission, before_match))

// What a job publishes while it computes, and in the end. About three bytes a unit: 2 kB for 600 units.
struct ProposalProgress {
  std::int32_t plans = 0;           // of the front so far
  std::optional<PlanSummary> best;  // the one shown first
  std::optional<LiveMap> map;       // of that plan
};
BOOST_DESCRIBE_STRUCT(ProposalProgress, (), (plans, best, map))

// The front as a job publishes it.
ProposalProgress progress_of(const Question& question, const std::vector<FoundPlan>& front);

// While it lives, a thread of its own tells the job's watchers of the latest front twice a second and saves it every
// second, so that the search waits for neither, and an interruption loses no more. A save that fails is logged and
// tried again. All that it is given outlives it.
class LiveFront {
 public:
  LiveFront(platform::JobContext& job, sql::Database& database, ProposalId proposal, const Question& question);
  ~LiveFront();
  LiveFront(const LiveFront&) = delete;
  LiveFront& operator=(const LiveFront&) = delete;

  // From any thread; cheap.
  void found(std::vector<FoundPlan> front);

 private:
  using Clock = std::chrono::steady_clock;
  void work();
  std::optional<std::vector<FoundPlan>> take_new();
  void tell();
  void save(const std::vector<FoundPlan>& front);

  platform::JobContext& job_;
  sql::Database& database_;
  const ProposalId proposal_;
  const Question& question_;
  const Clock::time_point start_ = Clock::now();
  std::string partial_;  // of the latest front told

  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<std::vector<FoundPlan>> latest_;
  bool ended_ = false;
  std::thread teller_;  // last: it uses the rest
};

}  // namespace maillage::planning
