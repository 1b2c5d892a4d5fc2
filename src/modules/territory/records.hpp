// What the tables hold for one day, as read: the matter of every rule of this module.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace maillage::territory {

// level: commune, iris, epci, ept. kind: INSEE type of an IRIS (H, A, D, Z), else "".
struct PlaceRecord {
  std::string level, code, name, kind;
  Date from, to;
};
BOOST_DESCRIBE_STRUCT(PlaceRecord, (), (level, code, name, kind, from, to))

struct PopulationRecord {
  std::string level, code;
  std::int64_t persons = 0;
  bool estimated = false;
};
BOOST_DESCRIBE_STRUCT(PopulationRecord, (), (level, code, persons, estimated))

// Lambert-93 metres of a point inside the outline, and its area.
struct CentreRecord {
  std::string level, code;
  double x_m = 0, y_m = 0, area_m2 = 0;
};
BOOST_DESCRIBE_STRUCT(CentreRecord, (), (level, code, x_m, y_m, area_m2))

struct MembershipRecord {
  std::string level, code, in_level, in_code;
};
BOOST_DESCRIBE_STRUCT(MembershipRecord, (), (level, code, in_level, in_code))

struct MissionRecord {
  std::string code, name_fr, name_en;
};
BOOST_DESCRIBE_STRUCT(MissionRecord, (), (code, name_fr, name_en))

struct SectorRecord {
  std::string mission, code, name;
  Date from, to;
};
BOOST_DESCRIBE_STRUCT(SectorRecord, (), (mission, code, name, from, to))

// street "" = the whole unit, or what its streets leave. Numbers are inclusive, -1 = no limit.
struct SectorUnitRecord {
  std::string mission, sector, unit, street, street_name, ban_id;
  std::int32_t from_number = -1, to_number = -1;
  std::string parity = "any";
};
BOOST_DESCRIBE_STRUCT(SectorUnitRecord, (),
                      (mission, sector, unit, street, street_name, ban_id, from_number, to_number, parity))

// Numbers of a street that lie in one IRIS.
struct StreetRecord {
  std::string commune, street, street_name;
  std::int32_t from_number = -1, to_number = -1;
  std::string parity = "any", iris;
};
BOOST_DESCRIBE_STRUCT(StreetRecord, (), (commune, street, street_name, from_number, to_number, parity, iris))

// One door; Lambert-93 decimetres.
struct AddressRecord {
  std::string commune, street, street_name;
  std::int32_t number = 0;
  std::string suffix;
  std::int64_t x_dm = 0, y_dm = 0;
};
BOOST_DESCRIBE_STRUCT(AddressRecord, (), (commune, street, street_name, number, suffix, x_dm, y_dm))

struct SiteRecord {
  std::string code, name, kind, address, commune;
  std::optional<std::int64_t> x_dm, y_dm;
  Date from, to;
  std::string hours = {};  // as written; "" = nobody said
};
BOOST_DESCRIBE_STRUCT(SiteRecord, (), (code, name, kind, address, commune, x_dm, y_dm, from, to, hours))

// A numeric column of the units; mission "" = of none.
struct QuantityRecord {
  std::string code, name, unit, period, mission;
};
BOOST_DESCRIBE_STRUCT(QuantityRecord, (), (code, name, unit, period, mission))

// The same, with the file that last said something of it.
struct QuantityLine {
  std::string code, name, unit, period, mission, file_name, imported_at;
};
BOOST_DESCRIBE_STRUCT(QuantityLine, (), (code, name, unit, period, mission, file_name, imported_at))

// What a commune or an IRIS holds of a quantity, in thousandths of its unit.
struct AmountRecord {
  std::string quantity, level, code;
  std::int64_t thousandths = 0;
};
BOOST_DESCRIBE_STRUCT(AmountRecord, (), (quantity, level, code, thousandths))

struct EdgeRecord {
  std::string a, b;
  std::int64_t border_dm = 0;
};
BOOST_DESCRIBE_STRUCT(EdgeRecord, (), (a, b, border_dm))

// kind: merged, split, code, delegated.
struct EventRecord {
  Date date;
  std::string kind, from_code, to_code;
  double share = 1;
  bool inferred = false;
};
BOOST_DESCRIBE_STRUCT(EventRecord, (), (date, kind, from_code, to_code, share, inferred))

// A name a commune had, and since when.
struct NameRecord {
  std::string code, name;
  Date from;
};
BOOST_DESCRIBE_STRUCT(NameRecord, (), (code, name, from))

struct SourceRecord {
  std::string source, vintage, licence, imported_at;
};
BOOST_DESCRIBE_STRUCT(SourceRecord, (), (source, vintage, licence, imported_at))

// Everything true on day `at`, but for outlines, streets and addresses; events and former names are of all days.
struct DayRecords {
  Date at;
  std::vector<PlaceRecord> places;  // by level, then code
  std::vector<PopulationRecord> populations;
  std::vector<CentreRecord> centres;
  std::vector<MembershipRecord> memberships;
  std::vector<MissionRecord> missions;  // only those with names of their own
  std::vector<SectorRecord> sectors;    // by mission, then code
  std::vector<SectorUnitRecord> sector_units;
  std::vector<SiteRecord> sites;
  std::vector<QuantityLine> quantities;  // by code
  std::vector<AmountRecord> amounts;     // by quantity
  std::vector<EdgeRecord> edges;
  std::vector<EventRecord> events;  // by date
  std::vector<NameRecord> commune_names;
  std::vector<SourceRecord> sources;
  std::vector<Date> change_dates;
  bool demonstration = false;
  std::string departement_code, departement_name;  // when the file said them
};

}  // namespace maillage::territory
