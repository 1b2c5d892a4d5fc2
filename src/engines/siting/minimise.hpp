// The best choice of sites for a table of costs: search, bound, proof.
#pragma once

#include <functional>

#include "engines/siting/choice.hpp"
#include "engines/siting/incumbent.hpp"

namespace maillage::engines::siting {

// What ends a proof that search and bound left open, given what the bound has decided of the sites.
using Finish = std::function<void(const std::vector<State>& states)>;

// Improves the incumbent and its bound until they meet or the watch ends. There must be a lawful choice. `start` = a
// lawful choice to begin with (flags), or nothing. Whatever the end, the incumbent holds a choice. The proof is ended
// by branching on the sites, unless `finish` does it.
void minimise(const Table& table, const Choice& choice, Incumbent& incumbent, const Watch& watch,
              const std::vector<char>& start = {}, const Finish& finish = {});

}  // namespace maillage::engines::siting
