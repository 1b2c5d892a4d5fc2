#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

#include "engines/districting/column_dual.hpp"
#include "engines/districting/column_master.hpp"
#include "engines/districting/evaluate.hpp"
#include "engines/districting/proof.hpp"

namespace maillage::engines::districting {
namespace {

using Clock = std::chrono::steady_clock;

// More districts than this take longer to partition than to search again for a better plan.
constexpr std::size_t kListedMax = 1'000'000;
// A range of loads narrower than this part of a district would need tables of loads too large to hold.
constexpr std::int64_t kNarrowest = 1000;
// Rounding of the sums of prices and costs, relative.
constexpr double kRounding = 1e-9;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

bool listable(const Instance& instance, const HessCosts& costs) {
  const auto& [name, load, lower, upper] = instance.weights[0];
  if (upper / std::max<std::int64_t>(1, upper - lower) > kNarrowest) return false;
  return instance.objective == Objective::inertia && costs.items <= ItemSet::kMost && !costs.limited() &&
         std::none_of(load.begin(), load.end(), [](std::int64_t l) { return l <= 0; });
}

// Every district that a plan of smaller objective than `upper` may use; none when they are too many, or at the end of
// the time.
std::optional<std::vector<Column>> listed(ColumnSearch& search, const ColumnDual& dual, double upper,
                                          const std::function<bool()>& stop) {
  std::vector<Column> out;
  for (Unit c = 0; c < search.centres(); ++c) {
    const double limit = dual.limit(c, upper) + kRounding * upper;
    if (dual.least[at(c)] >= limit) continue;
    const auto meet = [&](const Column& column, double) {
      out.push_back(column);
      return out.size() > kListedMax ? -std::numeric_limits<double>::infinity() : limit;
    };
    if (!search.around(c, dual.price, limit, meet, stop) || out.size() > kListedMax) return std::nullopt;
  }
  return out;
}

// Districts in the order given, then numbered as `fixed` units ask.
Plan plan_of(const Instance& instance, const HessCosts& costs, const std::vector<Column>& chosen) {
  std::vector<std::int32_t> column_of(at(costs.items), 0);
  for (std::size_t k = 0; k < chosen.size(); ++k)
    chosen[k].items.for_each([&](std::int32_t item) { column_of[at(item)] = static_cast<std::int32_t>(k); });
  std::vector<District> number(chosen.size(), -1);
  std::vector<bool> taken(at(instance.districts), false);
  for (const auto& [unit, district] : instance.fixed) {
    number[at(column_of[at(costs.own[at(unit)])])] = district;
    taken[at(district)] = true;
  }
  District next = 0;
  for (District& district : number) {
    if (district >= 0) continue;
    while (taken[at(next)]) ++next;
    district = next++;
  }
  Plan out;
  for (Unit u = 0; u < costs.centres; ++u) out.push_back(number[at(column_of[at(costs.own[at(u)])])]);
  return out;
}

}  // namespace

Proof prove_by_columns(const Instance& instance, double objective, const Bound& known, const ProofOptions& options) {
  Proof proof{known.value.value_or(0), {}};
  const HessCosts costs = hess_costs(instance);
  if (known.worth.empty() || objective <= 0 || !listable(instance, costs)) return proof;
  const auto deadline =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
  const std::function<bool()> stop = [&] {
    if (options.tick) options.tick();
    return Clock::now() > deadline || (options.stop != nullptr && options.stop->load());
  };
  std::vector<double> price;
  for (std::size_t i = 0; i < known.worth.size(); ++i) price.push_back(costs.load[i] * known.worth[i]);
  ColumnSearch search(instance, costs);
  const ColumnDual dual = raise_dual(search, std::move(price), proof.bound, objective, stop);
  if (dual.price.empty() || dual.value < proof.bound) return proof;
  proof.bound = std::max(proof.bound, std::min(objective, dual.value * (1 - kRounding)));
  if (dual.value >= objective) return proof;
  auto columns = listed(search, dual, objective, stop);
  if (!columns) return proof;
  const milp::Limits limits{.seconds = std::chrono::duration<double>(deadline - Clock::now()).count(),
                            .stop = options.stop,
                            .tick = options.tick};
  const Partitioned found =
      partition({costs.items, costs.districts, search.labels(), objective}, *std::move(columns), limits);
  proof.bound = std::max(proof.bound, found.bound);
  if (found.chosen.empty()) return proof;
  Plan plan = plan_of(instance, costs, found.chosen);
  if (const Evaluation value = evaluate(instance, plan); value.lawful() && value.objective < objective)
    proof.plan = std::move(plan);
  return proof;
}

}  // namespace maillage::engines::districting
