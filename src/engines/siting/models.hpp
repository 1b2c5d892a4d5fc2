// One function per model. The instance is well formed and nothing plain makes it impossible.
#pragma once

#include "engines/siting/siting.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

// median and budgeted: minimise() on weight × cost. `start`: open sites of a lawful choice to begin with, or none.
Answer solve_median(const Instance& instance, Watch& watch, const std::vector<Site>& start);
// cover: minimise() on the weight left uncovered.
Answer solve_cover(const Instance& instance, Watch& watch, const std::vector<Site>& start);
// capacitated: services found and improved, bounded by the ascent with knapsacks.
Answer solve_capacitated(const Instance& instance, Watch& watch, const std::vector<Site>& start);
// set_cover: cover_all() on the sites within the radius.
Answer solve_set_cover(const Instance& instance, Watch& watch);
// center: bisection on the costs, a set cover for each (Minieka 1970; Daskin 1995).
Answer solve_center(const Instance& instance, Watch& watch);

}  // namespace maillage::engines::siting
