#include "modules/territory/access_points.hpp"

namespace maillage::territory {

Lambert93 place_of(const AccessPoint& point) {
  return {static_cast<double>(point.x_dm) / 10, static_cast<double>(point.y_dm) / 10};
}

std::vector<SourcedPoint> access_points(sql::Session& session, Date at) {
  return session.rows<SourcedPoint>("territory.access_points_at", at);
}

std::vector<SiteHours> site_hours(sql::Session& session, Date at) {
  return session.rows<SiteHours>("territory.site_hours_at", at);
}

}  // namespace maillage::territory
