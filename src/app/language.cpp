#include "app/language.hpp"

#include <cstdlib>

#include "platform/problems/problems.hpp"
#include "platform/problems/written.hpp"

namespace maillage::app {

bool french() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* locale = std::getenv(name); locale != nullptr && *locale != '\0')
      return std::string_view(locale).starts_with("fr");
  return false;
}

std::string said(std::string_view in_french, std::string_view in_english,
                 const std::vector<std::pair<std::string, std::string>>& args) {
  return french() ? platform::filled_in_french(in_french, args) : platform::filled(in_english, args);
}

}  // namespace maillage::app
