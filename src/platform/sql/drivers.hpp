// What the two drivers share. Only database.cpp and the drivers include this.
#pragma once

#include <memory>
#include <string>

#include "platform/sql/sql.hpp"

namespace maillage::sql {

// Two transactions that cannot both be: the whole transaction is to be run again.
struct Conflict : SqlFault {
  using SqlFault::SqlFault;
};

// Runs `attempt` until it ends without a Conflict, pausing longer each time; after some seconds the Conflict goes up.
void retry_conflicts(const std::function<void()>& attempt);

// PostgreSQL cannot hold a NUL in a text, so no database is given one.
void check_text(std::string_view text);

std::unique_ptr<Database> open_sqlite(std::string path);
std::unique_ptr<Database> open_postgres(std::string url);

}  // namespace maillage::sql
