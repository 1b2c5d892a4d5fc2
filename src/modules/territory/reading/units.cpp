#include "modules/territory/reading/reading.hpp"

namespace maillage::territory::reading {

const std::string& text(const UnitCode& code) {
  return std::visit([](const auto& held) -> const std::string& { return held.str(); }, code);
}

std::optional<UnitCode> parse_unit_code(std::string_view text) {
  if (const auto commune = CommuneCode::parse(text)) return UnitCode(*commune);
  if (const auto iris = IrisCode::parse(text)) return UnitCode(*iris);
  return std::nullopt;
}

}  // namespace maillage::territory::reading
