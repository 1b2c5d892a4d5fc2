// The best choice of sites for a table of costs: search, bound, proof.
#pragma once

#include <functional>

#include "engines/siting/choice.hpp"
#include "engines/siting/incumbent.hpp"

namespace maillage::engines::siting {

// What ends a proof that search and bound left open, given what the bound has decided of the sites.
using Finish = std::function<void(const std::vector<State>& states)>;

// How long to go on without a proof.
struct Effort {
  int steps = 3000;                                               // of the ascent of the root
  int patience = 8;                                               // rounds of search without anything better
  std::int64_t nodes = std::numeric_limits<std::int64_t>::max();  // of the branching
};

// Improves the incumbent and its bound until they meet, the effort is spent or the watch ends. There must be a lawful
// choice. `start` = a lawful choice to begin with (flags), or nothing. Whatever the end, the incumbent holds a choice.
// The proof is ended by branching on the sites, unless `finish` does it.
void minimise(const Table& table, const Choice& choice, Incumbent& incumbent, const Watch& watch,
              const std::vector<char>& start = {}, const Finish& finish = {}, const Effort& effort = {});

}  // namespace maillage::engines::siting
