// The files an ensemble is drawn from, read with the place of every fault.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engines/districting/instance.hpp"

namespace maillage::app {

// Units in the order of the file; the instance has its graph, its centres and the load of weight 0, bounds yet to set.
struct EnsembleUnits {
  std::vector<std::string> codes;
  engines::districting::Instance instance;
};

// units: columns code (or geoid, or idx), `weight`, x_l93_m and y_l93_m (or x_m and y_m); edges: i, j (positions of
// units from 0), shared_border_m when known. Other columns are ignored.
Result<EnsembleUnits> read_ensemble_units(const std::string& units_file, const std::string& edges_file,
                                          const std::string& weight);

// plan: columns code (or geoid) and district; every unit exactly once. Districts are numbered in order of first sight.
Result<engines::Plan> read_ensemble_plan(const std::string& file, const std::vector<std::string>& codes);

// Sentences of the refusals above, and of the command.
std::span<const ProblemRow> ensemble_problems();

}  // namespace maillage::app
