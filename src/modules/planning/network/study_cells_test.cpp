// Studies whose residents are counted at cells: as at units where both are the same, and against every choice of
// houses.
#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>

#include "modules/planning/network/testing/cells.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

std::vector<FoundNetwork> computed(const StudyQuestion& question) {
  return compute(question, 7, nullptr, [](double, const std::vector<FoundNetwork>&) {}).curve;
}

StudyRequest at_cells(StudyRequest request, const std::string& target = kResidents) {
  request.cells = 200;
  request.target = target;
  return request;
}

// One cell for each unit, at its centre, with all its residents.
CellDemand one_per_unit(const territory::Snapshot& town) {
  std::vector<territory::GridCell> cells;
  std::vector<std::int32_t> held;
  for (std::size_t u = 0; u < town.codes.size(); ++u) {
    cells.push_back(cell(town.centres[u], town.populations[u]));
    held.push_back(static_cast<std::int32_t>(u));
  }
  return demand_of(town, cells, held);
}

CellDemand strewn(const territory::Snapshot& town, Random& random, int count = 60) {
  std::vector<territory::GridCell> cells;
  std::vector<std::int32_t> held;
  for (int i = 0; i < count; ++i) {
    held.push_back(static_cast<std::int32_t>(random.below(town.codes.size())));
    const Lambert93 centre = town.centres[static_cast<std::size_t>(held.back())];
    cells.push_back(cell({centre.x - 490 + 980 * random.unit(), centre.y - 490 + 980 * random.unit()},
                         static_cast<std::int64_t>(random.below(60))));
  }
  return demand_of(town, cells, held);
}

// What the aim measures of a set of houses (bits), cell by cell, written apart from the module's own.
double measured(const StudyQuestion& question, std::uint32_t open, std::int64_t territory::GridCell::*who) {
  double sum = 0, near = 0, worst = 0, all = 0;
  for (const territory::GridCell& one : question.cells->cells) {
    double least = HUGE_VAL;
    for (std::size_t h = 0; h < question.houses.size(); ++h)
      if (open >> h & 1U)
        least = std::min(
            least, minutes_between(territory::centre_of(one), place_of(question.houses[h]), question.ways.travel));
    const auto people = static_cast<double>(one.*who);
    all += people;
    sum += people * least;
    if (people > 0) worst = std::max(worst, least);
    if (least <= question.request.radius_minutes) near += people;
  }
  if (question.request.aim == NetworkAim::worst) return worst;
  return (question.request.aim == NetworkAim::cover ? near : sum) / all;
}

bool lawful(const StudyQuestion& question, std::uint32_t open) {
  for (std::size_t h = 0; h < question.houses.size(); ++h)
    if (question.houses[h].existing && !may_close(question.request, question.houses[h]) && !(open >> h & 1U))
      return false;
  return true;
}

std::string refused(const StudyRequest& request, const territory::Snapshot& town, CellDemand cells) {
  const auto asked =
      question_of(request, std::make_shared<const territory::Snapshot>(town), *houses_of(request, town, {}),
                  {quantity("rsa", std::vector<std::int64_t>(town.codes.size(), 1'000))}, crow_of(request, town.at),
                  std::move(cells));
  return asked ? "accepted" : asked.problem().code + asked.problem().field;
}

}  // namespace

TEST_CASE("study at cells: one cell at the centre of each unit gives what units give, for every aim (property)") {
  Random random(71);
  for (int turn = 0; turn < 10; ++turn) {
    const auto snapshot = any_town(random, 3, 4);
    for (const NetworkAim aim :
         {NetworkAim::mean, NetworkAim::cover, NetworkAim::worst, NetworkAim::everyone, NetworkAim::budget}) {
      CAPTURE(turn);
      CAPTURE(static_cast<int>(aim));
      auto request = usual_study();
      request.aim = aim;
      request.radius_minutes = 1 + turn % 2;
      request.usual_price = 10;
      request.budget = 25;
      if (turn % 3 > 0) request.closable = {"S2"};
      const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 2), site_in(snapshot, 9)};
      request.houses_min = 2 - static_cast<std::int32_t>(request.closable.size());
      const auto units = computed(asked_of(request, snapshot, sites)),
                 cells = computed(asked_of(at_cells(request), snapshot, sites, {}, one_per_unit(snapshot)));
      REQUIRE(units.size() == cells.size());
      for (std::size_t i = 0; i < units.size(); ++i) {
        CHECK(cells[i].point.houses == units[i].point.houses);
        CHECK(cells[i].point.value == doctest::Approx(units[i].point.value));
        CHECK(*cells[i].point.bound == doctest::Approx(*units[i].point.bound).epsilon(1e-5));
        CHECK(cells[i].point.status == units[i].point.status);
        CHECK(cells[i].point.reach.worst_minutes == doctest::Approx(units[i].point.reach.worst_minutes));
      }
    }
  }
}

TEST_CASE("study at cells: each number of houses gets the best network for the public the cells tell of (oracle)") {
  Random random(72);
  for (int turn = 0; turn < 9; ++turn) {
    CAPTURE(turn);
    const auto snapshot = any_town(random, 2, 4);
    auto request = at_cells(usual_study(), turn % 2 == 0 ? kResidents : "cells/poor");
    const auto who = turn % 2 == 0 ? &territory::GridCell::residents : &territory::GridCell::poor;
    request.aim =
        std::array{NetworkAim::mean, NetworkAim::cover, NetworkAim::worst}[static_cast<std::size_t>(turn % 3)];
    request.radius_minutes = 1;
    if (turn > 3) request.closable = {"S5"};
    const auto question = asked_of(request, snapshot, {site_in(snapshot, 5)}, {}, strewn(snapshot, random));
    for (const FoundNetwork& found : computed(question)) {
      double best = request.aim == NetworkAim::cover ? 0 : HUGE_VAL;
      for (std::uint32_t open = 1; open < 1U << question.houses.size(); ++open) {
        if (std::popcount(open) > found.point.houses || !lawful(question, open)) continue;
        const double value = measured(question, open, who);
        best = request.aim == NetworkAim::cover ? std::max(best, value) : std::min(best, value);
      }
      CHECK(found.point.value == doctest::Approx(best).epsilon(1e-6));
      CHECK(found.point.status == StudyStatus::optimal);
      CHECK(found.point.reach.worst_unit < 8);
    }
  }
}

TEST_CASE("study at cells: its page counts as the access of today does") {
  Random random(73);
  const auto snapshot = any_town(random, 3, 4);
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 1), site_in(snapshot, 6)};
  const auto demand = strewn(snapshot, random, 150);
  auto request = at_cells(usual_study());
  request.houses_min = 2;
  const auto question = asked_of(request, snapshot, sites, {}, demand);
  const auto curve = computed(question);
  REQUIRE(curve.size() == 2);
  const auto page = network_page(question, curve[0]);
  const auto seen = access_today(snapshot, sites, {}, {}, Ways(kilometres()), {}, &demand);
  CHECK(page.before.minutes == seen.picture.minutes);
  CHECK(page.before.nearest == seen.picture.nearest);
  CHECK(page.before.residents == seen.picture.residents);
  REQUIRE(page.cells);
  CHECK(page.cells->within_before == seen.cells->within);
  CHECK(page.cells->within_after == page.cells->within_before);  // both stay, none opens
  for (std::size_t i = 0; i < seen.publics.size(); ++i)
    CHECK(page.before.publics[i].mean_minutes == seen.picture.publics[i].mean_minutes);
  CHECK(today_of(question)->value == doctest::Approx(curve[0].point.value));
  const auto after = network_page(question, curve[1]);
  CHECK(after.after.publics[0].mean_minutes == doctest::Approx(curve[1].point.value));
  CHECK(std::accumulate(after.after.residents.begin(), after.after.residents.end(), std::int64_t{0}) ==
        doctest::Approx(after.publics[0].total).epsilon(0.01));
  CHECK(network_csv(after).find("km/h, habitants comptés au carreau de 200 m (Insee 2021), carreaux imputés : 0") !=
        std::string::npos);
}

TEST_CASE("study at cells: the ways that nobody takes are not held, and too many ways are refused before the start") {
  Random random(74);
  const auto snapshot = any_town(random, 3, 4);
  auto request = at_cells(usual_study());
  request.houses_min = 2;
  const std::vector<territory::SiteInUnit> sites{site_in(snapshot, 1), site_in(snapshot, 6)};
  const auto stay = asked_of(request, snapshot, sites, {}, strewn(snapshot, random));
  const auto all = static_cast<std::int64_t>((12 + 60) * 12), held = static_cast<std::int64_t>(stay.costs.pairs());
  CHECK((held > 0 && held < all / 2));
  CHECK(check_ways(stay, held).ok());
  CHECK(check_ways(stay, held - 1).problem().code == "planning.cells_too_many");
  request.closable = {"S1", "S6"};
  const auto close = asked_of(request, snapshot, sites, {}, *stay.cells);
  CHECK(static_cast<std::int64_t>(close.costs.pairs()) == all);
  CHECK(check_ways(close, all - 1).problem().field == "/cells");
}

TEST_CASE("study at cells: a public that cells do not tell of, and capacities, are refused in their field") {
  const auto snapshot = town({"1234"});
  const auto with = [&](auto change) {
    auto request = at_cells(usual_study());
    change(request);
    return refused(request, snapshot, one_per_unit(snapshot));
  };
  CHECK(with([](StudyRequest&) {}) == "accepted");
  CHECK(with([](StudyRequest& r) { r.target = "cells/aged_80"; }) == "accepted");
  CHECK(with([](StudyRequest& r) { r.target = "rsa"; }) == "planning.cells_unknown_public/target");
  CHECK(with([](StudyRequest& r) { r.target = "inconnu"; }) == "planning.unknown_quantity/target");
  CHECK(with([](StudyRequest& r) { r.usual_capacity = 500; }) == "planning.cells_no_capacity/cells");
}

TEST_CASE("study at cells: an order to stop is heard while ways are found; units are named for their cells") {
  const auto snapshot = town({"3333"});
  auto request = at_cells(usual_study());
  request.aim = NetworkAim::everyone;
  request.radius_minutes = 1;
  request.candidates = Candidates::none;
  auto question = asked_of(request, snapshot, {site_in(snapshot, 0)}, {}, one_per_unit(snapshot));
  const auto why = compute(question, 1, nullptr, [](double, const std::vector<FoundNetwork>&) {}).why;
  REQUIRE(why);
  CHECK((why->code == "demand_unreachable" && why->units_in_all == 2 && why->cells_in_all == 2));
  CHECK(why->units == std::vector<std::string>{"Quartier 2", "Quartier 3"});
  const std::atomic<bool> stop{true};
  CHECK_FALSE(find_ways(question, &stop));
}
