// Invariants, checked in release builds too: a broken one is a bug, and going on would spread it.
#pragma once

#include <string_view>

namespace maillage {

// Prints the place and the reason on stderr, then aborts.
[[noreturn]] void broken_invariant(std::string_view condition, std::string_view reason, const char* file, int line);

}  // namespace maillage

#define MAILLAGE_ASSERT(condition, reason) \
  (static_cast<bool>(condition) ? void(0) : ::maillage::broken_invariant(#condition, reason, __FILE__, __LINE__))
