// Numbered, forward-only changes of the schema, recorded in platform_migration with the SHA-256 of their text.
#pragma once

#include <span>
#include <string_view>

#include "base/result.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::sql {

// Brings the database to the schema of this program: the migrations of each module, modules in the order given, all in
// one transaction. Gives how many were applied; 0 on a database already up to date. Nothing is changed when the
// database was migrated by a newer program (`database_newer`) or by an edited migration (`migration_edited`).
Result<int> migrate(Database& database, std::span<const std::string_view> modules);

}  // namespace maillage::sql
