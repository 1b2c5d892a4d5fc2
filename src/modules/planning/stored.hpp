// Columns of this module that hold JSON.
#pragma once

#include <string>
#include <utility>

#include "base/assert.hpp"
#include "platform/json/json.hpp"

namespace maillage::planning {

inline constexpr std::size_t kStoredBytes = 1 << 26;

// The value of such a column. What this program wrote: anything else in the table is a bug.
template <class T>
T read_stored(const std::string& json) {
  auto value = platform::from_json<T>(json, {.size_bytes = kStoredBytes});
  MAILLAGE_ASSERT(value.ok(), "what was stored is readable");
  return std::move(value.value);
}

}  // namespace maillage::planning
