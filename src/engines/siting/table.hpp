// The costs a search works on: those of the demands that count, times their weights, at the sites that may open.
#pragma once

#include <span>
#include <vector>

#include "engines/siting/instance.hpp"

namespace maillage::engines::siting {

// One reachable pair, seen from its demand (`other` = the site) or from its site (`other` = the demand).
struct Entry {
  std::int32_t other = 0;
  double cost = 0;
};

// Rows of entries, each of its own length.
class Rows {
 public:
  std::size_t size() const { return first_.size() - 1; }
  std::size_t entries() const { return entries_.size(); }
  std::span<const Entry> operator[](std::size_t row) const {
    return {entries_.data() + first_[row], first_[row + 1] - first_[row]};
  }
  void reserve(std::size_t entries) { entries_.reserve(entries); }
  void add(Entry entry) { entries_.push_back(entry); }
  void end_row() { first_.push_back(entries_.size()); }
  // The same pairs seen from the other side, in the order of the rows.
  Rows turned(std::size_t others) const;

 private:
  std::vector<std::size_t> first_ = {0};
  std::vector<Entry> entries_;
};

// Demands and sites are renumbered without gaps. Every entry costs less than leaving its demand outside.
struct Table {
  Rows rows;                      // of the demands, cheapest site first
  Rows columns;                   // of the sites
  std::vector<double> outside;    // of each demand: what it costs to serve it nowhere
  std::vector<Demand> demand_of;  // the instance's names
  std::vector<Site> site_of;
  bool whole = false;  // every cost is a whole number: so is the value of every choice

  std::size_t demands() const { return rows.size(); }
  std::size_t sites() const { return site_of.size(); }
};

// Weight × cost; outside costs more than serving every demand at its dearest site.
Table weighted_table(const Instance& instance);
// 0 within the radius of the instance, outside = the weight: the value of a choice is the weight it does not cover.
Table radius_table(const Instance& instance);

// Value of a choice of sites (flags): each demand at its cheapest one, or outside.
double value_of(const Table& table, const std::vector<char>& open);

// The instance's names of the sites flagged, ascending.
std::vector<Site> named(const Table& table, const std::vector<char>& open);

// The flags of the sites named (ascending) that the table has; empty when none is named.
std::vector<char> start_of(const Table& table, const std::vector<Site>& open);

}  // namespace maillage::engines::siting
