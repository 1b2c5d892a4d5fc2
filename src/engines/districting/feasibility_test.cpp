#include "engines/districting/feasibility.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <map>
#include <numeric>

#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/published.hpp"
#include "engines/districting/testing/random_maps.hpp"

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

TEST_CASE("a unit fixed in a district that is not asked") {
  Instance instance = grid_instance(2, 2, loads_of({"11", "11"}), 2, 0.0);
  instance.fixed = {{1, 2}};
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "fixed_beyond");
  CHECK(why->units == std::vector<Unit>{1});
  CHECK(why->have == 3);
  CHECK(why->limit == 2);
  instance.fixed = {{1, -1}};
  CHECK(code_of(instance) == "fixed_beyond");
}

TEST_CASE("groups and fixed units that make one block weigh together") {
  Instance instance = grid_instance(1, 6, loads_of({"222222"}), 3, 0.5);
  CHECK(instance.weights[0].upper == 6);
  instance.group = {0, 0, 1, 1, -1, -1};
  CHECK(code_of(instance) == "");
  instance.fixed = {{0, 2}, {3, 2}};  // 0 1 and 2 3 meet in district 2
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "group_too_heavy");
  CHECK(why->units == std::vector<Unit>{0, 1, 2, 3});
  CHECK(why->have == 8);
  CHECK(why->total == 12);
}

TEST_CASE("big groups that cannot be paired keep apart like big units") {
  Instance instance = grid_instance(1, 7, loads_of({"1212121"}), 2, 0.2);
  CHECK(instance.weights[0].upper == 6);
  CHECK(code_of(instance) == "");
  instance.weights[0].lower = 3, instance.weights[0].upper = 5;
  instance.group = {0, 0, 1, 1, 2, 2, -1};
  CHECK(code_of(instance) == "units_keep_apart");
}

TEST_CASE("what must stay together and cannot meet") {
  Instance instance = grid_instance(1, 5, loads_of({"11111"}), 2, 1.0);
  SUBCASE("a group on both sides of the sea") {
    instance.graph = Graph(5, {{0, 1, 1}, {1, 2, 1}, {3, 4, 1}});
    instance.group = {-1, 4, -1, -1, 4};
    const auto why = impossible(instance);
    REQUIRE(why);
    CHECK(why->code == "units_apart");
    CHECK(why->units == std::vector<Unit>{1, 4});
  }
  SUBCASE("units fixed on both sides of another district") {
    instance.fixed = {{0, 0}, {2, 1}, {4, 0}};
    CHECK(code_of(instance) == "units_apart");
    instance.graph = Graph(5, {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {3, 4, 1}, {4, 0, 1}});
    CHECK(code_of(instance) == "");
  }
  SUBCASE("a group is no wall to another") {
    instance.group = {0, 1, 0, 1, -1};
    CHECK(code_of(instance) == "");
  }
}

TEST_CASE("a small unit among neighbours too heavy to join it is shut in") {
  // The 1 in the corner has two neighbours of 9; a district holds from 8 to 9.
  const Instance instance = grid_instance(2, 3, loads_of({"191", "915"}), 3, 0.1);
  REQUIRE(instance.weights[0].lower == 8);
  REQUIRE(instance.weights[0].upper == 9);
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "unit_shut_in");
  CHECK(why->units == std::vector<Unit>{0, 1, 3});
  CHECK(why->have == 1);
  CHECK(why->limit == 8);
  CHECK(why->total == 26);
}

TEST_CASE("loads that cannot add up to a district") {
  // Each of two districts holds from 9 to 11: no number of fours does.
  Instance instance = grid_instance(1, 5, loads_of({"44444"}), 2, 0.1);
  REQUIRE(instance.weights[0].upper == 11);
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "no_sum_fits");
  CHECK(why->units.empty());
  CHECK(why->have == 8);
  CHECK(why->limit == 9);
}

TEST_CASE("one district fits, the units around it do not add up to another") {
  Instance instance = grid_instance(1, 4, {10, 4, 4, 4}, 2, 0.1);
  REQUIRE(instance.weights[0].lower == 10);
  REQUIRE(instance.weights[0].upper == 12);
  CHECK(code_of(instance) == "");
  instance.weights[0].lower = 9, instance.weights[0].upper = 11;
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "no_sum_fits");
  CHECK(why->units == std::vector<Unit>{1});
  CHECK(why->have == 8);
  CHECK(why->limit == 9);
}

TEST_CASE("everything behind a unit must join it, and is too much") {
  // A star: five arms of 3 around a hub of 2; districts from 4 to 8: no arm stands alone.
  Instance instance = grid_instance(1, 6, loads_of({"233333"}), 3, 0.5);
  instance.graph = Graph(6, {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {0, 4, 1}, {0, 5, 1}});
  instance.weights[0].lower = 4, instance.weights[0].upper = 8;
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "cut_too_heavy");
  CHECK(why->units == std::vector<Unit>{0, 1, 2, 3, 4, 5});
  CHECK(why->have == 17);
  CHECK(why->limit == 8);
}

TEST_CASE("the branches of a unit that cannot hold the number of districts asked") {
  // Three arms of 4 around a hub of 4, districts from 4 to 8: one arm at most may join the hub.
  Instance instance = grid_instance(1, 4, loads_of({"4444"}), 2, 0.0);
  instance.graph = Graph(4, {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}});
  instance.weights[0].lower = 4;
  const auto why = impossible(instance);
  REQUIRE(why);
  CHECK(why->code == "cut_does_not_add_up");
  CHECK(why->units == std::vector<Unit>{0});
  CHECK(why->have == 2);
  CHECK(why->limit == 3);
  instance.districts = 3;
  CHECK(code_of(instance) == "");
  CHECK(testing::any_lawful(instance));
}

TEST_CASE("a cut on one of two islands claims nothing about the number of districts of the other") {
  // An arm, a hub and two arms; beside them an island of two: the hub's island holds 3 or 4 districts, the other 1
  // or 2.
  Instance instance = grid_instance(1, 6, loads_of({"444444"}), 5, 0.0);
  instance.graph = Graph(6, {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {4, 5, 1}});
  instance.weights[0].lower = 4, instance.weights[0].upper = 8;
  for (District k = 2; k <= 7; ++k) {
    instance.districts = k;
    CAPTURE(k);
    if (testing::any_lawful(instance)) CHECK(code_of(instance) == "");
  }
}

TEST_CASE("property: what is called impossible has no lawful plan, and most impossible maps are explained") {
  std::map<std::string, int> called;
  int impossible_maps = 0, explained = 0;
  for (const testing::Shape shape : testing::kShapes)
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
      Random random(seed);
      Instance instance = testing::random_map(random, shape, static_cast<Unit>(6 + random.below(5)),
                                              static_cast<District>(2 + random.below(3)), 0.05 + 0.4 * random.unit());
      if (seed % 3 != 0) testing::constrain(random, instance);
      const auto why = impossible(instance);
      const bool lawful = testing::any_lawful(instance);
      CAPTURE(seed);
      CAPTURE(static_cast<int>(shape));
      if (why) CAPTURE(why->code);
      CHECK_FALSE((why && lawful));
      impossible_maps += !lawful;
      explained += why.has_value();
      if (why) ++called[why->code];
    }
  MESSAGE(explained << " of " << impossible_maps << " impossible maps explained");
  CHECK(impossible_maps > 100);
  CHECK(2 * explained > impossible_maps);
  for (const char* code : {"unit_too_heavy", "unit_shut_in", "no_sum_fits", "units_apart", "cut_does_not_add_up"}) {
    CAPTURE(code);
    CHECK(called[code] > 0);
  }
}

TEST_CASE("property: a reason states a fact about its units that can be checked by hand") {
  int checked = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Random random(seed);
    const testing::Shape shape = testing::kShapes[seed % 6];
    Instance instance = testing::random_map(random, shape, 9, 3, 0.3 * random.unit());
    testing::constrain(random, instance);
    const auto why = impossible(instance);
    if (!why) continue;
    CAPTURE(why->code);
    for (Unit u : why->units) CHECK((u >= 0 && u < 9));
    if (why->weight.empty()) continue;
    const Weight& weight = why->weight == "load" ? instance.weights[0] : instance.weights[1];
    CHECK(why->total == std::accumulate(weight.of_unit.begin(), weight.of_unit.end(), std::int64_t{0}));
    std::int64_t sum = 0;
    for (Unit u : why->units) sum += weight.of_unit[static_cast<std::size_t>(u)];
    if (why->code == "group_too_heavy" || why->code == "fixed_too_heavy") CHECK(why->have == sum);
    if (why->code.ends_with("too_heavy")) CHECK(why->have > why->limit);
    if (why->code == "unit_shut_in") CHECK(why->have < why->limit);
    if (why->code == "no_sum_fits") CHECK((why->have < weight.lower || why->have > weight.upper));
    ++checked;
  }
  CHECK(checked > 80);
}

TEST_CASE("property: the order of units changes no verdict") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::kShapes[seed % 6], 10, 3, 0.25 * random.unit());
    testing::constrain(random, instance);
    const auto a = impossible(instance);
    const auto b = impossible(testing::reordered(instance, testing::shuffled_units(random, 10)));
    REQUIRE(a.has_value() == b.has_value());
    if (a) CHECK(a->code == b->code);
  }
}

TEST_CASE("a real Département with one big city says which share it holds") {
  if (open_data_folder().empty()) {
    MESSAGE("skipped: MAILLAGE_OPENDATA not set");
    return;
  }
  const auto why = impossible(published_territory("31", 4, 0.1));
  REQUIRE(why);
  CHECK(why->code == "unit_too_heavy");
  CHECK(why->units.size() == 1);
  const double share = static_cast<double>(why->have) / static_cast<double>(why->total);
  CHECK(share > 0.3);
  CHECK(share < 0.4);
  CHECK_FALSE(impossible(published_territory("31", 2, 0.1)));
  CHECK_FALSE(impossible(published_territory("64", 8, 0.05)));
}

TEST_CASE("three thousand units are judged in a moment") {
  Random random(3);
  const Instance instance = grid_instance(50, 60, testing::random_loads(random, 3000, 900), 16, 0.01);
  const std::clock_t begin = std::clock();
  CHECK_FALSE(impossible(instance));
  CHECK(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC < 1);
}

}  // namespace
}  // namespace maillage::engines::districting
