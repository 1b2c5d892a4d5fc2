// The answers of the territory's routes, as the HTTP contract spells them.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "modules/access/access.hpp"
#include "modules/territory/coverage.hpp"
#include "modules/territory/relay.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::territory::wire {

using access::Departement;

struct Counts {
  std::int64_t commune = 0, iris = 0, epci = 0, ept = 0, site = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (commune, iris, epci, ept, site))

struct MissionCount {
  std::string code, name_fr, name_en;
  std::int64_t sectors = 0;
};
BOOST_DESCRIBE_STRUCT(MissionCount, (), (code, name_fr, name_en, sectors))

struct Source {
  std::string name, vintage, licence, imported_at;
};
BOOST_DESCRIBE_STRUCT(Source, (), (name, vintage, licence, imported_at))

struct Overview {
  Date at;
  std::optional<Departement> departement;
  bool demonstration = false;
  std::int64_t population = 0;
  Counts counts;
  std::string unit_level;
  std::vector<MissionCount> missions;
  std::vector<Date> change_dates;
  std::vector<Source> sources;
};
BOOST_DESCRIBE_STRUCT(Overview, (),
                      (at, departement, demonstration, population, counts, unit_level, missions, change_dates, sources))

// level: commune, iris, epci, ept, sector, site.
struct PlaceRow {
  std::string level;
  std::optional<std::string> mission;
  std::string code, name;
  std::int64_t population = 0;
  bool estimated = false;
  std::optional<std::string> parent_code, parent_name;
  Date from;
  std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(PlaceRow, (),
                      (level, mission, code, name, population, estimated, parent_code, parent_name, from, to))

struct Places {
  std::int64_t total = 0;
  std::vector<PlaceRow> items;
};
BOOST_DESCRIBE_STRUCT(Places, (), (total, items))

// x, y: coordinates of the map (Lambert-93 metres, y negated).
struct Site {
  std::string code, name, kind, address, commune_code;
  double lon = 0, lat = 0, x = 0, y = 0;
  Date from;
  std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(Site, (), (code, name, kind, address, commune_code, lon, lat, x, y, from, to))

struct Sites {
  std::vector<Site> items;
};
BOOST_DESCRIBE_STRUCT(Sites, (), (items))

struct SectorRef {
  std::string mission, code, name;
};
BOOST_DESCRIBE_STRUCT(SectorRef, (), (mission, code, name))

// kind: created, merged_into, absorbed, renamed, code_changed, closed.
struct HistoryEvent {
  Date date;
  std::string kind;
  std::vector<std::string> codes, names;
};
BOOST_DESCRIBE_STRUCT(HistoryEvent, (), (date, kind, codes, names))

struct PlaceDetail {
  PlaceRow place;
  std::optional<double> area_km2;
  std::vector<PlaceRow> memberships, members;
  std::vector<SectorRef> sectors;
  std::vector<Site> sites;
  std::vector<HistoryEvent> history;
};
BOOST_DESCRIBE_STRUCT(PlaceDetail, (), (place, area_km2, memberships, members, sectors, sites, history))

struct MissionAssignment {
  std::string mission;
  std::vector<Sector> sectors;
  std::vector<std::int32_t> of_unit;
};
BOOST_DESCRIBE_STRUCT(MissionAssignment, (), (mission, sectors, of_unit))

struct Assignments {
  std::string unit_level;
  std::vector<std::string> units, names;
  std::vector<std::int64_t> populations;
  std::vector<MissionAssignment> missions;
};
BOOST_DESCRIBE_STRUCT(Assignments, (), (unit_level, units, names, populations, missions))

struct Fault {
  FaultKind kind = FaultKind::gap;
  std::vector<CodeName> sectors;
  std::vector<std::string> units, unit_names;
  std::int64_t population = 0;
  Message reason;
};
BOOST_DESCRIBE_STRUCT(Fault, (), (kind, sectors, units, unit_names, population, reason))

struct Coverage {
  std::string mission;
  std::vector<Fault> faults;
};
BOOST_DESCRIBE_STRUCT(Coverage, (), (mission, faults))

struct PlaceRef {
  std::string level, code, name;
};
BOOST_DESCRIBE_STRUCT(PlaceRef, (), (level, code, name))

struct Answer {
  std::string mission;
  std::optional<CodeName> sector;
  Message reason;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (mission, sector, reason))

struct Candidate {
  std::string label, commune_code, street;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (label, commune_code, street))

// Who answers in the meantime, from `since` to `until` (both included): sites for a desk, sectors for a sector. It
// holds in `units` of the `of_units` units of the place.
struct RelayHere {
  RelayKind kind = RelayKind::desk;
  std::optional<std::string> mission;  // absent: every mission
  CodeName from, to;
  std::optional<Site> site;  // the one that receives
  Date since, until;
  std::string reason;
  std::string origin;
  std::int32_t units = 0, of_units = 0;
};
BOOST_DESCRIBE_STRUCT(RelayHere, (), (kind, mission, from, to, site, since, until, reason, origin, units, of_units))

// `relays` are laid beside the answers, which stay the permanent ones.
struct Competence {
  Date at;
  std::string asked;
  std::optional<PlaceRef> place;
  Message reason;
  std::vector<Answer> answers;
  std::optional<Site> mds;
  std::vector<Candidate> candidates;
  std::vector<RelayHere> relays = {};
};
BOOST_DESCRIBE_STRUCT(Competence, (), (at, asked, place, reason, answers, mds, candidates, relays))

struct Imports {
  std::vector<store::ImportRow> items;
};
BOOST_DESCRIBE_STRUCT(Imports, (), (items))

struct JobStarted {
  std::int64_t job_id = 0;
};
BOOST_DESCRIBE_STRUCT(JobStarted, (), (job_id))

// `units` that have a value, of which `estimated` were shared out; `missing` units have none.
struct QuantityRow {
  std::string code, name, unit, period;
  std::optional<std::string> mission;
  double total = 0;
  std::int32_t units = 0, estimated = 0, missing = 0;
  std::string file_name, imported_at;
};
BOOST_DESCRIBE_STRUCT(QuantityRow, (),
                      (code, name, unit, period, mission, total, units, estimated, missing, file_name, imported_at))

struct Quantities {
  Date at;
  std::vector<QuantityRow> items;
};
BOOST_DESCRIBE_STRUCT(Quantities, (), (at, items))

}  // namespace maillage::territory::wire
