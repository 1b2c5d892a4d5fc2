// What agents send and receive of concertations.
#pragma once

#include "modules/planning/concertation/store_concertation.hpp"

namespace maillage::planning {

struct ConcertationsQuery {
  std::int64_t id = 0;  // of the scenario
};
BOOST_DESCRIBE_STRUCT(ConcertationsQuery, (), (id))

struct NewConcertation {
  std::int32_t version = 0;  // of the scenario: the number of steps that the public will see
  std::string title;
  std::string presentation;
  Date closes_on;
};
BOOST_DESCRIBE_STRUCT(NewConcertation, (), (version, title, presentation, closes_on))

struct ConcertationItem {
  std::int64_t id = 0;
  std::string key;  // its address for the public: /concertation/{key}
  std::int32_t version = 0;
  std::string title, presentation;
  std::string opened_at, opened_by;
  Date closes_on;
  ConcertationState state = ConcertationState::open;  // today
  std::string ended_at, ended_by;                     // "" unless somebody closed or withdrew it
  std::int64_t received = 0, published = 0, set_aside = 0;
};
BOOST_DESCRIBE_STRUCT(ConcertationItem, (),
                      (id, key, version, title, presentation, opened_at, opened_by, closes_on, state, ended_at,
                       ended_by, received, published, set_aside))

struct ConcertationList {
  std::vector<ConcertationItem> items;  // newest first
};
BOOST_DESCRIBE_STRUCT(ConcertationList, (), (items))

struct ConcertationQuery {
  std::int64_t id = 0;  // of the scenario
  std::int64_t concertation = 0;
};
BOOST_DESCRIBE_STRUCT(ConcertationQuery, (), (id, concertation))

struct ConcertationEnd {
  ConcertationState state = ConcertationState::closed;  // closed or withdrawn
};
BOOST_DESCRIBE_STRUCT(ConcertationEnd, (), (state))

// `place`: a code, or "whole" for the remarks of the whole map.
struct RemarksQuery {
  std::int64_t id = 0;
  std::optional<std::int64_t> concertation;
  std::optional<RemarkState> state;
  std::string place;
  RemarkOrder sort = RemarkOrder::newest;
  std::int32_t offset = 0, limit = 50;
};
BOOST_DESCRIBE_STRUCT(RemarksQuery, (), (id, concertation, state, place, sort, offset, limit))

struct RemarkList {
  std::int64_t total = 0;
  std::vector<Remark> items;
  std::vector<StateCount> states;  // of the same place, all states
  std::vector<PlaceCount> places;  // of the same state, all places
};
BOOST_DESCRIBE_STRUCT(RemarkList, (), (total, items, states, places))

struct RemarkQuery {
  std::int64_t id = 0;
  std::int64_t remark = 0;
};
BOOST_DESCRIBE_STRUCT(RemarkQuery, (), (id, remark))

struct RemarkPage {
  Remark remark;
  std::vector<RemarkStep> journal;  // oldest first
};
BOOST_DESCRIBE_STRUCT(RemarkPage, (), (remark, journal))

struct NewReading {
  std::int32_t seen = 0;  // version of the remark that the reader had under the eyes
  RemarkState state = RemarkState::published;
  std::string answer;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NewReading, (), (seen, state, answer, reason))

}  // namespace maillage::planning
