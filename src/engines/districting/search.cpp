#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include "engines/districting/districting.hpp"
#include "engines/districting/evaluate.hpp"
#include "engines/districting/starts.hpp"
#include "engines/districting/tabu.hpp"
#include "engines/districting/tree_split.hpp"

namespace maillage::engines::districting {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPool = 6;       // plans kept by a worker to restart from
constexpr std::int64_t kStarts = 3;    // one move in so many is made from new starts, the others from the pool
constexpr std::int64_t kPatience = 4;  // before a balanced plan is met, one round in so many is not a new start
constexpr std::int64_t kStale = 80;    // rounds without a better plan, and one per cell, before a new pool is begun
constexpr int kInVain = 12;            // recombinations tried without effect before the plan is settled as it is
constexpr std::int32_t kFine = 32;     // cells per district from which a power diagram tells where districts may go
constexpr int kDraws = 6;              // ways to share out a few districts anew, of which one is tried

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// What the workers share: the best plan met, for the reports only, and the order to stop.
class Board {
 public:
  explicit Board(const Limits& limits) : limits_(limits), start_(Clock::now()) {}

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  bool over() const {
    return reached_ || seconds() >= limits_.seconds || (limits_.stop != nullptr && limits_.stop->load());
  }

  void offer(const Answer& answer) {
    const std::lock_guard lock(mutex_);
    if (answer.objective <= limits_.target) reached_ = true;
    if (!best_ || answer.objective < best_->objective) best_ = answer;
  }
  void count(std::int64_t plans) { plans_ += plans; }
  std::int64_t plans() const { return plans_; }

  // Calls the asker back, at most ten times a second; from the calling thread only.
  void report() {
    if (!limits_.report || seconds() < next_report_) return;
    next_report_ = seconds() + 0.1;
    Answer best;
    {
      const std::lock_guard lock(mutex_);
      if (best_) best = *best_;
    }
    Progress progress{std::min(1.0, seconds() / limits_.seconds), plans_, std::nullopt, std::nullopt, nullptr};
    if (!best.plan.empty()) progress.objective = best.objective, progress.best = &best.plan;
    limits_.report(progress);
  }

 private:
  const Limits& limits_;
  Clock::time_point start_;
  double next_report_ = 0;
  std::atomic<std::int64_t> plans_ = 0;
  std::atomic<bool> reached_ = false;
  std::mutex mutex_;
  std::optional<Answer> best_;
};

// One independent line of search: new starts, and restarts from its own best plans, shaken.
class Worker {
 public:
  Worker(const Model& model, Board& board, std::uint64_t seed, bool reports)
      : model_(model), board_(board), random_(seed), tabu_(model, random_), reports_(reports) {
    if (model.inertia() && model.cells() >= kFine * model.districts()) points_ = points_of(model);
  }

  void run(std::int64_t rounds, const Plan* start) {
    if (start != nullptr) begin(model_.contract(*start));
    for (std::int64_t round = 0, starts = 0; (rounds <= 0 || round < rounds) && !board_.over(); ++round) {
      if (stale_ >= kStale + model_.cells()) pool_.clear(), stale_ = starts = 0;
      ++stale_;
      const bool anew =
          pool_.empty() || begun_ * kStarts <= tabu_.steps() || (!found_balanced() && round % kPatience != 0);
      const std::optional<Plan> plan = anew ? new_start(starts++) : std::nullopt;
      if (plan || pool_.empty())
        begin(plan);
      else
        shake();
    }
  }
  const Answer& best() const { return best_; }

 private:
  bool found_balanced() const { return !pool_.empty() && pool_.front().balanced(); }
  bool over() {
    if (reports_) board_.report();
    return board_.over();
  }
  bool pause() {
    board_.count(16);
    return over();
  }

  // Some 200 × cells × districts operations each.
  int power_tries() const {
    return static_cast<int>(
        std::clamp(1000000 / (std::int64_t{model_.cells()} * model_.districts()), std::int64_t{1}, std::int64_t{20}));
  }

  std::optional<Plan> new_start(std::int64_t round) {
    std::optional<Plan> plan;
    if (round % 2 == 0 && !model_.instance().centres.empty())
      plan = power_start(model_, random_, power_tries(), [this] { return over(); });
    if (!plan && round % 3 != 2) plan = tree_start(model_, random_);
    return plan ? plan : grown_start(model_, random_);
  }

  // From nowhere: all districts free to move.
  void begin(const std::optional<Plan>& start) {
    if (!start) return;
    if (state_)
      state_->become(*start);
    else
      state_.emplace(model_, *start);
    const std::vector<bool> all(at(model_.districts()), true);
    const std::int64_t before = tabu_.steps();
    keep(tabu_.improve(*state_, all, 200 + 2 * model_.cells(), [this] { return pause(); }));
    begun_ += tabu_.steps() - before;
  }

  // From a plan of the pool, the better ones more often: a few neighbouring districts cut anew, then settled alone.
  void shake() {
    Plan plan = pool_[std::min(random_.below(pool_.size()), random_.below(pool_.size()))].plan;
    std::vector<bool> active(at(model_.districts()), false);
    if (points_.empty() || random_.below(2) == 0 || !redraw_some(plan, active)) recombine_some(plan, active);
    std::int64_t cells = 0;
    for (District d : plan) cells += active[at(d)];
    state_->become(plan);
    keep(tabu_.improve(*state_, active, 100 + cells, [this] { return pause(); }));
  }

  void recombine_some(Plan& plan, std::vector<bool>& active) {
    const std::uint64_t times = 1 + random_.below(3);
    const auto edges = model_.graph().edges();
    if (edges.empty()) return;  // every district is an island
    int in_vain = 0;            // among many fixed cells hardly any tree can be cut
    for (std::uint64_t done = 0, attempt = 0; done < times && attempt < 20000 && in_vain < kInVain; ++attempt) {
      const Edge& e = edges[random_.below(edges.size())];
      const District a = plan[at(e.a)], b = plan[at(e.b)];
      if (a == b || (done > 0 && !active[at(a)] && !active[at(b)])) continue;
      recombine(model_, random_, plan, a, b, 3) ? ++done : ++in_vain;
      active[at(a)] = active[at(b)] = true;
    }
  }

  // The most promising of a few redrawings; false when none changes anything.
  bool redraw_some(Plan& plan, std::vector<bool>& active) {
    std::optional<Redrawing> best;
    for (int k = 0; k < kDraws && !over(); ++k) {
      auto drawn = redraw(model_, points_, random_, plan, neighbours(plan, 2 + random_.below(4)));
      if (drawn && (!best || drawn->gain > best->gain)) best = std::move(drawn);
    }
    if (!best || best->plan == plan) return false;
    for (std::size_t c = 0; c < plan.size(); ++c)
      if (best->plan[c] != plan[c]) active[at(plan[c])] = active[at(best->plan[c])] = true;
    plan = std::move(best->plan);
    return true;
  }

  // A random district and others that touch it or one another, so many of them when there are.
  std::vector<District> neighbours(const Plan& plan, std::size_t count) {
    std::vector<District> group{plan[random_.below(plan.size())]}, next;
    const auto in = [](const std::vector<District>& some, District d) {
      return std::find(some.begin(), some.end(), d) != some.end();
    };
    for (; group.size() < count; next.clear()) {
      for (const Edge& e : model_.graph().edges())
        for (const auto& [a, b] : {std::pair(plan[at(e.a)], plan[at(e.b)]), std::pair(plan[at(e.b)], plan[at(e.a)])})
          if (in(group, a) && !in(group, b) && !in(next, b)) next.push_back(b);
      if (next.empty()) break;
      group.push_back(next[random_.below(next.size())]);
    }
    return group;
  }

  void keep(Candidate candidate) {
    if (candidate.balanced()) publish(candidate);
    const auto same = [&](const Candidate& c) { return c.plan == candidate.plan || c.cost == candidate.cost; };
    if (std::any_of(pool_.begin(), pool_.end(), same)) return;
    if (pool_.empty() || candidate.better_than(pool_.front())) stale_ = 0;
    pool_.push_back(std::move(candidate));
    std::sort(pool_.begin(), pool_.end(), [](const Candidate& a, const Candidate& b) { return a.better_than(b); });
    if (pool_.size() > kPool) pool_.pop_back();
  }

  // The search's own sums have chosen the plan; the referee decides.
  void publish(const Candidate& candidate) {
    if (best_.status == Status::feasible && candidate.cost >= best_cost_) return;
    Plan plan = model_.expand(candidate.plan);
    const Evaluation value = evaluate(model_.instance(), plan);
    if (!value.lawful()) return;
    best_cost_ = candidate.cost;
    if (best_.status == Status::feasible && value.objective >= best_.objective) return;
    best_.status = Status::feasible;
    best_.objective = value.objective;
    best_.plan = std::move(plan);
    board_.offer(best_);
  }

  const Model& model_;
  Board& board_;
  Random random_;
  Tabu tabu_;
  std::vector<Point> points_;  // the cells, for redrawings; empty when there are to be none
  std::optional<State> state_;
  bool reports_;
  std::vector<Candidate> pool_;
  std::int64_t begun_ = 0;  // moves made from new starts
  std::int64_t stale_ = 0;  // rounds since the best of the pool was found
  Answer best_;
  double best_cost_ = 0;
};

}  // namespace

Answer search(const Instance& instance, const Limits& limits, const Plan* start) {
  Board board(limits);
  const Model model(instance);
  std::vector<std::unique_ptr<Worker>> workers;
  for (int t = 0; t < std::max(1, limits.threads); ++t)
    workers.push_back(
        std::make_unique<Worker>(model, board, limits.seed * 1000003 + static_cast<std::uint64_t>(t), t == 0));
  std::vector<std::thread> threads;
  const std::int64_t rounds = instance.districts == 1 ? 1 : limits.rounds;
  for (std::size_t t = 1; t < workers.size(); ++t) threads.emplace_back([&, t] { workers[t]->run(rounds, start); });
  workers.front()->run(rounds, start);
  for (std::thread& thread : threads) thread.join();
  Answer best;
  for (const auto& worker : workers)
    if (worker->best().status == Status::feasible &&
        (best.status != Status::feasible || worker->best().objective < best.objective))
      best = worker->best();
  best.plans = board.plans();
  best.seconds = board.seconds();
  return best;
}

}  // namespace maillage::engines::districting
