// A plan as files that other programs read.
#pragma once

#include <string>
#include <vector>

#include "modules/planning/plan_page.hpp"

namespace maillage::planning {

// "code,district,name,population,district_name" with a header, UTF-8, RFC 4180; read back by `maillage district
// --present`. Cells that a spreadsheet would take for a formula are written as text.
std::string plan_csv(const territory::Snapshot& snapshot, const PlanPage& page);

// A FeatureCollection, WGS 84: one feature per unit with its outline (`outlines`: GeoJSON geometries in the order of
// the units).
std::string plan_geojson(const territory::Snapshot& snapshot, const PlanPage& page,
                         const std::vector<std::string>& outlines);

}  // namespace maillage::planning
