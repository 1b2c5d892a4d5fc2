#include "modules/territory/grid.hpp"

#include "modules/territory/days.hpp"

namespace maillage::territory {

Lambert93 centre_of(const GridCell& cell) {
  return {static_cast<double>(cell.x_dm) / 10, static_cast<double>(cell.y_dm) / 10};
}

std::vector<std::int32_t> units_holding(Territory& territory, Date at, const std::vector<GridCell>& cells) {
  const auto index = territory.days().competence(at);
  std::vector<std::int32_t> out;
  out.reserve(cells.size());
  for (const GridCell& cell : cells) out.push_back(index->unit_at(centre_of(cell)));
  return out;
}

}  // namespace maillage::territory
