#include "modules/planning/network/opening.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <utility>
#include <vector>

namespace maillage::planning {
namespace {

constexpr int kDays = 7, kHoliday = kDays, kDay_min = 24 * 60, kNoon_min = 13 * 60, kLeast_min = 60;
constexpr Date kSince{2026, 1, 1};

constexpr std::array kRows{
    OpeningRow{1, kSince, "Hypothèse : ouverte au moins une demi-journée par semaine.",
               "Assumption: open at least half a day a week."},
    OpeningRow{5, kSince, "Hypothèse : l’équivalent d’une demi-journée par jour ouvré.",
               "Assumption: as much as half of each working day."},
    OpeningRow{8, kSince, "Hypothèse : l’équivalent de quatre jours pleins.", "Assumption: as much as four full days."},
};

// Each with the ways it is written in French and English, singular, and its place in the week.
struct DayName {
  std::string_view name;
  int day;
};
constexpr DayName kDayNames[] = {
    {"lundi", 0},     {"lun", 0}, {"lu", 0},     {"monday", 0},    {"mon", 0}, {"mo", 0},
    {"mardi", 1},     {"mar", 1}, {"ma", 1},     {"tuesday", 1},   {"tue", 1}, {"tu", 1},
    {"mercredi", 2},  {"mer", 2}, {"me", 2},     {"wednesday", 2}, {"wed", 2}, {"we", 2},
    {"jeudi", 3},     {"jeu", 3}, {"je", 3},     {"thursday", 3},  {"thu", 3}, {"th", 3},
    {"vendredi", 4},  {"ven", 4}, {"ve", 4},     {"friday", 4},    {"fri", 4}, {"fr", 4},
    {"samedi", 5},    {"sam", 5}, {"sa", 5},     {"saturday", 5},  {"sat", 5}, {"dimanche", 6},
    {"dim", 6},       {"di", 6},  {"sunday", 6}, {"sun", 6},       {"su", 6},  {"ph", kHoliday},
    {"sh", kHoliday},
};

constexpr std::string_view kClosed[] = {"ferme", "fermee", "closed", "off"};
constexpr std::string_view kSilent[] = {"de",   "du",  "le",   "les",    "et",      "and",
                                        "from", "sur", "vous", "ouvert", "ouverte", "open"};
constexpr std::string_view kUntil[] = {"au", "a", "to"};

template <std::size_t N>
bool among(const std::string_view (&all)[N], std::string_view word) {
  return std::find(std::begin(all), std::end(all), word) != std::end(all);
}

std::optional<int> day_of(std::string_view word) {
  for (const DayName& one : kDayNames)
    if (word == one.name || (word.size() > 4 && word.ends_with('s') && word.substr(0, word.size() - 1) == one.name))
      return one.day;
  return std::nullopt;
}

// Lower case; accents, long dashes and no-break spaces as plain letters, dashes and spaces.
std::string plain(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kPlain[] = {
      {"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"É", 'e'}, {"È", 'e'},      {"à", 'a'},      {"À", 'a'},
      {"û", 'u'}, {"–", '-'}, {"—", '-'}, {"‑", '-'}, {"\u00a0", ' '}, {"\u202f", ' '}, {"’", ' '},
  };
  std::string out;
  while (!text.empty()) {
    const auto found = std::find_if(std::begin(kPlain), std::end(kPlain),
                                    [&](const auto& one) { return text.starts_with(one.first); });
    const char c = text.front();
    out += found != std::end(kPlain) ? found->second : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    text.remove_prefix(found != std::end(kPlain) ? found->first.size() : 1);
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

struct Token {
  enum class Kind { end, word, clock, number, dash, closing } kind = Kind::end;
  std::string_view word = {};
  int minutes = 0;  // of a clock or a number of hours; -1 = none that exists
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next() {
    while (at_ < text_.size() && !is_digit(here()) && !is_letter(here())) {
      const char c = text_[at_++];
      if (c == '-') return {Token::Kind::dash};
      if (c == ')') return {Token::Kind::closing};
    }
    if (at_ == text_.size()) return {};
    if (is_digit(here())) return clock();
    const std::size_t from = at_;
    while (at_ < text_.size() && is_letter(here())) ++at_;
    return {Token::Kind::word, text_.substr(from, at_ - from)};
  }

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string_view digits() {
    const std::size_t from = at_;
    while (is_digit(here())) ++at_;
    return text_.substr(from, at_ - from);
  }

  // 9h, 9h30, 9:00, "17 : 00", "17:" (its minutes are lost: none); 9 alone is a number.
  Token clock() {
    const std::string_view hours = digits();
    if (hours.size() > 2) return {Token::Kind::clock, {}, -1};
    const int whole = number(hours) * 60;
    const std::size_t after = at_;
    skip_spaces();
    if (here() != ':' && here() != 'h') return at_ = after, Token{Token::Kind::number, {}, whole};
    ++at_;
    const std::size_t unit = at_;
    skip_spaces();
    const std::string_view minutes = digits();
    // "12: 13:30" is noon, then half past one.
    const bool of_next = unit + minutes.size() < at_ && (here() == ':' || here() == 'h');
    if (minutes.size() != 2 || of_next) return at_ = unit, Token{Token::Kind::clock, {}, whole};
    return {Token::Kind::clock, {}, number(minutes) < 60 ? whole + number(minutes) : -1};
  }

  void skip_spaces() {
    while (here() == ' ') ++at_;
  }
  static int number(std::string_view digits) {
    int out = 0;
    for (const char c : digits) out = 10 * out + (c - '0');
    return out;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class Week {
 public:
  std::optional<Opening> read(std::string_view text) {
    Lexer lexer(text);
    for (Token token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) take(token);
    flush();
    if (!read_) return std::nullopt;
    return counted();
  }

 private:
  // Days, and what is said of them.
  struct Group {
    std::vector<int> days;
    std::vector<int> clocks;
    bool has_clock = false;  // not numbers only
    bool said = false;       // something was said: more days begin another group
    bool understood = true;
    bool by_appointment = false;
  };

  void take(const Token& token) {
    const auto day = token.kind == Token::Kind::word ? day_of(token.word) : std::nullopt;
    if (day) return name(*day);
    if (token.kind == Token::Kind::dash || (token.kind == Token::Kind::word && among(kUntil, token.word))) {
      until_ = !group_.days.empty() && !group_.said;
      return;
    }
    until_ = false;
    if (token.kind == Token::Kind::closing) {
      group_.by_appointment = false;
    } else if (token.kind == Token::Kind::word) {
      hear(token.word);
    } else {
      group_.said = true;
      group_.has_clock = group_.has_clock || token.kind == Token::Kind::clock;
      if (!group_.by_appointment) group_.clocks.push_back(token.minutes);
    }
  }

  void name(int day) {
    if (group_.said) flush();
    if (until_ && day < kDays)
      for (int one = (group_.days.back() + 1) % kDays; one != day; one = (one + 1) % kDays) group_.days.push_back(one);
    group_.days.push_back(day);
    until_ = false;
  }

  void hear(std::string_view word) {
    if (word == "sans") {
      without_ = true;
    } else if (word == "rdv" || word == "rendez" || word == "appointment") {
      group_.by_appointment = !std::exchange(without_, false);
      group_.said = true;
    } else if (among(kClosed, word)) {
      group_.said = true;
    } else if (!among(kSilent, word) && !group_.by_appointment) {
      group_.said = true;
      group_.understood = false;
    }
  }

  static bool in_order(const Group& group) {
    if (group.clocks.size() % 2 != 0 || (!group.clocks.empty() && !group.has_clock)) return false;
    for (std::size_t i = 0; i < group.clocks.size(); ++i)
      if (group.clocks[i] < 0 || group.clocks[i] > kDay_min || (i > 0 && group.clocks[i] < group.clocks[i - 1]))
        return false;
    return true;
  }

  void flush() {
    const Group group = std::exchange(group_, {});
    until_ = without_ = false;
    if (group.days.empty() && !group.said) return;
    if (group.days.empty() || !group.said || !group.understood || !in_order(group)) {
      partial_ = true;
      return;
    }
    for (const int day : group.days) {
      if (day == kHoliday) continue;
      read_ = true;
      for (std::size_t i = 0; i < group.clocks.size(); i += 2)
        for (int minute = group.clocks[i]; minute < group.clocks[i + 1]; ++minute)
          open_.set(static_cast<std::size_t>(day * kDay_min + minute));
    }
  }

  Opening counted() const {
    Opening out;
    for (int day = 0; day < kDays; ++day) {
      int morning = 0, afternoon = 0;
      for (int minute = 0; minute < kDay_min; ++minute)
        if (open_.test(static_cast<std::size_t>(day * kDay_min + minute))) ++(minute < kNoon_min ? morning : afternoon);
      out.half_days += (morning >= kLeast_min ? 1 : 0) + (afternoon >= kLeast_min ? 1 : 0);
      out.minutes += morning + afternoon;
    }
    out.partial = partial_;
    return out;
  }

  std::bitset<kDays * kDay_min> open_;
  Group group_;
  bool until_ = false, without_ = false;
  bool read_ = false, partial_ = false;
};

}  // namespace

std::optional<Opening> opening_of(std::string_view hours) { return Week().read(plain(hours)); }

std::span<const OpeningRow> opening_rows() { return kRows; }

}  // namespace maillage::planning
