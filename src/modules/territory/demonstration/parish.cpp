#include "modules/territory/demonstration/parish.hpp"

#include <algorithm>
#include <queue>
#include <set>

#include "base/random.hpp"
#include "modules/territory/demonstration/noise.hpp"
#include "modules/territory/demonstration/settlement.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr double kParishSpreadKm = 4.15;  // mean distance kept between two centres
constexpr double kCityClearanceKm = 6.2;
constexpr double kCityLeadKm = 2.6;  // head start of the city over its neighbours
constexpr double kHamletSpreadKm = 1.25;
constexpr double kRiverSteps = 14;  // crossing a river, in mesh steps over ordinary ground
constexpr double kRiverKm = 4;      // the same, in kilometres between hamlets
constexpr int kParishDarts = 30000, kHamletDarts = 40000;
enum Stream : std::uint64_t { kDarts = 101, kSpread, kHamlets, kRoads };

// Centres thrown at random on the mainland; each keeps the next ones away by `clearance_km(place)`, the first one (the
// city) by `first_clearance_km`.
template <class Clearance>
std::vector<Cell> throw_centres(const HexGrid& grid, const Terrain& terrain, std::uint64_t seed, int darts,
                                double first_clearance_km, Clearance clearance_km) {
  Random random(seed);
  std::vector<Cell> centres;
  std::vector<bool> taken(at(grid.cells()));
  const auto take = [&](Cell cell, double radius_km) {
    centres.push_back(cell);
    for (const Cell near : cells_within(grid, grid.centre(cell), radius_km)) taken[at(near)] = true;
  };
  take(terrain.head_of_estuary, first_clearance_km);
  for (int dart = 0; dart < darts; ++dart) {
    const auto cell = static_cast<Cell>(random.below(static_cast<std::uint64_t>(grid.cells())));
    if (terrain.mainland(cell) && !taken[at(cell)]) take(cell, clearance_km(km_of(grid.centre(cell))));
  }
  return centres;
}

std::vector<Label> grow_hamlets(const HexGrid& grid, const Terrain& terrain, const std::vector<Cell>& centres,
                                std::uint64_t seed) {
  Random random(seed);
  std::vector<Sprout> sprouts;
  for (const Cell cell : centres) {
    Sprout sprout{cell, 0.85 + 0.35 * random.unit(), {}, false};
    for (double& axis : sprout.stretch) axis = 0.7 + 0.7 * random.unit();
    sprouts.push_back(sprout);
  }
  const Ground ground{&grid, terrain.roughness, terrain.river_sides, kRiverSteps};
  return grow(ground, sprouts, [&](Cell cell) { return terrain.mainland(cell); });
}

using Pair = std::pair<Label, Label>;

// Hamlets that face each other across a river.
std::set<Pair> across_rivers(const HexGrid& grid, const Terrain& terrain, const std::vector<Label>& hamlets) {
  std::set<Pair> pairs;
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    if (terrain.river_sides[at(cell)] == 0 || hamlets[at(cell)] == kNoLabel) continue;
    const auto near = grid.neighbours(cell);
    for (std::size_t d = 0; d < near.size(); ++d)
      if ((terrain.river_sides[at(cell)] >> d & 1) != 0) pairs.insert({hamlets[at(cell)], hamlets[at(near[d])]});
  }
  return pairs;
}

struct Road {
  double km;
  Label hamlet;
  Label parish;
  bool operator<(const Road& other) const { return km != other.km ? km > other.km : hamlet > other.hamlet; }
};

// Every hamlet joins the parish it reaches by the shortest way; ways are more or less good, rivers keep apart.
std::vector<Label> join_parishes(const HexGrid& grid, const Terrain& terrain, const std::vector<Cell>& hamlet_centres,
                                 const std::vector<Label>& hamlets, const std::vector<Cell>& centres,
                                 std::uint64_t seed) {
  const engines::Graph graph = meeting(grid, hamlets, static_cast<int>(hamlet_centres.size()));
  const auto across = across_rivers(grid, terrain, hamlets);
  std::vector<Label> parish(hamlet_centres.size(), kNoLabel);
  std::priority_queue<Road> roads;
  for (std::size_t k = 0; k < centres.size(); ++k)
    roads.push({k == 0 ? -kCityLeadKm : 0, hamlets[at(centres[k])], static_cast<Label>(k)});
  while (!roads.empty()) {
    const Road road = roads.top();
    roads.pop();
    if (parish[at(road.hamlet)] != kNoLabel) continue;
    parish[at(road.hamlet)] = road.parish;
    const auto near = graph.neighbours(road.hamlet);
    for (std::size_t k = 0; k < near.size(); ++k) {
      const auto edge = static_cast<std::uint64_t>(graph.edges_of(road.hamlet)[k]);
      const double straight_km =
          distance_km(grid.centre(hamlet_centres[at(road.hamlet)]), grid.centre(hamlet_centres[at(near[k])]));
      const double river_km = road.parish != 0 && across.contains({road.hamlet, near[k]}) ? kRiverKm : 0;
      roads.push({road.km + straight_km * (0.65 + 0.7 * hash_unit(seed, edge)) + river_km, near[k], road.parish});
    }
  }
  return parish;
}

void attach_islets(const HexGrid& grid, const Terrain& terrain, Parishes& parishes) {
  const auto piece = cell_pieces(grid, [&](Cell cell) { return terrain.land[at(cell)] == 2; });
  std::vector<Label> owner;
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    if (piece[at(cell)] == kNoLabel) continue;
    if (at(piece[at(cell)]) == owner.size()) {
      const auto nearer = [&](Cell a, Cell b) {
        return distance_km(grid.centre(a), grid.centre(cell)) < distance_km(grid.centre(b), grid.centre(cell));
      };
      const auto& centres = parishes.centres;
      owner.push_back(static_cast<Label>(std::min_element(centres.begin(), centres.end(), nearer) - centres.begin()));
    }
    parishes.parish_of_cell[at(cell)] = owner[at(piece[at(cell)])];
  }
}

}  // namespace

Parishes found_parishes(const HexGrid& grid, const Terrain& terrain, std::uint64_t seed) {
  const Noise spread(hash_of(seed, kSpread), 3);
  const auto hamlet_centres = throw_centres(grid, terrain, hash_of(seed, kHamlets), kHamletDarts, kHamletSpreadKm,
                                            [](Km) { return kHamletSpreadKm; });
  const auto hamlets = grow_hamlets(grid, terrain, hamlet_centres, hash_of(seed, kHamlets + 100));
  Parishes parishes;
  parishes.centres = throw_centres(grid, terrain, hash_of(seed, kDarts), kParishDarts, kCityClearanceKm,
                                   [&](Km p) { return kParishSpreadKm * (1 + 0.6 * spread.at(p.x / 17, p.y / 17)); });
  const auto parish = join_parishes(grid, terrain, hamlet_centres, hamlets, parishes.centres, hash_of(seed, kRoads));
  parishes.parish_of_cell.assign(hamlets.size(), kNoLabel);
  for (std::size_t cell = 0; cell < hamlets.size(); ++cell)
    if (hamlets[cell] != kNoLabel) parishes.parish_of_cell[cell] = parish[at(hamlets[cell])];
  attach_islets(grid, terrain, parishes);
  return parishes;
}

}  // namespace maillage::territory::demonstration
