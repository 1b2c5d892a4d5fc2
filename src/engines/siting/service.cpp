#include "engines/siting/service.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::engines::siting {
namespace {

constexpr double kLeast = 1e-9;       // saving worth a move, per unit of cost
constexpr std::size_t kAround = 100;  // sites that recentring looks at, besides three per demand
constexpr std::size_t kChoices = 6;   // open sites of a demand that exchanges look at

}  // namespace

CapacityTable capacity_table(const Instance& instance) {
  CapacityTable problem;
  problem.table = weighted_table(instance);
  const auto& loads = instance.loads.empty() ? instance.weights : instance.loads;
  for (const Demand d : problem.table.demand_of) problem.load.push_back(loads[static_cast<std::size_t>(d)]);
  for (const Site s : problem.table.site_of) {
    problem.capacity.push_back(instance.sites[static_cast<std::size_t>(s)].capacity);
    problem.must.push_back(instance.sites[static_cast<std::size_t>(s)].rule == Rule::open ? 1 : 0);
  }
  problem.dense.assign(problem.table.demands() * problem.table.sites(), HUGE_VAL);
  for (std::size_t d = 0; d < problem.table.demands(); ++d)
    for (const Entry& e : problem.table.rows[d])
      problem.dense[d * problem.table.sites() + static_cast<std::size_t>(e.other)] = e.cost;
  return problem;
}

Service::Service(const CapacityTable& table) : problem_(table) {}

double Service::value() const {
  double value = 0;
  for (std::size_t d = 0; d < of_demand_.size(); ++d) value += cost_now(d);
  return value;
}

std::vector<std::size_t> Service::by_load() const {
  std::vector<std::size_t> order(problem_.load.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return problem_.load[a] > problem_.load[b]; });
  return order;
}

// What a demand loses if its nearest open site is full.
std::vector<std::size_t> Service::by_regret() const {
  std::vector<double> regret(problem_.load.size(), HUGE_VAL);
  for (std::size_t d = 0; d < regret.size(); ++d) {
    double nearest = -1;
    for (const Entry& e : problem_.table.rows[d]) {
      if (open_[static_cast<std::size_t>(e.other)] == 0) continue;
      if (nearest >= 0) {
        regret[d] = e.cost - nearest;
        break;
      }
      nearest = e.cost;
    }
  }
  std::vector<std::size_t> order(regret.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return regret[a] > regret[b]; });
  return order;
}

bool Service::place(const std::vector<std::size_t>& order) {
  of_demand_.assign(problem_.load.size(), -1);
  room_ = problem_.capacity;
  served_by_.assign(open_.size(), {});
  for (const std::size_t d : order) {
    const auto row = problem_.table.rows[d];
    const auto found = std::find_if(row.begin(), row.end(), [&](const Entry& e) {
      return open_[static_cast<std::size_t>(e.other)] != 0 &&
             room_[static_cast<std::size_t>(e.other)] >= problem_.load[d];
    });
    if (found == row.end()) return false;
    move_to(d, static_cast<std::size_t>(found->other));
  }
  return true;
}

bool Service::build(const std::vector<char>& open) {
  open_ = open;
  return place(by_regret()) || place(by_load());
}

void Service::move_to(std::size_t demand, std::size_t site) {
  if (of_demand_[demand] >= 0) {
    const auto from = static_cast<std::size_t>(of_demand_[demand]);
    room_[from] += problem_.load[demand];
    std::erase(served_by_[from], demand);
  }
  of_demand_[demand] = static_cast<std::int32_t>(site);
  room_[site] -= problem_.load[demand];
  served_by_[site].push_back(demand);
}

bool Service::shift(std::size_t demand) {
  for (const Entry& e : problem_.table.rows[demand]) {
    if (e.cost >= cost_now(demand) * (1 - kLeast)) return false;
    const auto site = static_cast<std::size_t>(e.other);
    if (open_[site] == 0 || room_[site] < problem_.load[demand]) continue;
    move_to(demand, site);
    return true;
  }
  return false;
}

// Takes the place of one of the demands of a site, which takes its own.
bool Service::exchange_at(std::size_t demand, std::size_t site) {
  const auto from = static_cast<std::size_t>(of_demand_[demand]);
  const double gained = cost_now(demand) - problem_.cost(demand, site);
  double best = kLeast * (1 + cost_now(demand));
  std::size_t partner = problem_.load.size();
  for (const std::size_t other : served_by_[site]) {
    const std::int64_t more = problem_.load[demand] - problem_.load[other];
    if (more > room_[site] || -more > room_[from]) continue;
    const double saved = gained + cost_now(other) - problem_.cost(other, from);
    if (saved > best) best = saved, partner = other;
  }
  if (partner == problem_.load.size()) return false;
  move_to(demand, site);
  move_to(partner, from);
  return true;
}

bool Service::exchange(std::size_t demand) {
  std::size_t looked = 0;
  for (const Entry& e : problem_.table.rows[demand]) {
    const auto site = static_cast<std::size_t>(e.other);
    if (open_[site] == 0) continue;
    if (++looked > kChoices) return false;
    if (e.other != of_demand_[demand] && exchange_at(demand, site)) return true;
  }
  return false;
}

// Cost of serving all the demands of a site from another one; no more than `enough` is worked out.
double Service::cost_from(std::size_t site, const std::vector<std::size_t>& demands, double enough) const {
  double cost = 0;
  for (const std::size_t d : demands) {
    cost += problem_.cost(d, site);
    if (cost >= enough) break;
  }
  return cost;
}

// The closed site that would serve the same demands for less, among those nearest to the demand in their middle.
bool Service::recentre(std::size_t site) {
  const std::vector<std::size_t> demands = served_by_[site];
  if (problem_.must[site] != 0 || demands.empty()) return false;
  std::int64_t load = 0;
  std::size_t middle = demands.front();
  for (const std::size_t d : demands) {
    load += problem_.load[d];
    if (problem_.cost(d, site) < problem_.cost(middle, site)) middle = d;
  }
  double best = cost_from(site, demands, HUGE_VAL) * (1 - kLeast);
  std::size_t better = site;
  const auto row = problem_.table.rows[middle];
  for (const Entry& e : row.first(std::min(row.size(), kAround + 3 * demands.size()))) {
    const auto other = static_cast<std::size_t>(e.other);
    if (open_[other] != 0 || problem_.capacity[other] < load) continue;
    if (const double cost = cost_from(other, demands, best); cost < best) best = cost, better = other;
  }
  if (better == site) return false;
  open_[better] = 1;
  open_[site] = 0;
  for (const std::size_t d : demands) move_to(d, better);
  return true;
}

void Service::exchange_all(const Watch& watch) {
  for (bool better = true; better && !watch.over();) {
    better = false;
    for (std::size_t d = 0; d < of_demand_.size() && !watch.over(); ++d)
      while (shift(d) || exchange(d)) better = true;
  }
}

void Service::improve(const Watch& watch) {
  for (bool better = true; better && !watch.over();) {
    exchange_all(watch);
    better = false;
    for (std::size_t s = 0; s < open_.size() && !watch.over(); ++s)
      if (open_[s] != 0) better |= recentre(s);
  }
}

}  // namespace maillage::engines::siting
