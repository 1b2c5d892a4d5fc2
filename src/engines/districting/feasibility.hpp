// Reasons that make every plan impossible, found before any search and checkable by hand.
#pragma once

#include <optional>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

// The first reason found, or nothing (which proves nothing). Each is a fact about loads or about pieces of the graph:
//   no_districts, too_few_units       the number asked makes no sense
//   too_few_seats                     fewer seats kept, and that may be opened (have), than districts (limit); those
//                                     that must stay together count once
//   unit_too_heavy, group_too_heavy   a unit, or units kept together, above what a district may hold
//   fixed_conflict, fixed_too_heavy   units fixed in two districts, or too heavy for theirs
//   fixed_beyond                      a unit fixed in a district that is not asked; have = its number from 1
//   load_too_small, load_too_large    the whole load against the bounds of all districts
//   units_keep_apart                  more units than districts, no two of which fit together
//   too_many_components, disconnected, components_do_not_add_up
//                                     separate parts of the map that cannot hold whole districts
//   units_apart                       units to keep together that others cut apart: the first of each piece
//   unit_shut_in                      a unit (the first), and the neighbours too heavy to join it: all that it can
//   reach
//                                     (have) is less than a district (limit)
//   no_sum_fits                       no units that a unit (the first) can reach add up to a district; none given when
//                                     no units at all do; have = the nearest sum, limit = the bound that it misses
//   cut_too_heavy                     a unit (the first) through which alone the others touch the rest, too light for a
//                                     district of their own: all must join it
//   cut_does_not_add_up               the pieces that a unit separates cannot hold the number asked (have) with it;
//                                     limit = the nearest number that they can, 0 when there is none
// At most about a second on 3 000 units; linear in practice.
std::optional<Impossibility> impossible(const Instance& instance);

}  // namespace maillage::engines::districting
