#include "engines/siting/evaluate.hpp"

#include <doctest/doctest.h>

#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();

// Four demands on a line at 0, 10, 20, 30 minutes; three sites at 0, 10 and 30, the last out of reach of the first two.
Instance line(Model model) {
  Instance instance;
  instance.model = model;
  instance.weights = {5, 0, 3, 2};
  instance.costs = Costs::dense(4, 3, std::vector<double>{0, 10, kNone, 10, 0, kNone, 20, 10, 10, 30, 20, 0});
  instance.sites.resize(3);
  instance.open = 2;
  instance.radius = 10;
  return instance;
}

TEST_CASE("costs: pairs in any order and given twice; each demand's sites from the cheapest") {
  const Costs costs(2, 3, {{1, 2, 4}, {0, 1, 7}, {0, 2, 7}, {0, 0, 9}, {0, 0, 3}});
  CHECK(costs.pairs() == 4);
  REQUIRE(costs.of(0).size() == 3);
  CHECK(costs.of(0)[0].site == 0);
  CHECK(costs.of(0)[0].cost == 3);
  CHECK(costs.of(0)[1].site == 1);
  CHECK(costs.of(0)[2].site == 2);
  CHECK(costs.of(1).size() == 1);
}

TEST_CASE("the value of chosen sites is that of the model; demands of no weight are served, not counted") {
  CHECK(evaluate(line(Model::median), {0, 2}).value == 5 * 0 + 3 * 10 + 2 * 0);
  CHECK(evaluate(line(Model::median), {0, 2}).of_demand == std::vector<Site>{0, 0, 2, 2});
  CHECK(evaluate(line(Model::center), {1}).value == 20);
  CHECK(evaluate(line(Model::cover), {1}).value == 8);
  CHECK(evaluate(line(Model::cover), {1}).of_demand == std::vector<Site>{1, 1, 1, -1});
  CHECK(evaluate(line(Model::set_cover), {0, 2}).value == 2);
  CHECK_FALSE(evaluate(line(Model::median), {0}).bound);
}

TEST_CASE("sites that break the instance are refused, and it is said how") {
  const auto why = [](const Instance& instance, std::vector<Site> open) {
    const Answer answer = evaluate(instance, std::move(open));
    CHECK((answer.status == Status::infeasible) == answer.why.has_value());
    return answer.why.value_or(Impossibility{});
  };
  Instance instance = line(Model::median);
  CHECK(why(instance, {0, 1, 2}).code == "too_many_open");
  CHECK(why(instance, {2}).code == "demand_unreachable");
  CHECK(why(instance, {2}).demands == std::vector<Demand>{0});
  CHECK(why(line(Model::set_cover), {0}).demands == std::vector<Demand>{2, 3});
  instance.sites[1].rule = Rule::open;
  instance.sites[2].rule = Rule::closed;
  CHECK(why(instance, {0, 2}).sites == std::vector<Site>{1, 2});
  instance = line(Model::budgeted);
  instance.sites = {{.price_open = 4}, {.price_open = 4, .price_closed = 1}, {.price_open = 4, .price_closed = -2}};
  instance.budget = 3.5;
  CHECK(why(instance, {0, 1}).code == "over_budget");
  CHECK(why(instance, {0, 1}).price == 6);
  CHECK(why(instance, {0}).code.empty());
}

TEST_CASE("what is plainly impossible is said without a search") {
  const auto why = [](const Instance& instance) { return solve(instance, {}).why.value_or(Impossibility{}); };
  Instance instance = line(Model::median);
  instance.sites[0].rule = instance.sites[1].rule = Rule::closed;
  CHECK(why(instance).code == "demand_unreachable");
  CHECK(why(instance).demands == std::vector<Demand>{0});
  instance = line(Model::set_cover);
  instance.radius = 5;
  CHECK(why(instance).code == "demand_unreachable");
  CHECK(why(instance).demands == std::vector<Demand>{2});
  instance = line(Model::budgeted);
  instance.sites = {{.price_open = 4, .price_closed = 2}, {}, {.rule = Rule::open, .price_open = 7}};
  instance.budget = 8;
  CHECK(why(instance).code == "budget_too_small");
  CHECK(why(instance).price == 9);
}

TEST_CASE("sites enough for nothing: the number that would be is given") {
  Instance instance = line(Model::median);
  instance.costs = Costs(4, 3, {{0, 0, 1}, {2, 1, 1}, {3, 2, 1}});
  const Answer answer = solve(instance, {});
  CHECK(answer.status == Status::infeasible);
  REQUIRE(answer.why);
  CHECK(answer.why->code == "too_few_sites");
  CHECK(answer.why->have == 3);
  instance.model = Model::center;
  const Answer center = solve(instance, {});
  REQUIRE(center.why);
  CHECK(center.why->code == "too_few_sites");
  CHECK(center.why->have == 3);
  CHECK(center.why->limit == 2);
}

TEST_CASE("access of a public: shares within thresholds, mean, worst, quantiles, those who reach nothing") {
  const Instance instance = line(Model::median);
  const Access access = access_of(instance.costs, {2}, {4, 0, 3, 1}, {5, 10, 60});
  CHECK(access.total == 8);
  CHECK(access.unreached == 4);
  CHECK(access.within == std::vector<std::int64_t>{1, 4, 4});
  CHECK(access.mean == doctest::Approx(30.0 / 4));
  CHECK(access.worst == 10);
  REQUIRE(access.quantiles.size() == 9);
  CHECK(access.quantiles[0] == 0);
  CHECK(access.quantiles[1] == 10);
  CHECK(access.quantiles[3] == 10);
  CHECK(access.quantiles[8] == kNone);
  CHECK(nearest_costs(instance.costs, {0, 2}) == std::vector<double>{0, 10, 10, 0});
  CHECK(access_of(instance.costs, {}, {1, 1, 1, 1}, {}).unreached == 4);
}

TEST_CASE("publics weigh together by their coefficients; what is malformed has its word") {
  CHECK(blended({{1, 2}, {10, 0}}, {2, 3}) == std::vector<std::int64_t>{32, 4});
  Instance instance = line(Model::median);
  CHECK(malformed(instance).empty());
  instance.weights[0] = -1;
  CHECK(malformed(instance) == "weight_negative");
  instance.weights = {1};
  CHECK(malformed(instance) == "sizes_differ");
  instance = line(Model::median);
  instance.open = 0;
  CHECK(malformed(instance) == "open_out_of_range");
  instance.model = Model::budgeted;
  CHECK(malformed(instance).empty());
  instance.budget = kNone;
  CHECK(malformed(instance) == "price_not_a_number");
}

TEST_CASE("what becomes of a site; the gap of an answer") {
  Instance instance = line(Model::median);
  instance.sites[0].existing = instance.sites[1].existing = true;
  const Answer answer = evaluate(instance, {0, 2});
  CHECK(decision(instance, answer, 0) == Decision::kept);
  CHECK(decision(instance, answer, 1) == Decision::closed);
  CHECK(decision(instance, answer, 2) == Decision::opened);
  instance.sites[1].existing = false;
  CHECK(decision(instance, answer, 1) == Decision::unused);
  CHECK_FALSE(gap(answer));
  Answer bounded = answer;
  bounded.bound = answer.value * 0.9;
  CHECK(*gap(bounded) == doctest::Approx(0.1));
}

}  // namespace
}  // namespace maillage::engines::siting
