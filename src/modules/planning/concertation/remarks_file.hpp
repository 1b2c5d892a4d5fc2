// The remarks of a scenario as a file, for the report of the concertation.
#pragma once

#include <string>
#include <vector>

#include "modules/planning/concertation/store_concertation.hpp"

namespace maillage::planning {

// One line per remark in the order given, RFC 4180: number, page, place, place_name, received_at, state, content,
// answer, reason, read_at, read_by. `page` is the title of its concertation. What strangers wrote is opened by agents:
// a text that a spreadsheet would run as a formula begins with an apostrophe.
std::string remarks_csv(const std::vector<Remark>& remarks, const std::vector<ListedConcertation>& concertations);

}  // namespace maillage::planning
