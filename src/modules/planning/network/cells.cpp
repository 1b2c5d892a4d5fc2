#include "modules/planning/network/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>

#include "platform/hash/sha256.hpp"

namespace maillage::planning {
namespace {

using territory::GridCell;

constexpr double kThousandths = 1000, kTenths = 10;

// A public that the file of cells tells of.
struct CellPublic {
  const char *code, *name, *unit;
  std::int64_t GridCell::*figure;
};
constexpr std::array kPublics{
    CellPublic{kResidents, "", "", &GridCell::residents},
    CellPublic{"cells/aged_0_5", "Enfants de 0 à 5 ans", "habitants", &GridCell::aged_0_5},
    CellPublic{"cells/aged_65", "Habitants de 65 ans et plus", "habitants", &GridCell::aged_65},
    CellPublic{"cells/aged_80", "Habitants de 80 ans et plus", "habitants", &GridCell::aged_80},
    CellPublic{"cells/poor", "Ménages pauvres", "ménages", &GridCell::poor},
};

std::int32_t nearest_unit(const territory::Snapshot& snapshot, Lambert93 place) {
  std::int32_t best = -1;
  double least = 0;
  for (std::size_t u = 0; u < snapshot.codes.size(); ++u) {
    if (!is_placed(snapshot, u)) continue;
    const double metres = std::hypot(snapshot.centres[u].x - place.x, snapshot.centres[u].y - place.y);
    if (best >= 0 && metres >= least) continue;
    best = static_cast<std::int32_t>(u);
    least = metres;
  }
  return best;
}

CountedPublic counted_at(const CellPublic& asked, const CellDemand& demand, std::size_t units) {
  CountedPublic out;
  out.said.code = asked.code;
  out.said.name = asked.name;
  out.said.unit = asked.unit;
  if (*asked.name != '\0') out.said.period = demand.grid.vintage;
  out.said.of_unit.assign(units, 0);
  out.weights.assign(units, 0);
  for (std::size_t c = 0; c < demand.cells.size(); ++c) {
    const std::int64_t figure = demand.cells[c].*asked.figure;
    out.weights.push_back(figure);
    out.said.of_unit[static_cast<std::size_t>(demand.unit_of_cell[c])] += static_cast<double>(figure) / kThousandths;
    out.said.total += static_cast<double>(figure) / kThousandths;
  }
  return out;
}

// What the residents of one unit meet, cell by cell.
struct UnitSums {
  std::int64_t reaching = 0;
  double minutes = 0;  // × residents
  std::map<std::int32_t, std::int64_t> by_house;
};

std::int32_t house_of_most(const UnitSums& sums) {
  return std::max_element(sums.by_house.begin(), sums.by_house.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace

KeptCells kept_cells(const CellDemand& demand) {
  std::string told;
  for (std::size_t c = 0; c < demand.cells.size(); ++c) {
    const GridCell& cell = demand.cells[c];
    fmt::format_to(std::back_inserter(told), "{} {} {}", cell.north_m, cell.east_m, demand.unit_of_cell[c]);
    for (const CellPublic& one : kPublics) fmt::format_to(std::back_inserter(told), " {}", cell.*one.figure);
    told += '\n';
  }
  return {demand.grid, sha256(told)};
}

CellDemand cell_demand(const territory::Snapshot& snapshot, territory::Grid grid, const std::vector<GridCell>& cells,
                       const std::vector<std::int32_t>& held) {
  CellDemand out{std::move(grid), {}, {}, {}};
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const Lambert93 place = territory::centre_of(cells[c]);
    const std::int32_t unit = held[c] >= 0 ? held[c] : nearest_unit(snapshot, place);
    if (unit < 0) continue;
    out.cells.push_back(cells[c]);
    out.unit_of_cell.push_back(unit);
    out.places.push_back(place);
  }
  return out;
}

std::vector<CountedPublic> publics_of(const territory::Snapshot& snapshot,
                                      const std::vector<territory::Quantity>& quantities, const CellDemand& demand) {
  const std::size_t units = snapshot.codes.size();
  std::vector<CountedPublic> out;
  for (const CellPublic& asked : kPublics) out.push_back(counted_at(asked, demand, units));
  auto at_units = publics_of(snapshot, quantities);
  for (std::size_t i = 1; i < at_units.size(); ++i) {
    at_units[i].weights.resize(units + demand.cells.size(), 0);
    out.push_back(std::move(at_units[i]));
  }
  return out;
}

bool cells_tell(const std::string& code) {
  return std::any_of(kPublics.begin(), kPublics.end(), [&](const CellPublic& one) { return one.code == code; });
}

std::string label_of(const territory::Grid& grid) {
  const std::string vintage = grid.vintage.empty() ? "" : fmt::format(" (Insee {})", grid.vintage);
  const bool km = grid.size_m % 1000 == 0;
  return fmt::format("habitants comptés au carreau de {} {}{}, carreaux imputés : {} sur {}",
                     km ? grid.size_m / 1000 : grid.size_m, km ? "km" : "m", vintage, grid.imputed, grid.cells);
}

CountedCells counted_cells(const Picture& picture, const CellDemand& demand, std::size_t units) {
  CountedCells out{demand.grid, {}};
  std::vector<double> all(units, 0);
  for (std::size_t c = 0; c < demand.cells.size(); ++c)
    all[static_cast<std::size_t>(demand.unit_of_cell[c])] += static_cast<double>(demand.cells[c].residents);
  for (const ReachRow& row : reach_rows()) {
    std::vector<double> near(units, 0);
    for (std::size_t c = 0; c < demand.cells.size(); ++c) {
      const double minutes = picture.minutes[units + c];
      if (minutes < 0 || minutes > row.minutes) continue;
      near[static_cast<std::size_t>(demand.unit_of_cell[c])] += static_cast<double>(demand.cells[c].residents);
    }
    for (std::size_t u = 0; u < units; ++u) near[u] = all[u] > 0 ? near[u] / all[u] : -1;
    out.within.push_back(std::move(near));
  }
  return out;
}

void bring_to_units(Picture& picture, const CellDemand& demand, std::size_t units) {
  std::vector<UnitSums> sums(units);
  for (std::size_t c = 0; c < demand.cells.size(); ++c) {
    const std::int64_t residents = demand.cells[c].residents;
    if (residents == 0 || picture.nearest[units + c] < 0) continue;
    UnitSums& unit = sums[static_cast<std::size_t>(demand.unit_of_cell[c])];
    unit.reaching += residents;
    unit.minutes += picture.minutes[units + c] * static_cast<double>(residents);
    unit.by_house[picture.nearest[units + c]] += residents;
  }
  picture.minutes.resize(units);
  picture.nearest.resize(units);
  for (std::size_t u = 0; u < units; ++u) {
    if (sums[u].reaching == 0) continue;
    picture.minutes[u] = std::round(sums[u].minutes / static_cast<double>(sums[u].reaching) * kTenths) / kTenths;
    picture.nearest[u] = house_of_most(sums[u]);
  }
  for (std::int64_t& residents : picture.residents)
    residents = std::llround(static_cast<double>(residents) / kThousandths);
  bring_to_units(picture.publics, demand, units);
}

void bring_to_units(std::vector<PublicReach>& publics, const CellDemand& demand, std::size_t units) {
  for (PublicReach& one : publics) {
    if (one.worst_unit < 0 || static_cast<std::size_t>(one.worst_unit) < units) continue;
    one.worst_unit = demand.unit_of_cell[static_cast<std::size_t>(one.worst_unit) - units];
  }
}

}  // namespace maillage::planning
