// The SQL texts of the modules, embedded at build time from their sql folders. How to write them: sql/README.md.
#pragma once

#include <string_view>

namespace maillage::sql {

// Called by the generated code of every module before main(), and by tests that bring their own SQL before any thread
// starts. Files named NNN_xxx are migrations, the others hold named queries. A malformed text is a bug and aborts.
bool register_sql(std::string_view module, std::string_view file, std::string_view text);

}  // namespace maillage::sql
