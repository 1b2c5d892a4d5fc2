// Where people live, finer than units: the cells of the grid of INSEE that lie in the territory.
// Another door of this module (decision 0064): the network of houses counts access at them.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/point.hpp"
#include "modules/territory/territory.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory {

// A cell, named by its lower left corner in metres of EPSG:3035; its centre, Lambert-93 decimetres; and who lives
// there, in thousandths.
struct GridCell {
  std::int32_t size_m = 200;
  std::int32_t north_m = 0, east_m = 0;
  std::int64_t x_dm = 0, y_dm = 0;
  std::int64_t residents = 0, aged_0_5 = 0, aged_65 = 0, aged_80 = 0;  // 65 and older, 80 and older
  std::int64_t households = 0, poor = 0;
  bool imputed = false;  // shared out by INSEE, fewer households living there than may be told
};
BOOST_DESCRIBE_STRUCT(GridCell, (),
                      (size_m, north_m, east_m, x_dm, y_dm, residents, aged_0_5, aged_65, aged_80, households, poor,
                       imputed))

Lambert93 centre_of(const GridCell& cell);

// What is known of one size of cells on a day. Residents are in thousandths.
struct Grid {
  std::int32_t size_m = 0;
  std::int64_t cells = 0, imputed = 0, residents = 0, residents_imputed = 0;
  std::string source, vintage;  // of the files that its cells come from, the latest
};
BOOST_DESCRIBE_STRUCT(Grid, (), (size_m, cells, imputed, residents, residents_imputed, source, vintage))

// Those of the day, the finest first.
std::vector<Grid> grids(sql::Session& session, Date at);

// The cells of that size on that day, from south to north, then from west to east.
std::vector<GridCell> grid_cells(sql::Session& session, Date at, std::int32_t size_m);

// The unit of the day that holds the centre of each cell; -1 = none does.
std::vector<std::int32_t> units_holding(Territory& territory, Date at, const std::vector<GridCell>& cells);

}  // namespace maillage::territory
