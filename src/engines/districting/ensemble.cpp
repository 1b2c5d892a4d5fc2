#include "engines/districting/ensemble.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
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
  std::mutex keeping = {};

  bool over() const {
    return (options.stop != nullptr && options.stop->load(std::memory_order_relaxed)) ||
           seconds_since(start) > options.seconds;
  }
};

// What one chain leaves.
struct Run {
  std::vector<Trace> traces;
  std::int64_t proposals = 0;
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

class Worker {
 public:
  Worker(Shared& shared, int chain, std::int64_t planned, Run& run)
      : shared_(shared), chain_number_(chain), planned_(planned), run_(run), encoder_(shared.instance.graph.units()) {
    run_.traces.resize(4 + shared.measures.presents());
  }

  void work() {
    // Odd multiples keep the seeds of chains and starts apart.
    const std::uint64_t seed =
        shared_.options.seed + 0x9e3779b97f4a7c15 * (2 * static_cast<std::uint64_t>(chain_number_) + 1);
    auto plan = start_of(shared_, seed);
    if (!plan) return;
    Chain chain(shared_.model, shared_.measures, shared_.options.kind, std::move(*plan), seed + 1);
    keep(chain);
    walk(chain);
    flush();
  }

 private:
  // A plan is counted when the chain leaves it, because only then is its number of turns known.
  void walk(Chain& chain) {
    std::vector<double> measured = chain.measures();
    std::uint64_t turns = 1;
    std::int64_t position = -1;  // the start is not counted
    while (position + 1 < planned_) {
      if ((++run_.proposals & 255) == 0 && shared_.over()) break;
      const bool moved = chain.propose();
      if (!moved) {
        turns += shared_.options.kind == ChainKind::reversible;
        continue;
      }
      if (position >= 0) count(measured, position, turns);
      measured = chain.measures();
      turns = 1;
      ++position;
      if ((position & 63) == 63) shared_.plans.fetch_add(64, std::memory_order_relaxed);
      keep(chain);
    }
    if (position >= 0) count(measured, position, turns);
    shared_.plans.fetch_add((position + 1) % 64, std::memory_order_relaxed);
  }

  void count(const std::vector<double>& measured, std::int64_t position, std::uint64_t turns) {
    for (std::size_t m = 0; m < measured.size(); ++m) run_.traces[m].add(measured[m], position, planned_, turns);
  }

  void keep(const Chain& chain) {
    if (!shared_.options.keep) return;
    encoder_.add(shared_.model.expand(chain.plan()), chain.change().a, chain.change().b);
    if (encoder_.bytes() >= kBlockBytes) flush();
  }

  void flush() {
    if (!shared_.options.keep || encoder_.bytes() == 0) return;
    const std::string block = encoder_.take();
    const std::lock_guard lock(shared_.keeping);
    shared_.options.keep(chain_number_, block);
  }

  Shared& shared_;
  int chain_number_;
  std::int64_t planned_;
  Run& run_;
  PlanEncoder encoder_;
};

// Runs the chains on the threads allowed; reports from the calling thread until the last ends.
void run_all(Shared& shared, std::vector<Run>& runs) {
  const EnsembleOptions& options = shared.options;
  const auto chains = static_cast<std::int64_t>(runs.size());
  std::atomic<int> next = 0;
  std::mutex mutex;
  std::condition_variable ended;
  std::int64_t active = std::clamp<std::int64_t>(options.threads, 1, chains);
  const auto work = [&] {
    for (int c = next++; c < chains; c = next++) {
      const std::int64_t planned = options.plans / chains + (c < options.plans % chains);
      Worker(shared, c, planned, runs[static_cast<std::size_t>(c)]).work();
    }
    const std::lock_guard lock(mutex);
    if (--active == 0) ended.notify_one();
  };
  std::vector<std::jthread> threads;
  for (std::int64_t t = active; t > 0; --t) threads.emplace_back(work);
  std::unique_lock lock(mutex);
  while (!ended.wait_for(lock, std::chrono::milliseconds(100), [&] { return active == 0; })) {
    if (!options.report) continue;
    const std::int64_t plans = shared.plans;
    lock.unlock();
    options.report({static_cast<double>(plans) / static_cast<double>(std::max<std::int64_t>(1, options.plans)), plans});
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
  std::vector<Run> runs(static_cast<std::size_t>(options.chains));
  run_all(shared, runs);
  Ensemble out{.plans = shared.plans, .chains = options.chains, .names = measure_names(instance), .distributions = {}};
  for (const Run& run : runs) out.proposals += run.proposals;
  for (std::size_t m = 0; m < out.names.size() && out.plans > 0; ++m) {
    std::vector<const Trace*> traces;
    for (const Run& run : runs) traces.push_back(&run.traces[m]);
    out.distributions.push_back(merged(traces));
  }
  out.seconds = seconds_since(shared.start);
  out.complete = out.plans >= options.plans;
  return out;
}

std::vector<double> measures_of(const Instance& instance, const Plan& plan) {
  Instance bare = without_costs(instance);
  bare.group.clear();
  return Measures(Model(bare)).of(plan);
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
