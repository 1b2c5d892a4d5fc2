#include "modules/territory/reading/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "modules/territory/geometry/coverage.hpp"

namespace maillage::territory::reading {
namespace {

// Less than this is the rounding of coordinates, not a fault of the map.
constexpr double kNoticed_m2 = 100;

std::string named(const std::vector<CoverageUnit>& units, const std::vector<std::size_t>& positions) {
  std::string text;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (i == 4) return text + "…";
    text += (i == 0 ? "" : ", ") + units[positions[i]].code;
  }
  return text;
}

}  // namespace

void check_coverage(const std::vector<CoverageUnit>& units, Notes& notes) {
  std::vector<const geometry::Outline*> outlines;
  for (const CoverageUnit& unit : units) outlines.push_back(unit.outline);
  for (const geometry::Overlap& overlap : geometry::overlaps(outlines, kNoticed_m2)) {
    const double smaller = std::min(geometry::area_m2(*outlines[overlap.a]), geometry::area_m2(*outlines[overlap.b]));
    const Place place{units[overlap.b].line, "geometry"};
    const Args args = {
        {"a", units[overlap.a].code}, {"b", units[overlap.b].code}, {"area", fmt::format("{:.0f}", overlap.area_m2)}};
    if (overlap.area_m2 > kLargestTolerated * smaller) {
      notes.problem(place, "territory.outlines_overlap", args);
    } else {
      notes.repair(place, "territory.outlines_overlap_slightly", args);
    }
  }
  for (const geometry::Void& hole : geometry::voids(outlines)) {
    if (hole.area_m2 < kNoticed_m2) break;
    notes.repair({std::nullopt, "geometry"}, "territory.void_between",
                 {{"codes", named(units, hole.around)}, {"area", fmt::format("{:.0f}", hole.area_m2)}});
  }
}

}  // namespace maillage::territory::reading
