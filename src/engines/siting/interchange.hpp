// Local search by adding a site or exchanging two, all moves priced at once: Resende & Werneck, "A fast swap-based
// local search procedure for location problems", Annals of Operations Research 150 (2007).
#pragma once

#include <vector>

#include "engines/siting/choice.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

// One site in, one out; -1 = none.
struct Move {
  std::int32_t in = -1;
  std::int32_t out = -1;
  double saving = 0;
};

// A lawful choice and what every exchange would bring. For each demand only the sites cheaper than its second open one
// are looked at: a demand of n/p sites or so.
class Interchange {
 public:
  Interchange(const Table& table, const Choice& choice);

  // Begins at this choice of at most `most` sites (flags).
  void start(const std::vector<char>& open);
  // Takes the best move until none brings anything; false when the watch ended it before.
  bool climb(const Watch& watch);
  // What exchanging brings; `out` -1 = only adding.
  double saving(std::int32_t in, std::int32_t out) const;
  bool lawful(std::int32_t in, std::int32_t out) const;
  void apply(const Move& move);

  double value() const;
  const std::vector<char>& open() const { return open_; }

 private:
  struct Near {
    std::int32_t site = -1;  // -1 = outside
    double cost = 0;
  };

  Move best_move() const;
  void best_with(std::int32_t in, Move& best) const;
  void count(std::size_t demand, double sign);
  void find_near(std::size_t demand);
  void gather(const Move& move);
  void gather_one(std::size_t demand);
  void switch_site(std::int32_t site, bool open);
  double& extra(std::int32_t in, std::int32_t slot) {
    return extra_[static_cast<std::size_t>(in) * slots_ + static_cast<std::size_t>(slot)];
  }
  double extra(std::int32_t in, std::int32_t slot) const {
    return extra_[static_cast<std::size_t>(in) * slots_ + static_cast<std::size_t>(slot)];
  }

  const Table& table_;
  const Choice& choice_;
  std::size_t slots_;
  std::vector<char> open_;
  std::vector<std::int32_t> slot_of_;  // of an open site
  std::vector<std::int32_t> in_slot_;  // the open site of each slot, -1 = none
  std::vector<std::int32_t> free_slots_;
  std::vector<Near> first_, second_;   // of each demand
  std::vector<double> gain_;           // of adding a site, alone
  std::vector<double> loss_;           // of closing a site, alone
  std::vector<double> extra_;          // of doing both, beyond gain − loss; by site × slot
  std::vector<std::size_t> affected_;  // by the move at hand
  std::vector<char> marked_;
  double price_ = 0;
};

}  // namespace maillage::engines::siting
