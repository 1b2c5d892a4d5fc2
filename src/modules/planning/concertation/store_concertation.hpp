// Concertations and the remarks they received. Every function runs inside the caller's transaction.
#pragma once

#include <vector>

#include "modules/planning/concertation/concertation.hpp"
#include "modules/planning/concertation/picture.hpp"
#include "modules/planning/scenario/store_scenario.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::planning {

// Inserts a concertation, open; its id and what ends it are ignored.
ConcertationId insert_concertation(sql::Session& session, const Concertation& concertation,
                                   const PublicPicture& picture);

struct ListedConcertation {
  Concertation concertation;
  std::int64_t received = 0, published = 0, set_aside = 0;  // remarks in each state
};
BOOST_DESCRIBE_STRUCT(ListedConcertation, (), (concertation, received, published, set_aside))

std::vector<ListedConcertation> concertations_of(sql::Session& session, ScenarioId scenario);  // newest first
std::optional<Concertation> concertation_of_key(sql::Session& session, std::string_view key);
PublicPicture picture_of(sql::Session& session, ConcertationId id);

// False, and nothing is written, when it is no longer in state `from`.
bool end_concertation(sql::Session& session, ConcertationId id, ConcertationState from, ConcertationState to,
                      const Hand& hand);

// A remark as it is kept. `version` is the number of times it was read.
struct Remark {
  std::int64_t id = 0;
  std::int64_t concertation_id = 0;
  std::string place, place_name;  // code and name; "" = of the whole map
  std::string content;
  std::string received_at;  // UTC, ISO 8601
  RemarkState state = RemarkState::received;
  std::string answer, reason;
  std::int32_t version = 0;
  std::string touched_at, touched_by;  // "" until it is read
};
BOOST_DESCRIBE_STRUCT(Remark, (),
                      (id, concertation_id, place, place_name, content, received_at, state, answer, reason, version,
                       touched_at, touched_by))

// Inserts a remark, received; only the concertation, the place, the content and the instant are read.
RemarkId insert_remark(sql::Session& session, const Remark& remark);
std::int64_t count_remarks(sql::Session& session, ConcertationId id);
std::optional<Remark> find_remark(sql::Session& session, ScenarioId scenario, RemarkId id);

// place: by code; state: what nobody has read first; the newest first among equals.
enum class RemarkOrder { newest, oldest, place, state };
BOOST_DESCRIBE_ENUM(RemarkOrder, newest, oldest, place, state)

// Remarks of a scenario. What is absent does not filter; place "" = of the whole map.
struct RemarksAsked {
  ScenarioId scenario;
  std::optional<ConcertationId> concertation;
  std::optional<RemarkState> state;
  std::optional<std::string> place;
  RemarkOrder order = RemarkOrder::newest;
  std::int32_t offset = 0, limit = 50;
};
std::vector<Remark> remarks_of(sql::Session& session, const RemarksAsked& asked);

struct StateCount {
  RemarkState state = RemarkState::received;
  std::int64_t remarks = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, remarks))
// How many remarks of each state, whatever `asked.state` and the page.
std::vector<StateCount> count_by_state(sql::Session& session, const RemarksAsked& asked);

struct PlaceCount {
  std::string place, name;
  std::int64_t remarks = 0;
};
BOOST_DESCRIBE_STRUCT(PlaceCount, (), (place, name, remarks))
// How many remarks of each place, by code, whatever `asked.place` and the page.
std::vector<PlaceCount> count_by_place(sql::Session& session, const RemarksAsked& asked);

// Takes the reading of a remark read `seen` times. False, and nothing is written, when it was read since.
bool read_remark(sql::Session& session, RemarkId id, std::int32_t seen, const Reading& reading, const Hand& hand);

struct RemarkStep {
  std::int32_t position = 0;
  RemarkState state = RemarkState::received;
  std::string answer, reason;
  std::string made_at, made_by;
};
BOOST_DESCRIBE_STRUCT(RemarkStep, (), (position, state, answer, reason, made_at, made_by))
std::vector<RemarkStep> steps_of(sql::Session& session, RemarkId id);  // oldest first

// What everybody may read of a published remark.
struct PublishedRemark {
  std::string place, place_name, content;
  std::string received_at;
  std::string answer;
  std::string published_at;
};
BOOST_DESCRIBE_STRUCT(PublishedRemark, (), (place, place_name, content, received_at, answer, published_at))

// The newest first, of one place or of all.
std::vector<PublishedRemark> published_remarks(sql::Session& session, ConcertationId id,
                                               const std::optional<std::string>& place, std::int32_t offset,
                                               std::int32_t limit);
std::int64_t count_published(sql::Session& session, ConcertationId id, const std::optional<std::string>& place);
// By code.
std::vector<PlaceCount> published_by_place(sql::Session& session, ConcertationId id);

// Erases what visitors wrote, and why some of it was set aside, in the concertations that ended before that day:
// counts, places and answers stay. Gives how many remarks lost their text.
std::int64_t erase_remarks(sql::Session& session, Date before);

}  // namespace maillage::planning
