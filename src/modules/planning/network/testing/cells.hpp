// Cells of a town: what the tests of residents counted at cells share.
#pragma once

#include "modules/planning/network/cells.hpp"
#include "modules/planning/network/testing/town.hpp"

namespace maillage::planning::testing {

// A cell about that place, a tenth of its residents young, a fifth old; six poor households for a hundred.
inline territory::GridCell cell(Lambert93 place, std::int64_t residents) {
  territory::GridCell out;
  out.x_dm = std::llround(place.x * 10);
  out.y_dm = std::llround(place.y * 10);
  out.residents = residents * 1000;
  out.aged_0_5 = residents * 100;
  out.aged_65 = residents * 200;
  out.aged_80 = residents * 70;
  out.households = residents * 450;
  out.poor = residents * 60;
  return out;
}

inline CellDemand demand_of(const territory::Snapshot& town, const std::vector<territory::GridCell>& cells,
                            const std::vector<std::int32_t>& held) {
  territory::Grid grid;
  grid.size_m = 200;
  grid.vintage = "2021";
  return cell_demand(town, grid, cells, held);
}

}  // namespace maillage::planning::testing
