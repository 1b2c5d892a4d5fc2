// What stands beside the houses: where partners receive people, never counted as houses; and when houses are open.
#pragma once

#include "modules/planning/network/cells.hpp"
#include "modules/planning/network/opening.hpp"
#include "modules/territory/access_points.hpp"

namespace maillage::planning {

// A kind of partners' points, with the file that last said something of it.
struct PartnerKind {
  std::string kind, name;
  std::int32_t points = 0;
  std::int32_t approximate = 0;  // of which the centre of their commune stands for the place
  std::string source, vintage;
  bool counted = false;  // as complements
};
BOOST_DESCRIBE_STRUCT(PartnerKind, (), (kind, name, points, approximate, source, vintage, counted))

// What a table of minutes does not say: units and houses it knows no minutes between, and houses it knows none to.
struct LackingMinutes {
  std::int64_t pairs = 0;
  std::vector<std::string> houses;  // names
};
BOOST_DESCRIBE_STRUCT(LackingMinutes, (), (pairs, houses))

LackingMinutes lacking_of(const territory::Snapshot& snapshot, const std::vector<House>& houses, const Ways& ways);

// Access with partners' points as complements: said beside that of the houses alone, never in its place.
struct Complement {
  std::vector<PartnerKind> kinds;     // known that day, by kind
  std::vector<House> points;          // counted; `kind` is the name of their kind
  std::vector<double> minutes;        // of every unit to the nearest point; -1 = it reaches none
  std::vector<std::int32_t> nearest;  // position of that point; -1 = none
  std::vector<PublicReach> publics;   // to the nearest of houses and points, in the order of the publics
  LackingMinutes lacking;             // to the points
};
BOOST_DESCRIBE_STRUCT(Complement, (), (kinds, points, minutes, nearest, publics, lacking))

// The points of these kinds (none: of all) as places one goes to; their codes are "franceservices/1234".
std::vector<House> points_of(const std::vector<territory::SourcedPoint>& points, const std::vector<std::string>& kinds);

// `cells`: those that residents are counted at, when they are; `publics` are counted at them then.
Complement complement_of(const territory::Snapshot& snapshot, const std::vector<House>& houses,
                         const std::vector<territory::SourcedPoint>& points, const std::vector<std::string>& kinds,
                         const std::vector<CountedPublic>& publics, const Ways& ways,
                         const CellDemand* cells = nullptr);

// What is known of when a house is open.
struct HouseOpening {
  std::int32_t half_days = -1;  // of a week; -1 = nobody said, or it cannot be read
  bool partial = false;         // of some days only: it may be open more
};
BOOST_DESCRIBE_STRUCT(HouseOpening, (), (half_days, partial))

// Access to the houses that are open at least so many half-days a week.
struct OpeningLine {
  std::int32_t half_days = 0;
  Date from;
  std::string reference_fr, reference_en;
  std::int32_t houses = 0;           // open that much, as far as is written
  std::int32_t unsaid = 0;           // that may be: nobody said, or not of every day
  std::vector<PublicReach> surely;   // to the former
  std::vector<PublicReach> at_most;  // to both: if the latter were open that much
};
BOOST_DESCRIBE_STRUCT(OpeningLine, (), (half_days, from, reference_fr, reference_en, houses, unsaid, surely, at_most))

struct OpeningAccess {
  std::vector<HouseOpening> houses;  // in their order
  std::vector<OpeningLine> lines;    // of opening_rows()
};
BOOST_DESCRIBE_STRUCT(OpeningAccess, (), (houses, lines))

// Gives the houses their hours, by code.
void tell_hours(std::vector<House>& houses, const std::vector<territory::SiteHours>& hours);

// `costs`: minutes to these houses.
OpeningAccess opening_access(const std::vector<House>& houses, const engines::siting::Costs& costs,
                             const std::vector<CountedPublic>& publics);

}  // namespace maillage::planning
