#include "modules/territory/demonstration/commune_choice.hpp"

#include <cmath>
#include <set>

#include "base/assert.hpp"
#include "modules/territory/demonstration/noise.hpp"
#include "modules/territory/demonstration/settlement.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr Km kMiddle{47, 46};
constexpr int kMostRounds = 8;  // of filling holes; one or two are enough in practice

double remoteness(Lambert93 place, const Noise& rim) {
  const Km p = km_of(place);
  const double dx = (p.x - kMiddle.x) / 1.1, dy = p.y - kMiddle.y;
  return std::sqrt(dx * dx + dy * dy) * (1 + 0.45 * rim.at(p.x / 28, p.y / 28));
}

// From label 0, always adds the least remote neighbour.
std::vector<Label> gather(const engines::Graph& graph, const std::vector<double>& remote) {
  std::vector<Label> kept;
  std::set<std::pair<double, Label>> open{{remote[0], 0}};
  std::vector<bool> seen(remote.size());
  seen[0] = true;
  while (!open.empty() && kept.size() < at(kCommunesBeforeMerger)) {
    const Label label = open.begin()->second;
    open.erase(open.begin());
    kept.push_back(label);
    for (const Label next : graph.neighbours(label)) {
      if (seen[at(next)]) continue;
      seen[at(next)] = true;
      open.insert({remote[at(next)], next});
    }
  }
  return kept;
}

std::vector<bool> touching_rim(const HexGrid& grid, const std::vector<Label>& labels, std::size_t count) {
  std::vector<bool> rim(count);
  for (Cell cell = 0; cell < grid.cells(); ++cell)
    if (labels[at(cell)] != kNoLabel && !grid.interior(cell)) rim[at(labels[at(cell)])] = true;
  return rim;
}

// Labels left out although the kept ones (and the sea) surround them.
std::vector<Label> enclosed(const engines::Graph& graph, const std::vector<Label>& kept, const std::vector<bool>& rim) {
  std::vector<bool> reached(rim.size());
  for (const Label label : kept) reached[at(label)] = true;
  std::vector<Label> stack;
  const auto reach = [&](Label label) {
    if (reached[at(label)]) return;
    reached[at(label)] = true;
    stack.push_back(label);
  };
  for (std::size_t label = 0; label < rim.size(); ++label)
    if (rim[label]) reach(static_cast<Label>(label));
  while (!stack.empty()) {
    const Label label = stack.back();
    stack.pop_back();
    for (const Label next : graph.neighbours(label)) reach(next);
  }
  std::vector<Label> holes;
  for (std::size_t label = 0; label < rim.size(); ++label)
    if (!reached[label]) holes.push_back(static_cast<Label>(label));
  return holes;
}

}  // namespace

std::vector<Label> choose_communes(const HexGrid& grid, const Parishes& parishes, std::uint64_t seed) {
  const std::size_t count = parishes.centres.size();
  const engines::Graph graph = meeting(grid, parishes.parish_of_cell, static_cast<int>(count));
  const auto rim = touching_rim(grid, parishes.parish_of_cell, count);
  const Noise noise(seed, 3);
  std::vector<double> remote;
  for (std::size_t k = 0; k < count; ++k)
    remote.push_back(rim[k] ? 1e9 : remoteness(grid.centre(parishes.centres[k]), noise));
  std::vector<Label> kept;
  for (int round = 0; round < kMostRounds; ++round) {
    kept = gather(graph, remote);
    const auto holes = enclosed(graph, kept, rim);
    if (holes.empty()) break;
    for (const Label hole : holes) remote[at(hole)] = 0;
  }
  MAILLAGE_ASSERT(kept.size() == at(kCommunesBeforeMerger), "the window holds more communes than a Département needs");
  return kept;
}

}  // namespace maillage::territory::demonstration
