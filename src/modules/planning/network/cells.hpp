// Residents counted where they live, finer than their unit: the cells of a grid, as the crow flies (decision 0064).
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "modules/planning/network/reach.hpp"
#include "modules/territory/grid.hpp"

namespace maillage::planning {

// The cells that residents are counted at, and the unit that each counts in.
struct CellDemand {
  territory::Grid grid;
  std::vector<territory::GridCell> cells;
  std::vector<std::int32_t> unit_of_cell;
  std::vector<Lambert93> places;  // their centres
};

// What a study keeps of the cells it was counted at: what is said of them, and a fingerprint of who lives in each and
// of the unit where it counts. With another fingerprint its figures are of other cells.
struct KeptCells {
  territory::Grid grid;
  std::string fingerprint;
};
BOOST_DESCRIBE_STRUCT(KeptCells, (), (grid, fingerprint))
KeptCells kept_cells(const CellDemand& demand);

// `held`: the unit that holds each cell, -1 = none. Such a cell counts in the unit whose centre is the nearest; it is
// left out where no unit has a centre.
CellDemand cell_demand(const territory::Snapshot& snapshot, territory::Grid grid,
                       const std::vector<territory::GridCell>& cells, const std::vector<std::int32_t>& held);

// The residents and the publics that the cells tell of, by their codes ("cells/aged_0_5"), then the quantities, which
// stay at the centre of their unit. Weights are of the units, then of the cells, in thousandths; `of_unit` adds the
// cells up.
std::vector<CountedPublic> publics_of(const territory::Snapshot& snapshot,
                                      const std::vector<territory::Quantity>& quantities, const CellDemand& demand);

// Whether a public, by its code, is one that cells tell of.
bool cells_tell(const std::string& code);

// Where residents are counted, in French, for files: "habitants comptés au carreau de 200 m (Insee 2021), carreaux
// imputés : 3 sur 40".
std::string label_of(const territory::Grid& grid);

// What is said of residents counted at cells.
struct CountedCells {
  territory::Grid grid;
  // For each of reach_rows(), the share of the residents of each unit who are within it; -1 where no cell is lived in.
  std::vector<std::vector<double>> within;
};
BOOST_DESCRIBE_STRUCT(CountedCells, (), (grid, within))

CountedCells counted_cells(const Picture& picture, const CellDemand& demand, std::size_t units);

// The picture of units and cells brought back to the units: minutes are the mean of the residents of a unit at its
// cells (to the tenth), its house is the one that is the nearest of most of them; where no cell is lived in, those of
// its centre stay. Residents are persons again.
void bring_to_units(Picture& picture, const CellDemand& demand, std::size_t units);

// The worst places, as positions of units.
void bring_to_units(std::vector<PublicReach>& publics, const CellDemand& demand, std::size_t units);

}  // namespace maillage::planning
