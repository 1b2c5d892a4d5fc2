#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.hpp"
#include "modules/territory/demonstration/borders.hpp"
#include "modules/territory/demonstration/naming.hpp"
#include "modules/territory/demonstration/noise.hpp"
#include "modules/territory/demonstration/terrain.hpp"
#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr int kColumns = 60, kRows = 50;
HexGrid small_grid() { return {5, kOrigin, 150, kColumns, kRows}; }

// Random sprouts grown over a disc in the middle of a small grid: a whole map in miniature.
std::vector<Label> small_map(const HexGrid& grid, std::uint64_t seed, std::size_t count) {
  Random random(seed);
  const Lambert93 middle = grid.centre(kRows / 2 * kColumns + kColumns / 2);
  const auto open = [&](Cell cell) { return distance_km(grid.centre(cell), middle) < 2.6; };
  std::vector<Sprout> sprouts;
  while (sprouts.size() < count)
    if (const auto cell = static_cast<Cell>(random.below(static_cast<std::uint64_t>(grid.cells()))); open(cell))
      sprouts.push_back({cell, 0.6 + random.unit(), {1, 1.4, 0.8}, false});
  std::vector<float> roughness;
  for (Cell cell = 0; cell < grid.cells(); ++cell) roughness.push_back(static_cast<float>(0.2 + random.unit()));
  return grow({&grid, roughness, std::vector<std::uint8_t>(roughness.size()), 0}, sprouts, open);
}

}  // namespace

TEST_CASE("noise: stays in [-1, 1], is a function of its seed and has no step") {
  const Noise noise(3, 5), other(4, 5);
  bool differs = false;
  for (double x = -4; x < 4; x += 0.37) {
    const double here = noise.at(x, 2 * x);
    CHECK(std::abs(here) <= 1);
    CHECK(here == noise.at(x, 2 * x));
    CHECK(std::abs(here - noise.at(x + 1e-5, 2 * x)) < 1e-3);
    differs |= here != other.at(x, 2 * x);
  }
  CHECK(differs);
}

TEST_CASE("hex grid: neighbours are mutual, corners have three cells and three sides that come back") {
  const HexGrid grid = small_grid();
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    if (!grid.interior(cell)) continue;
    CHECK(grid.cell_near(grid.centre(cell)) == cell);
    const auto near = grid.neighbours(cell);
    for (std::size_t d = 0; d < near.size(); ++d) REQUIRE(grid.neighbours(near[d])[(d + 3) % 6] == cell);
    for (const Corner corner : {2 * cell, 2 * cell + 1})
      for (const Spoke& spoke : grid.spokes(corner)) {
        const auto back = grid.spokes(spoke.to);
        REQUIRE(std::any_of(back.begin(), back.end(), [&](const Spoke& s) {
          return s.to == corner && s.left == spoke.right && s.right == spoke.left;
        }));
      }
  }
}

TEST_CASE("hex grid: the left of a spoke is on its left") {
  const HexGrid grid = small_grid();
  const Cell cell = 20 * kColumns + 20;
  for (const Corner corner : {2 * cell, 2 * cell + 1})
    for (const Spoke& spoke : grid.spokes(corner)) {
      const Lambert93 a = grid.corner(corner), b = grid.corner(spoke.to), l = grid.centre(spoke.left);
      CHECK((b.x - a.x) * (l.y - a.y) - (b.y - a.y) * (l.x - a.x) > 0);
    }
}

TEST_CASE("growth: every label is of one piece") {
  const HexGrid grid = small_grid();
  const auto labels = small_map(grid, 1, 12);
  for (Label label = 0; label < 12; ++label) {
    const auto pieces = cell_pieces(grid, [&](Cell cell) { return labels[at(cell)] == label; });
    CHECK(*std::max_element(pieces.begin(), pieces.end()) <= 0);
  }
}

TEST_CASE("growth: a costly river stops those who do not cross rivers, and only those") {
  const HexGrid grid = small_grid();
  const auto west = [](Cell cell) { return cell % kColumns < kColumns / 2; };
  Ground ground{&grid, std::vector<float>(at(grid.cells()), 1.0F), std::vector<std::uint8_t>(at(grid.cells())), 1e6};
  for (Cell cell = 0; cell < grid.cells(); ++cell) {
    const auto near = grid.neighbours(cell);
    for (std::size_t d = 0; d < near.size(); ++d)
      if (near[d] != kNoCell && west(cell) != west(near[d]))
        ground.river_sides[at(cell)] = static_cast<std::uint8_t>(ground.river_sides[at(cell)] | (1 << d));
  }
  std::vector<Sprout> sprouts{{20 * kColumns + 28, 1, {1, 1, 1}, false}, {20 * kColumns + 55, 1, {1, 1, 1}, false}};
  const auto stopped = grow(ground, sprouts, [](Cell) { return true; });
  for (Cell cell = 0; cell < grid.cells(); ++cell) REQUIRE(stopped[at(cell)] == (west(cell) ? 0 : 1));
  sprouts.front().crosses_rivers = true;
  CHECK(grow(ground, sprouts, [](Cell) { return true; })[at(20 * kColumns + 33)] == 0);
}

TEST_CASE("borders: random maps keep their area, close their rings and share every side after simplification") {
  const HexGrid grid = small_grid();
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto labels = small_map(grid, seed, 14);
    auto arcs = trace_borders(grid, labels, std::vector<std::uint8_t>(labels.size()));
    std::vector<Label> self(14), whole(14, 0);
    for (std::size_t k = 0; k < self.size(); ++k) self[k] = static_cast<Label>(k);
    const double before = outline_area_m2(assemble_outlines(grid, arcs, whole, 1).front());
    simplify_borders(grid, arcs, [](const Arc&) { return 20'000.0; });
    const auto outlines = assemble_outlines(grid, arcs, self, 14);
    double sum = 0;
    std::set<Side> sides;
    for (const Outline& outline : outlines) {
      sum += outline_area_m2(outline);
      for_each_side(outline, [&](const Side& side) { REQUIRE(sides.insert(side).second); });
    }
    const double after = outline_area_m2(assemble_outlines(grid, arcs, whole, 1).front());
    CHECK(sum == after);
    CHECK(after == doctest::Approx(before).epsilon(0.02));
  }
}

TEST_CASE("simplification: keeps a triangle of the smallest loop and never makes two arcs the same segment") {
  const HexGrid grid = small_grid();
  std::vector<Label> labels(at(grid.cells()), kNoLabel);
  labels[at(20 * kColumns + 20)] = 0;
  labels[at(20 * kColumns + 21)] = 1;
  auto arcs = trace_borders(grid, labels, std::vector<std::uint8_t>(labels.size()));
  simplify_borders(grid, arcs, [](const Arc&) { return 1e9; });
  for (const Outline& outline : assemble_outlines(grid, arcs, {0, 1}, 2)) CHECK(outline_area_m2(outline) > 0);
}

TEST_CASE("naming: French sorts without articles and accents, and contracts them") {
  CHECK(sorting_key("La Chapelle-Aubry") == "chapelle aubry");
  CHECK(sorting_key("L’Étang-d’Or") == "etang d or");
  CHECK(of_place("Aubrelle") == "d’Aubrelle");
  CHECK(of_place("Étang") == "d’Étang");
  CHECK(of_place("Le Plessis-Viau") == "du Plessis-Viau");
  CHECK(of_place("Les Essarts") == "des Essarts");
  CHECK(of_place("La Roche") == "de la Roche");
  CHECK(of_place("L’Arsenal") == "de l’Arsenal");
  CHECK(of_place("Hautelorne") == "de Hautelorne");
}

}  // namespace maillage::territory::demonstration
