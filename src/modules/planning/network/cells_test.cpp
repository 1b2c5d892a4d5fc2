// Residents counted at cells: the same figures as a plain count, cell by cell.
#include "modules/planning/network/cells.hpp"

#include <doctest/doctest.h>

#include "modules/planning/network/testing/cells.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

// A town with cells strewn about its quarters, some of them held by none.
struct Strewn {
  explicit Strewn(Random& random) : town(any_town(random, 3, 4)) {
    for (int i = 0; i < 150; ++i) {
      const auto unit = static_cast<std::int32_t>(random.below(town.codes.size()));
      const Lambert93 centre = town.centres[static_cast<std::size_t>(unit)];
      cells.push_back(cell({centre.x - 490 + 980 * random.unit(), centre.y - 490 + 980 * random.unit()},
                           static_cast<std::int64_t>(random.below(60))));
      held.push_back(random.below(10) == 0 ? -1 : unit);
    }
    for (const std::int32_t unit : {1, 6, 11}) sites.push_back(site_in(town, unit));
    demand = demand_of(town, cells, held);
  }
  NetworkAccess access(const Beside& beside = {}) const {
    return access_today(town, sites, {quantity("rsa", std::vector<std::int64_t>(12, 5'000))}, {}, Ways(way), beside,
                        &demand);
  }

  territory::Snapshot town;
  std::vector<territory::GridCell> cells;
  std::vector<std::int32_t> held;
  std::vector<territory::SiteInUnit> sites;
  Travel way{TravelMode::car, 1, 3};  // twenty minutes a kilometre
  CellDemand demand;
};

}  // namespace

TEST_CASE("cells: access is what a plain count of each cell gives, public by public and unit by unit (oracle)") {
  Random random(64);
  for (int round = 0; round < 20; ++round) {
    const Strewn strewn(random);
    const NetworkAccess seen = strewn.access();
    std::int64_t all = 0, within30 = 0, young45 = 0;
    double minutes_sum = 0, worst = 0;
    std::vector<std::int64_t> of_unit(12, 0), near_unit(12, 0), of_house(3, 0);
    for (std::size_t c = 0; c < strewn.demand.cells.size(); ++c) {
      const auto& one = strewn.demand.cells[c];
      const auto unit = static_cast<std::size_t>(strewn.demand.unit_of_cell[c]);
      double least = 1e9;
      std::size_t house = 0;
      for (std::size_t h = 0; h < seen.houses.size(); ++h)
        if (const double m = minutes_between(territory::centre_of(one), place_of(seen.houses[h]), strewn.way);
            m < least)
          least = m, house = h;
      all += one.residents;
      of_unit[unit] += one.residents;
      of_house[house] += one.residents;
      minutes_sum += least * static_cast<double>(one.residents);
      if (one.residents > 0) worst = std::max(worst, least);
      if (least <= 45) young45 += one.aged_0_5;
      if (least > 30) continue;
      within30 += one.residents;
      near_unit[unit] += one.residents;
    }
    const PublicReach& reach = seen.picture.publics[0];
    CHECK(reach.within[1] == doctest::Approx(static_cast<double>(within30) / static_cast<double>(all)));
    CHECK(reach.mean_minutes == doctest::Approx(minutes_sum / static_cast<double>(all)));
    CHECK(reach.worst_minutes == doctest::Approx(worst));
    CHECK(seen.picture.publics[1].within[2] ==
          doctest::Approx(static_cast<double>(young45) / (0.1 * static_cast<double>(all))));
    REQUIRE(seen.cells);
    for (std::size_t u = 0; u < 12; ++u) {
      CHECK(seen.publics[0].of_unit[u] == doctest::Approx(static_cast<double>(of_unit[u]) / 1000));
      const double share = of_unit[u] == 0 ? -1 : static_cast<double>(near_unit[u]) / static_cast<double>(of_unit[u]);
      CHECK(seen.cells->within[1][u] == doctest::Approx(share));
    }
    for (std::size_t h = 0; h < 3; ++h)
      CHECK(seen.picture.residents[h] == std::llround(static_cast<double>(of_house[h]) / 1000));
  }
}

TEST_CASE("cells: every figure is of a unit again; a quantity stays at the centre of its unit") {
  Random random(65);
  const Strewn strewn(random);
  const NetworkAccess seen = strewn.access(),
                      plain =
                          access_today(strewn.town, strewn.sites,
                                       {quantity("rsa", std::vector<std::int64_t>(12, 5'000))}, {}, Ways(strewn.way));
  CHECK_FALSE(plain.cells.has_value());
  REQUIRE(seen.publics.size() == 6);
  CHECK(seen.publics[0].code == kResidents);
  CHECK((seen.publics[1].code == "cells/aged_0_5" && seen.publics[1].period == "2021"));
  CHECK(seen.publics[4].total == doctest::Approx(0.06 * seen.publics[0].total));
  CHECK(seen.publics[5].code == "rsa");
  CHECK(seen.picture.publics[5].mean_minutes == plain.picture.publics[1].mean_minutes);
  CHECK(seen.picture.publics[5].within == plain.picture.publics[1].within);
  for (const auto* minutes : {&seen.picture.minutes, &seen.complement.minutes}) CHECK(minutes->size() == 12);
  for (const PublicReach& one : seen.picture.publics) CHECK((one.worst_unit >= 0 && one.worst_unit < 12));
  for (const OpeningLine& line : seen.opening.lines)
    for (const PublicReach& one : line.at_most) CHECK(one.worst_unit < 12);
}

TEST_CASE("cells: one that no unit holds counts in the nearest; without any centre it is left out") {
  auto street = town({"12"});
  const Lambert93 beside{street.centres[1].x + 700, street.centres[1].y};
  const auto demand = demand_of(street, {cell(street.centres[0], 10), cell(beside, 5)}, {0, -1});
  CHECK(demand.unit_of_cell == std::vector<std::int32_t>{0, 1});
  street.centres = {{0, 0}, {0, 0}};
  CHECK(demand_of(street, {cell(beside, 5)}, {-1}).cells.empty());
}

TEST_CASE(
    "cells: a unit goes where most of its residents go, in the mean of their minutes; none lived in, from its centre") {
  const auto street = town({"123"});
  const std::vector<territory::SiteInUnit> sites{site_in(street, 0), site_in(street, 2)};
  const auto at = [&](std::size_t unit, double east_m) {
    return Lambert93{street.centres[unit].x + east_m, street.centres[unit].y};
  };
  const auto demand = demand_of(street, {cell(at(1, -400), 30), cell(at(1, 300), 10), cell(at(0, 200), 0)}, {1, 1, 0});
  const auto seen = access_today(street, sites, {}, {}, Ways(kilometres()), {}, &demand);
  CHECK(seen.picture.nearest == std::vector<std::int32_t>{0, 0, 1});
  CHECK(seen.picture.minutes == std::vector<double>{0, 0.6, 0});  // (30 × 0.6 + 10 × 0.7) ÷ 40, to the tenth
  CHECK(seen.picture.residents == std::vector<std::int64_t>{30, 10});
  CHECK(seen.cells->within[0] == std::vector<double>{-1, 1, -1});
  CHECK(seen.publics[0].total == 40);
}

TEST_CASE("cells: points beside the houses are never worse than none, and the nearest of each is all that is kept") {
  Random random(66);
  for (int round = 0; round < 10; ++round) {
    const Strewn strewn(random);
    std::vector<territory::SourcedPoint> points(2);
    for (std::size_t p = 0; p < 2; ++p) {
      points[p].point.kind = "ccas";
      points[p].point.code = std::to_string(p);
      points[p].point.x_dm = std::llround(strewn.town.centres[4 * p].x * 10);
      points[p].point.y_dm = std::llround(strewn.town.centres[4 * p].y * 10);
    }
    const auto seen = strewn.access({points, {}, {}});
    for (std::size_t i = 0; i < seen.publics.size(); ++i)
      for (std::size_t r = 0; r < 3; ++r)
        CHECK(seen.complement.publics[i].within[r] >= seen.picture.publics[i].within[r]);
    // As all ways together would say.
    std::vector<House> all = seen.houses;
    all.insert(all.end(), seen.complement.points.begin(), seen.complement.points.end());
    const auto costs = costs_of(strewn.town, all, Ways(strewn.way), strewn.demand.places);
    const auto publics = publics_of(strewn.town, {}, strewn.demand);
    const auto whole = picture_of(costs, {0, 1, 2, 3, 4}, publics);
    for (std::size_t i = 0; i < publics.size(); ++i)
      CHECK(seen.complement.publics[i].mean_minutes == doctest::Approx(whole.publics[i].mean_minutes));
  }
}
