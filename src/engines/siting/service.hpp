// Who is served where within the capacities, and its improvement: shifts, exchanges of two demands, and a better site
// for the same demands. Lorena & Senne, "A column generation approach to capacitated p-median problems", Computers &
// Operations Research 31 (2004); Osman & Christofides, International Transactions in Operational Research 1 (1994).
#pragma once

#include <vector>

#include "engines/siting/table.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

// Loads and capacities of a table, and the cost of any pair at once.
struct CapacityTable {
  Table table;
  std::vector<std::int64_t> load;      // of each demand
  std::vector<std::int64_t> capacity;  // of each site
  std::vector<double> dense;           // cost by demand × site; infinity = out of reach
  std::vector<char> must;              // sites that stay open

  double cost(std::size_t demand, std::size_t site) const { return dense[demand * table.sites() + site]; }
};

CapacityTable capacity_table(const Instance& instance);

class Service {
 public:
  explicit Service(const CapacityTable& table);

  // Serves all demands from these sites (flags), those that lose most by their second choice first. False when some
  // demand found no room: there is no service then.
  bool build(const std::vector<char>& open);
  // Shifts and exchanges demands until nothing is brought by it, or the end of the watch.
  void exchange_all(const Watch& watch);
  // The same, sites moved too.
  void improve(const Watch& watch);

  double value() const;
  const std::vector<std::int32_t>& of_demand() const { return of_demand_; }
  const std::vector<char>& open() const { return open_; }

 private:
  bool place(const std::vector<std::size_t>& order);
  std::vector<std::size_t> by_regret() const;
  std::vector<std::size_t> by_load() const;
  void move_to(std::size_t demand, std::size_t site);
  bool shift(std::size_t demand);
  bool exchange(std::size_t demand);
  bool exchange_at(std::size_t demand, std::size_t site);
  bool recentre(std::size_t site);
  double cost_from(std::size_t site, const std::vector<std::size_t>& demands, double enough) const;
  double cost_now(std::size_t demand) const {
    return problem_.cost(demand, static_cast<std::size_t>(of_demand_[demand]));
  }

  const CapacityTable& problem_;
  std::vector<char> open_;
  std::vector<std::int32_t> of_demand_;
  std::vector<std::int64_t> room_;                   // left at each open site
  std::vector<std::vector<std::size_t>> served_by_;  // demands of each open site
};

}  // namespace maillage::engines::siting
