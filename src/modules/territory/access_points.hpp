// Where partners of the Département receive people, and when its own sites are open.
// Another door of this module (decision 0060): the network of houses counts them, apart from the houses.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/point.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory {

// A point that a file said. `code` is unique within a kind. Lambert-93 decimetres.
struct AccessPoint {
  std::string kind, code;  // "franceservices", "1234"
  std::string kind_name;   // "France services"
  std::string name, address, commune;
  std::string hours;  // as written; "" = nobody said
  std::int64_t x_dm = 0, y_dm = 0;
  bool approximate = false;  // the centre of its commune stands for it
};
BOOST_DESCRIBE_STRUCT(AccessPoint, (), (kind, code, kind_name, name, address, commune, hours, x_dm, y_dm, approximate))

// The same, with the file that last changed what is said of it.
struct SourcedPoint {
  AccessPoint point;
  std::string source, vintage;
};
BOOST_DESCRIBE_STRUCT(SourcedPoint, (), (point, source, vintage))

Lambert93 place_of(const AccessPoint& point);

// Those of the day, by kind, then code.
std::vector<SourcedPoint> access_points(sql::Session& session, Date at);

struct SiteHours {
  std::string code, hours;
};
BOOST_DESCRIBE_STRUCT(SiteHours, (), (code, hours))

// When the sites of the day are open, as it was written, by code; those of which nobody said are not there.
std::vector<SiteHours> site_hours(sql::Session& session, Date at);

}  // namespace maillage::territory
