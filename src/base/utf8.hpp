// Strict UTF-8 (RFC 3629), one character at a time.
#pragma once

#include <cstddef>
#include <string_view>

namespace maillage {

// Bytes of the well-formed character that `text` begins with (1 to 4); 0 when there is none: overlong forms, surrogates
// and what lies above U+10FFFF are refused.
std::size_t utf8_length(std::string_view text);

// Every character is well formed.
bool utf8_valid(std::string_view text);

}  // namespace maillage
