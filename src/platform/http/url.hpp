// Paths and query strings, decoded once and strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::platform::http {

// "%C3%89pinay" → "Épinay"; nothing when an escape is broken, or the result is not UTF-8 or holds a control character.
// With `form`, '+' is a space (query strings).
std::optional<std::string> percent_decoded(std::string_view text, bool form);

// "/a/b%2Fc" → {"a", "b/c"}; nothing when a segment does not decode. An empty path gives no segment.
std::optional<std::vector<std::string>> path_segments(std::string_view path);

// "a=1&b=x%20y&c" → pairs in order; nothing when one does not decode.
std::optional<std::vector<std::pair<std::string, std::string>>> query_pairs(std::string_view query);

}  // namespace maillage::platform::http
