#include "modules/territory/address.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace maillage::territory {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Usual abbreviations of the Base Adresse Nationale and of handwriting. Only whole words are replaced.
constexpr std::array kOpened = std::to_array<Pair>({
    {"all", "allee"},       {"av", "avenue"},       {"ave", "avenue"},    {"bd", "boulevard"},    {"bld", "boulevard"},
    {"blvd", "boulevard"},  {"boul", "boulevard"},  {"che", "chemin"},    {"chem", "chemin"},     {"chm", "chemin"},
    {"crs", "cours"},       {"ctre", "centre"},     {"fbg", "faubourg"},  {"fg", "faubourg"},     {"imp", "impasse"},
    {"lot", "lotissement"}, {"pass", "passage"},    {"psg", "passage"},   {"pl", "place"},        {"plc", "place"},
    {"q", "quai"},          {"r", "rue"},           {"res", "residence"}, {"rte", "route"},       {"rpt", "rond point"},
    {"sent", "sentier"},    {"sq", "square"},       {"vla", "villa"},     {"vlge", "village"},    {"st", "saint"},
    {"ste", "sainte"},      {"sts", "saints"},      {"stes", "saintes"},  {"gal", "general"},     {"gen", "general"},
    {"cdt", "commandant"},  {"col", "colonel"},     {"cap", "capitaine"}, {"mal", "marechal"},    {"dr", "docteur"},
    {"pr", "professeur"},   {"prof", "professeur"}, {"pdt", "president"}, {"jj", "jean jacques"}, {"nd", "notre dame"},
    {"mgr", "monseigneur"},
});
constexpr std::array<std::string_view, 11> kLittleWords{"a",  "au", "aux", "d",  "de", "des",
                                                        "du", "en", "l",   "la", "le"};
constexpr std::array<std::string_view, 7> kArticles{"l", "la", "le", "les", "cedex", "d", "s"};
constexpr std::array<std::string_view, 3> kSuffixes{"bis", "ter", "quater"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    if (end > start) words.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

std::string_view opened(std::string_view word) {
  const auto found = std::find_if(kOpened.begin(), kOpened.end(), [&](const Pair& pair) { return pair.first == word; });
  return found == kOpened.end() ? word : found->second;
}

void append_word(std::string& text, std::string_view word) {
  if (!text.empty()) text += ' ';
  text += word;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) append_word(text, words[i]);
  return text;
}

// Splits "12bis" into 12 and "bis"; false when the word is not a house number.
bool read_number(std::string_view word, TypedAddress& address) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  const std::string_view rest(end, static_cast<std::size_t>(word.data() + word.size() - end));
  if (error != std::errc{} || number <= 0 || number > 9999) return false;
  if (!rest.empty() && !among(kSuffixes, rest) && (rest.size() != 1 || rest[0] < 'a' || rest[0] > 'z')) return false;
  address.number = number;
  address.suffix = rest;
  return true;
}

// "93300 aubervilliers": the last five-digit word that is not the first word.
std::size_t postcode_position(const std::vector<std::string_view>& words) {
  for (std::size_t i = words.size(); i-- > 0;)
    if (words[i].size() == 5 && digits(words[i])) return i;
  return words.size();
}

}  // namespace

std::string folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKDInstance(status);
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  icu::UnicodeString plain = U_SUCCESS(status) ? normalizer->normalize(source, status) : source;
  plain.foldCase();
  std::string out;
  bool space = false;
  for (std::int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1)) {
    const UChar32 c = plain.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    const std::string_view letters = c == 0x153 ? "oe" : c == 0xE6 ? "ae" : "";
    if (letters.empty() && (c > 0x7F || !u_isalnum(c))) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    if (letters.empty()) {
      out += static_cast<char>(c);
    } else {
      out += letters;
    }
  }
  return out;
}

std::string street_key(std::string_view street) {
  const std::string plain = folded(street);
  std::string key;
  for (std::string_view word : words_of(plain))
    if (!among(kLittleWords, word)) append_word(key, opened(word));
  return key;
}

std::string commune_key(std::string_view name) {
  const std::string plain = folded(name);
  std::string key;
  for (std::string_view word : words_of(plain))
    if (!among(kArticles, word) && !digits(word)) append_word(key, word == "st" || word == "ste" ? opened(word) : word);
  return key;
}

TypedAddress parse_address(std::string_view text) {
  TypedAddress address;
  const std::size_t comma = text.rfind(',');
  const std::string plain = folded(text);
  const std::vector<std::string_view> words = words_of(plain);
  std::size_t first = 0, last = words.size();
  if (!words.empty() && read_number(words[0], address)) {
    first = 1;
    const bool letter = first + 1 < last && words[first].size() == 1 && words[first] != "a" && words[first] != "r" &&
                        words[first] != "q" && words[first] >= "b" && words[first] <= "h";
    if (address.suffix.empty() && first < last && (among(kSuffixes, words[first]) || letter))
      address.suffix = words[first++];
  }
  const std::size_t postcode = postcode_position(words);
  if (postcode < last && postcode >= first) {
    address.postcode = words[postcode];
    address.town = joined(words, postcode + 1, last);
    last = postcode;
  } else if (comma != std::string_view::npos) {
    const std::string tail = folded(text.substr(comma + 1));
    const std::size_t tail_words = words_of(tail).size();
    if (tail_words > 0 && last - first > tail_words) {
      const bool street_before = !folded(text.substr(0, comma)).empty() && last - tail_words > first;
      if (street_before) address.town = tail, last -= tail_words;
    }
  }
  address.street = joined(words, first, last);
  return address;
}

}  // namespace maillage::territory
