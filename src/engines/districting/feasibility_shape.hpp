// Reasons of impossibility that come from where the loads lie. Codes: see feasibility.hpp.
#pragma once

#include <optional>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

using Found = std::optional<Impossibility>;

// Units of the list, the heaviest in the weight first.
std::vector<Unit> heaviest_first(const Weight& weight, std::vector<Unit> units);
// A reason that concerns a weight; the units as given.
Impossibility about(const Weight& weight, std::string code, std::vector<Unit> units, std::int64_t have,
                    std::int64_t limit);

// All take instances whose fixed units have one known district each.
Found group_too_heavy(const Instance& instance);
Found units_keep_apart(const Instance& instance);
Found components_cannot_be_cut(const Instance& instance);
Found units_apart(const Instance& instance);
Found shut_in(const Instance& instance);
Found cut_in_vain(const Instance& instance);

}  // namespace maillage::engines::districting
