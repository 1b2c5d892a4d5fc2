// Where a file comes from, as far as its name and columns tell.
#pragma once

#include <string>
#include <string_view>

namespace maillage::territory::reading {

struct Provenance {
  std::string source;
  std::string vintage;
  std::string licence;
};

// The last year from 1990 to 2099 written in a text; "" when there is none.
std::string last_year(std::string_view text);

}  // namespace maillage::territory::reading
