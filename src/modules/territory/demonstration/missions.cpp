#include "modules/territory/demonstration/missions.hpp"

#include <algorithm>
#include <numeric>

#include "base/assert.hpp"
#include "modules/territory/demonstration/noise.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr int kSsd = 33, kAse = 22, kPmi = 28, kMds = 9, kTerritoires = 6;
constexpr std::int64_t kBasin = 42'000;        // people around one small town
constexpr double kAgreed = 0.33;               // share of residents for whom the three maps agree
constexpr std::int64_t kViable = 150'000;      // what is left between agreed sectors is never smaller
constexpr std::int64_t kMovedAtMost = 14'000;  // residents of the block that changed sector
constexpr std::uint64_t kStream = 401;

int next_part(const Parts& parts) { return *std::max_element(parts.begin(), parts.end()) + 1; }

// Cuts every EPCI into basins of about 42 000 inhabitants.
Parts cut_basins(const Blocks& blocks) {
  Parts basins(blocks.epci.size(), -1);
  int next = 0;
  for (int epci = 0; epci < kEpcis; ++epci) {
    Members members;
    std::int64_t population = 0;
    for (std::size_t block = 0; block < blocks.epci.size(); ++block) {
      if (blocks.epci[block] != epci) continue;
      members.push_back(static_cast<engines::Unit>(block));
      population += blocks.pieces.population[block];
    }
    const int count =
        std::clamp(static_cast<int>((population + kBasin / 2) / kBasin), 1, static_cast<int>(members.size()));
    cut_by_population(blocks.pieces, members, next, count, basins);
    next += count;
  }
  return basins;
}

bool viable_rest(const Pieces& pieces, const Parts& agreed) {
  for (const Members& component : loose_components(pieces, agreed)) {
    std::int64_t population = 0;
    for (const engines::Unit piece : component) population += pieces.population[at(piece)];
    if (population < kViable) return false;
  }
  return true;
}

// The basins that are one sector of each of the three missions, numbered from 0; -1 elsewhere.
Parts agree_somewhere(const Blocks& blocks, const Parts& basins, std::uint64_t seed) {
  const auto population = part_populations(blocks.pieces, basins);
  std::vector<int> order(population.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return hash_of(seed, static_cast<std::uint64_t>(a)) < hash_of(seed, static_cast<std::uint64_t>(b));
  });
  const auto total = static_cast<double>(std::accumulate(population.begin(), population.end(), std::int64_t{0}));
  Parts agreed(basins.size(), -1);
  double share = 0;
  int next = 0;
  for (const int basin : order) {
    const double with = share + static_cast<double>(population[at(basin)]) / total;
    if (with > kAgreed + 0.03) continue;
    Parts tried = agreed;
    for (std::size_t block = 0; block < basins.size(); ++block)
      if (basins[block] == basin) tried[block] = next;
    if (!viable_rest(blocks.pieces, tried)) continue;
    agreed = std::move(tried);
    share = with;
    ++next;
  }
  return agreed;
}

using Cut = void (*)(const Pieces&, const Members&, int, int, Parts&);

// Completes the agreed sectors up to `count` with a cut of what they leave.
Parts complete(const Pieces& pieces, Parts parts, int count, Cut cut) {
  const auto components = loose_components(pieces, parts);
  int next = next_part(parts);
  const auto shares = share_parts(pieces, components, count - next);
  for (std::size_t k = 0; k < components.size(); ++k) {
    cut(pieces, components[k], next, shares[k], parts);
    next += shares[k];
  }
  return parts;
}

// The basins joined two by two inside their EPCI, but for the agreed ones.
Parts follow_epcis(const Blocks& blocks, const Parts& basins, const Parts& agreed) {
  std::vector<bool> fixed(at(next_part(basins)));
  for (std::size_t block = 0; block < basins.size(); ++block)
    if (agreed[block] >= 0) fixed[at(basins[block])] = true;
  return merge_down(blocks.pieces, basins, blocks.epci, fixed, kAse);
}

// Before the change, one border block of a sector belonged to the sector next to it.
Parts before_change(const Blocks& blocks, const Parts& today, const Parts& agreed) {
  Parts before = today;
  std::int64_t most = 0;
  std::pair<std::size_t, int> moved;
  for (const engines::Edge& edge : blocks.pieces.graph.edges())
    for (const auto& [here, there] : {std::pair(edge.a, edge.b), std::pair(edge.b, edge.a)}) {
      const std::int64_t people = blocks.pieces.population[at(here)];
      if (today[at(here)] == today[at(there)] || agreed[at(here)] >= 0 || agreed[at(there)] >= 0) continue;
      if (people <= most || people > kMovedAtMost || !removable(blocks.pieces, today, here)) continue;
      most = people;
      moved = {at(here), today[at(there)]};
    }
  MAILLAGE_ASSERT(most > 0, "some block can change sector");
  before[moved.first] = moved.second;
  return before;
}

bool same_sectors(const std::vector<MissionMap>& maps, std::size_t a, std::size_t b) {
  return std::all_of(maps.begin(), maps.end(), [&](const MissionMap& map) {
    return map.sector_of_block[a] == map.sector_of_block[b] &&
           map.sector_of_block_before[a] == map.sector_of_block_before[b];
  });
}

}  // namespace

std::vector<MissionMap> draw_missions(const Blocks& blocks, std::uint64_t seed) {
  const Parts basins = cut_basins(blocks);
  const Parts agreed = agree_somewhere(blocks, basins, hash_of(seed, kStream));
  const Parts ssd = complete(blocks.pieces, agreed, kSsd, cut_by_population);
  const Parts ase = follow_epcis(blocks, basins, agreed);
  const Parts pmi = complete(blocks.pieces, agreed, kPmi, cut_around_centres);
  const std::vector<bool> none(at(next_part(basins)));
  const Parts mds = merge_down(blocks.pieces, basins, blocks.epci, none, kMds);
  const Parts territoires = merge_down(blocks.pieces, mds, blocks.epci, std::vector<bool>(kMds), kTerritoires);
  return {{"ssd", Date(2012, 1, 1), ssd, before_change(blocks, ssd, agreed)},
          {"ase", Date(2017, 1, 1), ase, ase},
          {"pmi", Date(2004, 1, 1), pmi, pmi},
          {"mds", Date(2021, 7, 1), mds, mds},
          {"territoire", Date(2021, 7, 1), territoires, territoires}};
}

std::pair<Label, Label> choose_merger(const Settlements& settlements, const Division& division, const Blocks& blocks,
                                      const std::vector<MissionMap>& maps) {
  std::pair<Label, Label> choice{kNoLabel, kNoLabel};
  std::int64_t most = 0;
  for (const engines::Edge& edge : division.neighbours.edges()) {
    const UnitDraft &a = division.units[at(edge.a)], &b = division.units[at(edge.b)];
    const Settlement &here = settlements.communes[at(a.commune)], &there = settlements.communes[at(b.commune)];
    if (a.type != 'Z' || b.type != 'Z' || here.seat || there.seat || here.epci != there.epci) continue;
    if (!same_sectors(maps, at(blocks.block_of_unit[at(edge.a)]), at(blocks.block_of_unit[at(edge.b)]))) continue;
    const std::int64_t people = here.population + there.population;
    if (people <= most || people > 6'000) continue;
    most = people;
    choice = here.population >= there.population ? std::pair(a.commune, b.commune) : std::pair(b.commune, a.commune);
  }
  MAILLAGE_ASSERT(most > 0, "two villages share every sector");
  return choice;
}

}  // namespace maillage::territory::demonstration
