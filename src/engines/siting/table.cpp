#include "engines/siting/table.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::engines::siting {
namespace {

// Positions in the table of the sites that may open; -1 for the others.
std::vector<std::int32_t> number_sites(const Instance& instance, Table& table) {
  std::vector<std::int32_t> position(instance.sites.size(), -1);
  for (std::size_t s = 0; s < instance.sites.size(); ++s) {
    if (instance.sites[s].rule == Rule::closed) continue;
    position[s] = static_cast<std::int32_t>(table.site_of.size());
    table.site_of.push_back(static_cast<Site>(s));
  }
  return position;
}

// Fills the table with the costs that `cost_of(demand, reach)` gives; a negative one leaves the pair out.
template <class CostOf>
Table build(const Instance& instance, CostOf cost_of) {
  Table table;
  const auto position = number_sites(instance, table);
  table.rows.reserve(instance.costs.pairs());
  for (Demand d = 0; d < instance.costs.demands(); ++d) {
    if (instance.weights[static_cast<std::size_t>(d)] == 0) continue;
    table.demand_of.push_back(d);
    for (const Reach& reach : instance.costs.of(d)) {
      const double cost = cost_of(static_cast<std::size_t>(d), reach);
      const auto site = position[static_cast<std::size_t>(reach.site)];
      if (site >= 0 && cost >= 0) table.rows.add({site, cost});
    }
    table.rows.end_row();
  }
  table.columns = table.rows.turned(table.sites());
  return table;
}

// Whether every cost of the rows is whole, and small enough for sums of all of them to be exact.
bool all_whole(const Table& table, double total) {
  if (total > 0x1p52) return false;
  for (std::size_t d = 0; d < table.demands(); ++d)
    for (const Entry& e : table.rows[d])
      if (e.cost != std::floor(e.cost)) return false;
  return true;
}

}  // namespace

Rows Rows::turned(std::size_t others) const {
  Rows turned;
  turned.first_.assign(others + 1, 0);
  turned.entries_.resize(entries_.size());
  for (const Entry& e : entries_) ++turned.first_[static_cast<std::size_t>(e.other) + 1];
  for (std::size_t s = 0; s < others; ++s) turned.first_[s + 1] += turned.first_[s];
  std::vector<std::size_t> next(turned.first_.begin(), turned.first_.end() - 1);
  for (std::size_t d = 0; d < size(); ++d)
    for (const Entry& e : (*this)[d])
      turned.entries_[next[static_cast<std::size_t>(e.other)]++] = {static_cast<std::int32_t>(d), e.cost};
  return turned;
}

Table weighted_table(const Instance& instance) {
  Table table = build(instance, [&](std::size_t demand, const Reach& reach) {
    return static_cast<double>(instance.weights[demand]) * reach.cost;
  });
  double dearest = 1;
  for (std::size_t d = 0; d < table.demands(); ++d)
    if (!table.rows[d].empty()) dearest += table.rows[d].back().cost;
  table.outside.assign(table.demands(), std::ceil(dearest));
  table.whole = all_whole(table, dearest * static_cast<double>(table.demands() + 1));
  return table;
}

Table radius_table(const Instance& instance) {
  Table table = build(instance, [&](std::size_t, const Reach& r) { return r.cost <= instance.radius ? 0.0 : -1.0; });
  double total = 0;
  for (const Demand d : table.demand_of) {
    table.outside.push_back(static_cast<double>(instance.weights[static_cast<std::size_t>(d)]));
    total += table.outside.back();
  }
  table.whole = total <= 0x1p52;
  return table;
}

double value_of(const Table& table, const std::vector<char>& open) {
  double value = 0;
  for (std::size_t d = 0; d < table.demands(); ++d) {
    const auto row = table.rows[d];
    const auto nearest = std::find_if(row.begin(), row.end(),
                                      [&](const Entry& e) { return open[static_cast<std::size_t>(e.other)] != 0; });
    value += nearest == row.end() ? table.outside[d] : nearest->cost;
  }
  return value;
}

std::vector<char> start_of(const Table& table, const std::vector<Site>& open) {
  std::vector<char> flags(open.empty() ? 0 : table.sites(), 0);
  for (std::size_t s = 0; s < flags.size(); ++s)
    flags[s] = std::binary_search(open.begin(), open.end(), table.site_of[s]) ? 1 : 0;
  return flags;
}

std::vector<Site> named(const Table& table, const std::vector<char>& open) {
  std::vector<Site> sites;
  for (std::size_t s = 0; s < open.size(); ++s)
    if (open[s] != 0) sites.push_back(table.site_of[s]);
  return sites;
}

}  // namespace maillage::engines::siting
