// Chosen sites looked at by every public, against sums done the long way.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engines/siting/siting.hpp"
#include "engines/siting/testing/small.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

TEST_CASE("oracle: evaluating any sites gives what trying every pair gives, or says what they break") {
  Random random(281);
  int lawful_ones = 0, refused = 0;
  for (const Model model : {Model::median, Model::center, Model::cover, Model::set_cover, Model::budgeted})
    for (int i = 0; i < 20; ++i) {
      const Instance instance = random_instance(
          random, model, {.demands = 7, .sites = 6, .reach = 0.8, .whole = i % 2 == 0, .rules = i % 3 == 0});
      for (std::uint32_t flags = 0; flags < 64; ++flags) {
        const Answer answer = evaluate(instance, subset(flags));
        const auto value = brute_value(instance, flags);
        const bool obeys = brute_allowed(instance, flags) && value;
        (obeys ? lawful_ones : refused) += 1;
        REQUIRE((answer.status == Status::feasible) == obeys);
        CHECK(answer.why.has_value() == !obeys);
        if (obeys) CHECK(answer.value == doctest::Approx(*value));
        if (obeys) CHECK(answer.open == subset(flags));
      }
    }
  CHECK(lawful_ones > 500);
  CHECK(refused > 500);
}

TEST_CASE("oracle: access, one inhabitant at a time") {
  Random random(282);
  for (int i = 0; i < 30; ++i) {
    CAPTURE(i);
    const Instance instance = random_instance(random, Model::median, {.demands = 9, .sites = 6, .reach = 0.5});
    const auto flags = static_cast<std::uint32_t>(random.below(64));
    const std::vector<double> nearest = brute_nearest(instance, flags);
    std::vector<double> people;
    std::int64_t unreached = 0;
    for (std::size_t d = 0; d < nearest.size(); ++d)
      for (std::int64_t k = 0; k < instance.weights[d]; ++k) {
        people.push_back(nearest[d]);
        unreached += std::isfinite(nearest[d]) ? 0 : 1;
      }
    std::sort(people.begin(), people.end());
    const std::vector<double> thresholds = {0, 7.5, 20, 59};
    const Access access = access_of(instance.costs, subset(flags), instance.weights, thresholds);
    CHECK(access.total == static_cast<std::int64_t>(people.size()));
    CHECK(access.unreached == unreached);
    for (std::size_t t = 0; t < thresholds.size(); ++t)
      CHECK(access.within[t] ==
            std::count_if(people.begin(), people.end(), [&](double cost) { return cost <= thresholds[t]; }));
    const auto reached = people.size() - static_cast<std::size_t>(unreached);
    double sum = 0;
    for (std::size_t k = 0; k < reached; ++k) sum += people[k];
    CHECK(access.mean == doctest::Approx(reached == 0 ? 0 : sum / static_cast<double>(reached)));
    CHECK(access.worst == (reached == 0 ? 0 : people[reached - 1]));
    if (people.empty()) continue;
    REQUIRE(access.quantiles.size() == 9);
    for (std::size_t q = 1; q <= 9; ++q)  // the first cost that a tenth, two tenths… of the people do not pass
      CHECK(access.quantiles[q - 1] == people[(q * people.size() + 9) / 10 - 1]);
    CHECK(nearest_costs(instance.costs, subset(flags)) == nearest);
  }
}

TEST_CASE("one more site never takes anyone further, nor fewer people within any threshold") {
  Random random(283);
  const Instance instance = random_plane(random, Model::median, 50, 100, 1);
  std::vector<Site> open;
  Access before = access_of(instance.costs, open, instance.weights, {10, 30});
  CHECK(before.unreached == before.total);
  for (Site s = 0; s < 50; s += 7) {
    open.push_back(s);
    const Access access = access_of(instance.costs, open, instance.weights, {10, 30});
    CHECK(access.within[0] >= before.within[0]);
    CHECK(access.within[1] >= before.within[1]);
    CHECK(access.unreached == 0);
    if (open.size() > 1) CHECK(access.mean <= before.mean + 1e-9);
    if (open.size() > 1) CHECK(access.worst <= before.worst);
    before = access;
  }
}

TEST_CASE("costs given as pairs or as a table are the same costs") {
  Random random(284);
  for (int i = 0; i < 10; ++i) {
    std::vector<double> table;
    std::vector<Link> links;
    for (Demand d = 0; d < 6; ++d)
      for (Site s = 0; s < 5; ++s) {
        const bool reached = random.below(3) != 0;
        table.push_back(reached ? static_cast<double>(random.below(4)) : HUGE_VAL);
        if (reached) links.push_back({d, s, table.back()});
        if (reached && random.below(2) == 0) links.push_back({d, s, table.back() + 1});  // dearer, said twice
      }
    for (std::size_t k = links.size(); k-- > 1;) std::swap(links[k], links[random.below(k + 1)]);
    const Costs dense = Costs::dense(6, 5, table), sparse(6, 5, links);
    REQUIRE(dense.pairs() == sparse.pairs());
    for (Demand d = 0; d < 6; ++d)
      for (std::size_t k = 0; k < dense.of(d).size(); ++k) {
        CHECK(dense.of(d)[k].site == sparse.of(d)[k].site);
        CHECK(dense.of(d)[k].cost == sparse.of(d)[k].cost);
        if (k > 0) CHECK(dense.of(d)[k - 1].cost <= dense.of(d)[k].cost);
      }
  }
}

TEST_CASE("everything malformed has its word, and the engine refuses none of what is not") {
  const auto fault_of = [](const std::function<void(Instance&)>& change) {
    Random random(285);
    Instance instance = random_instance(random, Model::median, {});
    REQUIRE(malformed(instance).empty());
    change(instance);
    return malformed(instance);
  };
  CHECK(fault_of([](Instance& i) { i.weights.pop_back(); }) == "sizes_differ");
  CHECK(fault_of([](Instance& i) { i.sites.pop_back(); }) == "sizes_differ");
  CHECK(fault_of([](Instance& i) { i.loads = {1, 2}; }) == "sizes_differ");
  CHECK(fault_of([](Instance& i) { i.loads.assign(8, -1); }) == "weight_negative");
  CHECK(fault_of([](Instance& i) { i.weights[3] = -4; }) == "weight_negative");
  CHECK(fault_of([](Instance& i) { i.open = 0; }) == "open_out_of_range");
  CHECK(fault_of([](Instance& i) { i.open = -1, i.model = Model::budgeted; }) == "open_out_of_range");
  CHECK(fault_of([](Instance& i) { i.radius = -0.1; }) == "radius_negative");
  CHECK(fault_of([](Instance& i) { i.radius = NAN; }) == "radius_negative");
  CHECK(fault_of([](Instance& i) { i.sites[2].capacity = -1; }) == "capacity_negative");
  CHECK(fault_of([](Instance& i) { i.sites[2].price_open = NAN; }) == "price_not_a_number");
  CHECK(fault_of([](Instance& i) { i.sites[2].price_closed = HUGE_VAL; }) == "price_not_a_number");
  CHECK(fault_of([](Instance& i) { i.budget = NAN; }) == "price_not_a_number");
  CHECK(fault_of([](Instance& i) { i.open = 0, i.model = Model::set_cover; }).empty());
  CHECK(fault_of([](Instance& i) { i.open = 1000; }).empty());
  CHECK(fault_of([](Instance& i) { i.radius = HUGE_VAL; }).empty());
}

}  // namespace
}  // namespace maillage::engines::siting
