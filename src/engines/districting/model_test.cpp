#include "engines/districting/model.hpp"

#include <doctest/doctest.h>

#include "engines/districting/testing/maps.hpp"

namespace maillage::engines::districting {
namespace {

using testing::grid_instance;
using testing::loads_of;

TEST_CASE("without groups every unit is a cell") {
  const Instance instance = grid_instance(2, 3, loads_of({"123", "456"}), 2, 0.5);
  const Model model(instance);
  CHECK(model.cells() == 6);
  CHECK(model.graph().edges().size() == 7);
  CHECK(model.load(4, 0) == 5);
  CHECK(model.fixed(0) == -1);
  CHECK(model.around(1, 0) == doctest::Approx(2));
  CHECK(model.around(5, 0) == doctest::Approx(6 * 5));
}

TEST_CASE("groups become one cell, edges between cells are counted") {
  Instance instance = grid_instance(2, 3, loads_of({"123", "456"}), 2, 0.5);
  instance.group = {9, 9, -1, -1, 9, -1};
  instance.fixed = {{4, 1}};
  const Model model(instance);
  REQUIRE(model.cells() == 4);
  const Cell group = model.cell_of(0);
  CHECK(model.units_of(group) == std::vector<Unit>{0, 1, 4});
  CHECK(model.load(group, 0) == 8);
  CHECK(model.fixed(group) == 1);
  CHECK(model.around(group, 0) == doctest::Approx(2 * 1 + 5 * 2));
  // Unit 3 touches 0 and 4; unit 2 touches 1; unit 5 touches 4.
  double edges = 0;
  for (const Edge& e : model.graph().edges())
    if (e.a == group || e.b == group) edges += e.border_m;
  CHECK(edges == 4);
  CHECK(model.expand({0, 1, 0, 1}).size() == 6);
  CHECK(model.contract(model.expand({0, 1, 0, 1})) == Plan{0, 1, 0, 1});
}

TEST_CASE("a group in two pieces takes in the shortest chain between them") {
  Instance instance = grid_instance(2, 4, loads_of({"1111", "1111"}), 2, 0.5);
  instance.group = {5, -1, -1, 5, -1, -1, -1, -1};
  const Model model(instance);
  CHECK(model.units_of(model.cell_of(0)) == std::vector<Unit>{0, 1, 2, 3});
  CHECK(model.cells() == 5);
}

TEST_CASE("groups whose chains meet become one cell") {
  Instance instance = grid_instance(1, 4, loads_of({"1111"}), 2, 0.5);
  instance.group = {5, 6, 5, 6};
  CHECK(Model(instance).cells() == 1);
}

TEST_CASE("two districts asked of one cell are remembered as a conflict") {
  Instance instance = grid_instance(1, 3, loads_of({"111"}), 2, 1.0);
  instance.group = {5, 5, -1};
  instance.fixed = {{0, 0}, {1, 1}};
  CHECK(Model(instance).fixed(0) == -2);
}

TEST_CASE("attachments carry the price of each unit's load") {
  Instance instance = grid_instance(1, 3, loads_of({"123"}), 2, 1.0);
  instance.present = {{{0, -1, 1}, 2.0}, {{0, 0, 0}, 0.0}};
  const Model model(instance);
  REQUIRE(model.attachments(2).size() == 1);
  CHECK(model.attachments(2)[0].label == 1);
  CHECK(model.attachments(2)[0].price == 6);
  CHECK(model.attachments(1).empty());
}

TEST_CASE("weights are brought to one scale") {
  Instance instance = grid_instance(1, 2, loads_of({"44"}), 2, 1.0);
  instance.weights.push_back(balanced("cases", {100, 300}, 2, 1.0));
  const Model model(instance);
  CHECK(model.scale(0) == 1);
  CHECK(model.scale(1) == doctest::Approx(8.0 / 400));
  CHECK(model.load(1, 1) == 300);
}

}  // namespace
}  // namespace maillage::engines::districting
