#include <algorithm>
#include <numeric>

#include "engines/allocation/allocation.hpp"

namespace maillage::engines::allocation {
namespace {

std::optional<Impossibility> cell_impossible(const Instance& instance) {
  for (std::int32_t unit = 0; unit < instance.units; ++unit)
    for (std::int32_t kind = 0; kind < instance.kinds; ++kind) {
      const Cell& cell = instance.cells[instance.at(unit, kind)];
      if (cell.floor > cell.cap) return Impossibility{"floor_above_cap", unit, kind, -1, cell.floor, cell.cap};
    }
  return std::nullopt;
}

std::optional<Impossibility> unit_impossible(const Instance& instance) {
  for (std::size_t unit = 0; unit < instance.unit_caps.size(); ++unit) {
    const auto place = static_cast<std::int32_t>(unit);
    Steps floors = 0;
    for (std::int32_t kind = 0; kind < instance.kinds; ++kind) floors += instance.cells[instance.at(place, kind)].floor;
    if (floors > instance.unit_caps[unit])
      return Impossibility{"floors_beyond_unit_cap", place, -1, -1, floors, instance.unit_caps[unit]};
  }
  return std::nullopt;
}

// Sums over the cells of a pool.
struct Sums {
  Steps floors = 0;
  Steps present = 0;
  Steps within_caps = 0;   // of the present
  Steps floors_above = 0;  // of what floors ask beyond the present
};

std::optional<Impossibility> pool_impossible(const Pool& pool, std::int32_t position, const Sums& sums) {
  if (sums.floors > pool.budget)
    return Impossibility{"floors_beyond_budget", -1, -1, position, sums.floors, pool.budget};
  if (!pool.moves_max) return std::nullopt;
  const Steps forced = sums.present - std::min(sums.within_caps, pool.budget - sums.floors_above);
  if (forced > *pool.moves_max) return Impossibility{"moves_too_few", -1, -1, position, forced, *pool.moves_max};
  return std::nullopt;
}

}  // namespace

std::optional<Impossibility> impossible(const Instance& instance) {
  if (auto why = cell_impossible(instance)) return why;
  if (auto why = unit_impossible(instance)) return why;
  std::vector<Sums> sums(instance.pools.size());
  for (std::size_t c = 0; c < instance.cells.size(); ++c) {
    const Cell& cell = instance.cells[c];
    Sums& pool = sums[instance.pool_of(c)];
    pool.floors += cell.floor;
    pool.present += cell.present;
    pool.within_caps += std::min(cell.present, cell.cap);
    pool.floors_above += std::max(0, cell.floor - cell.present);
  }
  for (std::size_t p = 0; p < sums.size(); ++p)
    if (auto why = pool_impossible(instance.pools[p], static_cast<std::int32_t>(p), sums[p])) return why;
  return std::nullopt;
}

}  // namespace maillage::engines::allocation
