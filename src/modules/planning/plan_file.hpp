// A map as files that other programs read.
#pragma once

#include <string>
#include <vector>

#include "engines/graph/graph.hpp"
#include "modules/territory/territory.hpp"

namespace maillage::planning {

// What a file says of districts besides their names: the name of the column, and the text of each district.
struct DistrictColumn {
  std::string name;
  std::vector<std::string> of_district;
};

// "code,district,name,population,district_name" with a header, UTF-8, RFC 4180; read back by `maillage district
// --present`. `names` are those of the districts; a unit that is nobody's has neither district nor name of district.
// One more column for each of `more`.
std::string plan_csv(const territory::Snapshot& snapshot, const engines::Plan& of_unit,
                     const std::vector<std::string>& names, const std::vector<DistrictColumn>& more = {});

// A FeatureCollection, WGS 84: one feature per unit with its outline (`outlines`: GeoJSON geometries in the order of
// the units); district null where it is nobody's. One more property for each of `more`.
std::string plan_geojson(const territory::Snapshot& snapshot, const engines::Plan& of_unit,
                         const std::vector<std::string>& names, const std::vector<std::string>& outlines,
                         const std::vector<DistrictColumn>& more = {});

// "city_code,city_name,sector_id", the zones of rdv-solidarités: one line for a commune held whole by one sector, one
// per unit (its own code and name) where a commune is cut. Units that are nobody's have no line.
std::string zones_csv(const territory::Snapshot& snapshot, const territory::DecidedMap& map);

}  // namespace maillage::planning
