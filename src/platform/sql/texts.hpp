// The SQL texts of all modules, as each database must be told them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/sql.hpp"

namespace maillage::sql {

struct Migration {
  int number = 0;
  std::string name;  // "001_places"
  std::string text;  // for the dialect asked
  std::string hash;  // SHA-256 of the file, the same for every dialect
};

// The text of "module.name". Throws SqlFault when there is none.
const std::string& text_of(std::string_view query, Dialect dialect);
// The migrations of a module, by number.
std::vector<Migration> migrations_of(std::string_view module, Dialect dialect);

// The `{tokens}` of README.md replaced. Aborts on an unknown one.
std::string substitute_tokens(std::string_view text, Dialect dialect);
// `?` → `$1`, `$2`…, `?7` → `$7`; those in quotes and comments are left alone.
std::string number_parameters(std::string_view text);
// "INSERT … VALUES ($1, $2);" → the same for `rows` rows at once: ($1, $2), ($3, $4)… Nothing for any other query,
// which is not known to mean the same when its rows come together.
std::optional<std::string> insert_of(int rows, std::string_view text);
// Only the lines of a migration that are for the dialect.
std::string lines_for(std::string_view text, Dialect dialect);

}  // namespace maillage::sql
