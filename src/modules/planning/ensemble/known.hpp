// Finds every map that may be placed in a draw.
#pragma once

#include "modules/planning/ensemble/place.hpp"

namespace maillage::planning {

struct KnownMaps {
  std::vector<KnownMap> maps;  // today's, then scenarios and proposals, the newest first
  std::int32_t left_out = 0;   // maps of proposals that have another number of sectors, or other places
};

// The maps in force that day and every scenario as it stands, in the caller's transaction.
std::vector<KnownMap> drawn_maps(sql::Session& session, const territory::Snapshot& snapshot);

// These and every map of a proposal with so many sectors.
KnownMaps known_maps(sql::Session& session, const territory::Snapshot& snapshot, std::int32_t districts);

}  // namespace maillage::planning
