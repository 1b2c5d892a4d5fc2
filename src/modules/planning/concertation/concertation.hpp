// A scenario shown to the public under an address that cannot be guessed, and what visitors say of it.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"

namespace maillage::planning {

// open: remarks are taken until the last day; closed: read only; withdrawn: not there any more for the public.
enum class ConcertationState { open, closed, withdrawn };
BOOST_DESCRIBE_ENUM(ConcertationState, open, closed, withdrawn)

struct ConcertationTag;
using ConcertationId = Id<ConcertationTag>;
struct RemarkTag;
using RemarkId = Id<RemarkTag>;

// As it is kept, but for its picture.
struct Concertation {
  std::int64_t id = 0;
  std::int64_t scenario_id = 0;
  std::string key;
  std::int32_t version = 0;  // of the scenario: the number of steps shown
  Date at;                   // day of the territory
  std::string title, presentation;
  std::string opened_at, opened_by;  // UTC, ISO 8601; name of the person
  Date closes_on;                    // the last day on which remarks are taken
  ConcertationState state = ConcertationState::open;
  std::string ended_at, ended_by;
};
BOOST_DESCRIBE_STRUCT(Concertation, (),
                      (id, scenario_id, key, version, at, title, presentation, opened_at, opened_by, closes_on, state,
                       ended_at, ended_by))

// 128 random bits in 22 characters that an address may hold as they are.
std::string new_key();

// Its state on a day: one that nobody closed is closed once its last day is over.
ConcertationState state_on(const Concertation& concertation, Date today);

// Whether a planner may lead a concertation from one state to another: open → closed → withdrawn, or → withdrawn at
// once. What was withdrawn does not come back: the address may have been withdrawn for what it showed.
bool may_end(ConcertationState from, ConcertationState to);

// received: nobody has read it yet; published: everybody reads it, with its answer; set_aside: kept, not shown.
enum class RemarkState { received, published, set_aside };
BOOST_DESCRIBE_ENUM(RemarkState, received, published, set_aside)

// What a planner makes of a remark.
struct Reading {
  RemarkState state = RemarkState::published;
  std::string answer;  // read by all; "" = published without an answer; published only
  std::string reason;  // read by agents; set_aside only, needed
};

// Whether the reading may follow a remark in state `from`: a published one may be published again with another answer;
// otherwise the state changes. Gives the reading as it is kept, its texts cleaned.
Result<Reading> check_reading(RemarkState from, const Reading& reading);

// Bounds of a text that the public writes or reads, in characters.
struct TextBounds {
  std::string_view field;
  std::size_t low = 0, high = 0;
};
inline constexpr TextBounds kTitle{"/title", 3, 120}, kPresentation{"/presentation", 3, 4000},
    kContent{"/content", 3, 2000}, kAnswer{"/answer", 0, 2000}, kReason{"/reason", 3, 500};

// The text without blanks at its ends, lines ended by "\n". Refused when too short or too long, or when it holds
// characters that are not seen: controls other than the end of line and the tabulation, and those that turn the
// direction of what follows.
Result<std::string> clean_text(std::string_view text, const TextBounds& bounds);

// What is refused here, in both languages.
std::span<const ProblemRow> concertation_problems();

}  // namespace maillage::planning
