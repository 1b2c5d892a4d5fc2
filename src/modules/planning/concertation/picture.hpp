// What the public sees of a drawn map: these records and no others. None has room for who drew, spoke or decided; a
// test reads their fields one by one.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "modules/planning/scenario/measures.hpp"

namespace maillage::planning {

struct PublicPlace {
  std::string code;
  std::string name;
  std::string commune;  // that holds it; its own name when it is a commune
  std::int64_t residents = 0;
};
BOOST_DESCRIBE_STRUCT(PublicPlace, (), (code, name, commune, residents))

struct PublicSector {
  std::string name;
  std::int64_t residents = 0;
  std::int32_t places = 0;
  double deviation = 0;  // from the mean of the sectors of the same map: 0.04 = 4 % above
};
BOOST_DESCRIBE_STRUCT(PublicSector, (), (name, residents, places, deviation))

// The present map of one mission, and what the drawn one does to it.
struct PublicMission {
  std::string code, name_fr, name_en;
  std::vector<PublicSector> sectors;
  std::vector<std::int32_t> sector_of_place;  // position in `sectors`, -1 = nobody's
  std::vector<std::int32_t> continued_by;     // per sector, the sector of the drawn map that takes over from it, or -1
  std::vector<std::int32_t> moved;            // positions of the places that change sector, ascending
  std::int64_t moved_residents = 0;
};
BOOST_DESCRIBE_STRUCT(PublicMission, (),
                      (code, name_fr, name_en, sectors, sector_of_place, continued_by, moved, moved_residents))

struct PublicSource {
  std::string name, vintage, licence;
};
BOOST_DESCRIBE_STRUCT(PublicSource, (), (name, vintage, licence))

struct PublicPicture {
  Date at;                  // day of the territory
  std::string unit_level;   // iris or commune: what a place is
  std::string departement;  // "" when the territory spreads over several
  bool demonstration = false;
  std::int64_t residents = 0;
  std::vector<PublicPlace> places;    // by code
  std::vector<PublicMission> before;  // the missions whose maps the drawn one would replace
  std::vector<PublicSector> after;    // that hold at least one place
  std::vector<std::int32_t> sector_of_place;
  std::int64_t moved_residents = 0;  // who change sector in at least one mission
  std::int32_t moved_places = 0;
  std::vector<PublicSource> sources;
};
BOOST_DESCRIBE_STRUCT(PublicPicture, (),
                      (at, unit_level, departement, demonstration, residents, places, before, after, sector_of_place,
                       moved_residents, moved_places, sources))

// The picture of a drawing in which every unit has its district; the rules have passed check(). Sources are the
// caller's to fill.
PublicPicture picture_of(const territory::Snapshot& snapshot, const ScenarioRules& rules, const Draft& draft);

}  // namespace maillage::planning
