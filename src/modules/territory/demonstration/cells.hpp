// Who lives where inside the IRIS: the cells of 200 m that INSEE would publish of it.
#pragma once

#include <vector>

#include "modules/territory/demonstration/demonstration.hpp"
#include "modules/territory/grid.hpp"

namespace maillage::territory::demonstration {

// Cells whose centre lies in an IRIS in force at the end: a village around its centre, hamlets elsewhere. Those of an
// IRIS add up to its residents; those of fewer than eleven households are imputed, as INSEE does. An IRIS too narrow to
// hold the centre of any cell has none. The same Département gives the same cells.
std::vector<GridCell> grid_cells(const Departement& departement);

}  // namespace maillage::territory::demonstration
