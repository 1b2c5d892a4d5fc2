// Keys, states and texts of a concertation.
#include "modules/planning/concertation/concertation.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>

#include "base/random.hpp"
#include "base/utf8.hpp"

using namespace maillage;
using namespace maillage::planning;

namespace {

constexpr std::array kStates{ConcertationState::open, ConcertationState::closed, ConcertationState::withdrawn};
constexpr std::array kRemarkStates{RemarkState::received, RemarkState::published, RemarkState::set_aside};

// The text as it is kept, or the code of its refusal and where.
std::string cleaned(std::string_view text, const TextBounds& bounds = kContent) {
  const auto out = clean_text(text, bounds);
  return out ? *out : out.problem().code + out.problem().field;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a key is 22 characters that an address holds as they are, each of its 128 bits drawn") {
  std::set<std::string> keys;
  std::array<std::set<char>, 22> seen;
  for (int i = 0; i < 2000; ++i) {
    const std::string key = new_key();
    REQUIRE(key.size() == 22);
    REQUIRE(key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == key.npos);
    for (std::size_t c = 0; c < key.size(); ++c) seen[c].insert(key[c]);
    keys.insert(key);
  }
  CHECK(keys.size() == 2000);
  // 21 characters of 6 bits, then one of 2: with 2 000 keys, a character that never shows would be a bit that is stuck.
  for (std::size_t c = 0; c < 21; ++c) CHECK(seen[c].size() == 64);
  CHECK(seen[21] == std::set<char>{'A', 'Q', 'g', 'w'});
}

TEST_CASE("a concertation is open until the end of its last day, whatever the clock, unless somebody ended it") {
  Concertation one;
  one.closes_on = Date(2026, 3, 31);
  CHECK(state_on(one, Date(2026, 3, 1)) == ConcertationState::open);
  CHECK(state_on(one, Date(2026, 3, 31)) == ConcertationState::open);
  CHECK(state_on(one, Date(2026, 4, 1)) == ConcertationState::closed);
  for (const auto ended : {ConcertationState::closed, ConcertationState::withdrawn}) {
    one.state = ended;
    for (const Date day : {Date(2026, 3, 1), Date(2026, 4, 1)}) CHECK(state_on(one, day) == ended);
  }
}

TEST_CASE("what was withdrawn does not come back, and nothing opens again") {
  int allowed = 0;
  for (const auto from : kStates)
    for (const auto to : kStates) allowed += may_end(from, to);
  CHECK(allowed == 3);
  CHECK(may_end(ConcertationState::open, ConcertationState::closed));
  CHECK(may_end(ConcertationState::open, ConcertationState::withdrawn));
  CHECK(may_end(ConcertationState::closed, ConcertationState::withdrawn));
}

TEST_CASE("a reading changes the state, but for an answer that is written again") {
  for (const auto from : kRemarkStates)
    for (const auto to : kRemarkStates) {
      const auto reading = check_reading(from, {to, "Oui.", "Une personne est nommée."});
      CHECK(reading.ok() == (from != to || to == RemarkState::published));
      if (!reading) CHECK(reading.problem().code == "planning.remark_unchanged");
    }
}

TEST_CASE("a reading keeps only the text of its state: a reason never leaves as an answer") {
  const Reading given{RemarkState::published, "  Merci.\r\n", "Une personne est nommée."};
  const auto published = check_reading(RemarkState::received, given);
  CHECK(published->answer == "Merci.");
  CHECK(published->reason.empty());
  const auto aside =
      check_reading(RemarkState::published, {RemarkState::set_aside, "Merci.", "Une personne est nommée."});
  CHECK(aside->answer.empty());
  CHECK(aside->reason == "Une personne est nommée.");
  const auto back = check_reading(RemarkState::set_aside, {RemarkState::received, "Merci.", "Une personne"});
  CHECK((back->answer.empty() && back->reason.empty()));
  CHECK(check_reading(RemarkState::received, {RemarkState::published, "", ""}).ok());
  CHECK(check_reading(RemarkState::received, {RemarkState::set_aside, "", " "}).problem().field == "/reason");
  CHECK(check_reading(RemarkState::received, {RemarkState::published, repeated("é", 2001), ""}).problem().field ==
        "/answer");
}

TEST_CASE("a text is counted in characters, not in bytes, once its ends are clear") {
  CHECK(cleaned("abc") == "abc");
  CHECK(cleaned("  \n\t trop loin \r\n ") == "trop loin");
  CHECK(cleaned("ab") == "planning.text_length/content");
  CHECK(cleaned("   a    ") == "planning.text_length/content");
  CHECK(cleaned("") == "planning.text_length/content");
  CHECK(cleaned(" \r\n\t ") == "planning.text_length/content");
  CHECK(cleaned(repeated("é", 2000)).size() == 4000);
  CHECK(cleaned(repeated("é", 2001)) == "planning.text_length/content");
  CHECK(cleaned(repeated("🗺", 2000)).size() == 8000);
  CHECK(cleaned("", kAnswer).empty());
  const auto refused = clean_text("ab", kTitle).problem();
  CHECK(refused.field == "/title");
  CHECK(refused.args ==
        std::vector<std::pair<std::string, std::string>>{{"low", "3"}, {"high", "120"}, {"count", "2"}});
}

TEST_CASE("lines keep their ends as one character, and what looks like HTML stays a text") {
  CHECK(cleaned("une\r\ndeux\rtrois\n\nquatre") == "une\ndeux\ntrois\n\nquatre");
  CHECK(cleaned("<script>alert(1)</script> & <b>") == "<script>alert(1)</script> & <b>");
  CHECK(cleaned("a\tb c") == "a\tb c");
}

TEST_CASE("characters that are not seen are refused, wherever they stand") {
  using namespace std::string_view_literals;
  for (const auto hidden : {"\0"sv, "\x01"sv, "\b"sv, "\x1b[31m"sv, "\x7f"sv, "\xC2\x80"sv, "\xC2\x9F"sv, "\u202A"sv,
                            "\u202E"sv, "\u2066"sv, "\u2069"sv, "\xFF"sv, "\xC3"sv, "\xED\xA0\x80"sv}) {
    for (const std::string& text :
         {"abc" + std::string(hidden), std::string(hidden) + "abc", "ab" + std::string(hidden) + "cd"}) {
      CAPTURE(text);
      CHECK(cleaned(text) == "planning.unseen_characters/content");
    }
  }
  for (const auto seen : {"\u00A0"sv, "\u202F"sv, "\u2029"sv, "\u2065"sv, "\u206A"sv, "’"sv, "œ"sv, "€"sv})
    CHECK(cleaned("a" + std::string(seen) + "bc") == "a" + std::string(seen) + "bc");
}

TEST_CASE(
    "property: whatever bytes come, what is kept is well formed, seen, within bounds, and cleaning it again changes "
    "nothing") {
  Random random(20260301);
  const std::vector<std::string> pieces{"a",  "é",    "🗺",   " ",        "\n", "\r", "\r\n",
                                        "\t", "\x02", "\u202E", "\xE2\x80", "<",  "\0"};
  int kept = 0, refused = 0;
  for (int turn = 0; turn < 4000; ++turn) {
    std::string text;
    const auto length = random.below(12);
    for (std::uint64_t i = 0; i < length; ++i) text += pieces[random.below(pieces.size())];
    const auto out = clean_text(text, {"/content", 2, 6});
    if (!out) {
      ++refused;
      continue;
    }
    ++kept;
    CHECK(utf8_valid(*out));
    CHECK(out->find_first_of("\r\x02") == out->npos);
    CHECK(out->find("\u202E") == out->npos);
    CHECK(std::string_view(" \t\n").find(out->front()) == std::string_view::npos);
    CHECK(std::string_view(" \t\n").find(out->back()) == std::string_view::npos);
    CHECK(*clean_text(*out, {"/content", 2, 6}) == *out);
  }
  CHECK(kept > 200);
  CHECK(refused > 200);
}

TEST_CASE("every refusal has its own code, a status of the client and a sentence in each language") {
  std::set<std::string_view> codes;
  for (const ProblemRow& row : concertation_problems()) {
    CHECK(codes.insert(row.code).second);
    CHECK((row.http_status == 404 || row.http_status == 409 || row.http_status == 422));
    // A no-break space before a colon, as everywhere in French.
    CHECK(row.french.find(" :") == row.french.npos);
    CHECK(row.french != row.english);
  }
}
