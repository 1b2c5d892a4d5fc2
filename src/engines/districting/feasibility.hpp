// Reasons that make every plan impossible, found before any search and checkable by hand.
#pragma once

#include <optional>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

// The first reason found, or nothing (which proves nothing). Codes: "no_districts", "too_few_units", "unit_too_heavy",
// "group_too_heavy", "load_too_small", "load_too_large", "fixed_conflict", "fixed_too_heavy", "disconnected" (a
// component cannot hold a whole number of districts), "components_do_not_add_up", "too_many_components",
// "units_keep_apart" (more units than districts, no two of which fit together).
std::optional<Impossibility> impossible(const Instance& instance);

}  // namespace maillage::engines::districting
