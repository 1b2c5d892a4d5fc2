#include "modules/territory/demonstration/settlement.hpp"

#include "modules/territory/demonstration/commune_choice.hpp"
#include "modules/territory/demonstration/noise.hpp"
#include "modules/territory/demonstration/parish.hpp"
#include "modules/territory/demonstration/population.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr std::uint64_t kShape = 120;
constexpr double kSideOfSpacing = 0.57735026918962576;

void measure(const HexGrid& grid, const Terrain& terrain, Settlements& settlements) {
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    const Label label = settlements.commune_of_cell[at(cell)];
    if (label == kNoLabel) continue;
    Settlement& commune = settlements.communes[at(label)];
    commune.area_km2 += grid.cell_area_m2() / 1e6;
    for (const Cell next : grid.neighbours(cell))
      commune.coastal |= terrain.mainland(cell) && terrain.land[at(next)] == 0;
  }
}

void note_rivers(const HexGrid& grid, const Terrain& terrain, Settlements& settlements) {
  for (std::size_t river = terrain.courses.size(); river-- > 0;)
    for (const Corner corner : terrain.courses[river])
      for (const Cell cell : grid.cells_around(corner)) {
        const Label label = settlements.commune_of_cell[at(cell)];
        if (label != kNoLabel) settlements.communes[at(label)].river = static_cast<int>(river);
      }
}

Settlements keep(const std::vector<Label>& kept, Parishes parishes) {
  Settlements settlements;
  std::vector<Label> commune_of_parish(parishes.centres.size(), kNoLabel);
  for (const Label parish : kept) {
    commune_of_parish[at(parish)] = static_cast<Label>(settlements.communes.size());
    settlements.communes.push_back({});
    settlements.communes.back().centre = parishes.centres[at(parish)];
  }
  settlements.commune_of_cell = std::move(parishes.parish_of_cell);
  for (Label& label : settlements.commune_of_cell)
    if (label != kNoLabel) label = commune_of_parish[at(label)];
  return settlements;
}

}  // namespace

engines::Graph meeting(const HexGrid& grid, const std::vector<Label>& label_of_cell, int labels) {
  std::vector<engines::Edge> edges;
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    const Label here = label_of_cell[at(cell)];
    if (here == kNoLabel) continue;
    for (const Cell next : grid.neighbours(cell)) {
      const Label there = next == kNoCell ? kNoLabel : label_of_cell[at(next)];
      if (there > here) edges.push_back({here, there, grid.spacing_m() * kSideOfSpacing});
    }
  }
  return engines::Graph(labels, std::move(edges));
}

Settlements settle(const HexGrid& grid, const Terrain& terrain, std::uint64_t seed) {
  Parishes parishes = found_parishes(grid, terrain, seed);
  const auto kept = choose_communes(grid, parishes, hash_of(seed, kShape));
  Settlements settlements = keep(kept, std::move(parishes));
  settlements.neighbours = meeting(grid, settlements.commune_of_cell, kCommunesBeforeMerger);
  measure(grid, terrain, settlements);
  note_rivers(grid, terrain, settlements);
  populate(grid, settlements, seed);
  return settlements;
}

}  // namespace maillage::territory::demonstration
