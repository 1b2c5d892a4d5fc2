// The CSV reader against a slow one written apart, and the encodings against the C library's own tables.
#include <doctest/doctest.h>
#include <iconv.h>

#include "base/csv.hpp"
#include "base/random.hpp"
#include "base/utf8.hpp"

using namespace maillage;

namespace {

using Records = std::vector<std::vector<std::string>>;

// What a whole text reads as, or nothing where the reader must stop on a fault: one character at a time, no views.
std::optional<Records> slowly(const std::string& text, char delimiter) {
  Records records;
  std::size_t at = 0;
  const auto here = [&] { return at < text.size() ? text[at] : '\n'; };
  const auto end_of_line = [&] { return at >= text.size() || text[at] == '\n' || text[at] == '\r'; };
  while (true) {
    while (at < text.size() && end_of_line()) ++at;
    if (at >= text.size()) return records;
    auto& record = records.emplace_back();
    while (true) {
      std::string& field = record.emplace_back();
      const bool code = here() == '=' && at + 1 < text.size() && text[at + 1] == '"';
      if (code) ++at;
      if (here() == '"' && at < text.size()) {
        for (++at;; ++at) {
          if (at >= text.size() || text[at] == '\0') return std::nullopt;
          if (text[at] == '"' && (at + 1 >= text.size() || text[at + 1] != '"')) break;
          if (text[at] == '"') ++at;
          field += text[at];
        }
        ++at;
      } else {
        for (; !end_of_line() && here() != delimiter; ++at) {
          if (here() == '\0') return std::nullopt;
          field += here();
        }
      }
      if (end_of_line()) break;
      if (here() != delimiter) return std::nullopt;
      ++at;
    }
  }
}

std::optional<Records> quickly(const std::string& text, char delimiter) {
  Records records;
  csv::Reader reader(text, delimiter);
  while (reader.next()) records.emplace_back(reader.fields().begin(), reader.fields().end());
  if (reader.fault()) return std::nullopt;
  return records;
}

// The C library's reading of one byte of CP1252; "" when it knows none.
std::string by_iconv(unsigned char byte) {
  const iconv_t converter = iconv_open("UTF-8", "CP1252");
  REQUIRE(converter != reinterpret_cast<iconv_t>(-1));
  char in = static_cast<char>(byte), out[8];
  char *from = &in, *to = out;
  std::size_t left = 1, room = sizeof out;
  const auto converted = iconv(converter, &from, &left, &to, &room);
  iconv_close(converter);
  return converted == static_cast<std::size_t>(-1) ? "" : std::string(out, to);
}

}  // namespace

TEST_CASE("csv: any text reads as a slow reader says, and stops where it does") {
  Random random(4180);
  int faults = 0, whole = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto n = random.below(14); n > 0; --n) text += "a;\"\"\n\r=, \0b\";"[random.below(14)];
    const auto expected = slowly(text, ';');
    expected ? ++whole : ++faults;
    const auto found = quickly(text, ';');
    CAPTURE(text);
    REQUIRE(found.has_value() == expected.has_value());
    if (expected) CHECK(*found == *expected);
  }
  CHECK(faults > 2000);
  CHECK(whole > 2000);
}

TEST_CASE("csv: a fault says a line and a character that exist, and nothing is read after it") {
  Random random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto n = random.below(30); n > 0; --n)
      text += std::vector<std::string>{"é", ";", "\"", "\n", "x", "\r\n"}[random.below(6)];
    csv::Reader reader(text, ';');
    while (reader.next()) {
    }
    if (!reader.fault()) continue;
    CHECK(reader.fields().empty());
    CHECK_FALSE(reader.next());
    std::vector<std::string> lines(1);
    for (const char c : text) c == '\n' ? void(lines.emplace_back()) : lines.back().push_back(c);
    REQUIRE(reader.fault()->line >= 1);
    REQUIRE(reader.fault()->line <= static_cast<int>(lines.size()));
    const std::string& line = lines[static_cast<std::size_t>(reader.fault()->line - 1)];
    CHECK(reader.fault()->column >= 1);
    CHECK(reader.fault()->column <= static_cast<int>(line.size()) + 1);
  }
}

TEST_CASE("csv: the delimiter is found whatever it is, in tables of every width") {
  Random random(3);
  for (const char delimiter : {';', ',', '\t', '|'}) {
    for (int round = 0; round < 60; ++round) {
      const auto columns = 2 + random.below(6);
      std::string text;
      for (auto row = 3 + random.below(30); row > 0; --row) {
        for (std::uint64_t column = 0; column < columns; ++column) {
          if (column > 0) text += delimiter;
          text += random.below(5) == 0 ? "\"" + std::string(1, ";,\t|"[random.below(4)]) + "x\""
                                       : std::to_string(random.below(1000));
        }
        text += '\n';
      }
      CAPTURE(text);
      CHECK(csv::detect_delimiter(text) == delimiter);
    }
  }
}

TEST_CASE("csv: Windows-1252 as the C library reads it, byte by byte") {
  for (int byte = 1; byte < 256; ++byte) {
    const std::string expected = by_iconv(static_cast<unsigned char>(byte));
    const std::string found = csv::from_windows_1252(std::string(1, static_cast<char>(byte)));
    CHECK(found == (expected.empty() ? "\uFFFD" : expected));
    CHECK(utf8_valid(found));
  }
}

TEST_CASE("csv: a text of accents is told from the same in Windows-1252, and a damaged one by its place") {
  Random random(6);
  const std::string words[] = {"Épinay", "Île-Saint-Denis", "Noisy", "Bœuf", "Château", "42"};
  for (int round = 0; round < 500; ++round) {
    std::string utf8 = "À;", bytes_1252;
    for (auto n = 2 + random.below(8); n > 0; --n) (utf8 += words[random.below(6)]) += ';';
    utf8 += "é";
    const iconv_t converter = iconv_open("CP1252", "UTF-8");
    bytes_1252.resize(utf8.size());
    char *from = utf8.data(), *to = bytes_1252.data();
    std::size_t left = utf8.size(), room = bytes_1252.size();
    REQUIRE(iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1));
    iconv_close(converter);
    bytes_1252.resize(bytes_1252.size() - room);
    CHECK(csv::detect_encoding(utf8) == csv::Encoding::utf8);
    CHECK(csv::detect_encoding(bytes_1252) == csv::Encoding::windows_1252);
    CHECK(csv::from_windows_1252(bytes_1252) == utf8);
    CHECK_FALSE(csv::damaged_utf8(utf8));
    const std::string cut = utf8.substr(0, utf8.size() - 1);
    CHECK(csv::damaged_utf8(cut) == cut.size() - 1);
  }
}
