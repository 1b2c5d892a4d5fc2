#include "engines/districting/refinement.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "engines/districting/testing/maps.hpp"

namespace maillage::engines::districting {
namespace {

using testing::grid;
using testing::plan_of;

TEST_CASE("two plans that cross make four atoms") {
  const auto refinement =
      refine(grid(2, 4), {1, 2, 3, 4, 5, 6, 7, 8}, {plan_of({"AABB", "AABB"}), plan_of({"AAAA", "BBBB"})});
  REQUIRE(refinement.atoms.size() == 4);
  CHECK(refinement.atom_of_unit == std::vector<std::int32_t>{0, 0, 1, 1, 2, 2, 3, 3});
  CHECK(refinement.atoms[1].districts == std::vector<District>{1, 0});
  CHECK(refinement.atoms[1].load == 7);
  CHECK(refinement.atoms[3].units == 2);
  CHECK(refinement.differing_load == 36);
  CHECK(refinement.differing_share == 1);
  CHECK(refinement.identical_districts == 0);
  REQUIRE(refinement.pairs.size() == 1);
  // Two edges are cut by the first only, four by the second only.
  CHECK(refinement.pairs[0].border_concordance == 0);
}

TEST_CASE("composition is compared, not the name") {
  const auto refinement = refine(grid(1, 4), {1, 1, 1, 5}, {plan_of({"AABB"}), plan_of({"CCAA"})});
  CHECK(refinement.differing_load == 0);
  CHECK(refinement.identical_districts == 2);
  CHECK(refinement.pairs[0].border_concordance == 1);
}

TEST_CASE("one district in common, the rest cut otherwise") {
  const auto refinement =
      refine(grid(1, 5), {1, 1, 2, 3, 4}, {plan_of({"AABBC"}), plan_of({"AABCC"}), plan_of({"AABBC"})});
  CHECK(refinement.identical_districts == 1);
  CHECK(refinement.differing_load == 9);
  CHECK(refinement.differing_share == doctest::Approx(9.0 / 11));
  CHECK(refinement.differs == std::vector<bool>{false, false, true, true, true});
  REQUIRE(refinement.pairs.size() == 3);
  CHECK(refinement.pairs[0].differing_load == 9);
  CHECK(refinement.pairs[1].differing_load == 0);  // plans 0 and 2
  CHECK(refinement.pairs[0].border_concordance == doctest::Approx(1.0 / 3));
}

TEST_CASE("a unit that one mission leaves out differs") {
  const auto refinement = refine(grid(1, 3), {1, 1, 1}, {plan_of({"AB."}), plan_of({"ABB"})});
  CHECK(refinement.atoms.size() == 3);
  CHECK(refinement.atoms[2].districts == std::vector<District>{-1, 1});
  CHECK(refinement.differs == std::vector<bool>{false, true, true});
}

TEST_CASE("edges are counted when no border is measured") {
  const Graph graph(3, {{0, 1, 0}, {1, 2, 0}});
  const auto refinement = refine(graph, {1, 1, 1}, {plan_of({"ABB"}), plan_of({"ABC"})});
  CHECK(refinement.pairs[0].border_concordance == doctest::Approx(0.5));
}

TEST_CASE("property: atoms refine every plan and share out the whole load") {
  Random random(3);
  for (int round = 0; round < 40; ++round) {
    const auto load = testing::random_loads(random, 20, 9);
    std::vector<Plan> plans(1 + random.below(3));
    for (Plan& plan : plans)
      for (int u = 0; u < 20; ++u) plan.push_back(static_cast<District>(random.below(4)) - 1);
    const auto refinement = refine(grid(4, 5), load, plans);
    std::int64_t sum = 0;
    for (const Atom& atom : refinement.atoms) sum += atom.load;
    CHECK(sum == std::accumulate(load.begin(), load.end(), std::int64_t{0}));
    for (std::size_t u = 0; u < 20; ++u)
      for (std::size_t p = 0; p < plans.size(); ++p)
        CHECK(refinement.atoms[static_cast<std::size_t>(refinement.atom_of_unit[u])].districts[p] == plans[p][u]);
  }
}

}  // namespace
}  // namespace maillage::engines::districting
