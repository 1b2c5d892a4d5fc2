#include "modules/territory/territory.hpp"

#include "modules/territory/days.hpp"
#include "modules/territory/geometry/geojson.hpp"

namespace maillage::territory {

Territory::Territory(sql::Database& database) : days_(std::make_unique<Days>(database)) {}
Territory::~Territory() = default;

std::shared_ptr<const Snapshot> Territory::snapshot(Date at) {
  const std::shared_ptr<const Day> day = days_->day(at);
  return {day, &day->snapshot};
}

std::vector<std::string> Territory::geojson(const Snapshot& snapshot) {
  const std::shared_ptr<const Day> day = days_->day(snapshot.at);
  const std::vector<geometry::Outline> outlines = days_->unit_outlines(*day);
  std::vector<std::string> all(snapshot.codes.size(), "null");
  for (std::size_t u = 0; u < all.size(); ++u) {
    const std::int32_t now = day->finder.unit(snapshot.codes[u]);
    if (now >= 0) all[u] = geometry::geojson(outlines[static_cast<std::size_t>(now)]);
  }
  return all;
}

}  // namespace maillage::territory
