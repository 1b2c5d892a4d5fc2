// What a sector is called after, and where its office stands.
#pragma once

#include <string>
#include <vector>

#include "modules/territory/demonstration/draft.hpp"

namespace maillage::territory::demonstration {

struct SectorHeart {
  std::string name;      // "Montfort", or "Aubrelle – Les Halles" when several sectors share the commune
  std::size_t unit = 0;  // the inhabited unit of that commune and sector nearest to its town hall
};

// Heart of every sector of the map in force today: in the commune most of its residents live in. Names are all
// different.
std::vector<SectorHeart> sector_hearts(const Draft& draft, const MissionMap& map);

}  // namespace maillage::territory::demonstration
