#include "modules/territory/demonstration/cells.hpp"

#include <map>
#include <set>

#include "modules/territory/demonstration/borders.hpp"
#include "modules/territory/demonstration/testing/departements.hpp"

namespace maillage::territory::demonstration {

TEST_CASE("cells: those that lie in an IRIS add up to its residents, and each lies in one") {
  for_each_departement([](const Departement& d) {
    const auto cells = grid_cells(d);
    std::set<std::pair<std::int32_t, std::int32_t>> corners;
    std::size_t placed = 0, iris_of_cells = 0;
    for (const GridCell& cell : cells) {
      CHECK((cell.size_m == 200 && cell.north_m % 200 == 0 && cell.east_m % 200 == 0));
      CHECK(corners.emplace(cell.north_m, cell.east_m).second);
    }
    for (const Iris* iris : in_force(d.iris, kToday)) {
      std::int64_t residents = 0;
      for (const GridCell& cell : cells) {
        const Lambert93 centre = centre_of(cell);
        const bool near = std::abs(centre.x - iris->centre.x) < 40'000 && std::abs(centre.y - iris->centre.y) < 40'000;
        if (!near || !inside(iris->outline, centre)) continue;
        residents += cell.residents;
        ++placed;
      }
      if (residents == 0) continue;
      ++iris_of_cells;
      CAPTURE(iris->code.str());
      CHECK(residents == iris->population * 1000);
    }
    CHECK(placed == cells.size());
    CHECK(iris_of_cells > in_force(d.iris, kToday).size() * 95 / 100);
    CHECK(cells.size() < 12'000);
  });
}

TEST_CASE("cells: publics are parts of the residents, few households are imputed, and it is the same on every call") {
  const Departement d = generate(kDefaultSeed);
  const auto cells = grid_cells(d), again = grid_cells(d);
  REQUIRE(again.size() == cells.size());
  std::size_t imputed = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const GridCell& cell = cells[i];
    CHECK((again[i].north_m == cell.north_m && again[i].poor == cell.poor));
    CHECK(cell.aged_0_5 + cell.aged_65 < cell.residents);
    CHECK(cell.aged_80 <= cell.aged_65);
    CHECK(cell.poor < cell.households);
    CHECK(cell.imputed == (cell.households < 11'000));
    imputed += cell.imputed ? 1 : 0;
  }
  CHECK(imputed > 0);
  CHECK(imputed < cells.size());
}

}  // namespace maillage::territory::demonstration
