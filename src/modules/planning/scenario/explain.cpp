#include "modules/planning/scenario/explain.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace maillage::planning {
namespace {

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

std::string verdict_of(const Alternative& there) {
  if (there.locked) return "locked";
  if (there.cuts) return "cuts";
  if (there.cuts_place) return "cuts_place";
  if (there.outside_more > 0) return "unbalances";
  if (there.moved_more > 0) return "moves";
  if (there.moved_more < 0) return "fewer_moves";
  return there.inertia_more > 0 ? "farther" : "better";
}

// Position of the verdicts from the most natural move to the least.
int order_of(const std::string& verdict) {
  static constexpr std::string_view kOrder[] = {"fewer_moves", "better",     "farther", "moves",
                                                "unbalances",  "cuts_place", "cuts"};
  const auto found = std::find(std::begin(kOrder), std::end(kOrder), verdict);
  return static_cast<int>(found - std::begin(kOrder));
}

// Other districts of the units it shares a border with, ascending.
std::set<std::int32_t> neighbours(const territory::Snapshot& snapshot, const Draft& draft, std::int32_t unit) {
  std::set<std::int32_t> out;
  for (const auto& edge : snapshot.edges) {
    if (edge.a == unit) out.insert(draft.of_unit[at(edge.b)]);
    if (edge.b == unit) out.insert(draft.of_unit[at(edge.a)]);
  }
  out.erase(-1);
  out.erase(draft.of_unit[at(unit)]);
  return out;
}

std::vector<UnitToday> today_of(const territory::Snapshot& snapshot, const ScenarioRules& rules, const Draft& draft,
                                std::int32_t unit) {
  const auto moved = moved_units(snapshot, rules, draft);
  std::vector<UnitToday> out;
  for (std::size_t m = 0; m < rules.missions.size(); ++m) {
    const auto& map = snapshot.missions[at(snapshot.mission(rules.missions[m]))];
    const auto sector = map.of_unit[at(unit)];
    out.push_back({map.code, sector < 0 ? "" : map.sectors[at(sector)].name, moved[m][at(unit)]});
  }
  return out;
}

}  // namespace

std::optional<UnitExplanation> explain(const territory::Snapshot& snapshot, const ScenarioRules& rules,
                                       const Draft& start, const Draft& draft, std::string_view code) {
  const auto found = std::lower_bound(snapshot.codes.begin(), snapshot.codes.end(), code);
  if (found == snapshot.codes.end() || *found != code) return std::nullopt;
  const auto unit = static_cast<std::int32_t>(found - snapshot.codes.begin());
  const std::int32_t here = draft.of_unit[at(unit)];
  UnitExplanation out{std::string(code),
                      snapshot.names[at(unit)],
                      snapshot.populations[at(unit)],
                      here,
                      here < 0 ? "" : draft.districts[at(here)].name,
                      today_of(snapshot, rules, draft, unit),
                      {}};
  const DraftMeasures now = measure(snapshot, rules, start, draft);
  for (const std::int32_t there : neighbours(snapshot, draft, unit)) {
    Draft moved = draft;
    moved.of_unit[at(unit)] = there;
    const DraftMeasures then = measure(snapshot, rules, start, moved);
    Alternative row;
    row.district = there;
    row.name = draft.districts[at(there)].name;
    row.locked = draft.districts[at(there)].locked || (here >= 0 && draft.districts[at(here)].locked);
    row.cuts = here >= 0 && then.of_district[at(here)].pieces > std::max(1, now.of_district[at(here)].pieces);
    row.cuts_place = then.cut_places > now.cut_places;
    row.deviation_here = here < 0 ? 0 : then.of_district[at(here)].deviation;
    row.deviation_there = then.of_district[at(there)].deviation;
    row.outside_more = then.outside - now.outside;
    row.inertia_more = then.inertia - now.inertia;
    row.moved_more = then.moved_residents - now.moved_residents;
    row.verdict = verdict_of(row);
    out.alternatives.push_back(std::move(row));
  }
  std::stable_sort(out.alternatives.begin(), out.alternatives.end(), [](const auto& a, const auto& b) {
    return std::tuple(order_of(a.verdict), a.moved_more, a.inertia_more) <
           std::tuple(order_of(b.verdict), b.moved_more, b.inertia_more);
  });
  return out;
}

}  // namespace maillage::planning
