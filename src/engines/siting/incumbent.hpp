// The best choice met and what is proved, shared by the steps of one computation.
#pragma once

#include <cmath>

#include "engines/siting/table.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

class Incumbent {
 public:
  Incumbent(const Table& table, Watch& watch) : table_(table), watch_(watch) {}

  // Keeps the choice if it is better; its value is worked out afresh. True when it was.
  bool offer(const std::vector<char>& open) {
    const double value = value_of(table_, open);
    if (!(value < value_)) return false;
    value_ = value;
    open_ = open;
    tell();
    return true;
  }
  // No choice below the limit has a smaller value than this.
  void prove(double bound) {
    const double known = std::min(bound, limit());
    bound_ = std::max(bound_, table_.whole ? std::ceil(known - 1e-6) : known);
    tell();
  }
  void count_node() { ++nodes_; }

  double value() const { return value_; }
  double bound() const { return bound_; }
  std::int64_t nodes() const { return nodes_; }
  const std::vector<char>& open() const { return open_; }
  bool met() const { return !open_.empty(); }
  // Choices of this value or more are of no interest.
  double limit() const { return table_.whole ? value_ - 1 + 1e-3 : value_ - 1e-7 * std::fabs(value_); }
  bool closed() const { return bound_ >= limit(); }

  void tell() {
    if (open_.empty()) return;
    const std::vector<Site> sites = named(table_, open_);
    watch_.tell({.nodes = nodes_, .value = value_, .bound = bound_, .best = &sites});
  }

 private:
  const Table& table_;
  Watch& watch_;
  std::vector<char> open_;
  double value_ = HUGE_VAL;
  double bound_ = 0;  // costs are never below zero
  std::int64_t nodes_ = 0;
};

}  // namespace maillage::engines::siting
