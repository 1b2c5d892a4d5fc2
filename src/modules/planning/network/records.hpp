// What the routes of the network receive and answer.
#pragma once

#include "modules/planning/network/complement.hpp"
#include "modules/planning/network/minutes_file.hpp"
#include "modules/planning/network/store_network.hpp"
#include "modules/planning/records.hpp"

namespace maillage::planning {

struct NetworkQuery {
  std::optional<Date> at;
  std::vector<std::string> kinds;  // of the sites counted as houses; empty = the usual ones
  TravelMode mode = TravelMode::car;
  std::optional<double> detour, speed_kmh;  // in place of the usual ones of the mode
  std::optional<std::int64_t> table;        // of minutes; as the crow flies when absent
  std::vector<std::string> partners;        // kinds of points counted as complements; empty = all
  std::optional<std::int32_t> cells;        // metres: residents are counted at cells of that size, not at their unit
};
BOOST_DESCRIBE_STRUCT(NetworkQuery, (), (at, kinds, mode, detour, speed_kmh, table, partners, cells))

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
  LackingMinutes lacking;
  std::vector<TravelTable> tables;  // of minutes that may be counted with, newest first
  Complement complement;
  OpeningAccess opening;
  std::vector<territory::Grid> grids;  // known that day, the finest first
  std::optional<CountedCells> cells;   // absent: residents are counted at the centre of their unit
};
BOOST_DESCRIBE_STRUCT(NetworkAccess, (),
                      (at, travel, defaults, reaches, kinds, units, houses, publics, picture, lacking, tables,
                       complement, opening, grids, cells))

// The server of routes that may be asked, and what it calls going by car and on foot.
struct RoadServerSetting {
  std::string address;
  std::string vintage;  // of its map, as people say it: "OpenStreetMap, janvier 2026"
  std::string profile_car;
  std::optional<std::string> profile_walk;  // absent when it only knows roads
};
BOOST_DESCRIBE_STRUCT(RoadServerSetting, (), (address, vintage, profile_car, profile_walk))

struct RoadServerChoice {
  std::optional<RoadServerSetting> server;  // absent: none is asked
};
BOOST_DESCRIBE_STRUCT(RoadServerChoice, (), (server))

struct TravelTables {
  std::vector<TravelTable> items;  // newest first
};
BOOST_DESCRIBE_STRUCT(TravelTables, (), (items))

struct MinutesQuery {
  std::string file_name, origin, vintage;
  TravelMode mode = TravelMode::car;
  std::optional<Date> at;  // the day of the units and sites that the file names
  bool dry_run = false;
};
BOOST_DESCRIBE_STRUCT(MinutesQuery, (), (file_name, origin, vintage, mode, at, dry_run))

// What was found in a file of minutes. Accepted, it is a table, unless it was a dry run.
struct MinutesReport {
  bool dry_run = false;
  bool accepted = false;
  std::int64_t rows = 0;
  std::int64_t pairs = 0;
  std::int32_t departures = 0, destinations = 0;  // different ones
  std::int32_t units = 0;                         // of that day: those that it does not name reach no house
  std::optional<std::int64_t> table;              // the one it made, or the same made before
  bool already = false;                           // it was there: nothing was written
  std::vector<MinutesFault> faults;
};
BOOST_DESCRIBE_STRUCT(MinutesReport, (),
                      (dry_run, accepted, rows, pairs, departures, destinations, units, table, already, faults))

// Which minutes the server of routes is asked for: from every unit to these houses.
struct MinutesAsked {
  std::int64_t table = 0;
  std::optional<Date> at;
  std::vector<std::string> kinds;
};
BOOST_DESCRIBE_STRUCT(MinutesAsked, (), (table, at, kinds))

struct MinutesStarted {
  std::int64_t job_id = 0;
};
BOOST_DESCRIBE_STRUCT(MinutesStarted, (), (job_id))

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
  Stage stage = Stage::draft;
};
BOOST_DESCRIBE_STRUCT(StudyItem, (), (id, name, created_at, by, state, aim, houses_min, houses_max, networks, stage))

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
  std::optional<StudyImpossibility> impossibility;
  Stage stage = Stage::draft;
  std::int32_t chosen = -1;  // position in `curve` of the network that was submitted; -1 = none was
  std::vector<StudyPassage> stages;
  std::optional<territory::Grid> grid;  // absent: residents are counted at the centre of their unit
};
BOOST_DESCRIBE_STRUCT(StudyPage, (),
                      (id, name, created_at, by, request, travel, target_name, state, job_id, today, best, curve,
                       impossibility, stage, chosen, stages, grid))

// Leads a study to another stage. `network` is the one submitted, read then only.
struct NewStudyStage {
  Stage stage = Stage::submitted;
  std::int32_t network = -1;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(NewStudyStage, (), (stage, network, note))

// What a job publishes while it computes, and in the end.
struct StudyProgress {
  std::vector<NetworkPoint> curve;
};
BOOST_DESCRIBE_STRUCT(StudyProgress, (), (curve))

enum class HouseDecision { kept, opened, closed };
BOOST_DESCRIBE_ENUM(HouseDecision, kept, opened, closed)

// What is said of residents counted at cells, before and after: as in CountedCells.
struct StudiedCells {
  territory::Grid grid;
  std::vector<std::vector<double>> within_before, within_after;
};
BOOST_DESCRIBE_STRUCT(StudiedCells, (), (grid, within_before, within_after))

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
  std::optional<StudiedCells> cells;  // absent: residents are counted at the centre of their unit
};
BOOST_DESCRIBE_STRUCT(NetworkPage, (),
                      (point, at, travel, reaches, units, houses, decisions, publics, before, after, cells))

}  // namespace maillage::planning
