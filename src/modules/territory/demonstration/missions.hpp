// Today's maps of the missions, drawn at different times from different criteria, and what changed in them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "modules/territory/demonstration/blocks.hpp"

namespace maillage::territory::demonstration {

inline constexpr Date kSsdChange{2024, 9, 1};  // one block went from a social service sector to its neighbour
inline constexpr Date kMergerDate{2025, 1, 1};

struct MissionMap {
  std::string_view mission;
  Date since;
  Parts sector_of_block;         // in force today
  Parts sector_of_block_before;  // before kSsdChange; the same when the mission did not change
};

// ssd (33 sectors, by population), ase (22, by EPCI), pmi (28, around centres), mds (9) and territoire (6, whole MDS
// areas), each of one piece. Between a quarter and a third of the residents live in a sector that is the same for ssd,
// ase and pmi; others in one that is the same for ssd and ase, or for ase and pmi: no two pairs agree alike.
std::vector<MissionMap> draw_missions(const Blocks& blocks, std::uint64_t seed);

// Two neighbouring undivided communes that share every sector and their EPCI, of a few thousand inhabitants: they
// merge. The more populated first.
std::pair<Label, Label> choose_merger(const Settlements& settlements, const Division& division, const Blocks& blocks,
                                      const std::vector<MissionMap>& maps);

}  // namespace maillage::territory::demonstration
