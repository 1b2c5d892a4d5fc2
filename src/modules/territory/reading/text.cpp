#include "modules/territory/reading/text.hpp"

#include <algorithm>

#include "base/csv.hpp"

namespace maillage::territory::reading {

std::optional<Text> utf8_text(std::string_view bytes, Notes& notes) {
  const csv::Encoding encoding = csv::detect_encoding(bytes);
  if (encoding == csv::Encoding::utf16) {
    notes.problem({}, "territory.utf16");
    return std::nullopt;
  }
  if (encoding == csv::Encoding::utf8) return Text{csv::without_mark(bytes), nullptr};
  if (const auto damage = csv::damaged_utf8(bytes)) {
    const auto [line, character] = line_and_character(bytes, *damage);
    notes.problem({line}, "territory.encoding_mixed", {{"character", std::to_string(character)}});
    return std::nullopt;
  }
  notes.repair({}, "territory.windows_1252");
  auto held = std::make_shared<const std::string>(csv::from_windows_1252(bytes));
  return Text{*held, held};
}

std::pair<int, int> line_and_character(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::size_t begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const std::string_view line = before.substr(begin);
  const auto characters = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1, static_cast<int>(characters) + 1};
}

}  // namespace maillage::territory::reading
