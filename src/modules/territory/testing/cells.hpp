// For tests: files of gridded data as INSEE writes them.
#pragma once

#include <cmath>
#include <string>

#include "modules/territory/geometry/projection.hpp"

namespace maillage::territory::testing {

inline const std::string kCellsHead =
    "idcar_200m,idcar_1km,i_est_200,i_est_1km,lcog_geo,ind,men,men_pauv,ind_snv,ind_0_3,ind_4_5,ind_6_10,ind_65_79,"
    "ind_80p,ind_inc\n";

inline std::string lattice(double metres, int size_m) {
  return std::to_string(static_cast<int>(std::floor(metres / size_m)) * size_m);
}

// The name of the cell that holds the position.
inline std::string cell_at(LonLat position, int size_m = 200) {
  const auto at = *geometry::grid_of_lambert93(*geometry::to_lambert93(position));
  return "CRS3035RES" + std::to_string(size_m) + "mN" + lattice(at.north, size_m) + "E" + lattice(at.east, size_m);
}

// A row of so many residents: a tenth of them under 4, a tenth of 4 or 5, two tenths of 65 to 79, one of 80 and over,
// half as many households, of which a quarter are poor.
inline std::string cell_row(const std::string& name, double residents, bool imputed, const std::string& communes) {
  const auto part = [&](double share) { return "," + std::to_string(residents * share); };
  return name + ",x," + (imputed ? "1,1," : "0,0,") + communes + part(1) + part(0.5) + part(0.125) + ",1e3" +
         part(0.1) + part(0.1) + part(0.05) + part(0.2) + part(0.1) + ",0\n";
}

}  // namespace maillage::territory::testing
