// Tables of minutes and the pairs they know. Every function runs inside the caller's transaction.
#pragma once

#include "modules/planning/network/minutes.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::planning {

std::vector<TravelTable> travel_tables(sql::Session& session);  // newest first
std::optional<TravelTable> find_travel_table(sql::Session& session, std::int64_t id);

// The table of the same source, mode, origin, vintage and profile made of the same bytes (`sha256`, "" of a server).
std::optional<std::int64_t> same_travel_table(sql::Session& session, const TravelTable& table,
                                              const std::string& sha256);
// Inserts a table that knows nothing yet; its id and number of pairs are ignored.
std::int64_t insert_travel_table(sql::Session& session, const TravelTable& table, const std::string& sha256);

// The tables of the server that is asked from now on are these ones, and no other.
void ask_travel_tables(sql::Session& session, const std::vector<std::int64_t>& tables);

Minutes minutes_of(sql::Session& session, std::int64_t table);
// Adds what is known to a table: a pair that it knew already has the new value.
void add_minutes(sql::Session& session, std::int64_t table, const Minutes& fresh);

// The ways of a table, or as the crow flies when none is asked. Refused when there is no such table; field "/table".
Result<Ways> ways_of(sql::Session& session, std::optional<std::int64_t> table, const Travel& crow);

}  // namespace maillage::planning
