// The SQL texts of the modules, embedded at build time from their sql folders.
#pragma once

#include <string_view>

namespace maillage::sql {

// Called by the generated code of every module. Files named NNN_xxx are migrations, the others hold named queries.
void register_sql(std::string_view module, std::string_view file, std::string_view text);

}  // namespace maillage::sql
