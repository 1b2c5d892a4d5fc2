// For tests: who claims what, and what is wrong with a map of sectors, worked out from the rows without any index:
// slow, short, and sharing no code with the module. One mission only.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "modules/territory/day.hpp"

namespace maillage::territory::testing {

struct Naive {
  explicit Naive(const Day& its_day) : day(its_day) {
    for (std::size_t u = 0; u < day.snapshot.codes.size(); ++u) owners.push_back(owner(u));
  }

  const Day& day;
  std::vector<std::string> owners;  // of each unit, "" for nobody

  const std::vector<SectorUnitRecord>& rows() const { return day.records.sector_units; }
  const std::string& code(std::size_t unit) const { return day.snapshot.codes[unit]; }
  const std::string& commune(std::size_t unit) const { return day.snapshot.commune_codes[unit]; }

  // Sectors whose rows name the whole of it: by itself, else by its commune.
  std::set<std::string> whole(std::size_t unit) const {
    std::set<std::string> by_itself, by_commune;
    for (const SectorUnitRecord& row : rows()) {
      if (!row.street.empty()) continue;
      if (row.unit == code(unit)) by_itself.insert(row.sector);
      if (row.unit == commune(unit)) by_commune.insert(row.sector);
    }
    return by_itself.empty() ? by_commune : by_itself;
  }
  // Sectors with streets in it, and how many rows.
  std::map<std::string, int> streets(std::size_t unit) const {
    std::map<std::string, int> found;
    for (const SectorUnitRecord& row : rows())
      if (!row.street.empty() && (row.unit == code(unit) || row.unit == commune(unit))) ++found[row.sector];
    return found;
  }
  bool known(const std::string& named) const {
    bool found = false;
    for (std::size_t u = 0; u < day.snapshot.codes.size(); ++u)
      found = found || named == code(u) || named == commune(u);
    return found;
  }
  std::string owner(std::size_t unit) const {
    if (const auto all = whole(unit); !all.empty()) return *all.begin();
    std::string best;
    int most = 0;
    for (const auto& [sector, count] : streets(unit))
      if (count > most) best = sector, most = count;
    return best;
  }

  // Pieces of the units owned so: labels spread along the borders until nothing changes.
  std::vector<std::set<std::size_t>> pieces(const std::string& sector) const {
    std::vector<std::size_t> label(owners.size());
    for (std::size_t u = 0; u < label.size(); ++u) label[u] = u;
    for (bool moved = true; moved;) {
      moved = false;
      for (const engines::Edge& edge : day.snapshot.edges) {
        const auto a = static_cast<std::size_t>(edge.a), b = static_cast<std::size_t>(edge.b);
        if (owners[a] != sector || owners[b] != sector || label[a] == label[b]) continue;
        label[a] = label[b] = std::min(label[a], label[b]);
        moved = true;
      }
    }
    std::map<std::size_t, std::set<std::size_t>> by_label;
    for (std::size_t u = 0; u < label.size(); ++u)
      if (owners[u] == sector) by_label[label[u]].insert(u);
    std::vector<std::set<std::size_t>> all;
    for (auto& [first, units] : by_label) all.push_back(std::move(units));
    return all;
  }
  std::int64_t residents(const std::set<std::size_t>& units) const {
    std::int64_t sum = 0;
    for (const std::size_t unit : units) sum += day.snapshot.populations[unit];
    return sum;
  }

  // "gap [] 93001 93002 =200", one fault a line, in no order.
  std::multiset<std::string> faults() const {
    std::multiset<std::string> all;
    for (const auto& units : pieces("")) all.insert(line("gap", {}, units));
    std::map<std::set<std::string>, std::set<std::size_t>> shared;
    std::set<std::string> sectors;
    for (std::size_t u = 0; u < owners.size(); ++u) {
      const auto claimants = whole(u);
      if (claimants.size() > 1) shared[claimants].insert(u);
      std::set<std::string> both = claimants;
      for (const auto& [sector, count] : streets(u)) both.insert(sector);
      if (!streets(u).empty() && both.size() > 1) all.insert(line("split_unit", both, {u}));
    }
    for (const auto& [claimants, units] : shared) all.insert(line("overlap", claimants, units));
    for (const SectorRecord& sector : day.records.sectors) add_pieces(sector.code, all);
    std::map<std::string, std::set<std::string>> unknown;
    for (const SectorUnitRecord& row : rows())
      if (!known(row.unit)) unknown[row.unit].insert(row.sector);
    for (const auto& [gone, claimants] : unknown) all.insert("unknown_unit" + listed(claimants) + " " + gone + " =0");
    return all;
  }

 private:
  void add_pieces(const std::string& sector, std::multiset<std::string>& all) const {
    auto parts = pieces(sector);
    if (parts.size() < 2 || day.snapshot.edges.empty()) return;
    std::size_t main = 0;
    for (std::size_t i = 1; i < parts.size(); ++i)
      if (residents(parts[i]) > residents(parts[main])) main = i;
    std::set<std::size_t> away;
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (i != main) away.insert(parts[i].begin(), parts[i].end());
    all.insert(line("pieces", {sector}, away));
  }
  static std::string listed(const std::set<std::string>& sectors) {
    std::string text = " [";
    for (const std::string& sector : sectors) text += sector;
    return text + "]";
  }
  std::string line(const std::string& kind, const std::set<std::string>& sectors,
                   const std::set<std::size_t>& units) const {
    std::string text = kind + listed(sectors);
    for (const std::size_t unit : units) text += " " + code(unit);
    return text + " =" + std::to_string(residents(units));
  }
};

}  // namespace maillage::territory::testing
