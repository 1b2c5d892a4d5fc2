#include "modules/planning/concertation/concertation.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace maillage::planning {
namespace {

constexpr std::string_view kBlanks = " \t\n\r";

// C0 and C1 controls, and the marks that reorder text (Unicode UAX #9): what is read would not be what was written.
bool unseen(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return (byte(0) < 0x20 && byte(0) != '\n' && byte(0) != '\t') || byte(0) == 0x7F;
  if (character.size() == 2) return byte(0) == 0xC2 && byte(1) < 0xA0;
  if (character.size() != 3 || byte(0) != 0xE2) return false;
  return (byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE) ||
         (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);
}

std::string with_plain_lines(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

}  // namespace

std::string new_key() {
  unsigned char bytes[16];
  randombytes_buf(bytes, sizeof bytes);
  constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  char text[sodium_base64_ENCODED_LEN(sizeof bytes, kForm)];
  return sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, kForm);
}

ConcertationState state_on(const Concertation& concertation, Date today) {
  const bool over = concertation.state == ConcertationState::open && concertation.closes_on < today;
  return over ? ConcertationState::closed : concertation.state;
}

bool may_end(ConcertationState from, ConcertationState to) {
  return from != ConcertationState::withdrawn && to != ConcertationState::open && from != to;
}

Result<Reading> check_reading(RemarkState from, const Reading& reading) {
  if (from == reading.state && from != RemarkState::published)
    return Problem{"planning.remark_unchanged", "/state", {}};
  Reading out{reading.state, "", ""};
  if (reading.state == RemarkState::published) {
    auto answer = clean_text(reading.answer, kAnswer);
    if (!answer) return answer.problem();
    out.answer = *std::move(answer);
  }
  if (reading.state == RemarkState::set_aside) {
    auto reason = clean_text(reading.reason, kReason);
    if (!reason) return reason.problem();
    out.reason = *std::move(reason);
  }
  return out;
}

Result<std::string> clean_text(std::string_view text, const TextBounds& bounds) {
  const auto first = std::min(text.find_first_not_of(kBlanks), text.size());
  const auto last = text.find_last_not_of(kBlanks);
  std::string out = with_plain_lines(text.substr(first, last == text.npos ? 0 : last + 1 - first));
  std::size_t characters = 0;
  const std::string field(bounds.field);
  for (std::string_view rest = out; !rest.empty(); ++characters) {
    const std::size_t length = utf8_length(rest);
    if (length == 0 || unseen(rest.substr(0, length))) return Problem{"planning.unseen_characters", field, {}};
    rest.remove_prefix(length);
  }
  if (characters < bounds.low || characters > bounds.high)
    return Problem{"planning.text_length",
                   field,
                   {{"low", std::to_string(bounds.low)},
                    {"high", std::to_string(bounds.high)},
                    {"count", std::to_string(characters)}}};
  return out;
}

}  // namespace maillage::planning
