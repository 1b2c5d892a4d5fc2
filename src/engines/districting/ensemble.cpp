#include "engines/districting/ensemble.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "base/assert.hpp"
#include "engines/districting/districting.hpp"
#include "engines/districting/ensemble_codec.hpp"
#include "engines/districting/ensemble_start.hpp"
#include "engines/districting/evaluate.hpp"

namespace maillage::engines::districting {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kBlockBytes = 1 << 20;
constexpr int kSlice = 2048;         // proposals that a chain makes before another has its turn
constexpr double kStartSeconds = 5;  // for trees to find a start, then as much for the search

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Cells do not need the costs of inertia, so the copy asks for cut edges.
Instance without_costs(const Instance& instance) {
  Instance copy = instance;
  copy.objective = Objective::cut_edges;
  return copy;
}

// Everything the chains share.
struct Shared {
  const Instance& instance;  // without costs
  const EnsembleOptions& options;
  const Model& model;
  const Measures& measures;
  Clock::time_point start = Clock::now();
  std::atomic<std::int64_t> plans = 0;
  std::atomic<int> looks = 0;      // asked for so far
  std::atomic<int> begun = 0;      // chains that found a start
  std::atomic<bool> vain = false;  // none of them did, and one has given up
  std::mutex keeping = {};

  bool over() const {
    return (options.stop != nullptr && options.stop->load(std::memory_order_relaxed)) || vain ||
           seconds_since(start) > options.seconds;
  }
};

std::optional<Plan> start_of(Shared& shared, std::uint64_t seed) {
  const auto& given = shared.options.start;
  if (given && evaluate(shared.instance, *given).lawful()) return shared.model.contract(*given);
  Random random(seed);
  const auto begin = Clock::now();
  auto plan = lawful_start(shared.model, random, [&] { return shared.over() || seconds_since(begin) > kStartSeconds; });
  if (plan || shared.over()) return plan;
  const Limits limits{.seconds = kStartSeconds, .threads = 1, .seed = seed, .stop = shared.options.stop, .report = {}};
  const Answer answer = search(shared.instance, limits);
  if (answer.plan.empty()) return std::nullopt;
  return shared.model.contract(answer.plan);
}

// One chain and what it leaves. It is walked by one thread at a time, a slice after another.
class Walker {
 public:
  Walker(Shared& shared, int number, std::int64_t planned)
      : shared_(shared), number_(number), planned_(planned), encoder_(shared.instance.graph.units()) {
    traces_.resize(4 + shared.measures.presents());
    shown_ = traces_;
  }

  // Walks a slice, the first from a start of its own. False when nothing is left to walk.
  bool go_on() {
    const bool more = (chain_ || begin()) && walk();
    if (!more) end();
    if (const int asked = shared_.looks; asked > shown_at_ || !more) show(asked);
    return more;
  }
  const std::vector<Trace>& traces() const { return traces_; }  // once nothing is left to walk
  // As they were at the end of a slice that came after the last look asked for but one.
  std::vector<Trace> shown() {
    const std::lock_guard lock(showing_);
    return shown_;
  }
  std::int64_t proposals() const { return proposals_; }

 private:
  bool begin() {
    // Odd multiples keep the seeds of chains and starts apart.
    const std::uint64_t seed =
        shared_.options.seed + 0x9e3779b97f4a7c15 * (2 * static_cast<std::uint64_t>(number_) + 1);
    auto plan = start_of(shared_, seed);
    if (!plan) {
      shared_.vain = shared_.begun == 0;
      return false;
    }
    ++shared_.begun;
    chain_.emplace(shared_.model, shared_.measures, shared_.options.kind, std::move(*plan), seed + 1);
    measured_ = chain_->measures();
    position_ = -1 - shared_.options.warm_up;  // the start is not counted
    keep();
    return true;
  }

  bool walk() {
    for (int step = 0; step < kSlice && position_ + 1 < planned_; ++step) {
      if ((++proposals_ & 255) == 0 && shared_.over()) return false;
      if (!chain_->propose()) {
        turns_ += shared_.options.kind == ChainKind::reversible;
        continue;
      }
      count();
      measured_ = chain_->measures();
      turns_ = 1;
      if (++position_ >= 0) shared_.plans.fetch_add(1, std::memory_order_relaxed);
      keep();
    }
    return position_ + 1 < planned_;
  }

  // A plan is counted when the chain leaves it, because only then is its number of turns known.
  void count() {
    if (position_ < 0) return;
    for (std::size_t m = 0; m < measured_.size(); ++m) traces_[m].add(measured_[m], turns_);
  }

  void end() {
    if (!chain_) return;
    count();
    flush();
    chain_.reset();
  }

  void show(int asked) {
    const std::lock_guard lock(showing_);
    shown_ = traces_;
    shown_at_ = asked;
  }

  void keep() {
    if (!shared_.options.keep) return;
    encoder_.add(shared_.model.expand(chain_->plan()), chain_->change().a, chain_->change().b);
    if (encoder_.bytes() >= kBlockBytes) flush();
  }

  void flush() {
    if (!shared_.options.keep || encoder_.bytes() == 0) return;
    const std::string block = encoder_.take();
    const std::lock_guard lock(shared_.keeping);
    shared_.options.keep(number_, block);
  }

  Shared& shared_;
  const int number_;
  const std::int64_t planned_;
  std::int64_t position_ = -1;  // of the current plan among those counted
  std::uint64_t turns_ = 1;     // that the chain has stayed there
  std::int64_t proposals_ = 0;
  std::optional<Chain> chain_;
  std::vector<double> measured_;
  std::vector<Trace> traces_;
  PlanEncoder encoder_;
  int shown_at_ = 0;
  std::mutex showing_;
  std::vector<Trace> shown_;
};

using Walkers = std::vector<std::unique_ptr<Walker>>;

// The chains that wait for a thread.
class Turns {
 public:
  explicit Turns(const Walkers& walkers) {
    for (const auto& walker : walkers) waiting_.push_back(walker.get());
  }
  // The one that has waited longest; none when every chain left has a thread.
  Walker* take() {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) return nullptr;
    Walker* const next = waiting_.front();
    waiting_.pop_front();
    return next;
  }
  void give_back(Walker* walker) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(walker);
  }

 private:
  std::mutex mutex_;
  std::deque<Walker*> waiting_;
};

Ensemble ensemble_of(const Shared& shared, const std::vector<std::vector<Trace>>& traces) {
  Ensemble out{.plans = shared.plans,
               .chains = shared.options.chains,
               .names = measure_names(shared.instance),
               .distributions = {},
               .seconds = seconds_since(shared.start)};
  for (std::size_t m = 0; m < out.names.size() && out.plans > 0; ++m) {
    std::vector<const Trace*> of_measure;
    for (const auto& of_chain : traces) of_measure.push_back(&of_chain[m]);
    out.distributions.push_back(merged(of_measure));
  }
  out.complete = out.plans >= shared.options.plans;
  return out;
}

// What the calling thread does while others draw.
class Watch {
 public:
  Watch(Shared& shared, const Walkers& walkers) : shared_(shared), walkers_(walkers) {}

  void tell() {
    const EnsembleOptions& options = shared_.options;
    const std::int64_t plans = shared_.plans;
    if (options.report)
      options.report(
          {static_cast<double>(plans) / static_cast<double>(std::max<std::int64_t>(1, options.plans)), plans});
    if (options.look && seconds_since(looked_) >= options.look_seconds) look();
  }

 private:
  // Chains show what they have between two slices: what is seen now was asked for by the look before.
  void look() {
    looked_ = Clock::now();
    std::vector<std::vector<Trace>> shown;
    for (const auto& walker : walkers_) shown.push_back(walker->shown());
    ++shared_.looks;
    Ensemble ensemble = ensemble_of(shared_, shown);
    const bool some = !ensemble.distributions.empty() && ensemble.distributions[0].sketch.count() > 0;
    if (some) shared_.options.look(ensemble);
  }

  Shared& shared_;
  const Walkers& walkers_;
  Clock::time_point looked_ = Clock::now();
};

// Walks the chains on the threads allowed; tells of them from the calling thread until the last ends.
void run_all(Shared& shared, const Walkers& walkers) {
  Turns turns(walkers);
  std::mutex mutex;
  std::condition_variable ended;
  auto active = std::clamp<std::int64_t>(shared.options.threads, 1, static_cast<std::int64_t>(walkers.size()));
  const auto work = [&] {
    while (Walker* const walker = turns.take())
      if (walker->go_on()) turns.give_back(walker);
    const std::lock_guard lock(mutex);
    if (--active == 0) ended.notify_one();
  };
  std::vector<std::jthread> threads;
  for (std::int64_t t = active; t > 0; --t) threads.emplace_back(work);
  Watch watch(shared, walkers);
  std::unique_lock lock(mutex);
  while (!ended.wait_for(lock, std::chrono::milliseconds(100), [&] { return active == 0; })) {
    lock.unlock();
    watch.tell();
    lock.lock();
  }
}

}  // namespace

Ensemble draw_ensemble(const Instance& instance, const EnsembleOptions& options) {
  MAILLAGE_ASSERT(instance.fixed.empty(), "an ensemble has no fixed unit");
  MAILLAGE_ASSERT(instance.districts >= 2 && instance.graph.units() >= instance.districts, "two districts or more");
  MAILLAGE_ASSERT(options.chains >= 1 && options.plans >= 0, "at least one chain");
  const Instance bare = without_costs(instance);
  const Model model(bare);
  const Measures measures(model);
  Shared shared{bare, options, model, measures};
  Walkers walkers;
  for (int c = 0; c < options.chains; ++c)
    walkers.push_back(
        std::make_unique<Walker>(shared, c, options.plans / options.chains + (c < options.plans % options.chains)));
  run_all(shared, walkers);
  std::vector<std::vector<Trace>> traces;
  for (const auto& walker : walkers) traces.push_back(walker->traces());
  Ensemble out = ensemble_of(shared, traces);
  for (const auto& walker : walkers) out.proposals += walker->proposals();
  return out;
}

std::vector<double> measures_of(const Instance& instance, const Plan& plan) {
  return measures_of(instance, std::vector<Plan>{plan}).front();
}

std::vector<std::vector<double>> measures_of(const Instance& instance, const std::vector<Plan>& plans) {
  Instance bare = without_costs(instance);
  bare.group.clear();
  const Model model(bare);
  const Measures measures(model);
  std::vector<std::vector<double>> out;
  for (const Plan& plan : plans) out.push_back(measures.of(plan));
  return out;
}

std::vector<Position> position_in(const Ensemble& ensemble, const std::vector<double>& measures) {
  std::vector<Position> out;
  for (std::size_t m = 0; m < std::min(measures.size(), ensemble.distributions.size()); ++m) {
    const Sketch& sketch = ensemble.distributions[m].sketch;
    out.push_back({ensemble.names[m], measures[m], sketch.share_above(measures[m]), sketch.share_below(measures[m])});
  }
  return out;
}

}  // namespace maillage::engines::districting
