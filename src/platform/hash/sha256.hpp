// SHA-256 (FIPS 180-4), by libsodium.
#pragma once

#include <string>
#include <string_view>

namespace maillage {

// The hash of the bytes of `text`, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view text);

}  // namespace maillage
