// The ground and what settles on it, before any outline, on a seed of their own.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>

#include "modules/territory/demonstration/blocks.hpp"
#include "modules/territory/demonstration/settlement.hpp"

namespace maillage::territory::demonstration {
namespace {

struct Relief {
  explicit Relief(std::uint64_t seed)
      : grid(departement_grid(seed)),
        terrain(shape_terrain(grid, seed)),
        settlements(settle(grid, terrain, seed)),
        division(divide(grid, terrain, settlements, seed)),
        blocks(make_blocks(grid, settlements, division)) {}

  HexGrid grid;
  Terrain terrain;
  Settlements settlements;
  Division division;
  Blocks blocks;
};

const Relief& relief() {
  static const Relief relief(3);
  return relief;
}

int pieces_of(const HexGrid& grid, const std::function<bool(Cell)>& inside) {
  const auto pieces = cell_pieces(grid, inside);
  return *std::max_element(pieces.begin(), pieces.end()) + 1;
}

}  // namespace

TEST_CASE("terrain: one mainland, one ocean to its west, at most four islets of half a square kilometre") {
  const Relief& r = relief();
  CHECK(pieces_of(r.grid, [&](Cell cell) { return r.terrain.land[at(cell)] == 1; }) == 1);
  const auto sea = cell_pieces(r.grid, [&](Cell cell) { return r.terrain.land[at(cell)] == 0; });
  CHECK(*std::max_element(sea.begin(), sea.end()) == 0);
  const auto islets = cell_pieces(r.grid, [&](Cell cell) { return r.terrain.land[at(cell)] == 2; });
  std::map<Label, double> area_km2;
  for (const Label islet : islets)
    if (islet != kNoLabel) area_km2[islet] += r.grid.cell_area_m2() / 1e6;
  CHECK(area_km2.size() >= 1);
  CHECK(area_km2.size() <= 4);
  for (const auto& [islet, area] : area_km2) CHECK(area >= 0.5);
  for (Cell cell = 0; cell < r.grid.cells(); ++cell) {
    const Km p = km_of(r.grid.centre(cell));
    if (p.x < 3 && r.grid.interior(cell)) REQUIRE(r.terrain.land[at(cell)] != 1);
    if (p.x > 60) REQUIRE(r.terrain.land[at(cell)] == 1);
  }
}

TEST_CASE("terrain: rivers run from corner to corner without coming back; the tributaries end in the main one") {
  const Relief& r = relief();
  REQUIRE(r.terrain.courses.size() == 3);
  std::set<Corner> main(r.terrain.courses[0].begin(), r.terrain.courses[0].end());
  for (const auto& course : r.terrain.courses) {
    CHECK(std::set<Corner>(course.begin(), course.end()).size() == course.size());
    for (std::size_t k = 0; k + 1 < course.size(); ++k) {
      const auto spokes = r.grid.spokes(course[k]);
      REQUIRE(std::any_of(spokes.begin(), spokes.end(), [&](const Spoke& s) { return s.to == course[k + 1]; }));
    }
  }
  for (const std::size_t tributary : {1, 2}) {
    const Corner end = r.terrain.courses[tributary].back();
    const auto& other = r.terrain.courses[3 - tributary];
    CHECK((main.contains(end) || std::find(other.begin(), other.end(), end) != other.end()));
  }
}

TEST_CASE("terrain: a side is a river from both of its cells, and there are as many as the courses are long") {
  const Relief& r = relief();
  std::size_t marked = 0, steps = 0;
  for (Cell cell = 0; cell < r.grid.cells(); ++cell) {
    const auto near = r.grid.neighbours(cell);
    for (std::size_t d = 0; d < near.size(); ++d) {
      if ((r.terrain.river_sides[at(cell)] >> d & 1) == 0) continue;
      ++marked;
      REQUIRE((r.terrain.river_sides[at(near[d])] >> (d + 3) % 6 & 1) == 1);
    }
  }
  for (const auto& course : r.terrain.courses) steps += course.size() - 1;
  CHECK(marked == 2 * steps);
}

TEST_CASE("settlements: communes of one piece on the mainland, in EPCI of one piece around their seat") {
  const Relief& r = relief();
  const auto& communes = r.settlements.communes;
  REQUIRE(communes.size() == kCommunesBeforeMerger);
  std::vector<int> cells(communes.size());
  for (Cell cell = 0; cell < r.grid.cells(); ++cell) {
    const Label label = r.settlements.commune_of_cell[at(cell)];
    if (label == kNoLabel) continue;
    REQUIRE(r.terrain.land[at(cell)] != 0);
    ++cells[at(label)];
  }
  engines::Plan epcis;
  std::vector<int> seats(kEpcis);
  for (std::size_t k = 0; k < communes.size(); ++k) {
    CHECK(communes[k].area_km2 == doctest::Approx(cells[k] * r.grid.cell_area_m2() / 1e6));
    CHECK(r.settlements.commune_of_cell[at(communes[k].centre)] == static_cast<Label>(k));
    epcis.push_back(communes[k].epci);
    if (communes[k].seat) ++seats[at(communes[k].epci)];
  }
  CHECK(seats == std::vector<int>(kEpcis, 1));
  CHECK(engines::pieces(r.settlements.neighbours, epcis, kEpcis) == std::vector<std::int32_t>(kEpcis, 1));
}

TEST_CASE("settlements: no commune is inside another, none is lost in the middle of the Département") {
  const Relief& r = relief();
  const auto outside = cell_pieces(r.grid, [&](Cell cell) {
    return r.settlements.commune_of_cell[at(cell)] == kNoLabel && r.terrain.land[at(cell)] != 0;
  });
  std::set<Label> at_rim;
  for (Cell cell = 0; cell < r.grid.cells(); ++cell)
    if (!r.grid.interior(cell)) at_rim.insert(outside[at(cell)]);
  for (const Label piece : outside) {
    if (piece == kNoLabel) continue;
    REQUIRE(at_rim.contains(piece));  // land that is not the Département's goes on beyond the rim
  }
  for (std::size_t k = 0; k < r.settlements.communes.size(); ++k)
    CHECK(r.settlements.neighbours.neighbours(static_cast<Label>(k)).size() >= 1);
}

TEST_CASE("division: IRIS are apportioned by highest averages among the largest communes") {
  const Relief& r = relief();
  const auto& communes = r.settlements.communes;
  const auto iris = apportion_iris(communes);
  CHECK(std::count_if(iris.begin(), iris.end(), [](int n) { return n > 0; }) == kDividedCommunes);
  const int whole = static_cast<int>(std::count(iris.begin(), iris.end(), 0));
  CHECK(std::accumulate(iris.begin(), iris.end(), 0) + whole == kUnitsToday + 1);
  CHECK(iris.front() == kCityIris);
  std::int64_t least_divided = 1'000'000, most_whole = 0;
  for (std::size_t k = 1; k < iris.size(); ++k)
    (iris[k] > 0 ? least_divided = std::min(least_divided, communes[k].population)
                 : most_whole = std::max(most_whole, communes[k].population));
  CHECK(least_divided >= most_whole);
  // The rule itself: the last IRIS of a town went there when no other town had more people by IRIS.
  for (std::size_t a = 1; a < iris.size(); ++a)
    for (std::size_t b = 1; b < iris.size(); ++b)
      if (iris[a] > 2 && iris[b] > 0 && a != b)
        CHECK(communes[a].population * iris[b] >= communes[b].population * (iris[a] - 1));
}

TEST_CASE("division: units tile their commune, add up to it and are of one piece on the mainland") {
  const Relief& r = relief();
  std::vector<std::int64_t> people(r.settlements.communes.size());
  for (const UnitDraft& unit : r.division.units) {
    people[at(unit.commune)] += unit.population;
    CHECK(unit.population >= 0);
  }
  for (std::size_t k = 0; k < people.size(); ++k) CHECK(people[k] == r.settlements.communes[k].population);
  std::vector<int> mainland_cells(r.division.units.size());
  for (Cell cell = 0; cell < r.grid.cells(); ++cell) {
    const Label unit = r.division.unit_of_cell[at(cell)];
    const Label commune = r.settlements.commune_of_cell[at(cell)];
    REQUIRE((unit == kNoLabel) == (commune == kNoLabel));
    if (unit == kNoLabel) continue;
    REQUIRE(r.division.units[at(unit)].commune == commune);
    mainland_cells[at(unit)] += r.terrain.mainland(cell);
  }
  CHECK(*std::min_element(mainland_cells.begin(), mainland_cells.end()) > 0);
  const auto whole = [&](Label unit) {
    return pieces_of(r.grid,
                     [&](Cell cell) { return r.division.unit_of_cell[at(cell)] == unit && r.terrain.mainland(cell); });
  };
  for (Label unit = 0; unit < static_cast<Label>(r.division.units.size()); unit += 40) CHECK(whole(unit) == 1);
}

TEST_CASE("blocks: a commune whole, or quarters of one piece of the large ones, that add up to the Département") {
  const Relief& r = relief();
  const auto count = static_cast<engines::District>(r.blocks.commune.size());
  CHECK(engines::pieces(r.division.neighbours, r.blocks.block_of_unit, count) ==
        std::vector<std::int32_t>(at(count), 1));
  std::map<Label, int> blocks_of_commune;
  for (const Label commune : r.blocks.commune) ++blocks_of_commune[commune];
  for (std::size_t k = 0; k < r.settlements.communes.size(); ++k)
    CHECK((blocks_of_commune[static_cast<Label>(k)] > 1) == (r.settlements.communes[k].population > 30'000));
  for (std::size_t unit = 0; unit < r.division.units.size(); ++unit)
    CHECK(r.blocks.commune[at(r.blocks.block_of_unit[unit])] == r.division.units[unit].commune);
  std::int64_t people = 0, settled = 0;
  for (const std::int64_t block : r.blocks.pieces.population) people += block;
  for (const Settlement& commune : r.settlements.communes) settled += commune.population;
  CHECK(people == settled);
}

}  // namespace maillage::territory::demonstration
