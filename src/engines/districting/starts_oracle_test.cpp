// How searches begin, step by step: fixed cells laid, main pieces kept, districts grown, trees cut.
#include <doctest/doctest.h>

#include <map>
#include <numeric>
#include <set>

#include "engines/districting/contiguity.hpp"
#include "engines/districting/growth.hpp"
#include "engines/districting/starts.hpp"
#include "engines/districting/testing/oracle.hpp"
#include "engines/districting/testing/random_maps.hpp"
#include "engines/districting/tree_split.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Pieces of each label, as sets of cells.
std::map<District, std::set<std::set<Cell>>> pieces_of(const Graph& graph, const Plan& plan) {
  std::map<District, std::set<std::set<Cell>>> out;
  for (Cell c = 0; c < graph.units(); ++c) {
    std::set<Cell> piece{c};
    for (std::size_t before = 0; before != piece.size();) {
      before = piece.size();
      for (const Edge& e : graph.edges())
        if (plan[at(e.a)] == plan[at(c)] && plan[at(e.b)] == plan[at(c)] && piece.contains(e.a) != piece.contains(e.b))
          piece.insert({e.a, e.b});
    }
    out[plan[at(c)]].insert(piece);
  }
  return out;
}

TEST_CASE("property: growing keeps what was laid, fills the rest and breaks no piece") {
  int grown = 0, refused = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Random random(seed);
    const Instance instance = testing::random_map(random, testing::kShapes[seed % 6], 14, 3, 0.5);
    const Model model(instance);
    Plan plan(14, -1);
    for (District d = 0; d < 3; ++d) plan[at(testing::any_unit(random, 14))] = d;
    const Plan laid = plan;
    const bool all_laid = std::set<District>(laid.begin(), laid.end()).size() == 4;
    const auto labels = components(instance.graph);
    std::set<std::int32_t> reached, whole(labels.begin(), labels.end());
    for (std::size_t c = 0; c < 14; ++c)
      if (laid[c] >= 0) reached.insert(labels[c]);
    const bool possible = all_laid && reached == whole;
    CAPTURE(seed);
    CHECK(grow(model, plan) == possible);
    ++(possible ? grown : refused);
    for (std::size_t c = 0; c < 14; ++c)
      if (laid[c] >= 0) CHECK(plan[c] == laid[c]);
    if (!possible) continue;
    for (const auto& [label, pieces] : pieces_of(instance.graph, plan)) {
      CHECK(label >= 0);
      CHECK(pieces.size() == 1);
    }
  }
  CHECK(grown > 50);
  CHECK(refused > 20);
}

TEST_CASE("property: of every district the main piece is kept, and only it") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Random random(seed);
    const Instance instance = testing::random_map(random, testing::kShapes[seed % 6], 12, 3, 0.5);
    const Model model(instance);
    Plan plan;
    for (Cell c = 0; c < 12; ++c) plan.push_back(static_cast<District>(random.below(3)));
    Plan kept = plan;
    keep_main_pieces(model, Plan(12, -1), kept);
    const auto before = pieces_of(instance.graph, plan), after = pieces_of(instance.graph, kept);
    for (const auto& [label, pieces] : before) {
      std::int64_t heaviest = 0;
      const auto load = [&](const std::set<Cell>& piece) {
        std::int64_t sum = 0;
        for (Cell c : piece) sum += instance.weights[0].of_unit[at(c)];
        return sum;
      };
      for (const auto& piece : pieces) heaviest = std::max(heaviest, load(piece));
      REQUIRE(after.contains(label));
      REQUIRE(after.at(label).size() == 1);
      CHECK(pieces.contains(*after.at(label).begin()));
      CHECK(load(*after.at(label).begin()) == heaviest);
    }
  }
}

TEST_CASE("a piece that holds a fixed cell is the main one, however light") {
  const Instance instance = testing::grid_instance(1, 6, testing::loads_of({"199911"}), 2, 1.0);
  const Model model(instance);
  Plan plan{0, 1, 0, 0, 1, 1};
  keep_main_pieces(model, {0, -1, -1, -1, -1, -1}, plan);
  CHECK(plan == Plan{0, 1, -1, -1, -1, -1});
}

TEST_CASE("property: fixed cells of one district are joined through free cells, or it is said that they cannot be") {
  int joined = 0, apart = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::kShapes[seed % 6], 12, 3, 0.5);
    std::map<Unit, District> fixed;
    for (int i = 0; i < 5; ++i)
      fixed.try_emplace(testing::any_unit(random, 12), static_cast<District>(random.below(3)));
    instance.fixed.assign(fixed.begin(), fixed.end());
    const Model model(instance);
    Plan plan;
    const bool laid = lay_fixed(model, plan);
    ++(laid ? joined : apart);
    for (const auto& [unit, district] : fixed) CHECK(plan[at(unit)] == district);
    if (!laid) continue;
    for (const auto& [label, pieces] : pieces_of(instance.graph, plan))
      if (label >= 0) CHECK(pieces.size() == 1);
  }
  CHECK(joined > 60);
  CHECK(apart > 10);
}

TEST_CASE("property: starts of any kind, on any shape, are whole plans in one piece each") {
  std::map<std::string, int> made;
  for (std::uint64_t seed = 1; seed <= 90; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::kShapes[seed % 6], 30, 4, 0.4);
    const Model model(instance);
    const std::map<std::string, std::optional<Plan>> starts{{"tree", tree_start(model, random)},
                                                            {"power", power_start(model, random, 2)},
                                                            {"grown", grown_start(model, random)}};
    for (const auto& [kind, plan] : starts) {
      if (!plan) continue;
      ++made[kind];
      const Evaluation value = evaluate(instance, model.expand(*plan));
      CAPTURE(kind);
      CHECK(value.complete);
      CHECK(value.contiguous);
    }
  }
  CHECK(made["tree"] >= 60);  // not on islands
  CHECK(made["power"] >= 60);
  CHECK(made["grown"] == 90);
}

TEST_CASE("property: recombining two districts keeps their cells, both in one piece, and every other district") {
  int done = 0;
  for (std::uint64_t seed = 1; seed <= 160; ++seed) {
    Random random(seed);
    Instance instance = testing::random_map(random, testing::kShapes[seed % 4], 24, 4, 0.3);
    instance.objective = seed % 2 == 0 ? Objective::inertia : Objective::cut_edges;
    if (seed % 3 == 0) instance.weights.push_back(balanced("work", testing::random_loads(random, 24, 9), 4, 0.5));
    const Model model(instance);
    const auto start = tree_start(model, random);
    REQUIRE(start);
    const Edge& e = instance.graph.edges()[random.below(instance.graph.edges().size())];
    const District a = (*start)[at(e.a)], b = (*start)[at(e.b)];
    if (a == b) continue;
    Plan plan = *start;
    REQUIRE(recombine(model, random, plan, a, b, 3));
    ++done;
    for (std::size_t c = 0; c < plan.size(); ++c) {
      const bool inside = (*start)[c] == a || (*start)[c] == b;
      CHECK((inside ? plan[c] == a || plan[c] == b : plan[c] == (*start)[c]));
    }
    for (const auto& [label, pieces] : pieces_of(instance.graph, plan)) CHECK(pieces.size() == 1);
  }
  CHECK(done > 20);
}

TEST_CASE("property: fixed cells keep their district when two are recombined, or nothing changes") {
  int changed = 0, refused = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Random random(seed);
    Instance instance = testing::grid_instance(5, 5, std::vector<std::int64_t>(25, 1), 2, 0.4);
    for (int i = 0; i < 3; ++i) {
      const Unit u = testing::any_unit(random, 25);
      instance.fixed.emplace_back(u, u % 5 < 2 ? 0 : 1);
    }
    const Model model(instance);
    Plan plan;
    for (Unit u = 0; u < 25; ++u) plan.push_back(u % 5 < 2 ? 0 : 1);
    const Plan before = plan;
    const bool cut = recombine(model, random, plan, 0, 1, 1);
    ++(cut ? changed : refused);
    if (!cut) CHECK(plan == before);
    CHECK(evaluate(instance, plan).contiguous);
    CHECK(evaluate(instance, plan).obedient);
  }
  CHECK(changed > 40);
  CHECK(refused > 0);
}

TEST_CASE("property: contiguity is exact on every contiguous plan of a small map") {
  Random random(9);
  int questions = 0;
  for (const testing::Shape shape : {testing::Shape::grid, testing::Shape::holed, testing::Shape::ring}) {
    Instance instance = testing::random_map(random, shape, 8, 2, 1.0);
    instance.weights[0].lower = 0;
    const Model model(instance);
    Contiguity contiguity(model);
    testing::for_each_lawful(instance, [&](const Plan& plan) {
      const State state(model, plan);
      for (Cell c = 0; c < 8; ++c) {
        std::vector<bool> rest;
        for (Cell other = 0; other < 8; ++other) rest.push_back(other != c && plan[at(other)] == plan[at(c)]);
        const bool alone = std::none_of(rest.begin(), rest.end(), [](bool in) { return in; });
        ++questions;
        CHECK(contiguity.may_leave(state, c) == (!alone && connected(model.graph(), rest)));
        if (alone) continue;
        // What leaves with the cell leaves the largest piece behind, whole.
        const auto gone = contiguity.detached_with(state, c);
        CHECK(std::set<Cell>(gone.begin(), gone.end()).size() == gone.size());
        for (Cell g : gone) rest[at(g)] = false;
        CHECK(connected(model.graph(), rest));
        for (const auto& [label, pieces] : pieces_of(instance.graph, plan))
          if (label == plan[at(c)]) CHECK(gone.size() < pieces.begin()->size());
      }
    });
  }
  CHECK(questions > 300);
}

}  // namespace
}  // namespace maillage::engines::districting
