// Compression of answers, and what a client accepts.
#pragma once

#include <string>
#include <string_view>

namespace maillage::platform::http {

// The text in gzip form (RFC 1952), the same bytes for the same text. `level` 1 (fast) … 9 (small).
std::string gzipped(std::string_view text, int level = 5);

// An Accept-Encoding header allows `coding` (given in lower case): named (or "*") without q=0.
bool accepts_encoding(std::string_view accept_encoding, std::string_view coding);

}  // namespace maillage::platform::http
