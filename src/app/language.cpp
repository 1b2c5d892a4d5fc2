#include "app/language.hpp"

#include <cstdlib>
#include <string_view>

namespace maillage::app {

bool french() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* locale = std::getenv(name); locale != nullptr && *locale != '\0')
      return std::string_view(locale).starts_with("fr");
  return false;
}

}  // namespace maillage::app
