// Networks in words and figures: today's, and one of a study beside it. Pure.
#pragma once

#include "modules/planning/network/records.hpp"

namespace maillage::planning {

UnitNames units_of(const territory::Snapshot& snapshot);

// What is known beside the sites: partners' points, those of them that count (none: all), and when sites are open.
struct Beside {
  std::vector<territory::SourcedPoint> points;
  std::vector<std::string> partners;  // kinds
  std::vector<territory::SiteHours> hours;
};

// How the publics reach the sites of these kinds (none: the usual ones); residents are counted at `cells` when there
// are some, as the crow flies.
NetworkAccess access_today(const territory::Snapshot& snapshot, const std::vector<territory::SiteInUnit>& sites,
                           const std::vector<territory::Quantity>& quantities, const std::vector<std::string>& kinds,
                           const Ways& ways, const Beside& beside = {}, const CellDemand* cells = nullptr);

// The figures of today's houses; absent when there is none.
std::optional<NetworkPoint> today_of(const StudyQuestion& question);

// One network of the study beside today's.
NetworkPage network_page(const StudyQuestion& question, const FoundNetwork& found);

// "code,name,kind,decision,residents_before,residents_after,x,y,minutes" with a header, UTF-8, RFC 4180; Lambert-93
// metres; where the minutes come from, and which cells residents are counted at, on every line.
std::string network_csv(const NetworkPage& page);

// A FeatureCollection, WGS 84: one feature per unit with its outline (`outlines`: GeoJSON geometries in the order of
// the units), its minutes before and after, and the house it then goes to; null where it reaches none.
std::string network_geojson(const NetworkPage& page, const std::vector<std::string>& outlines);

}  // namespace maillage::planning
