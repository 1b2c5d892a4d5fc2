// Where partners receive people: those near the territory, kind by kind, each list whole.
#include <algorithm>
#include <cmath>
#include <optional>

#include "modules/territory/access_points.hpp"
#include "modules/territory/day.hpp"
#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/import_work.hpp"
#include "modules/territory/reading/cells.hpp"
#include "modules/territory/store.hpp"

namespace maillage::territory {
namespace {

constexpr double kNear_m = 30'000;  // people cross the border, but not for an hour

class Around {
 public:
  explicit Around(const Day& day) : day_(day) {}

  bool near(Lambert93 place) const {
    const auto& centres = day_.snapshot.centres;
    return std::any_of(centres.begin(), centres.end(), [&](Lambert93 one) {
      return (one.x != 0 || one.y != 0) && std::hypot(one.x - place.x, one.y - place.y) <= kNear_m;
    });
  }

  std::optional<Lambert93> centre_of(const std::string& commune) const {
    for (const CentreRecord& one : day_.records.centres)
      if (one.level == "commune" && one.code == commune) return Lambert93{one.x_m, one.y_m};
    return std::nullopt;
  }

 private:
  const Day& day_;
};

// A point where its file puts it, or at the centre of its commune; nothing when neither is known.
std::optional<AccessPoint> placed(const reading::AccessPointRow& row, const Around& around) {
  const reading::SiteRow& site = row.site;
  const std::string commune = site.commune ? site.commune->str() : "";
  auto at = site.position ? geometry::to_lambert93(*site.position) : std::nullopt;
  const bool approximate = !at;
  if (approximate) at = around.centre_of(commune);
  if (!at) return std::nullopt;
  return AccessPoint{reading::folded(row.type), site.code,  row.type,   site.name,
                     whole_address(site),       commune,    site.hours, std::llround(at->x * 10),
                     std::llround(at->y * 10),  approximate};
}

void note_count(ImportWork& work, const char* code, std::size_t count) {
  if (count > 0) work.repair(std::nullopt, "", code, {{"count", std::to_string(count)}});
}

}  // namespace

void record(ImportWork& work, const std::vector<reading::AccessPointRow>& rows) {
  const Day day(store::day(work.recorder.session(), work.day));
  const Around around(day);
  std::vector<AccessPoint> points;
  store::Recorder::Scopes complete;
  std::size_t unplaced = 0, approximate = 0, far = 0;
  for (const reading::AccessPointRow& row : rows) {
    auto point = placed(row, around);
    if (!point) {
      ++unplaced;
    } else if (!around.near(place_of(*point))) {
      ++far;
    } else {
      approximate += point->approximate ? 1 : 0;
      complete.insert("access_point/" + point->kind);
      points.push_back(*std::move(point));
    }
  }
  if (points.empty() && !rows.empty())
    work.problem(std::nullopt, "", "territory.no_point_near", {{"date", work.day.str()}});
  note_count(work, "territory.points_far", far);
  note_count(work, "territory.points_unplaced", unplaced);
  note_count(work, "territory.points_approximate", approximate);
  work.recorder.access_points(points, work.day, complete);
}

}  // namespace maillage::territory
