#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace maillage {

void broken_invariant(std::string_view condition, std::string_view reason, const char* file, int line) {
  std::fprintf(stderr, "maillage: broken invariant %.*s (%.*s) at %s:%d\n", static_cast<int>(condition.size()),
               condition.data(), static_cast<int>(reason.size()), reason.data(), file, line);
  std::abort();
}

}  // namespace maillage
