#include "modules/territory/reading/provenance.hpp"

namespace maillage::territory::reading {

std::string last_year(std::string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t at = text.size(); at-- > 0;) {
    const bool four = digit(at) && digit(at + 1) && digit(at + 2) && digit(at + 3);
    const bool alone = !digit(at + 4) && (at == 0 || !digit(at - 1));
    const std::string_view year = text.substr(at, 4);
    if (four && alone && year >= "1990" && year <= "2099") return std::string(year);
  }
  return "";
}

}  // namespace maillage::territory::reading
