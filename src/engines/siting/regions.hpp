// A choice of many sites improved a part at a time: the sites around one of them, and whom they serve, are a small
// problem of the same kind, which is solved nearly to its end. Taillard & Voß, "POPMUSIC: partial optimization
// metaheuristic under special intensification conditions", in Essays and Surveys in Metaheuristics (2002).
#pragma once

#include "engines/siting/incumbent.hpp"
#include "engines/siting/minimise.hpp"

namespace maillage::engines::siting {

class Regions {
 public:
  // Sites that `states` closes are not opened. There is no budget; the incumbent holds a choice.
  Regions(const Table& table, const Choice& choice, const std::vector<State>& states, Incumbent& incumbent,
          const Watch& watch);

  // Regions larger and larger, each size until no region has anything better, or the watch ends.
  void run();

 private:
  struct Part {
    Table table;  // site_of: numbers in the whole table
    Choice choice;
    std::vector<char> start;
  };

  void improve_all(std::size_t size);
  bool improve(const std::vector<std::int32_t>& region);
  std::vector<std::int32_t> around(std::int32_t site, std::size_t size) const;
  Part part_of(const std::vector<std::int32_t>& region) const;
  std::vector<char> candidates(const std::vector<char>& inside, std::vector<double>& limit) const;

  const Table& table_;
  const Choice& choice_;
  const std::vector<State>& states_;
  Incumbent& incumbent_;
  Watch watch_;
  std::vector<char> open_;
};

}  // namespace maillage::engines::siting
