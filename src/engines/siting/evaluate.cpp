#include "engines/siting/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engines/siting/capacitated.hpp"
#include "engines/siting/choice.hpp"

namespace maillage::engines::siting {
namespace {

bool has_radius(Model model) { return model == Model::cover || model == Model::set_cover; }

std::vector<char> flags_of(std::size_t sites, const std::vector<Site>& open) {
  std::vector<char> flags(sites, 0);
  for (const Site site : open) flags[static_cast<std::size_t>(site)] = 1;
  return flags;
}

// Position of the first open site of the demand's list; its end when there is none.
std::span<const Reach>::iterator nearest(std::span<const Reach> reaches, const std::vector<char>& open) {
  return std::find_if(reaches.begin(), reaches.end(),
                      [&](const Reach& r) { return open[static_cast<std::size_t>(r.site)] != 0; });
}

double cost_between(const Costs& costs, Demand demand, Site site) {
  for (const Reach& reach : costs.of(demand))
    if (reach.site == site) return reach.cost;
  return HUGE_VAL;
}

double price_of_plan(const Instance& instance, const std::vector<char>& open) {
  double price = 0;
  for (std::size_t s = 0; s < open.size(); ++s)
    price += open[s] != 0 ? instance.sites[s].price_open : instance.sites[s].price_closed;
  return price;
}

double value_of_plan(const Instance& instance, const Answer& answer) {
  double sum = 0, largest = 0, covered = 0;
  for (std::size_t d = 0; d < instance.weights.size(); ++d) {
    if (instance.weights[d] == 0 || answer.of_demand[d] < 0) continue;
    const double cost = cost_between(instance.costs, static_cast<Demand>(d), answer.of_demand[d]);
    const auto weight = static_cast<double>(instance.weights[d]);
    sum += weight * cost;
    largest = std::max(largest, cost);
    covered += weight;
  }
  if (instance.model == Model::center) return largest;
  if (instance.model == Model::cover) return covered;
  return instance.model == Model::set_cover ? static_cast<double>(answer.open.size()) : sum;
}

// Demands of weight > 0 that are in none of the reaches `can` accepts, heaviest first.
template <class Can>
std::vector<Demand> demands_without(const Instance& instance, Can can) {
  std::vector<Demand> demands;
  for (Demand d = 0; d < instance.costs.demands(); ++d) {
    const auto reaches = instance.costs.of(d);
    if (instance.weights[static_cast<std::size_t>(d)] > 0 && std::none_of(reaches.begin(), reaches.end(), can))
      demands.push_back(d);
  }
  std::stable_sort(demands.begin(), demands.end(), [&](Demand a, Demand b) {
    return instance.weights[static_cast<std::size_t>(a)] > instance.weights[static_cast<std::size_t>(b)];
  });
  return demands;
}

std::optional<Impossibility> unreachable(const Instance& instance) {
  if (instance.model == Model::cover) return std::nullopt;
  auto demands = demands_without(instance, [&](const Reach& r) {
    return instance.sites[static_cast<std::size_t>(r.site)].rule != Rule::closed &&
           (instance.model != Model::set_cover || r.cost <= instance.radius);
  });
  if (demands.empty()) return std::nullopt;
  return Impossibility{.code = "demand_unreachable", .demands = std::move(demands), .sites = {}};
}

std::optional<Impossibility> too_many_fixed(const Instance& instance) {
  if (instance.model == Model::set_cover || (instance.model == Model::budgeted && instance.open == 0))
    return std::nullopt;
  std::vector<Site> fixed;
  for (std::size_t s = 0; s < instance.sites.size(); ++s)
    if (instance.sites[s].rule == Rule::open) fixed.push_back(static_cast<Site>(s));
  const auto have = static_cast<std::int64_t>(fixed.size());
  if (have <= instance.open) return std::nullopt;
  return Impossibility{
      .code = "too_many_fixed", .demands = {}, .sites = std::move(fixed), .have = have, .limit = instance.open};
}

std::optional<Impossibility> budget_too_small(const Instance& instance) {
  if (instance.model != Model::budgeted) return std::nullopt;
  Table table;
  for (std::size_t s = 0; s < instance.sites.size(); ++s)
    if (instance.sites[s].rule != Rule::closed) table.site_of.push_back(static_cast<Site>(s));
  const Choice choice = choice_of(instance, table);
  const double opening = price_of(choice, cheapest(choice));
  if (affordable(choice, opening)) return std::nullopt;
  const double closed = price_of_plan(instance, std::vector<char>(instance.sites.size(), 0));
  return Impossibility{.code = "budget_too_small", .demands = {}, .sites = {}, .price = closed + opening};
}

// What the chosen sites break of the instance, the service left aside.
std::optional<Impossibility> broken(const Instance& instance, const std::vector<char>& open) {
  std::vector<Site> misplaced;
  for (std::size_t s = 0; s < open.size(); ++s) {
    const Rule rule = instance.sites[s].rule;
    if ((rule == Rule::open && open[s] == 0) || (rule == Rule::closed && open[s] != 0))
      misplaced.push_back(static_cast<Site>(s));
  }
  if (!misplaced.empty()) return Impossibility{.code = "site_misplaced", .demands = {}, .sites = std::move(misplaced)};
  const auto count = static_cast<std::int64_t>(std::accumulate(open.begin(), open.end(), 0));
  const bool counted = instance.model != Model::set_cover && instance.open > 0;
  if (counted && count > instance.open)
    return Impossibility{.code = "too_many_open", .demands = {}, .sites = {}, .have = count, .limit = instance.open};
  const double price = price_of_plan(instance, open);
  if (instance.model == Model::budgeted && price > instance.budget + 1e-9 * (1 + std::fabs(instance.budget)))
    return Impossibility{.code = "over_budget", .demands = {}, .sites = {}, .price = price};
  return std::nullopt;
}

std::optional<Impossibility> unserved(const Instance& instance, const std::vector<char>& open) {
  if (instance.model == Model::cover) return std::nullopt;
  auto demands = demands_without(instance, [&](const Reach& r) {
    return open[static_cast<std::size_t>(r.site)] != 0 &&
           (instance.model != Model::set_cover || r.cost <= instance.radius);
  });
  if (demands.empty()) return std::nullopt;
  return Impossibility{.code = "demand_unreachable", .demands = std::move(demands), .sites = {}};
}

// Cost below or at which 10 %, 20 % … 90 % of the weight is, the demands in ascending order of cost.
std::vector<double> quantiles_of(const std::vector<std::size_t>& order, const std::vector<double>& cost,
                                 const std::vector<std::int64_t>& weights, std::int64_t total) {
  std::vector<double> quantiles;
  std::int64_t below = 0;
  for (const std::size_t d : order) {
    below += weights[d];
    while (quantiles.size() < 9 && 10 * below >= static_cast<std::int64_t>(quantiles.size() + 1) * total)
      quantiles.push_back(cost[d]);
  }
  return quantiles;
}

Answer infeasible(Impossibility why) {
  Answer answer;
  answer.status = Status::infeasible;
  answer.why = std::move(why);
  return answer;
}

}  // namespace

std::optional<Impossibility> plain_impossibility(const Instance& instance) {
  if (auto why = unreachable(instance)) return why;
  if (auto why = too_many_fixed(instance)) return why;
  if (auto why = budget_too_small(instance)) return why;
  return instance.model == Model::capacitated ? capacity_impossibility(instance) : std::nullopt;
}

std::vector<Site> served_nearest(const Instance& instance, const std::vector<Site>& open) {
  const auto flags = flags_of(instance.sites.size(), open);
  std::vector<Site> of_demand;
  for (Demand d = 0; d < instance.costs.demands(); ++d) {
    const auto reaches = instance.costs.of(d);
    const auto found = nearest(reaches, flags);
    const bool served = found != reaches.end() && !(has_radius(instance.model) && found->cost > instance.radius);
    of_demand.push_back(served ? found->site : -1);
  }
  return of_demand;
}

Answer measured(const Instance& instance, std::vector<Site> open, std::vector<Site> of_demand) {
  Answer answer;
  answer.status = Status::feasible;
  answer.open = std::move(open);
  answer.of_demand = std::move(of_demand);
  answer.value = value_of_plan(instance, answer);
  answer.price = price_of_plan(instance, flags_of(instance.sites.size(), answer.open));
  return answer;
}

Answer evaluate(const Instance& instance, std::vector<Site> open) {
  const auto flags = flags_of(instance.sites.size(), open);
  if (auto why = broken(instance, flags)) return infeasible(std::move(*why));
  if (auto why = unserved(instance, flags)) return infeasible(std::move(*why));
  if (instance.model != Model::capacitated) {
    auto of_demand = served_nearest(instance, open);
    return measured(instance, std::move(open), std::move(of_demand));
  }
  auto of_demand = served_within(instance, open);
  if (of_demand.empty()) return infeasible({.code = "capacity_short", .demands = {}, .sites = {}});
  return measured(instance, std::move(open), std::move(of_demand));
}

std::vector<double> nearest_costs(const Costs& costs, const std::vector<Site>& open) {
  const auto flags = flags_of(static_cast<std::size_t>(costs.sites()), open);
  std::vector<double> nearest_cost;
  for (Demand d = 0; d < costs.demands(); ++d) {
    const auto reaches = costs.of(d);
    const auto found = nearest(reaches, flags);
    nearest_cost.push_back(found == reaches.end() ? HUGE_VAL : found->cost);
  }
  return nearest_cost;
}

Access access_of(const Costs& costs, const std::vector<Site>& open, const std::vector<std::int64_t>& of_demand,
                 const std::vector<double>& thresholds) {
  const auto cost = nearest_costs(costs, open);
  std::vector<std::size_t> order;
  for (std::size_t d = 0; d < cost.size(); ++d)
    if (of_demand[d] > 0) order.push_back(d);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return cost[a] < cost[b]; });
  Access access;
  access.within.assign(thresholds.size(), 0);
  double sum = 0;
  for (const std::size_t d : order) {
    access.total += of_demand[d];
    if (!std::isfinite(cost[d])) {
      access.unreached += of_demand[d];
      continue;
    }
    for (std::size_t t = 0; t < thresholds.size(); ++t) access.within[t] += cost[d] <= thresholds[t] ? of_demand[d] : 0;
    sum += static_cast<double>(of_demand[d]) * cost[d];
    access.worst = cost[d];
  }
  const auto reached = static_cast<double>(access.total - access.unreached);
  access.mean = reached > 0 ? sum / reached : 0;
  access.quantiles = quantiles_of(order, cost, of_demand, access.total);
  return access;
}

}  // namespace maillage::engines::siting
