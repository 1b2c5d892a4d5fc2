// Sites that can serve so much and no more, each demand by one of them.
#pragma once

#include "engines/siting/siting.hpp"
#include "engines/siting/watch.hpp"

namespace maillage::engines::siting {

// A demand heavier than every capacity it reaches, or capacities that cannot hold all loads together.
std::optional<Impossibility> capacity_impossibility(const Instance& instance);

// The site of each demand (-1 = weight 0) when only these sites are open, by regret then shifts and exchanges; empty
// when no service within the capacities was found.
std::vector<Site> served_within(const Instance& instance, const std::vector<Site>& open);

}  // namespace maillage::engines::siting
