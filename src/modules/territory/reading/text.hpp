// The encoding of a text file, told from its bytes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "modules/territory/reading/notes.hpp"

namespace maillage::territory::reading {

// A file in UTF-8, without its byte order mark.
struct Text {
  std::string_view utf8;
  std::shared_ptr<const std::string> held;  // what `utf8` looks into when the bytes had to be rewritten, else null
};

// Windows-1252 is rewritten, with a repair; UTF-16 and UTF-8 that was damaged or cut are problems. The bytes must
// outlive the text.
std::optional<Text> utf8_text(std::string_view bytes, Notes& notes);

// Line and character of a byte of a UTF-8 text, both from 1.
std::pair<int, int> line_and_character(std::string_view text, std::size_t at);

}  // namespace maillage::territory::reading
