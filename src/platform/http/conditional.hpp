// Conditional requests.
#pragma once

#include <string_view>

namespace maillage::platform::http {

// An If-None-Match header names the version `tag` (given without quotes), compared weakly as it must be for this header
// (RFC 9110 §13.1.2). "*" names any version; what is not a list of tags names none.
bool names_version(std::string_view if_none_match, std::string_view tag);

}  // namespace maillage::platform::http
