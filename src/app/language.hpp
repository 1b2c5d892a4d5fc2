// The language of what is said on the command line.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::app {

// Whether the locale of the messages (LC_ALL, else LC_MESSAGES, else LANG) is French.
bool french();

// The sentence of that language, with its {placeholders} filled.
std::string said(std::string_view in_french, std::string_view in_english,
                 const std::vector<std::pair<std::string, std::string>>& args);

}  // namespace maillage::app
