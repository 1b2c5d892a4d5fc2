// Every model at the edges of what may be asked: nobody, one place, every site, ties, nothing in reach, full
// capacities.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "engines/siting/siting.hpp"
#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

constexpr Model kAll[] = {Model::median,    Model::center,      Model::cover,
                          Model::set_cover, Model::capacitated, Model::budgeted};
constexpr double kNone = std::numeric_limits<double>::infinity();

// So many places on a line, one apart, of one inhabitant each; a radius of 1, a budget of one per site asked.
Instance line(Model model, int places, Site open) {
  Instance instance;
  instance.model = model;
  instance.open = open;
  instance.radius = 1;
  instance.budget = open;
  instance.weights.assign(static_cast<std::size_t>(places), 1);
  instance.sites.assign(static_cast<std::size_t>(places), SiteTerms{.capacity = places, .price_open = 1});
  std::vector<double> table;
  for (int i = 0; i < places; ++i)
    for (int j = 0; j < places; ++j) table.push_back(std::abs(i - j));
  instance.costs = Costs::dense(places, places, table);
  return instance;
}

Answer solved(const Instance& instance) { return solve(instance, {.seconds = 20}); }

TEST_CASE("nobody anywhere: any lawful sites do, and it is proved at once") {
  for (const Model model : kAll) {
    CAPTURE(static_cast<int>(model));
    Instance instance = line(model, 6, 2);
    instance.weights.assign(6, 0);
    const Answer answer = solved(instance);
    CHECK(answer.status == Status::optimal);
    CHECK(answer.value == 0);
    CHECK(answer.open.size() <= 2);
    CHECK(gap(answer).value_or(1) == 0);
  }
}

TEST_CASE("nobody anywhere, and a site that must be open: it is") {
  for (const Model model : kAll) {
    CAPTURE(static_cast<int>(model));
    Instance instance = line(model, 6, 2);
    instance.weights.assign(6, 0);
    instance.sites[4].rule = Rule::open;
    const Answer answer = solved(instance);
    CHECK(answer.status == Status::optimal);
    CHECK(std::binary_search(answer.open.begin(), answer.open.end(), 4));
    CHECK(answer.value == (model == Model::set_cover ? 1 : 0));
  }
}

TEST_CASE("one place, one site") {
  for (const Model model : kAll) {
    CAPTURE(static_cast<int>(model));
    const Answer answer = solved(line(model, 1, 1));
    CHECK(answer.status == Status::optimal);
    CHECK(answer.open == std::vector<Site>{0});
    CHECK(answer.of_demand == std::vector<Site>{0});
    CHECK(answer.value == (model == Model::cover || model == Model::set_cover ? 1 : 0));
  }
}

TEST_CASE("one site for all: the middle of the line") {
  for (const Model model : {Model::median, Model::center, Model::capacitated, Model::budgeted}) {
    CAPTURE(static_cast<int>(model));
    const Answer answer = solved(line(model, 9, 1));
    CHECK(answer.status == Status::optimal);
    CHECK(answer.open == std::vector<Site>{4});
    CHECK(answer.value == (model == Model::center ? 4 : 20));
  }
  CHECK(solved(line(Model::cover, 9, 1)).value == 3);
  CHECK(solved(line(Model::set_cover, 9, 1)).value == 3);
}

TEST_CASE("as many sites as places, or more: nobody travels") {
  for (const Model model : kAll)
    for (const Site open : {7, 12}) {
      CAPTURE(static_cast<int>(model));
      const Answer answer = solved(line(model, 7, open));
      CHECK(answer.status == Status::optimal);
      if (model == Model::set_cover) continue;
      CHECK(answer.value == (model == Model::cover ? 7 : 0));
    }
}

TEST_CASE("every pair costs the same: one value, whatever is chosen") {
  for (const Model model : kAll) {
    CAPTURE(static_cast<int>(model));
    Instance instance = line(model, 6, 3);
    instance.costs = Costs::dense(6, 6, std::vector<double>(36, 1));
    const Answer answer = solved(instance);
    CHECK(answer.status == Status::optimal);
    const double value = model == Model::center || model == Model::set_cover ? 1 : 6;
    CHECK(answer.value == value);
    CHECK(answer.bound == doctest::Approx(value).epsilon(1e-6));
  }
}

TEST_CASE("every pair costs nothing") {
  for (const Model model : {Model::median, Model::center, Model::capacitated, Model::budgeted}) {
    CAPTURE(static_cast<int>(model));
    Instance instance = line(model, 5, 2);
    instance.costs = Costs::dense(5, 5, std::vector<double>(25, 0));
    const Answer answer = solved(instance);
    CHECK(answer.status == Status::optimal);
    CHECK(answer.value == 0);
    CHECK(answer.bound == 0);
  }
}

TEST_CASE("a place that reaches nothing: said by name, unless nobody lives there or it may be left out") {
  for (const Model model : kAll) {
    CAPTURE(static_cast<int>(model));
    Instance instance = line(model, 4, 2);
    instance.costs = Costs(4, 4, {{0, 0, 0}, {1, 1, 0}, {1, 0, 1}, {3, 0, 1}, {3, 1, 1}});
    Answer answer = solved(instance);
    if (model == Model::cover) {
      CHECK(answer.status == Status::optimal);
      CHECK(answer.value == 3);
      CHECK(answer.of_demand[2] == -1);
    } else {
      CHECK(answer.status == Status::infeasible);
      REQUIRE(answer.why);
      CHECK(answer.why->code == "demand_unreachable");
      CHECK(answer.why->demands == std::vector<Demand>{2});
      CHECK(answer.open.empty());
    }
    instance.weights[2] = 0;
    answer = solved(instance);
    CHECK(answer.status == Status::optimal);
    CHECK(answer.of_demand[2] == -1);
  }
}

TEST_CASE("a radius of nothing covers those at the door; an endless one covers all from one site") {
  Instance instance = line(Model::cover, 8, 3);
  instance.radius = 0;
  CHECK(solved(instance).value == 3);
  instance.model = Model::set_cover;
  CHECK(solved(instance).value == 8);
  instance.radius = kNone;
  CHECK(solved(instance).value == 1);
  instance.model = Model::cover;
  instance.open = 1;
  CHECK(solved(instance).value == 8);
}

TEST_CASE("a cost equal to the radius is within, the next one up is not") {
  Instance instance = line(Model::cover, 3, 1);
  instance.costs = Costs(3, 3, {{0, 0, 0.3}, {1, 0, std::nextafter(0.3, 1.0)}, {2, 0, 0.1 + 0.2}});
  instance.radius = 0.3;
  CHECK(solved(instance).value == 1);
  instance.radius = 0.1 + 0.2;
  CHECK(solved(instance).value == 3);
}

TEST_CASE("capacities full to the last unit: served, and one unit more is impossible") {
  Instance instance = line(Model::capacitated, 6, 2);
  instance.loads = {3, 5, 2, 4, 1, 5};
  for (SiteTerms& terms : instance.sites) terms.capacity = 10;
  const Answer answer = solved(instance);
  check_service(instance, answer);
  CHECK(answer.value == *BruteService(instance).best());
  instance.loads[4] = 2;
  const Answer more = solved(instance);
  CHECK(more.status == Status::infeasible);
  REQUIRE(more.why);
  CHECK(more.why->code == "capacity_too_small");
  CHECK(more.why->have == 21);
  CHECK(more.why->limit == 20);
}

TEST_CASE("loads that fill capacities by their sum and by no partition: nothing is claimed") {
  Instance instance = line(Model::capacitated, 3, 2);
  instance.loads = {6, 6, 6};
  for (SiteTerms& terms : instance.sites) terms.capacity = 9;
  const Answer answer = solve(instance, {.seconds = 0.5});
  CHECK(answer.status == Status::unknown);
  CHECK(answer.open.empty());
  CHECK_FALSE(answer.why);
}

TEST_CASE("people without any load are served wherever it costs least") {
  Instance instance = line(Model::capacitated, 4, 2);
  instance.loads = {0, 0, 7, 0};
  for (SiteTerms& terms : instance.sites) terms.capacity = 0;
  instance.sites[1].capacity = 7;
  const Answer answer = solved(instance);
  check_service(instance, answer);
  CHECK(answer.of_demand[2] == 1);
  CHECK(answer.value == *BruteService(instance).best());
}

TEST_CASE("sites all imposed, or all excluded but one: there is nothing to choose") {
  for (const Model model : kAll) {
    CAPTURE(static_cast<int>(model));
    Instance instance = line(model, 5, 5);
    for (SiteTerms& terms : instance.sites) terms.rule = Rule::open;
    CHECK(solved(instance).open == std::vector<Site>{0, 1, 2, 3, 4});
    for (SiteTerms& terms : instance.sites) terms.rule = Rule::closed;
    instance.sites[3].rule = Rule::free;
    instance.radius = 4;
    const Answer answer = solved(instance);
    CHECK(answer.status == Status::optimal);
    CHECK(answer.open == std::vector<Site>{3});
  }
}

TEST_CASE("a budget met to the last unit, savings of closing counted") {
  Instance instance = line(Model::budgeted, 5, 0);
  for (SiteTerms& terms : instance.sites) terms = {.existing = true, .price_open = 3, .price_closed = -1};
  // k open cost 3k − (5 − k): two sites for 3, three for 7.
  for (const auto& [budget, sites] : {std::pair{3.0, 2}, {6.999, 2}, {7.0, 3}, {15.0, 5}}) {
    CAPTURE(budget);
    instance.budget = budget;
    const Answer answer = solved(instance);
    CHECK(answer.status == Status::optimal);
    CHECK(answer.open.size() == static_cast<std::size_t>(sites));
    CHECK(answer.price <= budget);
    CHECK(answer.value == *brute_best(instance));
  }
  instance.budget = -1;  // the price of one site open
  CHECK(solved(instance).open.size() == 1);
  instance.budget = -1.5;
  CHECK(solved(instance).status == Status::infeasible);
}

TEST_CASE("weights as large as a country's, costs as small as a millimetre") {
  Instance instance = line(Model::median, 6, 2);
  for (std::size_t d = 0; d < 6; ++d) instance.weights[d] = 68'000'000 + static_cast<std::int64_t>(d);
  const Answer large = solved(instance);
  CHECK(large.status == Status::optimal);
  CHECK(large.value == *brute_best(instance));
  std::vector<double> table;
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j) table.push_back(1e-6 * std::abs(i - j));
  instance.weights.assign(6, 1);
  instance.costs = Costs::dense(6, 6, table);
  CHECK(solved(instance).value == doctest::Approx(4e-6));
}

}  // namespace
}  // namespace maillage::engines::siting
