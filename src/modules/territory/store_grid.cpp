#include "modules/territory/grid.hpp"

namespace maillage::territory {

std::vector<Grid> grids(sql::Session& session, Date at) { return session.rows<Grid>("territory.grids_at", at); }

std::vector<GridCell> grid_cells(sql::Session& session, Date at, std::int32_t size_m) {
  return session.rows<GridCell>("territory.grid_cells_at", at, size_m);
}

}  // namespace maillage::territory
