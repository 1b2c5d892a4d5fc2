// What the parts of the search share: who may take what, what a load costs, what hangs together.
#pragma once

#include <vector>

#include "engines/reassignment/reassignment.hpp"

namespace maillage::engines::reassignment {

inline std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

using Assignment = std::vector<Carrier>;

// An instance, which outlives it, read once.
class Model {
 public:
  explicit Model(const Instance& instance);

  std::int32_t units() const { return static_cast<std::int32_t>(instance_.units.size()); }
  Carrier carriers() const { return static_cast<Carrier>(instance_.carriers.size()); }
  const Movable& unit(std::int32_t u) const { return instance_.units[at(u)]; }
  // The carriers that may take the unit, ascending.
  const std::vector<Carrier>& allowed(std::int32_t u) const { return allowed_[at(cluster_[at(u)])]; }
  // Nothing need hang together where the unit is.
  bool loose(std::int32_t u) const { return loose_[at(cluster_[at(u)])]; }
  bool touches(std::int32_t u, Carrier carrier) const;
  double cost(std::int32_t u, Carrier carrier) const { return unit(u).weight * unit(u).costs[at(carrier)]; }

  // How much the price of a load grows with each load that the carrier has.
  double slope(Carrier carrier) const;
  double kept(Carrier carrier) const { return instance_.carriers[at(carrier)].kept; }
  // What the loads that a carrier takes cost in balance.
  double price(Carrier carrier, double taken) const;

  // Load that each carrier takes.
  std::vector<double> taken(const Assignment& of_unit) const;
  double value(const Assignment& of_unit) const;
  // Every unit reaches the ground of its carrier, `without` one of them (-1 = all of them).
  std::vector<bool> rooted(const Assignment& of_unit, Carrier carrier, std::int32_t without = -1) const;
  bool lawful(const Assignment& of_unit) const;

 private:
  void find_clusters();

  const Instance& instance_;
  std::vector<std::int32_t> cluster_;          // of every unit
  std::vector<std::vector<Carrier>> allowed_;  // of every cluster
  std::vector<bool> loose_;                    // of every cluster
};

}  // namespace maillage::engines::reassignment
