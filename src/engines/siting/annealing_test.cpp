#include "engines/siting/annealing.hpp"

#include <doctest/doctest.h>

#include "engines/siting/testing/services.hpp"

namespace maillage::engines::siting {
namespace {

using namespace testing;

const Limits kUnhurried;

TEST_CASE("after any round: no more sites than allowed, those that must be open are, every load fits") {
  Random random(221);
  for (const double slack : {1.1, 1.5, 3.0}) {
    CAPTURE(slack);
    Instance instance = random_capacities(random, 50, 7, slack);
    instance.sites[4].rule = instance.sites[9].rule = Rule::open;
    const CapacityTable problem = capacity_table(instance);
    const Choice choice = choice_of(instance, problem.table);
    Service service(problem);
    std::vector<char> open(50, 0);
    open[4] = open[9] = 1;
    for (std::size_t s = 20; s < 25; ++s) open[s] = 1;
    REQUIRE(service.build(open));
    Annealing annealing(problem, choice, service, random);
    for (int round = 0; round < 4; ++round) {
      annealing.round(300, Watch(kUnhurried), [] {});
      check_service(problem, service);
      CHECK(lawful(choice, service.open()));
    }
  }
}

TEST_CASE("the best of a round is told, each time better, and the round makes a bad service much better") {
  Random random(222);
  const Instance instance = random_capacities(random, 60, 6, 1.3);
  const CapacityTable problem = capacity_table(instance);
  const Choice choice = choice_of(instance, problem.table);
  Service service(problem);
  std::vector<char> open(60, 0);
  for (std::size_t s = 0; s < 6; ++s) open[s] = 1;  // any six
  REQUIRE(service.build(open));
  const double before = service.value();
  double best = before;
  Annealing annealing(problem, choice, service, random);
  annealing.round(3000, Watch(kUnhurried), [&] { best = std::min(best, service.value()); });
  CHECK(best < 0.8 * before);
  CHECK(service.value() <= 1.1 * best);
}

TEST_CASE("fewer sites open than allowed: more are opened") {
  Random random(223);
  const Instance instance = random_capacities(random, 40, 8, 4);
  const CapacityTable problem = capacity_table(instance);
  const Choice choice = choice_of(instance, problem.table);
  Service service(problem);
  REQUIRE(service.build(drawn_flags(random, 40, 3)));
  Annealing annealing(problem, choice, service, random);
  annealing.round(500, Watch(kUnhurried), [] {});
  CHECK(std::count(service.open().begin(), service.open().end(), 1) == 8);
}

TEST_CASE("the same chance gives the same round; no time gives back what there was") {
  const auto after = [](std::uint64_t seed, double seconds) {
    Random random(224);
    const Instance instance = random_capacities(random, 40, 5, 1.2);
    const CapacityTable problem = capacity_table(instance);
    const Choice choice = choice_of(instance, problem.table);
    Service service(problem);
    std::vector<char> open(40, 0);
    for (std::size_t s = 0; s < 5; ++s) open[7 * s] = 1;
    REQUIRE(service.build(open));
    Random chance(seed);
    const Limits limits{.seconds = seconds};
    Annealing(problem, choice, service, chance).round(15, Watch(limits), [] {});
    return service.of_demand();
  };
  CHECK(after(1, 100) == after(1, 100));
  CHECK(after(1, 100) != after(2, 100));
  CHECK(after(1, -1) == after(2, -1));
}

TEST_CASE("every site must be open, or only one may: rounds go on without moving any") {
  Random random(225);
  Instance instance = random_capacities(random, 12, 12, 20);
  for (SiteTerms& terms : instance.sites) terms.rule = Rule::open;
  for (const Site most : {12, 1}) {
    instance.open = most;
    if (most == 1)
      for (SiteTerms& terms : instance.sites) terms.rule = &terms == &instance.sites[3] ? Rule::open : Rule::free;
    for (SiteTerms& terms : instance.sites) terms.capacity = 10'000;
    const CapacityTable problem = capacity_table(instance);
    const Choice choice = choice_of(instance, problem.table);
    Service service(problem);
    REQUIRE(service.build(choice.must));
    service.improve(Watch(kUnhurried));
    const double value = service.value();
    Annealing(problem, choice, service, random).round(200, Watch(kUnhurried), [] {});
    CHECK(service.open() == choice.must);
    CHECK(service.value() == doctest::Approx(value));
  }
}

}  // namespace
}  // namespace maillage::engines::siting
