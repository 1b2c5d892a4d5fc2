#include "modules/territory/demonstration/missions.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/assert.hpp"
#include "modules/territory/demonstration/noise.hpp"

namespace maillage::territory::demonstration {
namespace {

constexpr int kSsd = 33, kAse = 22, kPmi = 28, kMds = 9, kTerritoires = 6;
constexpr std::int64_t kBasin = 42'000;        // people around one small town
constexpr std::int64_t kViable = 150'000;      // what is left between agreed sectors is never smaller
constexpr std::int64_t kMovedAtMost = 14'000;  // residents of the block that changed sector
constexpr std::uint64_t kStream = 401, kMostTrials = 12;
constexpr double kLeastAgreed = 0.22;  // share of residents of one sector for the two missions that agree least
constexpr double kApart = 0.03;        // between two pairs of missions

constexpr unsigned kForSsd = 1, kForAse = 2, kForPmi = 4;
constexpr unsigned kMissions[] = {kForSsd, kForAse, kForPmi};

// Some sectors were drawn by several missions together: which ones, and for what share of the residents at most.
struct Agreement {
  unsigned missions;
  double share;
};
constexpr Agreement kAgreements[] = {
    {kForSsd | kForAse | kForPmi, 0.30}, {kForSsd | kForAse, 0.15}, {kForAse | kForPmi, 0.08}};

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

// The basins that a mission keeps as its sectors, numbered from 0; -1 elsewhere.
Parts kept_by(unsigned mission, const Parts& basins, const std::vector<unsigned>& missions_of_basin) {
  std::vector<int> number(missions_of_basin.size(), -1);
  int next = 0;
  for (std::size_t basin = 0; basin < number.size(); ++basin)
    if ((missions_of_basin[basin] & mission) != 0) number[basin] = next++;
  Parts kept;
  for (const int basin : basins) kept.push_back(number[at(basin)]);
  return kept;
}

bool viable(const Pieces& pieces, const Parts& basins, const std::vector<unsigned>& missions_of_basin) {
  return std::all_of(std::begin(kMissions), std::end(kMissions), [&](unsigned mission) {
    return viable_rest(pieces, kept_by(mission, basins, missions_of_basin));
  });
}

// The missions that keep each basin as one of their sectors, as a set of bits.
std::vector<unsigned> agree_somewhere(const Pieces& pieces, const Parts& basins, std::uint64_t seed) {
  const auto population = part_populations(pieces, basins);
  std::vector<int> order(population.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return hash_of(seed, static_cast<std::uint64_t>(a)) < hash_of(seed, static_cast<std::uint64_t>(b));
  });
  const auto total = static_cast<double>(std::accumulate(population.begin(), population.end(), std::int64_t{0}));
  std::vector<unsigned> missions_of_basin(population.size(), 0);
  for (const Agreement& agreement : kAgreements) {
    double share = 0;
    for (const int basin : order) {
      const double with = share + static_cast<double>(population[at(basin)]) / total;
      unsigned& missions = missions_of_basin[at(basin)];
      if (missions != 0 || with > agreement.share) continue;
      missions = agreement.missions;
      if (viable(pieces, basins, missions_of_basin))
        share = with;
      else
        missions = 0;
    }
  }
  return missions_of_basin;
}

using Cut = void (*)(const Pieces&, const Members&, int, int, Parts&);

// Completes the kept sectors up to `count` with a cut of what they leave.
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

// Before the change, one border block of a sector belonged to the sector next to it; the kept sectors never changed.
Parts before_change(const Blocks& blocks, const Parts& today, const Parts& kept) {
  Parts before = today;
  std::int64_t most = 0;
  std::pair<std::size_t, int> moved;
  for (const engines::Edge& edge : blocks.pieces.graph.edges())
    for (const auto& [here, there] : {std::pair(edge.a, edge.b), std::pair(edge.b, edge.a)}) {
      const std::int64_t people = blocks.pieces.population[at(here)];
      if (today[at(here)] == today[at(there)] || kept[at(here)] >= 0 || kept[at(there)] >= 0) continue;
      if (people <= most || people > kMovedAtMost || !removable(blocks.pieces, today, here)) continue;
      most = people;
      moved = {at(here), today[at(there)]};
    }
  MAILLAGE_ASSERT(most > 0, "some block can change sector");
  before[moved.first] = moved.second;
  return before;
}

// Share of the residents whose part is made of the same pieces in both.
double agreement(const Pieces& pieces, const Parts& a, const Parts& b) {
  std::map<std::pair<int, int>, std::int64_t> common;
  for (std::size_t piece = 0; piece < a.size(); ++piece) common[{a[piece], b[piece]}] += pieces.population[piece];
  const auto in_a = part_populations(pieces, a), in_b = part_populations(pieces, b);
  std::int64_t agreeing = 0;
  for (const auto& [parts, population] : common)
    if (in_a[at(parts.first)] == population && in_b[at(parts.second)] == population) agreeing += population;
  return static_cast<double>(agreeing) /
         static_cast<double>(std::accumulate(in_a.begin(), in_a.end(), std::int64_t{0}));
}

// Today's maps of the three missions that are to be brought together.
struct ThreeMaps {
  Parts ssd, ase, pmi;
  Parts kept_by_ssd;  // -1 where the sector is of the SSD alone

  // Missions also agree where they never talked to each other: not so much that two pairs would look alike.
  bool disagree_unequally(const Pieces& pieces) const {
    const double ssd_ase = agreement(pieces, ssd, ase), ssd_pmi = agreement(pieces, ssd, pmi),
                 ase_pmi = agreement(pieces, ase, pmi);
    return ssd_pmi > kLeastAgreed && ase_pmi > ssd_pmi + kApart && ssd_ase > ase_pmi + kApart;
  }
};

ThreeMaps draw_three(const Blocks& blocks, const Parts& basins, std::uint64_t seed) {
  const auto missions_of_basin = agree_somewhere(blocks.pieces, basins, seed);
  std::vector<bool> kept_by_ase;
  for (const unsigned missions : missions_of_basin) kept_by_ase.push_back((missions & kForAse) != 0);
  const Parts kept_by_ssd = kept_by(kForSsd, basins, missions_of_basin),
              kept_by_pmi = kept_by(kForPmi, basins, missions_of_basin);
  return {complete(blocks.pieces, kept_by_ssd, kSsd, cut_by_population),
          merge_down(blocks.pieces, basins, blocks.epci, kept_by_ase, kAse),
          complete(blocks.pieces, kept_by_pmi, kPmi, cut_around_centres), kept_by_ssd};
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
  ThreeMaps three;
  for (std::uint64_t trial = 0; trial < kMostTrials; ++trial) {
    three = draw_three(blocks, basins, hash_of(seed, kStream + trial));
    if (three.disagree_unequally(blocks.pieces)) break;
  }
  const std::vector<bool> none(at(next_part(basins)));
  const Parts mds = merge_down(blocks.pieces, basins, blocks.epci, none, kMds);
  const Parts territoires = merge_down(blocks.pieces, mds, blocks.epci, std::vector<bool>(kMds), kTerritoires);
  return {{"ssd", Date(2012, 1, 1), three.ssd, before_change(blocks, three.ssd, three.kept_by_ssd)},
          {"ase", Date(2017, 1, 1), three.ase, three.ase},
          {"pmi", Date(2004, 1, 1), three.pmi, three.pmi},
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
