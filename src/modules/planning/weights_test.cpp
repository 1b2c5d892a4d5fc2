// What a search balances besides the residents, what it is drawn around, and what its districts are grouped in.
#include <doctest/doctest.h>

#include <numeric>
#include <set>

#include "base/random.hpp"
#include "modules/planning/computation.hpp"
#include "modules/planning/loads.hpp"
#include "modules/planning/plan_file.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/territories.hpp"
#include "modules/planning/testing/naive.hpp"
#include "modules/planning/testing/text_map.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

territory::Snapshot town(const std::vector<std::string>& hundreds) {
  const std::string row(hundreds[0].size(), 'a');
  auto snapshot = grid(hundreds, std::vector<std::string>(hundreds.size(), row));
  snapshot.missions = {mission("ase", std::vector<std::string>(hundreds.size(), std::string(row.size(), 'A')))};
  return snapshot;
}

// One digit a unit.
territory::Quantity quantity(const std::string& code, const std::string& digits) {
  territory::Quantity out;
  out.code = code;
  out.name = "Charge " + code;
  out.unit = "foyers";
  out.period = "2023";
  for (const char digit : digits) out.of_unit.push_back((digit - '0') * 1000);
  out.estimated.assign(digits.size(), false);
  return out;
}

Question question(const territory::Snapshot& snapshot, std::int32_t districts, double balance) {
  ProposalRequest request;
  request.name = "Essai";
  request.missions = {"ase"};
  request.districts_min = request.districts_max = districts;
  request.balance = balance;
  request.seconds = 1;
  return question_of(request, snapshot);
}

void balance(Question& asked, territory::Quantity load, double tolerance) {
  if (!asked.request.weights) asked.request.weights.emplace();
  asked.request.weights->push_back({load.code, tolerance});
  asked.loads.push_back(std::move(load));
}

Computed computed(const Question& asked) {
  return compute(asked, 7, 1, nullptr, [](double, const auto&) {});
}

std::string refused(const std::vector<WeightAsked>& weights, const std::vector<territory::Quantity>& known) {
  const auto good = check(weights, known);
  return good ? "" : good.problem().code + good.problem().field;
}

territory::SiteInUnit house(const std::string& name, std::int32_t unit) { return {name, name, "mds", unit}; }

}  // namespace

TEST_CASE("what a district is from the mean") {
  CHECK(loads_in({1, 2, 4, 8}, {0, 1, -1, 0}, 3) == std::vector<std::int64_t>{9, 2, 0});
  CHECK(largest_deviation({80, 100, 120}) == doctest::Approx(0.2));
  CHECK(largest_deviation({0, 0}) == 0);
  CHECK(largest_deviation({}) == 0);
}

TEST_CASE("quantities asked are known, everywhere, once, and of something") {
  auto partial = quantity("b", "12");
  partial.missing = {1};
  const std::vector<territory::Quantity> known{quantity("a", "12"), partial, quantity("c", "00")};
  CHECK(refused({{"a", 0.1}}, known) == "");
  CHECK(refused({{"z", 0.1}}, known) == "planning.unknown_quantity/weights/0/quantity");
  CHECK(refused({{"a", 0.1}, {"b", 0.1}}, known) == "planning.quantity_incomplete/weights/1/quantity");
  CHECK(refused({{"c", 0.1}}, known) == "planning.quantity_empty/weights/0/quantity");
  CHECK(refused({{"a", 0.001}}, known) == "planning.outside/weights/0/tolerance");
  CHECK(refused({{"a", 0.1}, {"a", 0.2}}, known) == "planning.repeated_quantity/weights/1/quantity");
  CHECK(refused(std::vector<WeightAsked>(5, {"a", 0.1}), known) == "planning.too_many_weights/weights");
}

TEST_CASE("property: every plan of the front keeps every quantity within its tolerance, and says how far it is") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Random random(seed);
    std::string births, homes;
    for (int u = 0; u < 20; ++u) {
      births += static_cast<char>('1' + random.below(5));
      homes += static_cast<char>('0' + random.below(4));
    }
    auto asked = question(town({"23232", "32323", "22332", "33223"}), 3, 0.3);
    balance(asked, quantity("births", births), 0.35);
    balance(asked, quantity("homes", homes), 0.6);
    const auto found = computed(asked);
    CAPTURE(seed);
    CHECK(found.front.empty() == found.why.has_value());
    for (const FoundPlan& plan : found.front) {
      CHECK(naive_lawful(*asked.snapshot, plan.of_unit, 3, 0.3));
      REQUIRE(plan.summary.weights);
      REQUIRE(plan.summary.weights->size() == 2);
      const auto page = plan_page(asked, plan);
      for (std::size_t w = 0; w < 2; ++w) {
        const WeightDeviation& said = (*plan.summary.weights)[w];
        CHECK(said.quantity == asked.loads[w].code);
        CHECK(said.max_deviation <= said.tolerance + 1e-9);
        double widest = 0, whole = 0;
        for (const DistrictRow& district : page.districts) {
          widest = std::max(widest, std::abs(district.loads[w].deviation));
          whole += district.loads[w].amount;
        }
        CHECK(widest == doctest::Approx(said.max_deviation));
        const auto& of_unit = asked.loads[w].of_unit;
        CHECK(whole * 1000 == doctest::Approx(std::accumulate(of_unit.begin(), of_unit.end(), 0.0)));
      }
    }
  }
}

TEST_CASE(
    "quantities are named in their order, and flagged when one place at least was given its share by population") {
  std::vector<territory::Quantity> known{quantity("b", "123"), quantity("a", "456")};
  known[1].estimated[2] = true;
  const auto named = balanced(known);
  REQUIRE(named.size() == 2);
  CHECK(
      (named[0].code == "b" && named[0].name == "Charge b" && named[0].unit == "foyers" && named[0].period == "2023"));
  CHECK_FALSE(named[0].estimated);
  CHECK(named[1].estimated);
  CHECK(balanced({}).empty());
}

TEST_CASE("a quantity changes the map: balanced in residents alone, it would not be in births") {
  auto asked = question(town({"2222", "2222"}), 2, 0.3);
  const auto plain = computed(asked);
  balance(asked, quantity("births", "90009000"), 0.2);  // both on the west side
  const auto balanced = computed(asked);
  REQUIRE_FALSE(plain.front.empty());
  REQUIRE_FALSE(balanced.front.empty());
  for (const FoundPlan& plan : balanced.front) CHECK(plan.of_unit[0] != plan.of_unit[4]);
  CHECK(plain.front[0].of_unit[0] == plain.front[0].of_unit[4]);
  CHECK_FALSE(plain.front[0].summary.weights);
}

TEST_CASE("what a quantity makes impossible is said of it, in its own unit") {
  auto asked = question(town({"2222", "2222"}), 2, 0.3);
  balance(asked, quantity("births", "90000001"), 0.2);
  const auto found = computed(asked);
  REQUIRE(found.why);
  CHECK(found.why->code == "unit_too_heavy");
  CHECK(found.why->quantity == "Charge births");
  CHECK(found.why->have == 9);
  CHECK(found.why->limit == 6);
  CHECK(found.front.empty());
}

TEST_CASE("one MDS a sector: each holds exactly one, whatever is locked") {
  auto asked = question(town({"2222", "2222", "2222"}), 3, 0.4);
  asked.request.around_mds = true;
  asked.mds = {house("Nord", 0), house("Est", 7), house("Sud", 8)};
  REQUIRE(check(asked));
  const auto found = computed(asked);
  REQUIRE_FALSE(found.front.empty());
  for (const FoundPlan& plan : found.front) {
    std::set<std::int32_t> held;
    for (const auto& site : asked.mds) held.insert(plan.of_unit[at(site.unit)]);
    CHECK(held.size() == 3);
  }
  asked.drawing =
      Draft{mission("", {"AABB", "AABB", "CCCC"}).of_unit, {{"Un", true}, {"Deux", false}, {"Trois", false}}};
  REQUIRE(check(asked));
  for (const FoundPlan& plan : computed(asked).front) {
    std::set<std::int32_t> held;
    for (const auto& site : asked.mds) held.insert(plan.of_unit[at(site.unit)]);
    CHECK(held.size() == 3);
    CHECK(plan.of_unit[0] == 0);
    for (const std::size_t u : {1U, 4U, 5U}) CHECK(plan.of_unit[u] == 0);
  }
}

TEST_CASE("one MDS a sector is refused when the territory does not allow it") {
  const auto snapshot = town({"2222", "2222", "2222"});
  const auto why = [&](std::vector<territory::SiteInUnit> mds, std::int32_t districts,
                       const std::vector<std::string>& drawn = {}) {
    auto asked = question(snapshot, districts, 0.4);
    asked.request.around_mds = true;
    asked.mds = std::move(mds);
    if (!drawn.empty())
      asked.drawing = Draft{mission("", drawn).of_unit, {{"Un", true}, {"Deux", false}, {"Trois", false}}};
    const auto good = check(asked);
    return good ? "" : good.problem().code + good.problem().field;
  };
  CHECK(why({house("a", 0), house("b", 5)}, 2) == "");
  CHECK(why({}, 2) == "planning.no_mds/around_mds");
  CHECK(why({house("a", 0), house("b", -1)}, 2) == "planning.mds_nowhere/around_mds");
  CHECK(why({house("a", 3), house("b", 3)}, 2) == "planning.mds_together/around_mds");
  CHECK(why({house("a", 0), house("b", 5)}, 3) == "planning.mds_count/districts_min");
  CHECK(why({house("a", 0), house("b", 5), house("c", 11)}, 3, {"AABB", "AABB", "CCCC"}) ==
        "planning.locked_and_mds/around_mds");
  CHECK(why({house("a", 6), house("b", 7), house("c", 11)}, 3, {"AABB", "AABB", "CCCC"}) ==
        "planning.locked_and_mds/around_mds");
}

TEST_CASE("territories: every district in one, each in one piece, the most even grouping of a small map") {
  const auto snapshot = town({"222222", "222222"});
  auto asked = question(snapshot, 6, 0.2);
  asked.request.territories = 2;
  const auto found = computed(asked);
  REQUIRE_FALSE(found.front.empty());
  for (const FoundPlan& plan : found.front) {
    REQUIRE(plan.summary.territory_of_district);
    const auto& of_district = *plan.summary.territory_of_district;
    CHECK(of_district.size() == 6);
    REQUIRE(plan.summary.territories);
    CHECK_FALSE(plan.summary.territories->seats);
    CHECK(*plan.summary.territories->bound <= plan.summary.territories->inertia * (1 + 1e-6));
    CHECK(of_district[0] == 0);
    engines::Plan of_unit;
    for (const auto district : plan.of_unit) of_unit.push_back(of_district[at(district)]);
    CHECK(naive_contiguous(snapshot, of_unit, 2));
    CHECK(naive_deviation(snapshot, of_unit, 2) <= 0.2 + 1e-9);
    const auto page = plan_page(asked, plan);
    REQUIRE(page.territories.size() == 2);
    CHECK(page.territories[0].population + page.territories[1].population == snapshot.population());
    CHECK(page.territories[0].districts + page.territories[1].districts == 6);
    for (const DistrictRow& row : page.districts) CHECK(row.territory == of_district[at(row.index)]);
  }
}

TEST_CASE("territories that no tolerance allows are not made up") {
  auto asked = question(town({"2222", "2222"}), 4, 0.2);
  asked.snapshot = [&] {
    auto cut = *asked.snapshot;
    cut.edges.clear();
    return std::make_shared<const territory::Snapshot>(cut);
  }();
  asked.request.territories = 2;
  CHECK_FALSE(territories_of(asked, {0, 1, 2, 3, 0, 1, 2, 3}, 4, {}, 0.2));
}

TEST_CASE("files say the territory and the house of every unit, when there are any") {
  const auto snapshot = grid({"12"}, {"ab"});
  CHECK(plan_csv(snapshot, {0, 1}, {"A", "B"}, {{"territory", {"Nord", "Sud"}}, {"house", {"MDS, A", "B"}}}) ==
        "code,district,name,population,district_name,territory,house\r\n96100,1,Quartier 0,100,A,Nord,\"MDS, A\"\r\n"
        "96101,2,Quartier 1,200,B,Sud,B\r\n");
  const auto text = plan_geojson(snapshot, {0, -1}, {"A"}, {"null", "null"}, {{"territory", {"Nord"}}});
  CHECK(text.find(R"("district_name":"A","territory":"Nord")") != text.npos);
  CHECK(text.find(R"("district_name":null,"territory":null)") != text.npos);
}
