#include "modules/territory/reading/cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace maillage::territory::reading {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::string_view kNarrowNoBreakSpace = "\u202F";
constexpr double kLargest = 1e15;

// Letters of U+00C0 … U+00FF without their accents; '.' where the character is no letter.
constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty";

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), digit); }

// The length of the blank that begins the text, 0 when there is none.
std::size_t leading_blank(std::string_view text) {
  if (!text.empty() && blank(text.front())) return 1;
  if (text.starts_with(kNoBreakSpace)) return kNoBreakSpace.size();
  return text.starts_with(kNarrowNoBreakSpace) ? kNarrowNoBreakSpace.size() : 0;
}

std::size_t trailing_blank(std::string_view text) {
  if (!text.empty() && blank(text.back())) return 1;
  if (text.ends_with(kNoBreakSpace)) return kNoBreakSpace.size();
  return text.ends_with(kNarrowNoBreakSpace) ? kNarrowNoBreakSpace.size() : 0;
}

std::string without_blanks(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = leading_blank(text);
    if (length == 0) out += text.front();
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

// Undoes what a spreadsheet does to a code of `length` characters: spaces, ".0", lower case, the first zero lost.
template <class C>
std::optional<MendedCode<C>> mended(std::string_view cell, std::size_t length) {
  const std::string_view asked = trimmed(cell);
  if (auto code = C::parse(asked)) return MendedCode<C>{*code, false};
  std::string text = without_blanks(asked);
  if (text.ends_with(".0") || text.ends_with(",0")) text.resize(text.size() - 2);
  for (char& c : text) {
    if (c == 'a' || c == 'b') c = static_cast<char>(c - 'a' + 'A');
  }
  const bool corsican = text.starts_with("2A") || text.starts_with("2B");
  if (text.size() + 1 == length && all_digits(text)) text.insert(text.begin(), '0');
  if (text.size() + 1 == length && corsican) text.insert(2, 1, '0');
  if (auto code = C::parse(text)) return MendedCode<C>{*code, true};
  return std::nullopt;
}

// Two or four digits read as a number; -1 otherwise.
int digits_at(std::string_view text, std::size_t at, std::size_t length) {
  const std::string_view part = text.substr(at, length);
  if (part.size() != length || !all_digits(part)) return -1;
  int value = 0;
  std::from_chars(part.data(), part.data() + part.size(), value);
  return value;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const std::size_t length = leading_blank(text)) text.remove_prefix(length);
  while (const std::size_t length = trailing_blank(text)) text.remove_suffix(length);
  if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with('"'))
    return trimmed(text.substr(2, text.size() - 3));
  return text;
}

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || digit(c)) {
      out += c;
    } else if (c == '\xC3' && i + 1 < text.size()) {
      const char letter = kLatin1[static_cast<unsigned char>(text[++i]) & 0x3Fu];
      if (letter != '.') out += letter;
    } else if (c == '\xC5' && i + 1 < text.size() && (text[i + 1] == '\x92' || text[i + 1] == '\x93')) {
      out += "oe";
      ++i;
    }
  }
  return out;
}

std::optional<MendedCode<CommuneCode>> commune_code(std::string_view text) { return mended<CommuneCode>(text, 5); }
std::optional<MendedCode<IrisCode>> iris_code(std::string_view text) { return mended<IrisCode>(text, 9); }
std::optional<MendedCode<EpciCode>> epci_code(std::string_view text) { return mended<EpciCode>(text, 0); }

std::optional<double> decimal(std::string_view cell) {
  std::string text = without_blanks(trimmed(cell));
  while (text.ends_with('*')) text.pop_back();
  if (std::count(text.begin(), text.end(), ',') == 1 && text.find('.') == std::string::npos) text[text.find(',')] = '.';
  if (text.starts_with('+')) text.erase(0, 1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(value) < kLargest)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> count(std::string_view text) {
  const auto value = decimal(text);
  if (!value || *value < 0) return std::nullopt;
  return std::llround(*value);
}

bool two_readings(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || comma > 3 || text.front() == '0') return false;
  return all_digits(text.substr(0, comma)) && text.size() == comma + 4 && all_digits(text.substr(comma + 1));
}

std::optional<int> whole(std::string_view text) {
  const auto value = decimal(text);
  if (!value || *value < 0 || *value > 999'999 || *value != std::floor(*value)) return std::nullopt;
  return static_cast<int>(*value);
}

bool withheld(std::string_view text) {
  constexpr std::array<std::string_view, 11> kMarkers = {"s",  "ns",    "nd",   "so",     "nr", "nc",
                                                         "na", "ndiff", "diff", "secret", "c"};
  const std::string_view cell = trimmed(text);
  if (cell == "-" || cell == "/" || cell == "…" || cell == "...") return true;
  return std::find(kMarkers.begin(), kMarkers.end(), folded(cell)) != kMarkers.end();
}

bool not_a_commune(std::string_view type) {
  constexpr std::array<std::string_view, 6> kTypes = {
      "communedeleguee", "communeassociee", "arrondissementmunicipal", "comd", "coma", "arm"};
  return std::find(kTypes.begin(), kTypes.end(), folded(type)) != kTypes.end();
}

std::optional<Date> date(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  if (auto iso = Date::parse(text)) return iso;
  if (text.size() != 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
  const int day = digits_at(text, 0, 2), month = digits_at(text, 3, 2), year = digits_at(text, 6, 4);
  const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
  if (day < 0 || month < 0 || year < 1 || !civil.ok()) return std::nullopt;
  return Date(std::chrono::sys_days{civil});
}

}  // namespace maillage::territory::reading
