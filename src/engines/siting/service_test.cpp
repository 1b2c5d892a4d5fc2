// A service in the making: what it holds after any step, and what its steps bring.
#include "engines/siting/service.hpp"

#include <doctest/doctest.h>

#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

Watch unhurried() {
  static const Limits limits;
  return Watch(limits);
}

// Some of the open sites, one of them closed and a closed one opened instead.
Renewal drawn_renewal(const Service& service, Random& random) {
  std::vector<std::size_t> open, closed;
  for (std::size_t s = 0; s < service.open().size(); ++s) (service.open()[s] != 0 ? open : closed).push_back(s);
  Renewal renewal;
  for (const std::size_t s : open)
    if (random.below(2) == 0) renewal.around.push_back(s);
  if (renewal.around.empty()) renewal.around.push_back(open.front());
  renewal.closed = {renewal.around[random.below(renewal.around.size())]};
  renewal.opened = {closed[random.below(closed.size())]};
  return renewal;
}

TEST_CASE("any number of renewals: a service that holds, or one undone to what it was") {
  Random random(201);
  int kept = 0, undone = 0;
  for (const double slack : {1.05, 1.2, 2.0}) {
    const Instance instance = random_capacities(random, 40, 5, slack);
    const CapacityTable problem = capacity_table(instance);
    Service service(problem);
    if (!service.build(drawn_flags(random, 40, 5))) continue;
    for (int i = 0; i < 150; ++i) {
      const auto open = service.open();
      const auto of_demand = service.of_demand();
      const double value = service.value();
      const bool served = service.renew(drawn_renewal(service, random), random);
      if (served) check_service(problem, service);
      if (served && i % 2 == 0) {
        service.keep();
        CHECK(std::count(service.open().begin(), service.open().end(), 1) == 5);
        ++kept;
        continue;
      }
      service.undo();
      ++undone;
      CHECK(service.open() == open);
      CHECK(service.of_demand() == of_demand);
      CHECK(service.value() == doctest::Approx(value).epsilon(1e-12));
      check_service(problem, service);
    }
  }
  CHECK(kept > 50);
  CHECK(undone > 50);
}

TEST_CASE("rooms are right after an undo: the same service can be filled to the brim again") {
  Random random(202);
  const Instance instance = random_capacities(random, 30, 4, 1.1);
  const CapacityTable problem = capacity_table(instance);
  Service service(problem), fresh(problem);
  REQUIRE(service.build(drawn_flags(random, 30, 4)));
  for (int i = 0; i < 40; ++i) {
    service.renew(drawn_renewal(service, random), random);
    service.undo();
  }
  fresh.start(service.open(), service.of_demand());
  service.improve(unhurried());
  fresh.improve(unhurried());
  check_service(problem, service);
  check_service(problem, fresh);
  CHECK(service.value() <= fresh.value() * 1.2);
}

TEST_CASE("improving never costs, and leaves no demand with room at a cheaper open site") {
  Random random(203);
  for (int i = 0; i < 20; ++i) {
    CAPTURE(i);
    const Instance instance = random_capacities(random, 50, 6, 1.3);
    const CapacityTable problem = capacity_table(instance);
    Service service(problem);
    if (!service.build(drawn_flags(random, 50, 6))) continue;
    const double built = service.value();
    service.exchange_all(unhurried());
    const double exchanged = service.value();
    CHECK(exchanged <= built + 1e-9);
    service.improve(unhurried());
    CHECK(service.value() <= exchanged + 1e-9);
    check_service(problem, service);
    std::vector<std::int64_t> room = problem.capacity;
    for (std::size_t d = 0; d < 50; ++d) room[static_cast<std::size_t>(service.of_demand()[d])] -= problem.load[d];
    for (std::size_t d = 0; d < 50; ++d)
      for (std::size_t s = 0; s < 50; ++s) {
        const double now = problem.cost(d, static_cast<std::size_t>(service.of_demand()[d]));
        if (service.open()[s] != 0 && room[s] >= problem.load[d]) CHECK(problem.cost(d, s) >= now * (1 - 1e-6));
      }
  }
}

TEST_CASE("at the end no two demands would gain by taking each other's place") {
  Random random(204);
  const Instance instance = random_capacities(random, 40, 5, 1.1);
  const CapacityTable problem = capacity_table(instance);
  Service service(problem);
  REQUIRE(service.build(drawn_flags(random, 40, 5)));
  service.exchange_all(unhurried());
  std::vector<std::int64_t> room = problem.capacity;
  const auto at = [&](std::size_t d) { return static_cast<std::size_t>(service.of_demand()[d]); };
  for (std::size_t d = 0; d < 40; ++d) room[at(d)] -= problem.load[d];
  int pairs = 0;
  for (std::size_t a = 0; a < 40; ++a)
    for (std::size_t b = 0; b < a; ++b) {
      const std::int64_t more = problem.load[a] - problem.load[b];
      if (at(a) == at(b) || room[at(b)] < more || room[at(a)] < -more) continue;
      ++pairs;
      const double now = problem.cost(a, at(a)) + problem.cost(b, at(b));
      CHECK(problem.cost(a, at(b)) + problem.cost(b, at(a)) >= now * (1 - 1e-6) - 1e-6);
    }
  CHECK(pairs > 50);
}

// The first demand wants the place of the second, which no shift and no exchange of two can give it.
TEST_CASE("a chain of three is found: one takes the place of another, which goes where there is room") {
  Instance instance;
  instance.model = Model::capacitated;
  instance.weights = {1, 1, 1};
  instance.loads = {2, 2, 1};
  instance.open = 3;
  instance.sites = {{.capacity = 2}, {.capacity = 2}, {.capacity = 3}};
  instance.costs = Costs::dense(3, 3, std::vector<double>{0, 5, 50, 4, 50, 5, 50, 50, 0});
  const CapacityTable problem = capacity_table(instance);
  Service service(problem);
  service.start({1, 1, 1}, {1, 0, 2});
  CHECK(service.value() == 5 + 4);
  service.exchange_all(unhurried());
  CHECK(service.value() == 0 + 5);
  CHECK(service.of_demand() == std::vector<std::int32_t>{0, 2, 2});
}

TEST_CASE("a demand that finds no room makes some; one that cannot is said to") {
  Instance instance;
  instance.model = Model::capacitated;
  instance.weights = {1, 1, 1};
  instance.loads = {3, 2, 4};
  instance.open = 2;
  instance.sites = {{.capacity = 5}, {.capacity = 4}};
  // The first and the second go to their own sites, and leave room for the last one at neither.
  instance.costs = Costs::dense(3, 2, std::vector<double>{9, 1, 1, 9, 1, 2});
  const CapacityTable problem = capacity_table(instance);
  Service service(problem);
  REQUIRE(service.build({1, 1}));
  check_service(problem, service);
  CHECK(service.of_demand() == std::vector<std::int32_t>{0, 0, 1});
  CHECK_FALSE(service.build({1, 0}));
  CHECK_FALSE(service.build({0, 1}));
  CHECK(service.build({1, 1}));
}

TEST_CASE("a site is moved to the middle of its demands, unless it must stay") {
  Instance instance;
  instance.model = Model::capacitated;
  instance.weights = {1, 1, 1, 1, 1};
  instance.open = 1;
  instance.sites.assign(5, SiteTerms{.capacity = 5});
  std::vector<double> table;
  for (int i = 0; i < 5; ++i)
    for (int j = 0; j < 5; ++j) table.push_back(std::abs(i - j));
  instance.costs = Costs::dense(5, 5, table);
  for (const Rule rule : {Rule::free, Rule::open}) {
    instance.sites[0].rule = rule;
    const CapacityTable problem = capacity_table(instance);
    Service service(problem);
    REQUIRE(service.build({1, 0, 0, 0, 0}));
    service.improve(unhurried());
    CHECK(service.value() == (rule == Rule::open ? 10 : 6));
    CHECK(service.open()[rule == Rule::open ? 0 : 2] == 1);
  }
  // The one in the middle cannot hold them.
  instance.sites[0].rule = Rule::free;
  instance.sites[2].capacity = 4;
  const CapacityTable problem = capacity_table(instance);
  Service service(problem);
  REQUIRE(service.build({1, 0, 0, 0, 0}));
  service.improve(unhurried());
  CHECK(service.value() == 7);
}

TEST_CASE("a table of capacities: pairs out of reach cost everything, near demands are the cheapest") {
  Random random(205);
  const Instance instance =
      random_instance(random, Model::capacitated, {.demands = 15, .sites = 9, .reach = 0.6, .rules = true});
  const CapacityTable problem = capacity_table(instance);
  for (std::size_t d = 0; d < problem.load.size(); ++d)
    for (std::size_t s = 0; s < problem.capacity.size(); ++s)
      CHECK(problem.cost(d, s) ==
            weighted_cost(instance, static_cast<std::size_t>(problem.table.demand_of[d]), problem.table.site_of[s]));
  for (std::size_t s = 0; s < problem.capacity.size(); ++s) {
    CHECK(problem.capacity[s] == instance.sites[static_cast<std::size_t>(problem.table.site_of[s])].capacity);
    double dearest = 0;
    for (const std::size_t d : problem.near_by[s]) dearest = std::max(dearest, problem.cost(d, s));
    std::size_t cheaper = 0;
    for (std::size_t d = 0; d < problem.load.size(); ++d) cheaper += problem.cost(d, s) < dearest ? 1 : 0;
    CHECK(cheaper <= problem.near_by[s].size());
  }
}

}  // namespace
}  // namespace maillage::engines::siting
