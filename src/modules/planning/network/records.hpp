// What the routes of the network receive and answer.
#pragma once

#include "modules/planning/network/store_network.hpp"
#include "modules/planning/records.hpp"

namespace maillage::planning {

struct NetworkQuery {
  std::optional<Date> at;
  std::vector<std::string> kinds;  // of the sites counted as houses; empty = the usual ones
  TravelMode mode = TravelMode::car;
  std::optional<double> detour, speed_kmh;  // in place of the usual ones of the mode
};
BOOST_DESCRIBE_STRUCT(NetworkQuery, (), (at, kinds, mode, detour, speed_kmh))

// A usual value that may be changed in the form, with where it comes from.
struct TravelDefault {
  TravelMode mode = TravelMode::car;
  double detour = 0, speed_kmh = 0;
  Date from;
  std::string reference_fr, reference_en;
};
BOOST_DESCRIBE_STRUCT(TravelDefault, (), (mode, detour, speed_kmh, from, reference_fr, reference_en))

struct ReachMark {
  std::int32_t minutes = 0;
  Date from;
  std::string reference_fr, reference_en;
};
BOOST_DESCRIBE_STRUCT(ReachMark, (), (minutes, from, reference_fr, reference_en))

struct KindCount {
  std::string kind;
  std::int32_t sites = 0;     // known that day
  std::int32_t unplaced = 0;  // of which nobody knows where they are: they are left out
  bool counted = false;       // as houses
};
BOOST_DESCRIBE_STRUCT(KindCount, (), (kind, sites, unplaced, counted))

// The places that people leave from, in the order of every list of units.
struct UnitNames {
  std::string unit_level;  // iris or commune
  std::vector<std::string> codes, names, commune_names;
};
BOOST_DESCRIBE_STRUCT(UnitNames, (), (unit_level, codes, names, commune_names))

// How the publics reach the houses of that day.
struct NetworkAccess {
  Date at;
  Travel travel;
  std::vector<TravelDefault> defaults;
  std::vector<ReachMark> reaches;
  std::vector<KindCount> kinds;
  UnitNames units;
  std::vector<House> houses;
  std::vector<Public> publics;
  Picture picture;
};
BOOST_DESCRIBE_STRUCT(NetworkAccess, (), (at, travel, defaults, reaches, kinds, units, houses, publics, picture))

struct StudyStarted {
  std::int64_t id = 0;
  std::int64_t job_id = 0;
};
BOOST_DESCRIBE_STRUCT(StudyStarted, (), (id, job_id))

struct StudyQuery {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(StudyQuery, (), (id))

struct StudyItem {
  std::int64_t id = 0;
  std::string name;
  std::string created_at;
  std::string by;
  platform::JobState state = platform::JobState::queued;
  NetworkAim aim = NetworkAim::mean;
  std::int32_t houses_min = 0;
  std::int32_t houses_max = 0;
  std::int32_t networks = 0;
};
BOOST_DESCRIBE_STRUCT(StudyItem, (), (id, name, created_at, by, state, aim, houses_min, houses_max, networks))

struct StudyList {
  std::vector<StudyItem> items;  // newest first
};
BOOST_DESCRIBE_STRUCT(StudyList, (), (items))

struct StudyPage {
  std::int64_t id = 0;
  std::string name;
  std::string created_at;
  std::string by;
  StudyRequest request;
  Travel travel;
  std::string target_name;  // of the quantity served; "" = the residents
  platform::JobState state = platform::JobState::queued;
  std::int64_t job_id = 0;
  std::optional<NetworkPoint> today;  // absent when there is no house, or when the territory has changed since
  std::int32_t best = -1;             // position in `curve` of the network shown first; -1 = none
  std::vector<NetworkPoint> curve;
};
BOOST_DESCRIBE_STRUCT(StudyPage, (),
                      (id, name, created_at, by, request, travel, target_name, state, job_id, today, best, curve))

// What a job publishes while it computes, and in the end.
struct StudyProgress {
  std::vector<NetworkPoint> curve;
};
BOOST_DESCRIBE_STRUCT(StudyProgress, (), (curve))

enum class HouseDecision { kept, opened, closed };
BOOST_DESCRIBE_ENUM(HouseDecision, kept, opened, closed)

// One network beside today's. `houses`: those of today and those that open; `decisions` and the pictures follow them.
struct NetworkPage {
  NetworkPoint point;
  Date at;
  Travel travel;
  std::vector<std::int32_t> reaches;  // minutes that the shares are within
  UnitNames units;
  std::vector<House> houses;
  std::vector<HouseDecision> decisions;
  std::vector<Public> publics;
  Picture before, after;
};
BOOST_DESCRIBE_STRUCT(NetworkPage, (), (point, at, travel, reaches, units, houses, decisions, publics, before, after))

}  // namespace maillage::planning
