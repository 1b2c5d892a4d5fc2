#include "engines/districting/refinement.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/assert.hpp"

namespace maillage::engines::districting {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Numbers the districts of all plans so that two districts have the same number exactly when they are the same set of
// units; `set_of[p][u]` = number of u's district in plan p, -1 for none.
std::vector<std::vector<std::int32_t>> district_sets(const std::vector<Plan>& plans) {
  std::map<std::vector<Unit>, std::int32_t> number;
  std::vector<std::vector<std::int32_t>> set_of;
  for (const Plan& plan : plans) {
    std::map<District, std::vector<Unit>> units;
    for (std::size_t u = 0; u < plan.size(); ++u)
      if (plan[u] >= 0) units[plan[u]].push_back(static_cast<Unit>(u));
    std::vector<std::int32_t> labels(plan.size(), -1);
    for (const auto& [district, list] : units) {
      const auto label = number.try_emplace(list, static_cast<std::int32_t>(number.size())).first->second;
      for (Unit u : list) labels[at(u)] = label;
    }
    set_of.push_back(std::move(labels));
  }
  return set_of;
}

void find_atoms(const std::vector<std::int64_t>& load, const std::vector<Plan>& plans, Refinement& out) {
  std::map<std::vector<District>, std::int32_t> number;
  for (std::size_t u = 0; u < load.size(); ++u) {
    std::vector<District> districts;
    for (const Plan& plan : plans) districts.push_back(plan[u]);
    const auto [place, fresh] = number.try_emplace(districts, static_cast<std::int32_t>(out.atoms.size()));
    if (fresh) out.atoms.push_back({std::move(districts), 0, 0});
    Atom& atom = out.atoms[at(place->second)];
    atom.load += load[u];
    ++atom.units;
    out.atom_of_unit.push_back(place->second);
  }
}

double share(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

double border_concordance(const Graph& graph, const Plan& a, const Plan& b) {
  double both = 0, either = 0;
  const auto edges = graph.edges();
  const bool measured = std::any_of(edges.begin(), edges.end(), [](const Edge& e) { return e.border_m > 0; });
  for (const Edge& e : edges) {
    const bool in_a = a[at(e.a)] != a[at(e.b)], in_b = b[at(e.a)] != b[at(e.b)];
    const double length = measured ? e.border_m : 1;
    if (in_a && in_b) both += length;
    if (in_a || in_b) either += length;
  }
  return either > 0 ? both / either : 1;
}

std::int32_t count_identical(const std::vector<std::vector<std::int32_t>>& set_of, const std::vector<bool>& differs) {
  std::vector<std::int32_t> same;
  for (std::size_t u = 0; u < differs.size(); ++u)
    if (!differs[u] && set_of.front()[u] >= 0) same.push_back(set_of.front()[u]);
  std::sort(same.begin(), same.end());
  return static_cast<std::int32_t>(std::unique(same.begin(), same.end()) - same.begin());
}

}  // namespace

Refinement refine(const Graph& graph, const std::vector<std::int64_t>& load, const std::vector<Plan>& plans) {
  MAILLAGE_ASSERT(!plans.empty() && load.size() == at(graph.units()), "plans, and a load for every unit");
  for (const Plan& plan : plans) MAILLAGE_ASSERT(plan.size() == load.size(), "every plan labels every unit");
  Refinement out;
  find_atoms(load, plans, out);
  const auto set_of = district_sets(plans);
  const auto total = std::accumulate(load.begin(), load.end(), std::int64_t{0});
  out.differs.assign(load.size(), false);
  for (std::size_t u = 0; u < load.size(); ++u) {
    for (const auto& labels : set_of) out.differs[u] = out.differs[u] || labels[u] != set_of.front()[u];
    if (out.differs[u]) out.differing_load += load[u];
  }
  out.differing_share = share(out.differing_load, total);
  out.identical_districts = count_identical(set_of, out.differs);
  for (std::size_t a = 0; a < plans.size(); ++a)
    for (std::size_t b = a + 1; b < plans.size(); ++b) {
      Pair pair{static_cast<std::int32_t>(a), static_cast<std::int32_t>(b), 0, 0, 1};
      for (std::size_t u = 0; u < load.size(); ++u)
        if (set_of[a][u] != set_of[b][u]) pair.differing_load += load[u];
      pair.differing_share = share(pair.differing_load, total);
      pair.border_concordance = border_concordance(graph, plans[a], plans[b]);
      out.pairs.push_back(pair);
    }
  return out;
}

}  // namespace maillage::engines::districting
