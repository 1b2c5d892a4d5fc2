// Common refinement against its definition, unit by unit and pair by pair.
#include <doctest/doctest.h>

#include <numeric>
#include <set>

#include "engines/districting/refinement.hpp"
#include "engines/districting/testing/random_maps.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

struct Case {
  Graph graph;
  std::vector<std::int64_t> load;
  std::vector<Plan> plans;
};

Case drawn(std::uint64_t seed) {
  Random random(seed);
  Case out;
  const auto units = static_cast<Unit>(3 + random.below(14));
  out.graph = Graph(units, testing::edges_of(testing::kShapes[seed % 6], units, random));
  for (Unit u = 0; u < units; ++u) out.load.push_back(static_cast<std::int64_t>(random.below(9)));
  out.plans.resize(1 + random.below(4));
  for (std::size_t p = 0; p < out.plans.size(); ++p)
    for (Unit u = 0; u < units; ++u) {
      // Often the first plan under other names, so that districts are identical.
      const bool same = p > 0 && random.below(3) != 0;
      out.plans[p].push_back(same ? (out.plans[0][at(u)] < 0 ? -1 : 5 - out.plans[0][at(u)])
                                  : static_cast<District>(random.below(5)) - 1);
    }
  return out;
}

// The set of units of u's district; empty when it is in none.
std::set<Unit> district_of(const Plan& plan, Unit u) {
  std::set<Unit> out;
  for (std::size_t v = 0; v < plan.size(); ++v)
    if (plan[at(u)] >= 0 && plan[v] == plan[at(u)]) out.insert(static_cast<Unit>(v));
  return out;
}

TEST_CASE("oracle: two units share an atom exactly when they share their district in every plan") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Case c = drawn(seed);
    const Refinement r = refine(c.graph, c.load, c.plans);
    for (std::size_t u = 0; u < c.load.size(); ++u)
      for (std::size_t v = 0; v < u; ++v) {
        bool together = true;
        for (const Plan& plan : c.plans) together = together && plan[u] == plan[v];
        CHECK((r.atom_of_unit[u] == r.atom_of_unit[v]) == together);
      }
    std::vector<std::int64_t> load(r.atoms.size(), 0);
    std::vector<std::int32_t> units(r.atoms.size(), 0);
    std::int32_t last = -1;
    for (std::size_t u = 0; u < c.load.size(); ++u) {
      load[at(r.atom_of_unit[u])] += c.load[u];
      ++units[at(r.atom_of_unit[u])];
      CHECK(r.atom_of_unit[u] <= last + 1);  // in order of their first unit
      last = std::max(last, r.atom_of_unit[u]);
    }
    for (std::size_t a = 0; a < r.atoms.size(); ++a) {
      CHECK(r.atoms[a].load == load[a]);
      CHECK(r.atoms[a].units == units[a]);
    }
  }
}

TEST_CASE("oracle: a unit differs when its districts are not one and the same set") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Case c = drawn(seed);
    const Refinement r = refine(c.graph, c.load, c.plans);
    std::int64_t differing = 0, total = 0;
    std::set<std::set<Unit>> identical;
    for (Unit u = 0; u < c.graph.units(); ++u) {
      std::set<std::set<Unit>> sets;
      for (const Plan& plan : c.plans) sets.insert(district_of(plan, u));
      CHECK(r.differs[at(u)] == (sets.size() > 1));
      if (sets.size() > 1) differing += c.load[at(u)];
      if (sets.size() == 1 && !sets.begin()->empty()) identical.insert(*sets.begin());
      total += c.load[at(u)];
    }
    CHECK(r.differing_load == differing);
    CHECK(r.identical_districts == static_cast<std::int32_t>(identical.size()));
    CHECK(r.differing_share ==
          doctest::Approx(total > 0 ? static_cast<double>(differing) / static_cast<double>(total) : 0));
  }
}

TEST_CASE("oracle: each pair's difference and concordance of borders") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Case c = drawn(seed);
    const Refinement r = refine(c.graph, c.load, c.plans);
    CHECK(r.pairs.size() == c.plans.size() * (c.plans.size() - 1) / 2);
    for (const Pair& pair : r.pairs) {
      const Plan &a = c.plans[at(pair.a)], &b = c.plans[at(pair.b)];
      CHECK(pair.a < pair.b);
      std::int64_t differing = 0;
      for (Unit u = 0; u < c.graph.units(); ++u)
        if (district_of(a, u) != district_of(b, u)) differing += c.load[at(u)];
      CHECK(pair.differing_load == differing);
      double both = 0, either = 0;
      for (const Edge& e : c.graph.edges()) {
        const bool in_a = a[at(e.a)] != a[at(e.b)], in_b = b[at(e.a)] != b[at(e.b)];
        both += in_a && in_b ? e.border_m : 0;
        either += in_a || in_b ? e.border_m : 0;
      }
      CHECK(pair.border_concordance == doctest::Approx(either > 0 ? both / either : 1));
    }
  }
}

TEST_CASE("property: names of districts, order of plans and order of units change no figure") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Case c = drawn(seed);
    Random random(seed);
    const auto to = testing::shuffled_units(random, c.graph.units());
    Case other = c;
    std::vector<Edge> edges;
    for (const Edge& e : c.graph.edges()) edges.push_back({to[at(e.b)], to[at(e.a)], e.border_m});
    other.graph = Graph(c.graph.units(), std::move(edges));
    for (std::size_t u = 0; u < to.size(); ++u) {
      other.load[at(to[u])] = c.load[u];
      for (std::size_t p = 0; p < c.plans.size(); ++p)
        other.plans[c.plans.size() - 1 - p][at(to[u])] = c.plans[p][u] < 0 ? -1 : 9 - c.plans[p][u];
    }
    const Refinement a = refine(c.graph, c.load, c.plans), b = refine(other.graph, other.load, other.plans);
    CHECK(a.atoms.size() == b.atoms.size());
    CHECK(a.differing_load == b.differing_load);
    CHECK(a.identical_districts == b.identical_districts);
    double borders_a = 0, borders_b = 0;
    for (const Pair& p : a.pairs) borders_a += p.border_concordance;
    for (const Pair& p : b.pairs) borders_b += p.border_concordance;
    CHECK(borders_a == doctest::Approx(borders_b));
  }
}

TEST_CASE("property: a plan added refines, and a plan given twice changes nothing") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Case c = drawn(seed);
    const Refinement before = refine(c.graph, c.load, c.plans);
    c.plans.push_back(c.plans.front());
    const Refinement twice = refine(c.graph, c.load, c.plans);
    CHECK(twice.atom_of_unit == before.atom_of_unit);
    CHECK(twice.differs == before.differs);
    CHECK(twice.identical_districts == before.identical_districts);
    Random random(seed);
    for (District& d : c.plans.back()) d = static_cast<District>(random.below(3));
    const Refinement finer = refine(c.graph, c.load, c.plans);
    CHECK(finer.atoms.size() >= before.atoms.size());
    CHECK(finer.differing_load >= before.differing_load);
  }
}

}  // namespace
}  // namespace maillage::engines::districting
