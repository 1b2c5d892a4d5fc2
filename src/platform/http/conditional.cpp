#include "platform/http/conditional.hpp"

namespace maillage::platform::http {

bool names_version(std::string_view if_none_match, std::string_view tag) {
  if (if_none_match == "*") return true;
  while (true) {
    const auto begin = if_none_match.find_first_not_of(" \t,");
    if (begin == if_none_match.npos) return false;
    if_none_match.remove_prefix(begin);
    if (if_none_match.starts_with("W/")) if_none_match.remove_prefix(2);
    const auto end = if_none_match.find('"', 1);
    if (!if_none_match.starts_with('"') || end == if_none_match.npos) return false;
    if (if_none_match.substr(1, end - 1) == tag) return true;
    if_none_match.remove_prefix(end + 1);
  }
}

}  // namespace maillage::platform::http
