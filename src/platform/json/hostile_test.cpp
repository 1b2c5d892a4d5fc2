// JSON as an enemy writes it: the reader agrees with a strict grammar written apart, never with a guess.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "base/date.hpp"
#include "base/random.hpp"
#include "base/utf8.hpp"
#include "platform/json/json.hpp"

using namespace maillage;
using namespace maillage::platform;

namespace {

// A recognizer of RFC 8259, by recursive descent: valid or not, nothing else.
class Grammar {
 public:
  explicit Grammar(std::string_view text) : text_(text) {}
  bool accepts() {
    if (!utf8_valid(text_)) return false;
    spaces();
    if (!value()) return false;
    spaces();
    return text_.empty();
  }

 private:
  bool take(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool word(std::string_view expected) {
    if (!text_.starts_with(expected)) return false;
    text_.remove_prefix(expected.size());
    return true;
  }
  void spaces() { text_.remove_prefix(std::min(text_.find_first_not_of(" \t\r\n"), text_.size())); }
  bool digits() {
    const auto end = std::min(text_.find_first_not_of("0123456789"), text_.size());
    text_.remove_prefix(end);
    return end > 0;
  }
  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }
  // Four hexadecimal digits; -1 when they are not.
  int escaped_unit() {
    if (text_.size() < 4 || text_.substr(0, 4).find_first_not_of("0123456789abcdefABCDEF") != text_.npos) return -1;
    const int unit = std::stoi(std::string(text_.substr(0, 4)), nullptr, 16);
    text_.remove_prefix(4);
    return unit;
  }
  bool escape() {
    if (!take('u')) {
      if (text_.empty() || std::string_view("\"\\/bfnrt").find(text_[0]) == std::string_view::npos) return false;
      text_.remove_prefix(1);
      return true;
    }
    const int unit = escaped_unit();
    if (unit < 0 || (unit >= 0xDC00 && unit < 0xE000)) return false;
    if (unit < 0xD800 || unit >= 0xE000) return true;
    if (!word("\\u")) return false;
    const int low = escaped_unit();
    return low >= 0xDC00 && low < 0xE000;
  }
  bool string() {
    if (!take('"')) return false;
    while (!text_.empty() && text_[0] != '"') {
      if (static_cast<unsigned char>(text_[0]) < 0x20) return false;
      if (take('\\')) {
        if (!escape()) return false;
      } else {
        text_.remove_prefix(1);
      }
    }
    return take('"');
  }
  template <class Item>
  bool items(char close, Item item) {
    spaces();
    if (take(close)) return true;
    do {
      spaces();
      if (!item()) return false;
      spaces();
    } while (take(','));
    return take(close);
  }
  bool value() {
    if (take('[')) return items(']', [this] { return value(); });
    if (take('{')) return items('}', [this] { return string() && (spaces(), take(':')) && (spaces(), value()); });
    if (text_.starts_with('"')) return string();
    return word("true") || word("false") || word("null") || number();
  }
  std::string_view text_;
};

struct Free {
  std::optional<std::string> a, b;
  std::optional<double> n;
  std::vector<std::string> list;
};
BOOST_DESCRIBE_STRUCT(Free, (), (a, b, n, list))

const std::vector<std::string> kPieces = {
    "{",       "}",   "[",   "]",      ",",        ":",           "\"a\"",       "\"b\"", "\"n\"", "null",
    "true",    "1",   "-0",  "1e5",    "1.",       "01",          "+1",          ".5",    "\"\\u", "d83d",
    "\\ude00", "\"",  "\\",  "\\n",    " ",        "\t",          "\x0b",        "é",     "\xC3",  "\xFF",
    "//x\n",   "NaN", "'a'", "1E+400", "\"list\"", "\"\\ud800\"", "\"\\u00e9\"", "-",     "e",     "\x01"};

std::string random_text(Random& random) {
  std::string text;
  for (auto n = random.below(12); n > 0; --n) text += kPieces[random.below(kPieces.size())];
  return text;
}

// A well-formed document, then damaged a little or not at all.
std::string nearly_good(Random& random) {
  std::string text = R"({"a":"x\u00e9\n","b":null,"n":-1.5e3,"list":["1","\ud83d\ude00",""]})";
  for (auto n = random.below(3); n > 0; --n) {
    const auto at = random.below(text.size());
    if (random.below(2) == 0)
      text.erase(at, 1 + random.below(3));
    else
      text.insert(at, kPieces[random.below(kPieces.size())]);
  }
  return text;
}

bool well_formed(std::string_view text) {
  for (const Fault& fault : from_json<Free>(text).faults)
    if (fault.code == "syntax") return false;
  return true;
}

}  // namespace

TEST_CASE("a text is syntax exactly when the grammar of RFC 8259 refuses it") {
  Random random(8259);
  int good = 0;
  for (int i = 0; i < 30'000; ++i) {
    const std::string text = i % 2 == 0 ? random_text(random) : nearly_good(random);
    const bool expected = Grammar(text).accepts();
    good += expected;
    CHECK_MESSAGE(well_formed(text) == expected, text);
  }
  CHECK(good > 3000);
}

TEST_CASE("what is read is written back as a text the grammar accepts, and reads the same") {
  Random random(10);
  int read = 0;
  for (int i = 0; i < 6000; ++i) {
    const auto once = from_json<Free>(nearly_good(random));
    if (!once.ok()) continue;
    ++read;
    const std::string text = to_json(once.value);
    CHECK(Grammar(text).accepts());
    CHECK(to_json(from_json<Free>(text).value) == text);
  }
  CHECK(read > 1000);
}

TEST_CASE("any bytes given as a text are written as valid JSON, and read back as valid UTF-8") {
  Random random(20);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes;
    for (auto n = random.below(12); n > 0; --n) bytes += static_cast<char>(1 + random.below(255));
    const std::string text = to_json(std::vector<std::string>{bytes});
    CHECK(Grammar(text).accepts());
    const auto back = from_json<std::vector<std::string>>(text);
    REQUIRE(back.ok());
    CHECK(utf8_valid(back.value.at(0)));
    if (utf8_valid(bytes)) CHECK(back.value.at(0) == bytes);
  }
}

TEST_CASE("a NUL, which no database holds, is told where it stands") {
  CHECK(from_json<Free>(R"({"a":"x\u0000y","list":[]})").faults ==
        std::vector<Fault>{{"/a", "format", "a text without NUL"}});
  CHECK(from_json<Free>(R"({"list":["","\u0000"]})").faults.at(0).path == "/list/1");
}

TEST_CASE("reals of every size are written in their shortest exact form") {
  Random random(30);
  for (int i = 0; i < 5000; ++i) {
    const double number = std::ldexp(random.unit() - 0.5, static_cast<int>(random.below(2000)) - 1000);
    const std::string text = to_json(std::vector<double>{number});
    CHECK(from_json<std::vector<double>>(text).value.at(0) == number);
    CHECK(std::strtod(text.c_str() + 1, nullptr) == number);
    char longer[64];
    std::snprintf(longer, sizeof longer, "%.17g", number);
    CHECK(text.size() - 2 <= std::string_view(longer).size());
  }
}

TEST_CASE("integers at the edges of their type, and numbers too long for any") {
  using Limits = std::numeric_limits<std::int64_t>;
  CHECK(from_json<std::vector<std::int64_t>>("[-9223372036854775808,9223372036854775807]").value ==
        std::vector{Limits::min(), Limits::max()});
  for (const char* text : {"[-9223372036854775809]", "[9223372036854775808]", "[1.5]", "[1e0]", "[\"1\"]", "[null]"})
    CHECK_FALSE(from_json<std::vector<std::int64_t>>(text).ok());
  const std::string digits(5000, '9');
  CHECK_FALSE(from_json<std::vector<std::int64_t>>("[" + digits + "]").ok());
  CHECK(from_json<std::vector<double>>("[" + digits + "]").faults.at(0).code == "range");
  CHECK(from_json<std::vector<double>>("[0." + digits + "]").value == std::vector<double>{1.0});
  CHECK(from_json<std::vector<double>>("[1e-400,-1e-400]").value == std::vector<double>{0, 0});
}

TEST_CASE("limits hold at their edge: depth, size, and the number of faults told") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  for (const std::size_t depth : {1u, 5u, 32u}) {
    const JsonLimits limits{.depth = depth};
    CHECK(from_json<Free>(nested(depth), limits).faults.at(0).code == "type");
    CHECK(from_json<Free>(nested(depth + 1), limits).faults.at(0).code == "depth");
  }
  CHECK(from_json<std::vector<double>>("[1,2]", {.size_bytes = 5}).ok());
  CHECK(from_json<std::vector<double>>("[1,2]", {.size_bytes = 4}).faults.at(0).code == "size");
  for (const std::size_t faults : {1u, 3u})
    CHECK(from_json<std::vector<double>>(R"(["a","b","c","d"])", {.faults = faults}).faults.size() == faults);
}

TEST_CASE("a hundred thousand members of one object are read in time, the repeated one found") {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  const auto faults = from_json<Free>(text + "\"k77\":1}", {.size_bytes = 1 << 22}).faults;
  CHECK(faults == std::vector<Fault>{{"/k77", "duplicate", ""}});
}
