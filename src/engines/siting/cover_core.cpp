#include "engines/siting/cover_core.hpp"

#include <algorithm>
#include <map>

namespace maillage::engines::siting {
namespace {

using List = std::vector<std::int32_t>;

class Reduction {
 public:
  explicit Reduction(const Rows& rows, std::size_t sites) {
    core_.chosen.assign(sites, 0);
    core_.demands_of.resize(sites);
    core_.sites_of.resize(rows.size());
    for (std::size_t d = 0; d < rows.size(); ++d) {
      for (const Entry& e : rows[d]) core_.sites_of[d].push_back(e.other);
      std::sort(core_.sites_of[d].begin(), core_.sites_of[d].end());
      for (const std::int32_t s : core_.sites_of[d])
        core_.demands_of[static_cast<std::size_t>(s)].push_back(static_cast<std::int32_t>(d));
    }
  }

  // Sites alone; flags of those that are of no use.
  std::vector<char> useless_sites(const std::vector<char>& must) {
    std::vector<char> useless(must.size(), 0);
    for (std::size_t s = 0; s < must.size(); ++s) {
      if (must[s] != 0 || !(core_.demands_of[s].empty() || dominated(s))) continue;
      useless[s] = 1;
      forget_site(s);
    }
    return useless;
  }

  CoverCore run(const std::vector<char>& must, const Watch& watch) {
    for (std::size_t s = 0; s < must.size(); ++s)
      if (must[s] != 0) choose(s);
    while (!watch.over() && (choose_only() | drop_demands(watch) | drop_sites(watch))) {
    }
    for (const List& sites : core_.sites_of) core_.demands_left += sites.empty() ? 0 : 1;
    return std::move(core_);
  }

 private:
  void choose(std::size_t site) {
    core_.chosen[site] = 1;
    forget_demands(List(core_.demands_of[site]));
  }

  // All together: one by one, each would go through every list again.
  void forget_demands(const List& demands) {
    List beside;
    for (const std::int32_t d : demands) {
      List& sites = core_.sites_of[static_cast<std::size_t>(d)];
      beside.insert(beside.end(), sites.begin(), sites.end());
      sites.clear();
    }
    std::sort(beside.begin(), beside.end());
    beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
    for (const std::int32_t s : beside)
      std::erase_if(core_.demands_of[static_cast<std::size_t>(s)],
                    [&](std::int32_t d) { return core_.sites_of[static_cast<std::size_t>(d)].empty(); });
  }

  void forget_site(std::size_t site) {
    for (const std::int32_t d : core_.demands_of[site])
      std::erase(core_.sites_of[static_cast<std::size_t>(d)], static_cast<std::int32_t>(site));
    core_.demands_of[site].clear();
  }

  bool choose_only() {
    bool changed = false;
    for (const List& sites : core_.sites_of)
      if (sites.size() == 1) choose(static_cast<std::size_t>(sites.front())), changed = true;
    return changed;
  }

  // A demand with every site of another one is served when that one is. They meet at any site of the other.
  bool drop_demands(const Watch& watch) {
    bool changed = false;
    for (std::size_t d = 0; d < core_.sites_of.size() && !watch.over(); ++d) {
      const List& sites = core_.sites_of[d];
      if (sites.empty()) continue;
      List served;
      for (const std::int32_t other : core_.demands_of[static_cast<std::size_t>(rarest(sites, core_.demands_of))])
        if (static_cast<std::size_t>(other) != d && within(sites, core_.sites_of[static_cast<std::size_t>(other)]))
          served.push_back(other);
      if (served.empty()) continue;
      forget_demands(served);
      changed = true;
    }
    return changed;
  }

  // A site whose demands another one reaches too is not needed.
  bool drop_sites(const Watch& watch) {
    bool changed = false;
    for (std::size_t s = 0; s < core_.demands_of.size() && !watch.over(); ++s) {
      if (core_.demands_of[s].empty() || !dominated(s)) continue;
      forget_site(s);
      changed = true;
    }
    return changed;
  }

  bool dominated(std::size_t site) const {
    const List& demands = core_.demands_of[site];
    const List& beside = core_.sites_of[static_cast<std::size_t>(rarest(demands, core_.sites_of))];
    return std::any_of(beside.begin(), beside.end(), [&](std::int32_t other) {
      return static_cast<std::size_t>(other) != site &&
             within(demands, core_.demands_of[static_cast<std::size_t>(other)]);
    });
  }

  // The element of a list that is on the other side's shortest list.
  static std::int32_t rarest(const List& list, const std::vector<List>& other_side) {
    return *std::min_element(list.begin(), list.end(), [&](std::int32_t a, std::int32_t b) {
      return other_side[static_cast<std::size_t>(a)].size() < other_side[static_cast<std::size_t>(b)].size();
    });
  }

  static bool within(const List& small, const List& large) {
    return small.size() <= large.size() && std::includes(large.begin(), large.end(), small.begin(), small.end());
  }

  CoverCore core_;
};

}  // namespace

CoverCore reduced(const Rows& rows, const std::vector<char>& must, const Watch& watch) {
  return Reduction(rows, must.size()).run(must, watch);
}

Table merged(const Table& table, const std::vector<char>& must) {
  const std::vector<char> useless = Reduction(table.rows, table.sites()).useless_sites(must);
  Table small;
  std::vector<std::int32_t> position(table.sites(), -1);
  for (std::size_t s = 0; s < table.sites(); ++s) {
    if (useless[s] != 0) continue;
    position[s] = static_cast<std::int32_t>(small.site_of.size());
    small.site_of.push_back(table.site_of[s]);
  }
  std::map<List, double> weight_of;
  for (std::size_t d = 0; d < table.demands(); ++d) {
    List sites;
    for (const Entry& e : table.rows[d])
      if (position[static_cast<std::size_t>(e.other)] >= 0)
        sites.push_back(position[static_cast<std::size_t>(e.other)]);
    std::sort(sites.begin(), sites.end());
    weight_of[std::move(sites)] += table.outside[d];
  }
  for (const auto& [sites, weight] : weight_of) {
    for (const std::int32_t s : sites) small.rows.add({s, 0});
    small.rows.end_row();
    small.outside.push_back(weight);
  }
  small.columns = small.rows.turned(small.sites());
  small.whole = table.whole;
  return small;
}

}  // namespace maillage::engines::siting
