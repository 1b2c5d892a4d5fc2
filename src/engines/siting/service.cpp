#include "engines/siting/service.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maillage::engines::siting {
namespace {

constexpr double kLeast = 1e-9;       // saving worth a move, per unit of cost
constexpr std::size_t kAround = 10;   // sites that recentring looks at, besides two per demand
constexpr std::size_t kChoices = 4;   // open sites of a demand that ejections look at
constexpr std::size_t kPlaces = 12;   // the same, for a demand that is served nowhere
constexpr std::size_t kNearBy = 2;    // demands near a site, beside how many a site serves in the mean
constexpr std::uint64_t kByLoad = 4;  // one renewal in so many serves the heaviest demands first

std::vector<std::vector<std::size_t>> near_demands(const Table& table, std::size_t each) {
  std::vector<std::vector<std::size_t>> near_by;
  for (std::size_t s = 0; s < table.sites(); ++s) {
    const auto column = table.columns[s];
    std::vector<Entry> entries(column.begin(), column.end());
    const auto end = entries.begin() + static_cast<std::ptrdiff_t>(std::min(each, entries.size()));
    std::partial_sort(entries.begin(), end, entries.end(), [](const Entry& a, const Entry& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.other < b.other;
    });
    near_by.emplace_back();
    for (auto e = entries.begin(); e != end; ++e) near_by.back().push_back(static_cast<std::size_t>(e->other));
  }
  return near_by;
}

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
  const auto sites = static_cast<std::size_t>(std::max(1, instance.open));
  problem.near_by = near_demands(problem.table, kNearBy * (1 + problem.table.demands() / sites));
  return problem;
}

Service::Service(const CapacityTable& table)
    : problem_(table), waits_(table.table.demands(), 0), is_touched_(table.table.sites(), 0) {}

double Service::value() const { return std::accumulate(cost_of_.begin(), cost_of_.end(), 0.0); }

// What a demand loses if its nearest open site is full.
double Service::regret(std::size_t demand) const {
  double nearest = -1;
  for (const Entry& e : problem_.table.rows[demand]) {
    if (open_[static_cast<std::size_t>(e.other)] == 0) continue;
    if (nearest >= 0) return e.cost - nearest;
    nearest = e.cost;
  }
  return HUGE_VAL;
}

void Service::put(std::size_t demand, std::int32_t site) {
  const std::int32_t from = of_demand_[demand];
  if (from >= 0) {
    room_[static_cast<std::size_t>(from)] += problem_.load[demand];
    std::erase(served_by_[static_cast<std::size_t>(from)], demand);
  }
  of_demand_[demand] = site;
  cost_of_[demand] = HUGE_VAL;
  if (site < 0) return;
  cost_of_[demand] = problem_.cost(demand, static_cast<std::size_t>(site));
  room_[static_cast<std::size_t>(site)] -= problem_.load[demand];
  served_by_[static_cast<std::size_t>(site)].push_back(demand);
}

void Service::move_to(std::size_t demand, std::size_t site) {
  const std::int32_t from = of_demand_[demand];
  log_.push_back({static_cast<std::int32_t>(demand), from});
  put(demand, static_cast<std::int32_t>(site));
  look_at({demand});
  touch(site);
  if (from < 0) return;
  touch(static_cast<std::size_t>(from));
  look_at(problem_.near_by[static_cast<std::size_t>(from)]);
}

void Service::switch_site(std::size_t site) {
  log_.push_back({-1, static_cast<std::int32_t>(site)});
  open_[site] = open_[site] == 0 ? 1 : 0;
  if (open_[site] == 0) return;
  touch(site);
  look_at(problem_.near_by[site]);
}

void Service::keep() {
  log_.clear();
  rest();
}

void Service::undo() {
  for (; !log_.empty(); log_.pop_back()) {
    const Change change = log_.back();
    char& open = open_[static_cast<std::size_t>(std::max(0, change.site))];
    if (change.demand >= 0)
      put(static_cast<std::size_t>(change.demand), change.site);
    else
      open = open == 0 ? 1 : 0;
  }
  rest();
}

bool Service::place_one(std::size_t demand) {
  for (const Entry& e : problem_.table.rows[demand]) {
    const auto site = static_cast<std::size_t>(e.other);
    if (open_[site] == 0 || room_[site] < problem_.load[demand]) continue;
    move_to(demand, site);
    return true;
  }
  return eject(demand);
}

bool Service::place(const std::vector<std::size_t>& order) {
  return std::all_of(order.begin(), order.end(), [&](std::size_t d) { return place_one(d); });
}

void Service::free(const std::vector<std::size_t>& demands) {
  for (const std::size_t d : demands) {
    if (of_demand_[d] < 0) continue;
    log_.push_back({static_cast<std::int32_t>(d), of_demand_[d]});
    put(d, -1);
  }
}

void Service::clear(const std::vector<char>& open) {
  keep();
  open_ = open;
  of_demand_.assign(problem_.load.size(), -1);
  cost_of_.assign(problem_.load.size(), HUGE_VAL);
  room_ = problem_.capacity;
  served_by_.assign(open_.size(), {});
}

void Service::start(const std::vector<char>& open, const std::vector<std::int32_t>& of_demand) {
  clear(open);
  for (std::size_t d = 0; d < of_demand.size(); ++d) put(d, of_demand[d]);
}

bool Service::build(const std::vector<char>& open) {
  clear(open);
  std::vector<std::size_t> order(of_demand_.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<double> regrets;
  for (const std::size_t d : order) regrets.push_back(regret(d));
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return regrets[a] > regrets[b]; });
  bool served = place(order);
  if (!served) {
    free(order);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return problem_.load[a] > problem_.load[b]; });
    served = place(order);
  }
  keep();
  return served;
}

bool Service::shift(std::size_t demand) {
  for (const Entry& e : problem_.table.rows[demand]) {
    if (e.cost >= cost_of_[demand] * (1 - kLeast)) return false;
    const auto site = static_cast<std::size_t>(e.other);
    if (open_[site] == 0 || room_[site] < problem_.load[demand]) continue;
    move_to(demand, site);
    return true;
  }
  return false;
}

// The cheapest open site with room for `other` once `demand` has left its own; the number of sites when none is within
// the cost.
std::size_t Service::refuge_of(std::size_t other, std::size_t demand, double cost_most) const {
  for (const Entry& e : problem_.table.rows[other]) {
    if (e.cost >= cost_most) break;
    const auto site = static_cast<std::size_t>(e.other);
    if (open_[site] == 0 || e.other == of_demand_[other]) continue;
    const std::int64_t left = e.other == of_demand_[demand] ? problem_.load[demand] : 0;
    if (room_[site] >= problem_.load[other] - left) return site;
  }
  return open_.size();
}

// The demand of the site whose place is had for least, if that saves more than `best`.
void Service::consider(std::size_t demand, std::size_t site, Ejection& best) const {
  const double before = of_demand_[demand] < 0 ? 0 : cost_of_[demand];
  const double gained = before - problem_.cost(demand, site);
  for (const std::size_t other : served_by_[site]) {
    if (room_[site] + problem_.load[other] < problem_.load[demand]) continue;
    const std::size_t refuge = refuge_of(other, demand, cost_of_[other] + gained - best.saving);
    if (refuge == open_.size()) continue;
    best = {gained + cost_of_[other] - problem_.cost(other, refuge), site, other, refuge, true};
  }
}

// A demand that is served nowhere takes any place; another one a place that makes the whole cheaper.
bool Service::eject(std::size_t demand) {
  const bool nowhere = of_demand_[demand] < 0;
  Ejection best{.saving = nowhere ? -HUGE_VAL : kLeast * (1 + cost_of_[demand])};
  std::size_t looked = 0;
  for (const Entry& e : problem_.table.rows[demand]) {
    if (e.cost >= cost_of_[demand] || looked == (nowhere ? kPlaces : kChoices)) break;
    const auto site = static_cast<std::size_t>(e.other);
    if (open_[site] == 0 || room_[site] >= problem_.load[demand]) continue;
    ++looked;
    consider(demand, site, best);
  }
  if (!best.found) return false;
  move_to(best.other, best.refuge);
  move_to(demand, best.site);
  return true;
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
    if (cost_of_[d] < cost_of_[middle]) middle = d;
  }
  double best = cost_from(site, demands, HUGE_VAL) * (1 - kLeast);
  std::size_t better = site;
  const auto row = problem_.table.rows[middle];
  for (const Entry& e : row.first(std::min(row.size(), kAround + 2 * demands.size()))) {
    const auto other = static_cast<std::size_t>(e.other);
    if (open_[other] != 0 || problem_.capacity[other] < load) continue;
    if (const double cost = cost_from(other, demands, best); cost < best) best = cost, better = other;
  }
  if (better == site) return false;
  switch_site(better);
  switch_site(site);
  for (const std::size_t d : demands) move_to(d, better);
  return true;
}

void Service::look_at(const std::vector<std::size_t>& demands) {
  for (const std::size_t d : demands) {
    if (waits_[d] != 0) continue;
    waits_[d] = 1;
    waiting_.push_back(d);
  }
}

// What a site serves has changed: so may its best place.
void Service::touch(std::size_t site) {
  if (is_touched_[site] != 0) return;
  is_touched_[site] = 1;
  touched_.push_back(site);
}

void Service::rest() {
  for (const std::size_t d : waiting_) waits_[d] = 0;
  for (const std::size_t s : touched_) is_touched_[s] = 0;
  waiting_.clear();
  touched_.clear();
}

// Until no demand that waits has a better place.
void Service::exchange(const Watch* watch) {
  while (!waiting_.empty() && !(watch != nullptr && watch->over())) {
    const std::size_t demand = waiting_.back();
    waiting_.pop_back();
    waits_[demand] = 0;
    while (shift(demand) || eject(demand)) {
    }
  }
}

// Until nothing that was touched can be made better.
void Service::settle(const Watch* watch) {
  for (;;) {
    exchange(watch);
    if (touched_.empty() || (watch != nullptr && watch->over())) return;
    const std::size_t site = touched_.back();
    touched_.pop_back();
    is_touched_[site] = 0;
    if (open_[site] != 0) recentre(site);
  }
}

void Service::exchange_all(const Watch& watch) {
  do {
    keep();
    for (std::size_t s = 0; s < open_.size(); ++s) look_at(served_by_[s]);
    exchange(&watch);
  } while (!log_.empty() && !watch.over());
  keep();
}

void Service::improve(const Watch& watch) {
  do {
    keep();
    for (std::size_t s = 0; s < open_.size(); ++s) {
      look_at(served_by_[s]);
      if (open_[s] != 0) touch(s);
    }
    settle(&watch);
  } while (!log_.empty() && !watch.over());
  keep();
}

bool Service::renew(const Renewal& renewal, Random& random) {
  std::vector<std::size_t> demands;
  for (const std::size_t s : renewal.around) demands.insert(demands.end(), served_by_[s].begin(), served_by_[s].end());
  free(demands);
  for (const std::size_t s : renewal.closed) switch_site(s);
  for (const std::size_t s : renewal.opened) switch_site(s);
  std::vector<std::pair<double, std::size_t>> order;
  for (const std::size_t d : demands) order.emplace_back(regret(d) * (0.5 + random.unit()), d);
  if (random.below(kByLoad) == 0)
    for (auto& [key, d] : order) key = static_cast<double>(problem_.load[d]);
  std::sort(order.rbegin(), order.rend());
  for (const auto& [key, d] : order)
    if (!place_one(d)) return false;
  settle(nullptr);
  return true;
}

}  // namespace maillage::engines::siting
