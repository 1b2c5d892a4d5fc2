// How sentences are written in each language: what fills them, typography, dates in words.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"

namespace maillage::platform {

using Arguments = std::vector<std::pair<std::string, std::string>>;

// filled() in French typography: what must not be torn from its word (: ; ? ! % » and after «) is kept by a no-break
// space. What fills the placeholders is left as it is.
std::string filled_in_french(std::string_view sentence, const Arguments& args);

// "1er janvier 2027", "1 January 2027".
std::string date_in_french(Date date);
std::string date_in_english(Date date);

// The arguments with their dates written out by one of the two above.
Arguments with_dates(Arguments args, std::string (*write)(Date));

}  // namespace maillage::platform
