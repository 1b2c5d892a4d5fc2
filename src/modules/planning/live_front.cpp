#include "modules/planning/live_front.hpp"

#include <algorithm>

#include "modules/planning/plan_page.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"

namespace maillage::planning {
namespace {

// The eye follows two maps a second; more would only be traffic.
constexpr std::chrono::milliseconds kTellEvery{500};
constexpr std::chrono::seconds kSaveEvery{1};

}  // namespace

ProposalProgress progress_of(const Question& question, const std::vector<FoundPlan>& front) {
  ProposalProgress out;
  out.plans = static_cast<std::int32_t>(front.size());
  std::vector<PlanSummary> summaries;
  for (const FoundPlan& plan : front) summaries.push_back(plan.summary);
  const std::int32_t best = best_of(summaries);
  if (best < 0) return out;
  PlanPage page = plan_page(question, front[static_cast<std::size_t>(best)]);
  out.best = std::move(page.summary);
  out.map = LiveMap{std::move(page.of_unit), {}, std::move(page.reference_mission), std::move(page.before_match)};
  for (DistrictRow& district : page.districts) out.map->names.push_back(std::move(district.name));
  return out;
}

LiveFront::LiveFront(platform::JobContext& job, sql::Database& database, ProposalId proposal, const Question& question)
    : job_(job), database_(database), proposal_(proposal), question_(question), teller_([this] { work(); }) {}

LiveFront::~LiveFront() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  wake_.notify_all();
  teller_.join();
}

void LiveFront::found(std::vector<FoundPlan> front) {
  const std::lock_guard lock(mutex_);
  latest_ = std::move(front);
}

std::optional<std::vector<FoundPlan>> LiveFront::take_new() {
  const std::lock_guard lock(mutex_);
  return std::exchange(latest_, std::nullopt);
}

void LiveFront::work() {
  std::vector<FoundPlan> front;
  bool unsaved = false;
  Clock::time_point saved_at = start_;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kTellEvery, [&] { return ended_; })) {
    lock.unlock();
    if (auto grown = take_new()) {
      front = *std::move(grown);
      partial_ = platform::to_json(progress_of(question_, front));
      unsaved = !front.empty();
    }
    tell();
    if (unsaved && Clock::now() - saved_at >= kSaveEvery) {
      save(front);
      saved_at = Clock::now();
      unsaved = false;
    }
    lock.lock();
  }
}

void LiveFront::tell() {
  const double elapsed = std::chrono::duration<double>(Clock::now() - start_).count();
  job_.report(std::min(1.0, elapsed / question_.request.seconds), "planning.searching", partial_);
}

void LiveFront::save(const std::vector<FoundPlan>& front) {
  if (job_.cancelled()) return;
  try {
    database_.write([&](sql::Session& session) { save_front(session, proposal_, front); });
  } catch (const std::exception& fault) {
    platform::log(platform::LogLevel::warning, "front_not_saved",
                  {{"proposal", proposal_.value}, {"why", fault.what()}});
  }
}

}  // namespace maillage::planning
