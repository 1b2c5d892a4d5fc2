#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/random.hpp"

using namespace maillage;

namespace {

// One code point as the standard's table spells it, valid or not.
std::string encoded(char32_t c) {
  std::string text;
  const auto byte = [&](char32_t value) { text += static_cast<char>(value); };
  if (c < 0x80)
    byte(c);
  else if (c < 0x800)
    byte(0xC0 | c >> 6), byte(0x80 | (c & 63));
  else if (c < 0x10000)
    byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
  else
    byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
  return text;
}

bool scalar(char32_t c) { return c < 0x110000 && !(c >= 0xD800 && c < 0xE000); }

// Every valid character of one to three bytes begins with these bytes: an oracle by listing, not by rule.
bool listed(const std::string& bytes) {
  for (char32_t c = 0; c < 0x10000; ++c)
    if (scalar(c) && encoded(c) == bytes) return true;
  return false;
}

}  // namespace

TEST_CASE("utf8: every code point, valid or not") {
  int wrong = 0;
  for (char32_t c = 0; c < 0x120000; ++c) {
    const std::string text = encoded(c);
    wrong += utf8_valid(text) != scalar(c);
    wrong += utf8_length(text + "\x80") != (scalar(c) ? text.size() : 0);
  }
  CHECK(wrong == 0);
}

TEST_CASE("utf8: overlong, cut and stray bytes") {
  for (const std::string_view text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xF0\x80\x80\x80",
                                      "\xF5\x80\x80\x80", "\xE2\x82", "\xF0\x9D\x84", "\xC3(", "a\xFF"}) {
    CHECK_FALSE(utf8_valid(text));
  }
  CHECK(utf8_valid(""));
  CHECK(utf8_length("") == 0);
  CHECK(utf8_length(std::string_view("\0", 1)) == 1);
}

TEST_CASE("utf8: two and three random bytes are one character exactly when some character is spelled so") {
  Random random(8);
  for (int i = 0; i < 20; ++i) {
    std::string bytes;
    for (auto n = 2 + random.below(2); n > 0; --n) bytes += static_cast<char>(0x80 + random.below(0x80));
    CHECK((utf8_length(bytes) == bytes.size()) == listed(bytes));
  }
}

TEST_CASE("utf8: texts put together are valid exactly when each is") {
  Random random(9);
  const std::string good[] = {"a", "é", "œ", "€", "𝄞"}, bad[] = {"\x80", "\xC3(", "\xE2\x82(", "\xFF"};
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    bool valid = true;
    for (auto n = random.below(8); n > 0; --n) {
      const bool damaged = random.below(10) == 0;
      text += damaged ? bad[random.below(4)] : good[random.below(5)];
      valid = valid && !damaged;
    }
    CHECK(utf8_valid(text) == valid);
  }
}
