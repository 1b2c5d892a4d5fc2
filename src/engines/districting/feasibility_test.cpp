#include "engines/districting/feasibility.hpp"

#include <doctest/doctest.h>

#include "engines/districting/testing_maps.hpp"

namespace maillage::engines::districting {
namespace {

using testing::grid_instance;
using testing::loads_of;

std::string code_of(const Instance& instance) {
  const auto why = impossible(instance);
  return why ? why->code : "";
}

TEST_CASE("a unit heavier than a district may be") {
  const Instance instance = grid_instance(1, 4, loads_of({"1891"}), 3, 0.1);
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "unit_too_heavy");
  CHECK(why->units == std::vector<Unit>{2, 1});
  CHECK(why->have == 9);
  CHECK(why->limit == 6);
  CHECK(why->weight == "load");
}

TEST_CASE("each reason is found") {
  Instance instance = grid_instance(2, 2, loads_of({"11", "11"}), 2, 0.0);
  CHECK(code_of(instance) == "");
  SUBCASE("no district") {
    instance.districts = 0;
    CHECK(code_of(instance) == "no_districts");
  }
  SUBCASE("more districts than units") {
    instance.districts = 5;
    CHECK(code_of(instance) == "too_few_units");
  }
  SUBCASE("a group too heavy") {
    instance.group = {4, 4, 4, -1};
    const auto why = impossible(instance);
    REQUIRE(why);
    CHECK(why->code == "group_too_heavy");
    CHECK(why->have == 3);
    CHECK(why->units.size() == 3);
  }
  SUBCASE("not enough load for all") {
    instance.weights[0].lower = 3, instance.weights[0].upper = 4;
    CHECK(code_of(instance) == "load_too_small");
  }
  SUBCASE("too much load for all") {
    instance.weights[0].lower = 1, instance.weights[0].upper = 1;
    CHECK(code_of(instance) == "load_too_large");
  }
  SUBCASE("one unit fixed twice") {
    instance.fixed = {{0, 0}, {0, 1}};
    CHECK(code_of(instance) == "fixed_conflict");
  }
  SUBCASE("one group fixed twice") {
    instance.group = {4, 4, -1, -1};
    instance.fixed = {{0, 0}, {1, 1}};
    CHECK(code_of(instance) == "fixed_conflict");
  }
  SUBCASE("fixed units too heavy together") {
    instance.fixed = {{0, 0}, {1, 0}, {3, 0}};
    CHECK(code_of(instance) == "fixed_too_heavy");
  }
  SUBCASE("more components than districts") {
    instance.graph = Graph(4, {{0, 1, 1}});
    CHECK(code_of(instance) == "too_many_components");
  }
  SUBCASE("an island that cannot hold a whole district") {
    instance.graph = Graph(4, {{0, 1, 1}, {1, 2, 1}});
    const auto why = impossible(instance);
    REQUIRE(why);
    CHECK(why->code == "disconnected");
  }
}

TEST_CASE("big units that cannot be paired") {
  const Instance instance = grid_instance(1, 5, loads_of({"55511"}), 2, 0.06);
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "units_keep_apart");
  CHECK(why->have == 3);
  CHECK(why->limit == 2);
}

TEST_CASE("components that each fit but not together") {
  Instance instance = grid_instance(1, 6, loads_of({"222222"}), 2, 0.0);
  instance.graph = Graph(6, {{0, 1, 1}, {1, 2, 1}, {3, 4, 1}, {4, 5, 1}});
  CHECK(code_of(instance) == "");
  instance.districts = 3;
  instance.weights[0].lower = 2, instance.weights[0].upper = 6;
  CHECK(code_of(instance) == "");
  instance.weights[0].lower = 5;
  CHECK(code_of(instance) == "load_too_small");
  instance.weights[0].lower = 4, instance.weights[0].upper = 6;
  CHECK(code_of(instance) == "components_do_not_add_up");
}

TEST_CASE("property: what is called impossible has no lawful plan") {
  Random random(17);
  int called = 0;
  for (int round = 0; round < 60; ++round) {
    Instance instance = grid_instance(2, 4, testing::random_loads(random, 8, 9), 3, 0.25);
    if (round % 3 == 0) instance.graph = Graph(8, {{0, 1, 1}, {1, 2, 1}, {4, 5, 1}, {5, 6, 1}, {6, 7, 1}, {3, 7, 1}});
    if (round % 2 == 0) instance.group = {0, 0, -1, 1, -1, -1, -1, 1};
    if (!impossible(instance)) continue;
    ++called;
    CHECK_FALSE(testing::brute_force(instance));
  }
  CHECK(called > 5);
}

}  // namespace
}  // namespace maillage::engines::districting
