#include "modules/territory/coverage.hpp"

#include <algorithm>
#include <map>

namespace maillage::territory {
namespace {

using engines::Graph;
using engines::Unit;
using Units = std::vector<std::int32_t>;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

CoverageFault fault(const Snapshot& snapshot, FaultKind kind, std::vector<std::int32_t> sectors, const Units& units,
                    std::string reason) {
  CoverageFault made{kind, std::move(sectors), {}, {}, 0, std::move(reason), {}};
  for (std::int32_t unit : units) {
    made.units.push_back(snapshot.codes[at(unit)]);
    made.names.push_back(snapshot.names[at(unit)]);
    made.population += snapshot.populations[at(unit)];
  }
  return made;
}

// Groups of the marked units that touch, each ascending, in order of their smallest unit.
std::vector<Units> groups(const Graph& graph, const std::vector<bool>& marked) {
  std::vector<bool> seen(marked.size());
  std::vector<Units> all;
  for (std::size_t start = 0; start < marked.size(); ++start) {
    if (!marked[start] || seen[start]) continue;
    Units group{static_cast<std::int32_t>(start)};
    seen[start] = true;
    for (std::size_t next = 0; next < group.size(); ++next) {
      for (Unit neighbour : graph.neighbours(group[next])) {
        if (!marked[at(neighbour)] || seen[at(neighbour)]) continue;
        seen[at(neighbour)] = true;
        group.push_back(neighbour);
      }
    }
    std::sort(group.begin(), group.end());
    all.push_back(std::move(group));
  }
  return all;
}

void find_gaps(const Day& day, const Claims& claims, const Graph& graph, std::vector<CoverageFault>& faults) {
  std::vector<bool> nobody(claims.of_unit.size());
  for (std::size_t u = 0; u < nobody.size(); ++u) nobody[u] = claims.of_unit[u] < 0;
  for (const Units& group : groups(graph, nobody))
    faults.push_back(fault(day.snapshot, FaultKind::gap, {}, group, "claimed_by_nobody"));
}

void find_overlaps(const Day& day, const Claims& claims, std::vector<CoverageFault>& faults) {
  std::map<std::vector<std::int32_t>, Units> shared;
  for (std::size_t u = 0; u < claims.whole.size(); ++u)
    if (claims.whole[u].size() > 1) shared[claims.whole[u]].push_back(static_cast<std::int32_t>(u));
  for (const auto& [sectors, units] : shared)
    faults.push_back(fault(day.snapshot, FaultKind::overlap, sectors, units, "claimed_by_several"));
}

void find_pieces(const Day& day, const Claims& claims, const Graph& graph, std::vector<CoverageFault>& faults) {
  if (graph.edges().empty()) return;
  for (std::size_t s = 0; s < claims.sectors.size(); ++s) {
    const auto sector = static_cast<std::int32_t>(s);
    std::vector<bool> inside(claims.of_unit.size());
    for (std::size_t u = 0; u < inside.size(); ++u) inside[u] = claims.of_unit[u] == sector;
    std::vector<Units> pieces = groups(graph, inside);
    if (pieces.size() < 2) continue;
    const auto residents = [&](const Units& units) {
      std::int64_t sum = 0;
      for (std::int32_t unit : units) sum += day.snapshot.populations[at(unit)];
      return sum;
    };
    pieces.erase(std::max_element(pieces.begin(), pieces.end(),
                                  [&](const Units& a, const Units& b) { return residents(a) < residents(b); }));
    Units away;
    for (const Units& piece : pieces) away.insert(away.end(), piece.begin(), piece.end());
    faults.push_back(fault(day.snapshot, FaultKind::pieces, {sector}, away, "not_of_one_piece"));
    faults.back().args = {{"pieces", std::to_string(pieces.size() + 1)}};
  }
}

// What became of a code: the last event that ended it on or before the day.
const EventRecord* end_of(const DayRecords& records, std::string_view code) {
  const EventRecord* last = nullptr;
  for (const EventRecord& event : records.events)
    if (event.from_code == code && event.to_code != code && event.date <= records.at &&
        (last == nullptr || !event.inferred))
      last = &event;
  return last;
}

std::string former_name(const DayRecords& records, std::string_view code) {
  std::string name;
  for (const NameRecord& known : records.commune_names)
    if (known.code == code) name = known.name;
  return name;
}

void find_unknown(const Day& day, const Claims& claims, std::vector<CoverageFault>& faults) {
  std::map<std::string, std::vector<std::int32_t>> claimants;
  for (const auto& [code, sector] : claims.unknown) {
    auto& sectors = claimants[code];
    if (std::find(sectors.begin(), sectors.end(), sector) == sectors.end()) sectors.push_back(sector);
  }
  for (auto& [code, sectors] : claimants) {
    std::sort(sectors.begin(), sectors.end());
    CoverageFault made{FaultKind::unknown_unit, sectors, {code}, {former_name(day.records, code)}, 0,
                       "unknown_code",          {}};
    if (const EventRecord* event = end_of(day.records, code)) {
      made.reason = "no_longer_exists";
      made.args = {{"kind", event->kind}, {"date", event->date.str()}, {"into", event->to_code}};
    }
    faults.push_back(std::move(made));
  }
}

void find_splits(const Day& day, const Claims& claims, std::vector<CoverageFault>& faults) {
  for (std::size_t u = 0; u < claims.partial.size(); ++u) {
    std::vector<std::int32_t> sectors = claims.partial[u];
    sectors.insert(sectors.end(), claims.whole[u].begin(), claims.whole[u].end());
    std::sort(sectors.begin(), sectors.end());
    sectors.erase(std::unique(sectors.begin(), sectors.end()), sectors.end());
    if (claims.partial[u].empty() || sectors.size() < 2) continue;
    faults.push_back(
        fault(day.snapshot, FaultKind::split_unit, sectors, {static_cast<std::int32_t>(u)}, "shared_by_streets"));
  }
}

}  // namespace

std::vector<CoverageFault> coverage_faults(const Day& day, std::size_t mission) {
  const Claims& claims = day.claims[mission];
  const Graph graph(static_cast<Unit>(day.snapshot.codes.size()), day.snapshot.edges);
  std::vector<CoverageFault> faults;
  find_gaps(day, claims, graph, faults);
  find_overlaps(day, claims, faults);
  find_pieces(day, claims, graph, faults);
  find_unknown(day, claims, faults);
  find_splits(day, claims, faults);
  std::stable_sort(faults.begin(), faults.end(), [](const CoverageFault& a, const CoverageFault& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.population > b.population;
  });
  return faults;
}

}  // namespace maillage::territory
