// Choices of small value: sampled starts, exchanges, and paths between the best ones. Resende & Werneck, "A hybrid
// heuristic for the p-median problem", Journal of Heuristics 10 (2004).
#pragma once

#include "base/random.hpp"
#include "engines/siting/incumbent.hpp"
#include "engines/siting/interchange.hpp"

namespace maillage::engines::siting {

// Opens, one after the other, the best of a few sites drawn at random (for its price, when there is a budget).
std::vector<char> sampled_start(const Table& table, const Choice& choice, Random& random);

class Search {
 public:
  Search(const Table& table, const Choice& choice, Incumbent& incumbent, const Watch& watch);

  // Improves this choice by exchanges, and keeps it if it is one of the best.
  void improve(const std::vector<char>& start);
  // New starts and paths, until so many in a row bring nothing better, or so many seconds.
  void explore(int patience, double seconds);

 private:
  struct Elite {
    std::vector<char> open;
    double value = 0;
  };

  void keep(Elite elite);
  // The best choice on the way from one to the other, ends excluded; empty when there is none.
  std::vector<char> between(const Elite& from, const Elite& to);
  Move best_step(const std::vector<std::int32_t>& ins, const std::vector<std::int32_t>& outs) const;

  const Table& table_;
  const Choice& choice_;
  Incumbent& incumbent_;
  Watch watch_;
  Random random_;
  Interchange exchange_;
  std::vector<Elite> pool_;
};

}  // namespace maillage::engines::siting
