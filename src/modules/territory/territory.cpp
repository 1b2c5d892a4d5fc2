#include "modules/territory/territory.hpp"

#include "modules/territory/days.hpp"
#include "modules/territory/geometry/geojson.hpp"
#include "modules/territory/views.hpp"

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

std::vector<Quantity> Territory::quantities(Date at) { return days_->day(at)->quantities; }

std::vector<SiteInUnit> Territory::sites(Date at) {
  const auto index = days_->competence(at);
  std::vector<SiteInUnit> all;
  for (const SiteRecord& site : index->day().records.sites) {
    all.push_back({site.code, site.name, site.kind, -1});
    if (!site.x_dm || !site.y_dm) continue;
    const Lambert93 point{static_cast<double>(*site.x_dm) / 10, static_cast<double>(*site.y_dm) / 10};
    all.back().place = point;
    all.back().unit = index->day().finder.unit(index->at_point(point).code);
  }
  return all;
}

std::vector<SourceName> Territory::sources(Date at) {
  std::vector<SourceName> all;
  for (wire::Source& source : overview(*days_->day(at)).sources)
    if (!source.name.empty())
      all.push_back({std::move(source.name), std::move(source.vintage), std::move(source.licence)});
  return all;
}

SentText Territory::unit_map(Date at, const Compress& compress) { return days_->map(at, MapLevel::unit, compress); }

}  // namespace maillage::territory
