// A network of roads as the OR-Library writes it: `n edges p`, then `i j cost`, from 1.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace maillage::app {

struct Network {
  std::int32_t places = 0;
  std::int32_t open = 0;      // the p of the first line
  std::vector<double> costs;  // of the shortest path between any two places; infinity = none
};

// An edge goes both ways; of an edge given several times the last cost counts, as the library says.
Result<Network> read_network(const std::string& path);

}  // namespace maillage::app
