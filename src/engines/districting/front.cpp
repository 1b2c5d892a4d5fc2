#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "base/assert.hpp"
#include "engines/districting/bound.hpp"
#include "engines/districting/districting.hpp"
#include "engines/districting/feasibility.hpp"
#include "engines/districting/starts.hpp"

namespace maillage::engines::districting {
namespace {

using Clock = std::chrono::steady_clock;

constexpr District kOpenings = 8;      // points of the sweep with fewer openings than allowed
constexpr double kSearchShare = 0.75;  // of the time; the rest is for bounds

// One point of the sweep.
struct Wish {
  District districts = 1;
  double tolerance = 0;
  double stability = 0;
  District opened_max = 0;
};

// Bounds that were `from` districts' become `to` districts' of the same whole.
void rescale(Weight& weight, District from, District to) {
  const double factor = static_cast<double>(from) / to;
  weight.lower = static_cast<std::int64_t>(std::ceil(static_cast<double>(weight.lower) * factor - 1e-9));
  weight.upper = static_cast<std::int64_t>(std::floor(static_cast<double>(weight.upper) * factor + 1e-9));
}

Instance wished(const Instance& base, const Wish& wish, double price) {
  Instance instance = base;
  instance.districts = wish.districts;
  instance.opened_max = wish.opened_max;
  const Weight& load = base.weights.front();
  instance.weights.front() = balanced(load.name, load.of_unit, wish.districts, wish.tolerance);
  for (std::size_t w = 1; w < instance.weights.size(); ++w)
    rescale(instance.weights[w], base.districts, wish.districts);
  for (Present& present : instance.present) present.price = price;
  return instance;
}

std::vector<double> stabilities(const Instance& base, const FrontRequest& request, std::size_t count) {
  if (base.present.empty() || count < 2) return {base.present.empty() ? 0 : request.stability};
  std::vector<double> out;
  // Prices go as s / (1 − s): equal ratios of price on both sides of the middle, and the two ends.
  const double middle = std::clamp(request.stability, 0.05, 0.95), ratio = middle / (1 - middle);
  const double half = static_cast<double>(count - 1) / 2;
  for (std::size_t i = 0; i < count; ++i) {
    const double price = ratio * std::pow(3.0, 2.0 * (static_cast<double>(i) - half) / half);
    out.push_back(i == 0 ? 0 : price / (1 + price));
  }
  return out;
}

// Fewer openings than allowed, down to as many as there are districts without a kept seat: what each is worth is then
// on the front.
void add_openings(const Instance& base, const FrontRequest& request, std::vector<Wish>& out) {
  const auto kept = static_cast<District>(std::count(base.seats.begin(), base.seats.end(), Seat::kept));
  const District range = request.districts_max - request.districts_min + 1;
  for (District districts = request.districts_min; districts <= request.districts_max; ++districts) {
    const District least = std::max<District>(0, districts - kept), fewer = base.opened_max - least;
    const District points = std::min(fewer, kOpenings / range);
    for (District i = 0; i < points; ++i)
      out.push_back({districts, request.balance, request.stability, least + i * fewer / points});
  }
}

// The sweep: every number of districts when they are few, then prices, then tolerances, about one and a half times as
// many points as plans wanted since some will be dominated.
std::vector<Wish> sweep(const Instance& base, const FrontRequest& request) {
  const std::size_t budget = std::max<std::size_t>(1, request.plans_max + request.plans_max / 2);
  const auto range = static_cast<std::size_t>(request.districts_max - request.districts_min) + 1;
  const std::size_t counts = std::min(range, budget);
  const std::size_t tolerances = std::clamp<std::size_t>(budget / (counts * 5), 1, 3);
  const std::size_t prices = std::clamp<std::size_t>(budget / (counts * tolerances), 1, 9);
  std::vector<Wish> out;
  for (std::size_t t = 0; t < tolerances; ++t)
    for (const double stability : stabilities(base, request, prices))
      for (std::size_t i = 0; i < counts; ++i) {
        const std::size_t step = counts == 1 ? 0 : i * (range - 1) / (counts - 1);
        out.push_back({request.districts_min + static_cast<District>(step), request.balance / std::pow(2.0, t),
                       stability, base.opened_max});
      }
  add_openings(base, request, out);
  return out;
}

// No worse in any measure, nor opening more seats, up to what nobody would choose by: 0.2 % of inertia, a thousandth of
// imbalance.
bool covers(const Proposal& a, const Proposal& b) {
  return a.evaluation.inertia <= b.evaluation.inertia * 1.002 && load_moved(a.evaluation) <= load_moved(b.evaluation) &&
         a.evaluation.opened <= b.evaluation.opened &&
         a.evaluation.max_deviation <= b.evaluation.max_deviation + 0.001 && a.districts <= b.districts;
}

// Adds the proposal unless another covers it; drops those it covers.
void add(std::vector<Proposal>& proposals, Proposal proposal) {
  for (const Proposal& p : proposals)
    if (covers(p, proposal)) return;
  std::erase_if(proposals, [&](const Proposal& p) { return covers(proposal, p); });
  proposals.push_back(std::move(proposal));
  std::sort(proposals.begin(), proposals.end(), [](const Proposal& a, const Proposal& b) {
    return std::pair(a.districts, load_moved(a.evaluation)) < std::pair(b.districts, load_moved(b.evaluation));
  });
}

// One call of front: its time, its sweep and what it has found.
class Sweep {
 public:
  Sweep(const Instance& base, const FrontRequest& request, const Limits& limits, const FrontReport& report)
      : base_(base), request_(request), limits_(limits), report_(report), start_(Clock::now()) {}

  std::vector<Proposal> run() {
    const auto wishes = sweep(base_, request_);
    for (std::size_t i = 0; i < wishes.size() && !over(); ++i) {
      const double left = limits_.seconds * kSearchShare - elapsed();
      visit(wishes[i], i, left / static_cast<double>(wishes.size() - i));
    }
    prove_all();
    return std::move(proposals_);
  }

 private:
  double elapsed() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  bool over() const { return elapsed() >= limits_.seconds || (limits_.stop != nullptr && limits_.stop->load()); }
  void tell() const {
    if (report_) report_(std::min(1.0, elapsed() / limits_.seconds), proposals_);
  }

  // The front as it would be if the search under way ended now.
  void tell_with(const Instance& instance, const Wish& wish, double priced, const Progress& progress) const {
    if (!report_) return;
    Answer answer{Status::feasible, *progress.best, progress.objective.value_or(0), {}, {}, progress.plans, elapsed()};
    std::vector<Proposal> so_far = proposals_;
    add(so_far, {wish.districts, wish.tolerance, priced, std::move(answer), evaluate(instance, *progress.best)});
    report_(std::min(1.0, elapsed() / limits_.seconds), so_far);
  }

  double price(const Wish& wish) const {
    Instance instance = base_;
    instance.districts = wish.districts;
    return price_of_stability(instance, wish.stability);
  }

  void visit(const Wish& wish, std::size_t position, double seconds) {
    const double priced = base_.present.empty() ? 0 : price(wish);
    const Instance instance = wished(base_, wish, priced);
    if (impossible(instance)) return;
    Limits limits = limits_;
    limits.seconds = seconds;
    limits.seed = limits_.seed + position;
    limits.report = [&](const Progress& progress) {
      if (progress.best != nullptr)
        tell_with(instance, wish, priced, progress);
      else
        tell();
    };
    Answer answer = search(instance, limits, beginning(wish, priced));
    if (answer.status != Status::feasible) return;
    Evaluation evaluation = evaluate(instance, answer.plan);
    add(proposals_, {wish.districts, wish.tolerance, priced, std::move(answer), std::move(evaluation)});
    tell();
  }

  // The plan found at a neighbouring price for the same number of districts is a good place to begin from; before there
  // is one, the plan given.
  const Plan* beginning(const Wish& wish, double priced) const {
    const Proposal* neighbour = nullptr;
    for (const Proposal& p : proposals_)
      if (p.districts == wish.districts &&
          (neighbour == nullptr || std::abs(p.price - priced) < std::abs(neighbour->price - priced)))
        neighbour = &p;
    if (neighbour != nullptr) return &neighbour->answer.plan;
    const auto highest = std::max_element(request_.start.begin(), request_.start.end());
    return highest != request_.start.end() && *highest + 1 == wish.districts ? &request_.start : nullptr;
  }

  // Loosest tolerance first: what is proved of it holds for the tighter ones.
  std::vector<std::pair<District, double>> questions() const {
    std::set<std::pair<District, double>> asked;
    for (const Proposal& p : proposals_) asked.insert({p.districts, -p.tolerance});
    std::vector<std::pair<District, double>> out;
    for (const auto& [districts, tolerance] : asked) out.emplace_back(districts, -tolerance);
    return out;
  }

  void prove_all() {
    const auto asked = questions();
    std::optional<double> looser;
    for (std::size_t i = 0; i < asked.size() && !over(); ++i) {
      if (i == 0 || asked[i - 1].first != asked[i].first) looser.reset();
      const double seconds = (limits_.seconds - elapsed()) / static_cast<double>(asked.size() - i);
      looser = prove(asked[i].first, asked[i].second, seconds, looser);
      tell();
    }
  }

  // Bounds the inertia of every plan of so many districts within the tolerance. Moves cost nothing in it, so that it
  // bounds the objective at any price too. Gives the better of the new bound and of `known`, both valid.
  std::optional<double> prove(District districts, double tolerance, double seconds, std::optional<double> known) {
    Instance instance = wished(base_, {districts, tolerance, 0, base_.opened_max}, 0);
    instance.present.clear();
    const auto same = [&](const Proposal& p) { return p.districts == districts && p.tolerance == tolerance; };
    double best = std::numeric_limits<double>::infinity();
    for (const Proposal& p : proposals_)
      if (same(p)) best = std::min(best, p.evaluation.inertia);
    std::optional<double> bound = lower_bound(instance, BoundOptions{seconds, best, limits_.stop}).value;
    if (known && (!bound || *known > *bound)) bound = known;
    for (Proposal& p : proposals_) {
      if (!same(p)) continue;
      p.answer.bound = bound;
      if (bound && p.answer.objective <= *bound * (1 + 1e-9)) p.answer.status = Status::optimal;
    }
    return bound;
  }

  const Instance& base_;
  const FrontRequest& request_;
  const Limits& limits_;
  const FrontReport& report_;
  Clock::time_point start_;
  std::vector<Proposal> proposals_;
};

}  // namespace

std::int64_t load_moved(const Evaluation& evaluation) {
  return std::accumulate(evaluation.moved.begin(), evaluation.moved.end(), std::int64_t{0});
}

double price_of_stability(const Instance& instance, double stability) {
  if (stability <= 0) return 0;
  Instance free = instance;
  free.present.clear();
  const Model model(free);
  Random random(1);
  std::optional<Plan> plan;
  if (!free.centres.empty()) plan = power_start(model, random, 3);
  if (!plan) plan = grown_start(model, random);
  if (!plan) return 0;
  const auto& load = instance.weights.front().of_unit;
  const auto total = static_cast<double>(std::accumulate(load.begin(), load.end(), std::int64_t{0}));
  const double s = std::min(stability, 0.999);
  return total > 0 ? evaluate(free, model.expand(*plan)).objective / total * s / (1 - s) : 0;
}

std::vector<Proposal> front(const Instance& instance, const FrontRequest& request, const Limits& limits,
                            const FrontReport& report) {
  MAILLAGE_ASSERT(request.districts_min >= 1 && request.districts_min <= request.districts_max, "a range of districts");
  return Sweep(instance, request, limits, report).run();
}

}  // namespace maillage::engines::districting
