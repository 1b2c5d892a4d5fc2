// A house for every district: who may be one, which one a plan gives, how far it is.
#include "modules/planning/district_houses.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "engines/districting/evaluate.hpp"
#include "modules/planning/computation.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/territories.hpp"
#include "modules/planning/testing/naive.hpp"
#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

using engines::districting::Seat;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// Four communes in two rows of quarters, a kilometre each; no centre is at the origin, which means "not known".
territory::Snapshot town() {
  auto snapshot = grid({"123412", "214321"}, {"aabbcc", "aabbcc"});
  for (Lambert93& centre : snapshot.centres) centre.x += 5000, centre.y += 5000;
  snapshot.missions = {mission("ase", {"AAABBB", "AAABBB"})};
  return snapshot;
}

territory::SiteInUnit site(const std::string& name, const std::string& kind, std::int32_t unit, double east_m = 0) {
  const Lambert93 centre = town().centres[at(unit)];
  return {name, name, kind, unit, Lambert93{centre.x + east_m, centre.y}};
}

const std::vector<territory::SiteInUnit> kSites{site("Ouest", "mds", 0), site("Centre", "mds", 2),
                                                site("Est", "mds", 5, 200), site("PMI", "pmi", 9)};

Question question(HousesAsked houses, std::int32_t districts,
                  const std::vector<territory::SiteInUnit>& sites = kSites) {
  ProposalRequest request;
  request.name = "Essai";
  request.missions = {"ase"};
  request.districts_min = request.districts_max = districts;
  request.balance = 0.4;
  request.seconds = 1;
  request.houses = houses;
  auto out = question_of(request, town());
  out.houses = houses_asked(houses, *out.snapshot, sites);
  return out;
}

std::vector<std::string> names(const std::vector<House>& houses) {
  std::vector<std::string> out;
  for (const House& house : houses) out.push_back(house.name + (house.existing ? "" : "?"));
  return out;
}

std::string refused(const Question& asked) {
  const auto good = check(asked);
  return good ? "" : good.problem().code + good.problem().field;
}

Computed computed(const Question& asked) {
  return compute(asked, 7, 1, nullptr, [](double, const auto&) {});
}

double km(const territory::Snapshot& snapshot, std::size_t unit, const House& house) {
  return std::hypot(snapshot.centres[unit].x - house.x, snapshot.centres[unit].y + house.y) / 1000;
}

// What is said of every district's house, recomputed from the house named.
void check_distances(const Question& asked, const FoundPlan& plan) {
  const territory::Snapshot& snapshot = *asked.snapshot;
  double all_km = 0, worst = 0;
  for (std::int32_t d = 0; d < plan.summary.districts; ++d) {
    const DistrictHouse& said = plan.summary.houses->of_district[at(d)];
    const auto house = std::find_if(asked.houses.begin(), asked.houses.end(),
                                    [&](const House& one) { return one.code == said.code && one.name == said.name; });
    REQUIRE(house != asked.houses.end());
    CHECK(plan.of_unit[at(house->unit)] == d);
    CHECK(said.opened == !house->existing);
    double sum_km = 0, residents = 0, farthest = 0;
    for (const std::size_t u : units_of(plan.of_unit, d)) {
      sum_km += static_cast<double>(snapshot.populations[u]) * km(snapshot, u, *house);
      residents += static_cast<double>(snapshot.populations[u]);
      farthest = std::max(farthest, km(snapshot, u, *house));
    }
    CHECK(said.mean_km == doctest::Approx(sum_km / residents));
    CHECK(said.worst_km == doctest::Approx(farthest));
    all_km += sum_km;
    worst = std::max(worst, farthest);
  }
  CHECK(plan.summary.houses->mean_km == doctest::Approx(all_km / static_cast<double>(snapshot.population())));
  CHECK(plan.summary.houses->worst_km == doctest::Approx(worst));
}

std::int32_t unit_of(const Question& asked, const DistrictHouse& said) {
  return std::find_if(asked.houses.begin(), asked.houses.end(),
                      [&](const House& one) { return one.code == said.code && one.name == said.name; })
      ->unit;
}

// Of each territory about the best house of its districts, a present one if it has any, summed.
double grouped_inertia(const Question& asked, const FoundPlan& plan, const std::vector<std::int32_t>& of_district) {
  const territory::Snapshot& snapshot = *asked.snapshot;
  double sum = 0;
  for (const std::int32_t territory : {0, 1}) {
    double best = HUGE_VAL;
    bool present = false;
    const auto& house = plan.summary.houses->of_district;
    for (std::size_t d = 0; d < of_district.size(); ++d)
      present = present || (of_district[d] == territory && !house[d].opened);
    for (std::size_t d = 0; d < of_district.size(); ++d) {
      if (of_district[d] != territory || (present && house[d].opened)) continue;
      const Lambert93 seat = snapshot.centres[at(unit_of(asked, house[d]))];
      double about = 0;
      for (std::size_t u = 0; u < plan.of_unit.size(); ++u) {
        const double away = std::hypot(snapshot.centres[u].x - seat.x, snapshot.centres[u].y - seat.y) / 1000;
        if (of_district[at(plan.of_unit[u])] == territory)
          about += static_cast<double>(snapshot.populations[u]) * away * away;
      }
      best = std::min(best, about);
    }
    sum += best;
  }
  return sum;
}

// The least over every way to group three districts in two territories.
double least_grouping(const Question& asked, const FoundPlan& plan, double tolerance) {
  double least = HUGE_VAL;
  for (const std::vector<std::int32_t>& of_district : {std::vector{0, 0, 1}, {0, 1, 0}, {1, 0, 0}}) {
    engines::Plan of_unit;
    for (const auto district : plan.of_unit) of_unit.push_back(of_district[at(district)]);
    if (naive_contiguous(*asked.snapshot, of_unit, 2) && naive_deviation(*asked.snapshot, of_unit, 2) <= tolerance)
      least = std::min(least, grouped_inertia(asked, plan, of_district));
  }
  return least;
}

}  // namespace

TEST_CASE("the present MDS come first, then the places of the rule asked, none where one stands") {
  const auto snapshot = town();
  CHECK(names(houses_asked({}, snapshot, kSites)) == std::vector<std::string>{"Ouest", "Centre", "Est"});
  CHECK(names(houses_asked({Candidates::sites, 1}, snapshot, kSites)) ==
        std::vector<std::string>{"Ouest", "Centre", "Est", "PMI?"});
  CHECK(names(houses_asked({Candidates::communes, 1}, snapshot, {kSites[0]})) ==
        std::vector<std::string>{"Ouest", "Ville b?", "Ville c?"});
  CHECK(houses_asked({Candidates::units, 1}, snapshot, kSites).size() == 12);
  auto nowhere = kSites;
  nowhere[1].place.reset();
  nowhere[3].unit = -1;  // a candidate that stands outside is no candidate
  CHECK(names(houses_asked({Candidates::sites, 1}, snapshot, nowhere)) ==
        std::vector<std::string>{"Ouest", "Est", "Centre"});
}

TEST_CASE("what is asked of houses is refused by its field when it makes no sense") {
  CHECK(refused(question({}, 3)) == "");
  CHECK(refused(question({Candidates::none, 1}, 3)) == "planning.outside/houses/opened_at_most");
  CHECK(refused(question({Candidates::units, 0}, 3)) == "planning.outside/houses/opened_at_most");
  CHECK(refused(question({Candidates::units, 4}, 3)) == "planning.outside/houses/opened_at_most");
  CHECK(refused(question({Candidates::units, 3}, 3)) == "");
  auto nowhere = kSites;
  nowhere[1].place.reset();
  CHECK(refused(question({}, 3, nowhere)) == "planning.house_nowhere/houses");
}

TEST_CASE("a locked sector without a house is refused, unless one may open in it") {
  const auto locked = [](HousesAsked houses, const std::vector<territory::SiteInUnit>& sites) {
    auto asked = question(houses, 3, sites);
    asked.drawing = Draft{mission("", {"AABBCC", "AABBCC"}).of_unit, {{"Un", false}, {"Deux", true}, {"Trois", true}}};
    return refused(asked);
  };
  CHECK(locked({}, kSites) == "");
  CHECK(locked({}, {kSites[0], kSites[2]}) == "planning.locked_without_house/houses");
  CHECK(locked({Candidates::units, 1}, {kSites[0], kSites[2]}) == "");
  CHECK(locked({Candidates::units, 1}, {kSites[0]}) == "planning.locked_without_house/houses");
  CHECK(locked({Candidates::units, 2}, {kSites[0]}) == "");
  CHECK(locked({Candidates::sites, 2}, {kSites[0], kSites[2]}) == "planning.locked_without_house/houses");
}

TEST_CASE("a unit holds a present house before one that may open in it") {
  const auto asked =
      question({Candidates::sites, 1}, 3, {kSites[0], site("PMI", "pmi", 0), site("Relais", "other", 4)});
  const auto instance = instance_of(asked, 3);
  CHECK(instance.opened_max == 1);
  CHECK(instance.seats[0] == Seat::kept);
  CHECK(instance.seats[4] == Seat::openable);
  CHECK(std::count(instance.seats.begin(), instance.seats.end(), Seat::none) == 10);
  CHECK(instance_of(question({}, 3, {}), 3).seats == std::vector<Seat>(12, Seat::none));
  auto free = asked;
  free.request.houses.reset();
  CHECK(instance_of(free, 3).seats.empty());
}

TEST_CASE("of several houses in the unit, a district has the one nearest to its residents; the others are left") {
  auto asked = question({}, 2, {site("Loin", "mds", 0, -900), site("Près", "mds", 0, 100), site("Est", "mds", 5)});
  const engines::Plan plan = mission("", {"AAABBB", "AAABBB"}).of_unit;
  const auto found = houses_of(asked, plan, {0, 5});
  CHECK(found.of_district[0].name == "Près");
  CHECK(found.of_district[1].name == "Est");
  CHECK(found.left == std::vector<std::string>{"Loin"});
  // Nobody lives in a place: it is not the farthest.
  auto empty = *asked.snapshot;
  empty.populations[3] = empty.populations[9] = 0;
  asked.snapshot = std::make_shared<const territory::Snapshot>(empty);
  CHECK(houses_of(asked, plan, {0, 5}).of_district[1].worst_km == doctest::Approx(std::hypot(1, 1)));
}

TEST_CASE("a present house that is no district's is in one that has another: none is passed over for one to open") {
  // The seat of the first half is far from its middle, where one may open: it stays the house.
  auto asked = question({Candidates::units, 2}, 2, {kSites[0], site("Doublon", "mds", 1)});
  const engines::Plan plan = mission("", {"AAABBB", "AAABBB"}).of_unit;
  const auto value = engines::districting::evaluate(instance_of(asked, 2), plan);
  const auto found = houses_of(asked, plan, value.centres);
  CHECK(found.of_district[0].name == "Doublon");
  CHECK_FALSE(found.of_district[0].opened);
  CHECK(found.of_district[1].opened);
  CHECK(found.left == std::vector<std::string>{"Ouest"});
  CHECK(found.left_in == std::vector<std::int32_t>{0});
  for (const FoundPlan& one : computed(asked).front) {
    const PlanHouses& houses = *one.summary.houses;
    REQUIRE(houses.left_in);
    REQUIRE(houses.left_in->size() == houses.left.size());
    for (const std::int32_t district : *houses.left_in) CHECK_FALSE(houses.of_district[at(district)].opened);
  }
}

TEST_CASE("oracle: sectors, houses and territories in one run: the seats are the best, and the bound is true") {
  for (const HousesAsked houses : {HousesAsked{}, {Candidates::units, 2}}) {
    auto asked = question(houses, 3, {kSites[0], kSites[2], site("Sud", "mds", 8)});
    asked.request.territories = 2;
    const auto found = computed(asked);
    REQUIRE_FALSE(found.front.empty());
    int grouped = 0;
    for (const FoundPlan& plan : found.front) {
      if (!plan.summary.territories) continue;
      ++grouped;
      const TerritoryLevel& level = *plan.summary.territories;
      const double least = least_grouping(asked, plan, level.tolerance);
      CHECK(level.inertia >= least * (1 - 1e-6));
      REQUIRE(level.bound);
      CHECK(*level.bound <= least * (1 + 1e-6));
      if (level.status == PlanStatus::optimal) CHECK(level.inertia == doctest::Approx(least));
      CHECK(level.inertia == doctest::Approx(grouped_inertia(asked, plan, *plan.summary.territory_of_district)));
      REQUIRE(level.seats);
      const auto page = plan_page(asked, plan);
      for (std::size_t t = 0; t < 2; ++t) {
        CHECK((*plan.summary.territory_of_district)[at((*level.seats)[t])] == static_cast<std::int32_t>(t));
        CHECK(page.territories[t].seat == (*level.seats)[t]);
      }
    }
    CHECK(grouped > 0);
  }
}

TEST_CASE(
    "every plan gives each district a house of its own, present or opened, with true distances and a true bound") {
  for (const HousesAsked houses : {HousesAsked{}, {Candidates::units, 1}, {Candidates::sites, 1}}) {
    auto asked = question(houses, 3);
    asked.request.territories = 2;
    const auto found = computed(asked);
    REQUIRE_FALSE(found.front.empty());
    for (const FoundPlan& plan : found.front) {
      CHECK(naive_lawful(*asked.snapshot, plan.of_unit, 3, 0.4));
      REQUIRE(plan.summary.houses);
      CHECK(plan.summary.territory_of_district.has_value());
      const auto& of_district = plan.summary.houses->of_district;
      CHECK(std::count_if(of_district.begin(), of_district.end(), [](const auto& one) { return one.opened; }) <=
            houses.opened_at_most);
      CHECK(plan.summary.houses->left.size() ==
            static_cast<std::size_t>(
                std::count_if(of_district.begin(), of_district.end(), [](const auto& one) { return one.opened; })));
      check_distances(asked, plan);
      CHECK(plan.summary.inertia >= naive_inertia(*asked.snapshot, plan.of_unit, 3) - 1e-6);
      REQUIRE(plan.summary.bound);
      CHECK(*plan.summary.bound <= plan.summary.inertia * (1 + 1e-9));
    }
  }
}

TEST_CASE("houses change the map: two in the west and none in the east cut it otherwise than compactness alone") {
  auto asked = question({}, 2, {site("Ouest", "mds", 0), site("Centre", "mds", 1)});
  const auto sited = computed(asked);
  asked.request.houses.reset();
  const auto free = computed(asked);
  REQUIRE_FALSE(sited.front.empty());
  REQUIRE_FALSE(free.front.empty());
  for (const FoundPlan& plan : sited.front) CHECK(plan.of_unit[0] != plan.of_unit[1]);
  CHECK(free.front[0].of_unit[0] == free.front[0].of_unit[1]);
  CHECK_FALSE(free.front[0].summary.houses);
}

TEST_CASE("more districts than houses is impossible before any search, unless enough may open") {
  const auto none = computed(question({}, 4));
  REQUIRE(none.why);
  CHECK(none.why->code == "too_few_seats");
  CHECK(none.why->have == 3);
  CHECK(none.why->limit == 4);
  CHECK(none.why->units.empty());
  CHECK_FALSE(computed(question({Candidates::units, 1}, 4)).why);
}
