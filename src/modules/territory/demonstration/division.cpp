#include "modules/territory/demonstration/division.hpp"

#include <algorithm>
#include <numeric>

#include "base/random.hpp"
#include "modules/territory/demonstration/noise.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr double kRiverCost = 5;  // in mesh steps: IRIS follow the quays more often than not
constexpr int kMostSpecial = 8;   // IRIS of a commune that are not for housing
constexpr std::uint64_t kStream = 301;

struct Ward {  // the mainland of one commune
  std::vector<Cell> cells;
  double radius_km = 0;
};

std::vector<Ward> wards_of(const HexGrid& grid, const Terrain& terrain, const Settlements& s) {
  std::vector<Ward> wards(s.communes.size());
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    const Label label = s.commune_of_cell[at(cell)];
    if (label == kNoLabel || !terrain.mainland(cell)) continue;
    Ward& ward = wards[at(label)];
    ward.cells.push_back(cell);
    ward.radius_km =
        std::max(ward.radius_km, distance_km(grid.centre(cell), grid.centre(s.communes[at(label)].centre)));
  }
  return wards;
}

// Tries to throw `count` centres in the ward, closer together near the town hall; shorter than asked when it fails.
std::vector<Cell> throw_centres(const HexGrid& grid, const Ward& ward, Cell town_hall, std::size_t count,
                                double spread_km, Random& random) {
  std::vector<Cell> centres{town_hall};
  for (std::size_t dart = 0; dart < 60 * count && centres.size() < count; ++dart) {
    const Cell cell = ward.cells[random.below(ward.cells.size())];
    const double remote = distance_km(grid.centre(cell), grid.centre(town_hall)) / ward.radius_km;
    const double clearance_km = spread_km * (0.3 + 1.1 * remote);
    const bool free = std::all_of(centres.begin(), centres.end(), [&](Cell other) {
      return distance_km(grid.centre(cell), grid.centre(other)) > clearance_km;
    });
    if (free) centres.push_back(cell);
  }
  return centres;
}

std::vector<Sprout> found_iris(const HexGrid& grid, const Ward& ward, Cell town_hall, std::size_t count,
                               Random& random) {
  std::vector<Cell> centres;
  for (double spread_km = ward.radius_km; centres.size() < count; spread_km *= 0.94)
    centres = throw_centres(grid, ward, town_hall, count, spread_km, random);
  std::vector<Sprout> sprouts;
  for (const Cell cell : centres) {
    Sprout sprout{cell, 0.8 + 0.4 * random.unit(), {}, false};
    for (double& axis : sprout.stretch) axis = 0.75 + 0.6 * random.unit();
    sprouts.push_back(sprout);
  }
  return sprouts;
}

// One IRIS in twenty-five is a business park or a port, one in fifty a large park; none next to the town hall.
char type_of(std::size_t position, std::size_t count, Random& random) {
  const std::uint64_t roll = random.below(50);
  if (count < 5 || position < count / 3 || roll > 3) return 'H';
  return roll == 0 ? 'D' : 'A';
}

double weight_of(char type, Random& random) {
  const double spread = 0.65 + 0.7 * random.unit();
  return type == 'H' ? spread : type == 'A' ? 0.11 * spread : 0.02 * spread;
}

// Integers that follow the weights and add up to the population.
void share_population(std::int64_t population, const std::vector<double>& weights, UnitDraft* units) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  double before = 0;
  std::int64_t given = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    before += weights[k];
    const auto upto = static_cast<std::int64_t>(static_cast<double>(population) * before / total + 0.5);
    units[k].population = upto - given;
    given = upto;
  }
}

class Divider {
 public:
  Divider(const HexGrid& grid, const Terrain& terrain, const Settlements& settlements, std::uint64_t seed)
      : grid_(grid),
        terrain_(terrain),
        settlements_(settlements),
        wards_(wards_of(grid, terrain, settlements)),
        ground_{&grid, terrain.roughness, terrain.river_sides, kRiverCost},
        random_(hash_of(seed, kStream)) {
    division_.unit_of_cell.assign(at(grid.cells()), kNoLabel);
  }

  Division run() {
    const auto iris = apportion_iris(settlements_.communes);
    for (std::size_t commune = 0; commune < iris.size(); ++commune)
      iris[commune] == 0 ? keep_whole(commune) : cut(commune, static_cast<std::size_t>(iris[commune]));
    attach_islets();
    division_.neighbours = meeting(grid_, division_.unit_of_cell, static_cast<int>(division_.units.size()));
    return std::move(division_);
  }

 private:
  void keep_whole(std::size_t commune) {
    const auto unit = static_cast<Label>(division_.units.size());
    for (const Cell cell : wards_[commune].cells) division_.unit_of_cell[at(cell)] = unit;
    const Settlement& whole = settlements_.communes[commune];
    division_.units.push_back({static_cast<Label>(commune), whole.centre, 'Z', whole.population, 0});
  }

  void cut(std::size_t commune, std::size_t count) {
    const Settlement& town = settlements_.communes[commune];
    const auto sprouts = found_iris(grid_, wards_[commune], town.centre, count, random_);
    const auto labels = grow(ground_, sprouts, [&](Cell cell) {
      return terrain_.mainland(cell) && settlements_.commune_of_cell[at(cell)] == static_cast<Label>(commune);
    });
    const auto first = static_cast<Label>(division_.units.size());
    for (const Cell cell : wards_[commune].cells) division_.unit_of_cell[at(cell)] = first + labels[at(cell)];
    std::vector<double> weights;
    int special = 0;
    for (std::size_t k = 0; k < count; ++k) {
      char type = type_of(k, count, random_);
      if (type != 'H' && ++special > kMostSpecial) type = 'H';
      weights.push_back(weight_of(type, random_));
      const double remote_km = distance_km(grid_.centre(sprouts[k].cell), grid_.centre(town.centre));
      division_.units.push_back({static_cast<Label>(commune), sprouts[k].cell, type, 0, remote_km});
    }
    share_population(town.population, weights, &division_.units[at(first)]);
  }

  // An islet belongs to the unit of its commune whose centre is nearest.
  void attach_islets() {
    const auto piece = cell_pieces(grid_, [&](Cell cell) { return terrain_.land[at(cell)] == 2; });
    std::vector<Label> owner;
    for (Cell cell = 0; cell < grid_.cells(); ++cell) {
      if (piece[at(cell)] == kNoLabel) continue;
      if (at(piece[at(cell)]) == owner.size()) owner.push_back(nearest_unit(cell));
      division_.unit_of_cell[at(cell)] = owner[at(piece[at(cell)])];
    }
  }

  Label nearest_unit(Cell islet) const {
    const Label commune = settlements_.commune_of_cell[at(islet)];
    Label best = kNoLabel;
    double best_km = 1e9;
    for (std::size_t k = 0; k < division_.units.size(); ++k) {
      if (division_.units[k].commune != commune) continue;
      const double km = distance_km(grid_.centre(division_.units[k].centre), grid_.centre(islet));
      if (km < best_km) best_km = km, best = static_cast<Label>(k);
    }
    return best;
  }

  const HexGrid& grid_;
  const Terrain& terrain_;
  const Settlements& settlements_;
  std::vector<Ward> wards_;
  Ground ground_;
  Random random_;
  Division division_;
};

}  // namespace

std::vector<int> apportion_iris(const std::vector<Settlement>& communes) {
  std::vector<std::size_t> order(communes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(-communes[a].population, a) < std::pair(-communes[b].population, b);
  });
  order.resize(kDividedCommunes);
  std::vector<int> iris(communes.size());
  for (const std::size_t k : order) iris[k] = 2;
  iris[order.front()] = kCityIris;
  int left = kUnitsToday - kCityIris - 2 * (kDividedCommunes - 1) - (kCommunesBeforeMerger - 1 - kDividedCommunes);
  for (; left > 0; --left)
    ++iris[*std::max_element(order.begin() + 1, order.end(), [&](std::size_t a, std::size_t b) {
      return communes[a].population * iris[b] < communes[b].population * iris[a];
    })];
  return iris;
}

Division divide(const HexGrid& grid, const Terrain& terrain, const Settlements& settlements, std::uint64_t seed) {
  return Divider(grid, terrain, settlements, seed).run();
}

}  // namespace maillage::territory::demonstration
