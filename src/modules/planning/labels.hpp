// How a plan is kept in a column: codes of its units separated by commas, and one district number per unit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engines/graph/graph.hpp"

namespace maillage::planning {

// "0 0 1 -1": the district of every unit, in their order; back and forth.
std::string labels_text(const engines::Plan& plan);
engines::Plan labels_of(std::string_view text);

// "96001,96002": codes hold no comma; back and forth.
std::string joined_codes(const std::vector<std::string>& codes);
std::vector<std::string> split_codes(std::string_view text);

}  // namespace maillage::planning
