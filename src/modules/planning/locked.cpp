#include "modules/planning/locked.hpp"

#include <algorithm>
#include <map>

#include "engines/districting/evaluate.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// Borders inside a locked sector, borders among free units, and one bridge to each further piece of a locked sector.
std::vector<engines::Edge> edges_kept(const Locked& locked, const engines::Graph& graph) {
  std::vector<engines::Edge> kept;
  for (const engines::Edge& edge : graph.edges())
    if (locked.of_unit[at(edge.a)] == locked.of_unit[at(edge.b)]) kept.push_back(edge);
  const auto piece = engines::components(engines::Graph(graph.units(), kept));
  std::map<std::int32_t, engines::Unit> first_of_lock;
  std::vector<bool> joined(piece.size(), false);
  for (engines::Unit u = 0; u < graph.units(); ++u) {
    const std::int32_t lock = locked.of_unit[at(u)];
    if (lock < 0 || joined[at(piece[at(u)])]) continue;
    joined[at(piece[at(u)])] = true;
    const auto [first, fresh] = first_of_lock.try_emplace(lock, u);
    if (!fresh) kept.push_back({first->second, u, 0});
  }
  return kept;
}

}  // namespace

Locked locked_in(const Draft& drawing) {
  std::vector<bool> inhabited(drawing.districts.size(), false);
  for (const auto district : drawing.of_unit)
    if (district >= 0) inhabited[at(district)] = true;
  Locked out;
  std::vector<std::int32_t> number(drawing.districts.size(), -1);
  for (std::size_t d = 0; d < number.size(); ++d) {
    if (!drawing.districts[d].locked || !inhabited[d]) continue;
    number[d] = static_cast<std::int32_t>(out.positions.size());
    out.positions.push_back(static_cast<std::int32_t>(d));
  }
  for (const auto district : drawing.of_unit) out.of_unit.push_back(district < 0 ? -1 : number[at(district)]);
  return out;
}

void keep_locked(const Locked& locked, districting::Instance& instance) {
  if (locked.positions.empty()) return;
  instance.graph = engines::Graph(instance.graph.units(), edges_kept(locked, instance.graph));
  if (instance.group.empty()) instance.group.assign(locked.of_unit.size(), -1);
  const std::int32_t next = *std::max_element(instance.group.begin(), instance.group.end()) + 1;
  for (std::size_t u = 0; u < locked.of_unit.size(); ++u) {
    if (locked.of_unit[u] < 0) continue;
    instance.group[u] = next + locked.of_unit[u];
    instance.fixed.emplace_back(static_cast<engines::Unit>(u), locked.of_unit[u]);
  }
}

engines::Plan beginning_of(const Draft& drawing, const districting::Instance& instance) {
  std::vector<std::int32_t> number(drawing.districts.size(), -1);
  std::vector<bool> taken(at(instance.districts), false);
  for (const auto& [unit, district] : instance.fixed) {
    taken[at(district)] = true;
    if (drawing.of_unit[at(unit)] >= 0) number[at(drawing.of_unit[at(unit)])] = district;
  }
  engines::District next = 0;
  engines::Plan plan;
  for (const auto sector : drawing.of_unit) {
    if (sector < 0) return {};
    if (number[at(sector)] < 0) {
      while (next < instance.districts && taken[at(next)]) ++next;
      number[at(sector)] = next++;
    }
    if (number[at(sector)] >= instance.districts) return {};
    plan.push_back(number[at(sector)]);
  }
  const auto found = districting::evaluate(instance, plan);
  return found.complete && found.contiguous && found.obedient ? plan : engines::Plan{};
}

}  // namespace maillage::planning
