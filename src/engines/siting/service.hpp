// Who is served where within the capacities, and its improvement: shifts, ejections (a demand takes the place of
// another, which goes elsewhere) and a better site for the same demands. Lorena & Senne, "A column generation approach
// to capacitated p-median problems", Computers & Operations Research 31 (2004); Osman & Christofides, International
// Transactions in Operational Research 1 (1994).
#pragma once

#include <vector>

#include "base/random.hpp"
#include "engines/siting/table.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

// Loads and capacities of a table, and the cost of any pair at once.
struct CapacityTable {
  Table table;
  std::vector<std::int64_t> load;                 // of each demand
  std::vector<std::int64_t> capacity;             // of each site
  std::vector<double> dense;                      // cost by demand × site; infinity = out of reach
  std::vector<char> must;                         // sites that stay open
  std::vector<std::vector<std::size_t>> near_by;  // of each site: the demands that cost least from it, a few

  double cost(std::size_t demand, std::size_t site) const { return dense[demand * table.sites() + site]; }
};

CapacityTable capacity_table(const Instance& instance);

// A part of a service to be made anew: sites whose demands are served again, after some close and others open.
struct Renewal {
  std::vector<std::size_t> around;  // open sites
  std::vector<std::size_t> closed;  // some of them
  std::vector<std::size_t> opened;  // closed sites
};

class Service {
 public:
  explicit Service(const CapacityTable& table);

  // Serves all demands from these sites (flags), those that lose most by their second choice first. False when some
  // demand found no room: there is no service then.
  bool build(const std::vector<char>& open);
  // Begins at this service: a site of `open` for each demand, within the capacities.
  void start(const std::vector<char>& open, const std::vector<std::int32_t>& of_demand);
  // Shifts and ejects demands until nothing is brought by it, or the end of the watch.
  void exchange_all(const Watch& watch);
  // The same, sites moved too.
  void improve(const Watch& watch);
  // Makes a part anew, in an order in which chance has a share, and improves what that changes. False when some demand
  // found no room; undo() is then to be called.
  bool renew(const Renewal& renewal, Random& random);
  // Forgets what could be undone.
  void keep();
  // Back to the service of the last keep().
  void undo();

  double value() const;
  const std::vector<std::int32_t>& of_demand() const { return of_demand_; }
  const std::vector<char>& open() const { return open_; }

 private:
  // `demand` goes to `site`, from which `other` goes to `refuge`.
  struct Ejection {
    double saving = 0;
    std::size_t site = 0, other = 0, refuge = 0;
    bool found = false;
  };
  struct Change {
    std::int32_t demand;  // -1 = the site was opened or closed
    std::int32_t site;    // where it was served, -1 = nowhere
  };

  void clear(const std::vector<char>& open);
  bool place(const std::vector<std::size_t>& order);
  bool place_one(std::size_t demand);
  void free(const std::vector<std::size_t>& demands);
  double regret(std::size_t demand) const;
  void put(std::size_t demand, std::int32_t site);
  void move_to(std::size_t demand, std::size_t site);
  void switch_site(std::size_t site);
  bool shift(std::size_t demand);
  bool eject(std::size_t demand);
  void consider(std::size_t demand, std::size_t site, Ejection& best) const;
  std::size_t refuge_of(std::size_t other, std::size_t demand, double cost_most) const;
  bool recentre(std::size_t site);
  double cost_from(std::size_t site, const std::vector<std::size_t>& demands, double enough) const;
  void look_at(const std::vector<std::size_t>& demands);
  void touch(std::size_t site);
  void exchange(const Watch* watch);
  void settle(const Watch* watch);
  void rest();

  const CapacityTable& problem_;
  std::vector<char> open_;
  std::vector<std::int32_t> of_demand_;
  std::vector<double> cost_of_;                      // of each demand, where it is served; infinity = nowhere
  std::vector<std::int64_t> room_;                   // left at each site
  std::vector<std::vector<std::size_t>> served_by_;  // demands of each site
  std::vector<Change> log_;                          // since the last keep()
  std::vector<std::size_t> waiting_;                 // demands to look at
  std::vector<char> waits_;
  std::vector<std::size_t> touched_;  // sites whose demands changed since they were last moved
  std::vector<char> is_touched_;
};

}  // namespace maillage::engines::siting
