#include "modules/territory/demonstration/terrain.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>

#include "modules/territory/demonstration/noise.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr double kSpacingM = 150;
constexpr int kColumns = 667, kRows = 740;
constexpr double kRowHeight = 0.86602540378443865;  // in spacings
constexpr double kCoastKm = 21;                     // mean longitude of the shore
constexpr double kMouthKm = 47;                     // latitude of the mouth of the main river
constexpr double kEstuaryKm = 17;                   // length of the estuary
constexpr double kEstuaryHalfKm = 1.9;              // half its width at the mouth
constexpr int kSmallestIsletCells = 30;             // 0.6 km²
constexpr std::size_t kMostIslets = 4;
enum Stream : std::uint64_t { kCoast = 1, kShore, kValleys, kRoughness, kIslets };

bool round_islet(Km p, Km centre, double radius_km, const Noise& edge) {
  const double dx = p.x - centre.x, dy = (p.y - centre.y) * 1.5;
  return std::sqrt(dx * dx + dy * dy) < radius_km * (1 + 0.6 * edge.at(p.x / 2, p.y / 2));
}

std::vector<std::uint8_t> raise_land(const HexGrid& grid, std::uint64_t seed) {
  const Noise coast(hash_of(seed, kCoast), 3), shore(hash_of(seed, kShore), 7), edge(hash_of(seed, kIslets), 4);
  const Km north_islet{kCoastKm - 7.5, 67}, south_islet{kCoastKm - 7, 25};
  std::vector<std::uint8_t> land(at(grid.cells()));
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    const Km p = km_of(grid.centre(cell));
    const double inland = p.x - kCoastKm + 9 * coast.at(0.5, p.y / 26) + 9 * shore.at(p.x / 14, p.y / 14);
    const bool islet = round_islet(p, north_islet, 1.9, edge) || round_islet(p, south_islet, 1.3, edge);
    land[at(cell)] = inland > 0 || islet ? 1 : 0;
  }
  return land;
}

// Ponds the ocean does not reach become land: they belong to their commune like any real lake.
void fill_ponds(const HexGrid& grid, std::vector<std::uint8_t>& land) {
  const auto piece = cell_pieces(grid, [&](Cell cell) { return land[at(cell)] == 0; });
  const Label ocean = piece[at(grid.cell_near({kOrigin.x, kOrigin.y + kMouthKm * 1000}))];
  for (std::size_t cell = 0; cell < land.size(); ++cell)
    if (piece[cell] != ocean) land[cell] = 1;
}

// Keeps the mainland and the largest islets; rocks and what the rim cuts vanish.
void sort_islands(const HexGrid& grid, std::vector<std::uint8_t>& land) {
  const auto piece = cell_pieces(grid, [&](Cell cell) { return land[at(cell)] != 0; });
  std::vector<int> sizes(at(*std::max_element(piece.begin(), piece.end()) + 1));
  std::vector<bool> cut_off(sizes.size());  // by the rim of the grid
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    if (piece[at(cell)] == kNoLabel) continue;
    ++sizes[at(piece[at(cell)])];
    if (!grid.interior(cell)) cut_off[at(piece[at(cell)])] = true;
  }
  std::vector<Label> order(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](Label a, Label b) { return std::pair(-sizes[at(a)], a) < std::pair(-sizes[at(b)], b); });
  std::vector<std::uint8_t> kind(sizes.size(), 0);
  for (std::size_t k = 1; k < std::min(order.size(), kMostIslets + 1); ++k)
    if (sizes[at(order[k])] >= kSmallestIsletCells && !cut_off[at(order[k])]) kind[at(order[k])] = 2;
  kind[at(order.front())] = 1;
  for (std::size_t cell = 0; cell < land.size(); ++cell)
    land[cell] = piece[cell] == kNoLabel ? 0 : kind[at(piece[cell])];
}

struct Drop {
  double cost;
  Corner corner;
  bool operator<(const Drop& other) const { return cost != other.cost ? cost > other.cost : corner > other.corner; }
};

// For every corner of the mainland, the next one on its way down to the mouth.
std::vector<Corner> downhill(const HexGrid& grid, const std::vector<std::uint8_t>& land, std::uint64_t seed,
                             Corner mouth) {
  const Noise valleys(hash_of(seed, kValleys), 6);
  std::vector<Corner> next(at(grid.corners()), -1);
  std::vector<double> cost(at(grid.corners()), 1e18);
  std::priority_queue<Drop> drops;
  drops.push({0, mouth});
  cost[at(mouth)] = 0;
  while (!drops.empty()) {
    const Drop drop = drops.top();
    drops.pop();
    if (drop.cost > cost[at(drop.corner)] || !grid.interior(drop.corner / 2)) continue;
    const Km p = km_of(grid.corner(drop.corner));
    // Waters gather where the noise changes sign: long curves that wind at every scale.
    const double hollow = 0.03 + std::abs(valleys.at(p.x / 13, p.y / 13));
    const double through = drop.cost + hollow * (0.4 + hash_unit(seed, static_cast<std::uint64_t>(drop.corner)));
    for (const Spoke& spoke : grid.spokes(drop.corner)) {
      if (land[at(spoke.left)] != 1 || land[at(spoke.right)] != 1 || cost[at(spoke.to)] <= through) continue;
      cost[at(spoke.to)] = through;
      next[at(spoke.to)] = drop.corner;
      drops.push({through, spoke.to});
    }
  }
  return next;
}

// The first corner from the west, at the latitude chosen, with mainland all around.
Corner mouth_of_main_river(const HexGrid& grid, const std::vector<std::uint8_t>& land) {
  for (double x_km = 0;; x_km += 0.15) {
    const Lambert93 place{kOrigin.x + x_km * 1000, kOrigin.y + kMouthKm * 1000};
    const auto around = cells_within(grid, place, 0.4);
    if (std::all_of(around.begin(), around.end(), [&](Cell cell) { return land[at(cell)] == 1; }))
      return 2 * grid.cell_near(place);
  }
}

// Runs down from a source until the mouth or a corner where another river already flows (included in the course).
std::vector<Corner> run_down(const std::vector<Corner>& next, Corner source, std::vector<bool>& wet) {
  std::vector<Corner> course;
  for (Corner corner = source; corner >= 0; corner = next[at(corner)]) {
    course.push_back(corner);
    if (wet[at(corner)]) break;
    wet[at(corner)] = true;
  }
  return course;
}

std::vector<std::vector<Corner>> run_rivers(const HexGrid& grid, const std::vector<std::uint8_t>& land,
                                            std::uint64_t seed) {
  const auto next = downhill(grid, land, seed, mouth_of_main_river(grid, land));
  std::vector<bool> wet(next.size());
  std::vector<std::vector<Corner>> courses;
  for (const Km source : {Km{97, 55}, Km{66, 93}, Km{74, 3}})
    courses.push_back(
        run_down(next, 2 * grid.cell_near({kOrigin.x + source.x * 1000, kOrigin.y + source.y * 1000}), wet));
  return courses;
}

// Opens the last kilometres of the main river into an estuary; answers the first cell on dry land at its head.
Cell open_estuary(const HexGrid& grid, const std::vector<Corner>& course, std::vector<std::uint8_t>& land) {
  double run_km = 0;
  std::size_t k = course.size() - 1;
  for (; k > 0 && run_km < kEstuaryKm; --k) {
    const Lambert93 here = grid.corner(course[k]);
    const double left = 1 - run_km / kEstuaryKm;
    if (k % 3 == 0)
      for (const Cell cell : cells_within(grid, here, 0.16 + kEstuaryHalfKm * left * left)) land[at(cell)] = 0;
    run_km += distance_km(here, grid.corner(course[k - 1]));
  }
  while (k > 0 && land[at(course[k] / 2)] == 0) --k;
  return course[k] / 2;
}

std::vector<std::uint8_t> mark_sides(const HexGrid& grid, const std::vector<std::vector<Corner>>& courses) {
  std::vector<std::uint8_t> sides(at(grid.cells()));
  const auto mark = [&](Cell from, Cell to) {
    const auto near = grid.neighbours(from);
    const auto d = std::find(near.begin(), near.end(), to) - near.begin();
    sides[at(from)] = static_cast<std::uint8_t>(sides[at(from)] | (1 << d));
  };
  for (const auto& course : courses)
    for (std::size_t k = 0; k + 1 < course.size(); ++k)
      for (const Spoke& spoke : grid.spokes(course[k]))
        if (spoke.to == course[k + 1]) mark(spoke.left, spoke.right), mark(spoke.right, spoke.left);
  return sides;
}

std::vector<float> roughen(const HexGrid& grid, std::uint64_t seed) {
  const Noise noise(hash_of(seed, kRoughness), 4);
  std::vector<float> roughness(at(grid.cells()));
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    const Km p = km_of(grid.centre(cell));
    const double height = 1 + noise.at(p.x / 2.4, p.y / 2.4);
    roughness[at(cell)] = static_cast<float>(0.25 + height * height);
  }
  return roughness;
}

}  // namespace

Km km_of(Lambert93 point) { return {(point.x - kOrigin.x) / 1000, (point.y - kOrigin.y) / 1000}; }

double distance_km(Lambert93 a, Lambert93 b) {
  const double dx = (a.x - b.x) / 1000, dy = (a.y - b.y) / 1000;
  return std::sqrt(dx * dx + dy * dy);
}

std::vector<Cell> cells_within(const HexGrid& grid, Lambert93 centre, double radius_km) {
  const double radius_m = radius_km * 1000, row_m = grid.spacing_m() * kRowHeight;
  std::vector<Cell> cells;
  for (double y = centre.y - radius_m; y <= centre.y + radius_m; y += row_m) {
    const Cell first = grid.cell_near({centre.x - radius_m, y}), last = grid.cell_near({centre.x + radius_m, y});
    for (Cell cell = first; cell <= last; ++cell)
      if (distance_km(grid.centre(cell), centre) <= radius_km) cells.push_back(cell);
  }
  return cells;
}

HexGrid departement_grid(std::uint64_t seed) { return {seed, kOrigin, kSpacingM, kColumns, kRows}; }

Terrain shape_terrain(const HexGrid& grid, std::uint64_t seed) {
  Terrain terrain;
  terrain.land = raise_land(grid, seed);
  fill_ponds(grid, terrain.land);
  sort_islands(grid, terrain.land);
  terrain.courses = run_rivers(grid, terrain.land, seed);
  terrain.head_of_estuary = open_estuary(grid, terrain.courses.front(), terrain.land);
  sort_islands(grid, terrain.land);
  terrain.river_sides = mark_sides(grid, terrain.courses);
  terrain.roughness = roughen(grid, seed);
  return terrain;
}

}  // namespace maillage::territory::demonstration
