// The minutes that a table of a server does not know yet, asked for and kept.
#pragma once

#include <atomic>
#include <functional>

#include "modules/planning/network/road_server.hpp"
#include "modules/planning/network/store_travel.hpp"

namespace maillage::planning {

struct AskedPairs {
  std::int64_t answered = 0;
  std::int64_t all = 0;
};
BOOST_DESCRIBE_STRUCT(AskedPairs, (), (answered, all))

// The server of a table, when it is the one that is asked today. Field "/table".
Result<RoadServer> server_of(const TravelTable& table);

// Asks the server for every pair of units and houses that its table does not know, some fifty places at a time, and
// keeps each answer as it comes: what was asked once is not asked again, even when this ends badly. Ends early, without
// a refusal, once `stop` is set.
Result<Done> ask_unknown(sql::Database& database, const TravelTable& table, const RoadServer& server,
                         const territory::Snapshot& snapshot, const std::vector<House>& houses,
                         const std::atomic<bool>* stop, const std::function<void(const AskedPairs&)>& report);

}  // namespace maillage::planning
