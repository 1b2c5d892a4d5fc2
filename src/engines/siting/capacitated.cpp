#include "engines/siting/capacitated.hpp"

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "engines/siting/annealing.hpp"
#include "engines/siting/ascent.hpp"
#include "engines/siting/evaluate.hpp"
#include "engines/siting/models.hpp"
#include "engines/siting/search.hpp"
#include "engines/siting/service.hpp"

namespace maillage::engines::siting {
namespace {

constexpr int kRootSteps = 2000;
constexpr int kFirstServed = 20;   // steps to the first choice of the ascent that is served; then twice as many
constexpr int kStarts = 20;        // drawn when the first ones cannot serve all
constexpr int kFirstRound = 100;   // disturbances by site; each round is twice as long as the one before
constexpr int kPatience = 10000;   // disturbances without anything better, at the end of a round
constexpr double kFirst = 0.2;     // of the time, for a median without capacities to begin from
constexpr double kClimbing = 0.4;  // of the time

const std::vector<std::int64_t>& loads_of(const Instance& instance) {
  return instance.loads.empty() ? instance.weights : instance.loads;
}

std::int64_t largest_reached(const Instance& instance, Demand demand) {
  std::int64_t largest = 0;
  for (const Reach& reach : instance.costs.of(demand)) {
    const SiteTerms& terms = instance.sites[static_cast<std::size_t>(reach.site)];
    if (terms.rule != Rule::closed) largest = std::max(largest, terms.capacity);
  }
  return largest;
}

// Sum of the largest capacities that may open together; unlimited as soon as one is.
std::int64_t largest_together(const Instance& instance) {
  std::vector<std::int64_t> must, may;
  for (const SiteTerms& terms : instance.sites)
    if (terms.rule != Rule::closed) (terms.rule == Rule::open ? must : may).push_back(terms.capacity);
  std::sort(may.rbegin(), may.rend());
  const auto room =
      static_cast<std::size_t>(instance.open) - std::min(must.size(), static_cast<std::size_t>(instance.open));
  must.insert(must.end(), may.begin(), may.begin() + static_cast<std::ptrdiff_t>(std::min(room, may.size())));
  std::int64_t sum = 0;
  for (const std::int64_t capacity : must) sum = capacity > kUnlimited - sum ? kUnlimited : sum + capacity;
  return sum;
}

// The best service met, and the search around it.
class CapacitatedSearch {
 public:
  CapacitatedSearch(const Instance& instance, Watch& watch)
      : watch_(watch),
        problem_(capacity_table(instance)),
        choice_(choice_of(instance, problem_.table)),
        random_(watch.seed()),
        service_(problem_) {}

  void run(const std::vector<Site>& start) {
    find_start(start);
    if (watch_.over()) return;
    climb();
    if (!closed() && !best_open_.empty()) anneal();
  }

  Answer answer(const Instance& instance) const {
    Answer answer;
    if (best_open_.empty()) return answer;
    std::vector<Site> of_demand(instance.weights.size(), -1);
    for (std::size_t d = 0; d < best_of_demand_.size(); ++d)
      of_demand[static_cast<std::size_t>(problem_.table.demand_of[d])] =
          problem_.table.site_of[static_cast<std::size_t>(best_of_demand_[d])];
    answer = measured(instance, named(problem_.table, best_open_), std::move(of_demand));
    answer.bound = std::min(bound_, answer.value);
    if (closed()) answer.status = Status::optimal;
    return answer;
  }

 private:
  double limit() const {
    return problem_.table.whole ? best_value_ - 1 + 1e-3 : best_value_ - 1e-7 * std::fabs(best_value_);
  }
  bool closed() const { return bound_ >= limit(); }

  // Serves from these sites as well as it can; keeps what is better. True when all are served.
  bool serve(const std::vector<char>& open) {
    if (!service_.build(open)) return false;
    service_.improve(watch_);
    keep_best();
    return true;
  }

  // True when the service at hand is better than all before.
  bool keep_best() {
    const double value = service_.value();
    const bool better = value < best_value_;
    if (better) {
      best_value_ = value;
      best_open_ = service_.open();
      best_of_demand_ = service_.of_demand();
    }
    tell();
    return better;
  }

  void tell() {
    if (best_open_.empty()) return;
    const std::vector<Site> sites = named(problem_.table, best_open_);
    watch_.tell({.value = best_value_, .bound = bound_, .best = &sites});
  }

  std::vector<char> largest_sites() const {
    std::vector<std::size_t> order;
    std::vector<char> open = choice_.must;
    for (std::size_t s = 0; s < open.size(); ++s)
      if (open[s] == 0) order.push_back(s);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return problem_.capacity[a] > problem_.capacity[b]; });
    const auto fixed = static_cast<std::size_t>(std::count(open.begin(), open.end(), 1));
    for (std::size_t i = 0; i + fixed < choice_.most && i < order.size(); ++i) open[order[i]] = 1;
    return open;
  }

  void find_start(const std::vector<Site>& start) {
    if (!start.empty()) {
      std::vector<char> open(problem_.table.sites(), 0);
      for (std::size_t s = 0; s < open.size(); ++s)
        open[s] = std::binary_search(start.begin(), start.end(), problem_.table.site_of[s]) ? 1 : 0;
      serve(open);
    }
    Interchange without_capacities(problem_.table, choice_);
    without_capacities.start(sampled_start(problem_.table, choice_, random_));
    without_capacities.climb(watch_.part(kFirst * watch_.left()));
    if (serve(without_capacities.open())) return;
    for (int i = 0; i < kStarts && !watch_.over(); ++i)
      if (serve(sampled_start(problem_.table, choice_, random_))) return;
    if (best_open_.empty()) serve(largest_sites());
  }

  void climb() {
    std::vector<State> states(choice_.must.size(), State::free);
    for (std::size_t s = 0; s < states.size(); ++s)
      if (choice_.must[s] != 0) states[s] = State::open;
    Knapsacks knapsacks(problem_.load, problem_.capacity, choice_.most);
    const bool known = !best_open_.empty();
    Ascent ascent(problem_.table.rows, problem_.table.outside, choice_, std::move(states),
                  worth_beside(problem_.table, known ? best_open_ : largest_sites(), 0.2), &knapsacks);
    const Watch part = watch_.part(kClimbing * watch_.left());
    int served = kFirstServed;
    for (int i = 1; i <= kRootSteps && !ascent.settled() && !part.over(); ++i) {
      ascent.step(best_open_.empty() ? problem_.table.outside.front() : limit());
      bound_ = std::max(bound_, std::min(ascent.bound(), limit()));
      if (i != served) continue;
      serve(ascent.picked());
      served *= 2;
    }
    if (problem_.table.whole) bound_ = std::ceil(bound_ - 1e-6);
  }

  // Rounds from the best of all, longer and longer, until one is long and brings nothing.
  void anneal() {
    Annealing annealing(problem_, choice_, service_, random_);
    int idle = 0;
    for (int steps = kFirstRound * static_cast<int>(choice_.most); idle < kPatience; steps *= 2) {
      if (watch_.over() || closed()) return;
      service_.start(best_open_, best_of_demand_);
      idle += steps;
      annealing.round(steps, watch_, [&] {
        if (keep_best()) idle = 0;
      });
    }
  }

  Watch& watch_;
  const CapacityTable problem_;
  const Choice choice_;
  Random random_;
  Service service_;
  std::vector<char> best_open_;
  std::vector<std::int32_t> best_of_demand_;
  double best_value_ = HUGE_VAL;
  double bound_ = 0;
};

}  // namespace

std::optional<Impossibility> capacity_impossibility(const Instance& instance) {
  const auto& loads = loads_of(instance);
  std::int64_t total = 0;
  for (Demand d = 0; d < instance.costs.demands(); ++d) {
    const auto at = static_cast<std::size_t>(d);
    if (instance.weights[at] == 0) continue;
    total += loads[at];
    if (const std::int64_t largest = largest_reached(instance, d); loads[at] > largest)
      return Impossibility{
          .code = "demand_too_heavy", .demands = {d}, .sites = {}, .have = loads[at], .limit = largest};
  }
  const std::int64_t most = largest_together(instance);
  if (total <= most) return std::nullopt;
  return Impossibility{.code = "capacity_too_small", .demands = {}, .sites = {}, .have = total, .limit = most};
}

std::vector<Site> served_within(const Instance& instance, const std::vector<Site>& open) {
  const CapacityTable problem = capacity_table(instance);
  std::vector<char> flags(problem.table.sites(), 0);
  for (std::size_t s = 0; s < flags.size(); ++s)
    flags[s] = std::binary_search(open.begin(), open.end(), problem.table.site_of[s]) ? 1 : 0;
  Service service(problem);
  if (!service.build(flags)) return {};
  const Limits limits;
  service.exchange_all(Watch(limits));
  std::vector<Site> of_demand(instance.weights.size(), -1);
  for (std::size_t d = 0; d < problem.table.demands(); ++d)
    of_demand[static_cast<std::size_t>(problem.table.demand_of[d])] =
        problem.table.site_of[static_cast<std::size_t>(service.of_demand()[d])];
  return of_demand;
}

Answer solve_capacitated(const Instance& instance, Watch& watch, const std::vector<Site>& start) {
  CapacitatedSearch search(instance, watch);
  search.run(start);
  return search.answer(instance);
}

}  // namespace maillage::engines::siting
