#include "modules/planning/network/network_page.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <numeric>

#include "base/csv.hpp"

namespace maillage::planning {
namespace {

std::vector<std::int32_t> all_of(const std::vector<House>& houses) {
  std::vector<std::int32_t> out(houses.size());
  std::iota(out.begin(), out.end(), 0);
  return out;
}

std::vector<Public> said_of(const std::vector<CountedPublic>& publics) {
  std::vector<Public> out;
  for (const CountedPublic& one : publics) out.push_back(one.said);
  return out;
}

std::vector<KindCount> count_kinds(const std::vector<territory::SiteInUnit>& sites,
                                   const std::vector<std::string>& kinds) {
  std::vector<KindCount> out;
  for (const std::string& kind : site_kinds()) {
    KindCount one{kind, 0, 0, std::find(kinds.begin(), kinds.end(), kind) != kinds.end()};
    for (const territory::SiteInUnit& site : sites) {
      one.sites += site.kind == kind;
      one.unplaced += site.kind == kind && !site.place;
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::string quoted(const std::string& text) { return boost::json::serialize(boost::json::string(text)); }

// Tenths of a minute, exactly as they are shown.
std::string minutes_text(double minutes) {
  if (minutes < 0) return "null";
  const auto tenths = static_cast<std::int64_t>(minutes * 10 + 0.5);
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

std::string_view name_of(HouseDecision decision) {
  return describe::type_of<HouseDecision>.names[static_cast<std::size_t>(decision)];
}

std::string metres(double value) { return std::to_string(static_cast<std::int64_t>(value + 0.5)); }

// What was counted at cells, said of units.
void say_cells(NetworkAccess& access, const CellDemand& cells) {
  const std::size_t units = access.units.codes.size();
  access.cells = counted_cells(access.picture, cells, units);
  bring_to_units(access.picture, cells, units);
  for (OpeningLine& line : access.opening.lines)
    for (std::vector<PublicReach>* publics : {&line.surely, &line.at_most}) bring_to_units(*publics, cells, units);
}

// The same of a network beside today's.
void say_cells(NetworkPage& page, const CellDemand& cells) {
  const std::size_t units = page.units.codes.size();
  page.cells = StudiedCells{cells.grid, counted_cells(page.before, cells, units).within,
                            counted_cells(page.after, cells, units).within};
  bring_to_units(page.before, cells, units);
  bring_to_units(page.after, cells, units);
}

// Where minutes come from, and where residents are counted.
std::string counted_label(const NetworkPage& page) {
  return label_of(page.travel) + (page.cells ? ", " + label_of(page.cells->grid) : "");
}

}  // namespace

UnitNames units_of(const territory::Snapshot& snapshot) {
  return {snapshot.unit_level, snapshot.codes, snapshot.names, snapshot.commune_names};
}

NetworkAccess access_today(const territory::Snapshot& snapshot, const std::vector<territory::SiteInUnit>& sites,
                           const std::vector<territory::Quantity>& quantities, const std::vector<std::string>& kinds,
                           const Ways& ways, const Beside& beside, const CellDemand* cells) {
  NetworkAccess out;
  out.at = snapshot.at;
  out.travel = ways.travel;
  for (const TravelRow& row : travel_rows())
    out.defaults.push_back(
        {row.mode, row.detour, row.speed_kmh, row.from, std::string(row.reference_fr), std::string(row.reference_en)});
  for (const ReachRow& row : reach_rows())
    out.reaches.push_back({row.minutes, row.from, std::string(row.reference_fr), std::string(row.reference_en)});
  const auto& counted = kinds.empty() ? usual_kinds() : kinds;
  out.kinds = count_kinds(sites, counted);
  out.units = units_of(snapshot);
  out.houses = network_of(sites, counted);
  const auto publics = cells ? publics_of(snapshot, quantities, *cells) : publics_of(snapshot, quantities);
  out.publics = said_of(publics);
  const auto costs = costs_of(snapshot, out.houses, ways, cells ? cells->places : std::vector<Lambert93>{});
  out.picture = picture_of(costs, all_of(out.houses), publics);
  out.lacking = lacking_of(snapshot, out.houses, ways);
  tell_hours(out.houses, beside.hours);
  out.opening = opening_access(out.houses, costs, publics);
  out.complement = complement_of(snapshot, out.houses, beside.points, beside.partners, publics, ways, cells);
  if (cells) say_cells(out, *cells);
  return out;
}

std::optional<NetworkPoint> today_of(const StudyQuestion& question) {
  std::vector<House> today;
  for (const House& house : question.houses)
    if (house.existing) today.push_back(house);
  if (today.empty() || question.request.aim == NetworkAim::everyone) return std::nullopt;
  return point_of(question, costs_of(*question.snapshot, today, question.ways, places_beyond(question)), all_of(today));
}

NetworkPage network_page(const StudyQuestion& question, const FoundNetwork& found) {
  NetworkPage out;
  out.point = found.point;
  out.at = question.snapshot->at;
  out.travel = question.ways.travel;
  for (const ReachRow& row : reach_rows()) out.reaches.push_back(row.minutes);
  out.units = units_of(*question.snapshot);
  out.publics = said_of(question.publics);
  std::vector<std::int32_t> before, after, shown(question.houses.size(), -1);
  for (std::size_t h = 0; h < question.houses.size(); ++h) {
    const House& house = question.houses[h];
    const bool open = std::binary_search(found.open.begin(), found.open.end(), static_cast<std::int32_t>(h));
    if (!open && !house.existing) continue;
    const auto position = static_cast<std::int32_t>(out.houses.size());
    shown[h] = position;
    if (house.existing) before.push_back(position);
    if (open) after.push_back(position);
    out.houses.push_back(house);
    out.decisions.push_back(!open            ? HouseDecision::closed
                            : house.existing ? HouseDecision::kept
                                             : HouseDecision::opened);
  }
  const auto costs = costs_of(*question.snapshot, out.houses, question.ways, places_beyond(question));
  out.before = picture_of(costs, before, question.publics);
  std::vector<std::int32_t> served;
  for (const std::int32_t house : found.served)
    served.push_back(house < 0 ? -1 : shown[static_cast<std::size_t>(house)]);
  out.after = picture_of(served.empty() ? costs : only_served(costs, served), after, question.publics);
  if (question.cells) say_cells(out, *question.cells);
  return out;
}

std::string network_csv(const NetworkPage& page) {
  std::string out = "code,name,kind,decision,residents_before,residents_after,x,y,minutes\r\n";
  const std::string label = csv::cell(counted_label(page));
  for (std::size_t h = 0; h < page.houses.size(); ++h) {
    const House& house = page.houses[h];
    out += csv::cell(house.code) + ',' + csv::cell(house.name) + ',' + house.kind + ',' +
           std::string(name_of(page.decisions[h])) + ',' + std::to_string(page.before.residents[h]) + ',' +
           std::to_string(page.after.residents[h]) + ',' + metres(place_of(house).x) + ',' + metres(place_of(house).y) +
           ',' + label + "\r\n";
  }
  return out;
}

std::string network_geojson(const NetworkPage& page, const std::vector<std::string>& outlines) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  const std::string label = quoted(counted_label(page));
  for (std::size_t u = 0; u < page.units.codes.size(); ++u) {
    const std::int32_t house = page.after.nearest[u];
    if (u > 0) out += ",\n";
    out += R"({"type":"Feature","properties":{"code":)" + quoted(page.units.codes[u]) + R"(,"name":)" +
           quoted(page.units.names[u]) + R"(,"minutes":)" + label + R"(,"minutes_before":)" +
           minutes_text(page.before.minutes[u]) + R"(,"minutes_after":)" + minutes_text(page.after.minutes[u]) +
           R"(,"house":)" + (house < 0 ? "null" : quoted(page.houses[static_cast<std::size_t>(house)].name)) +
           R"(},"geometry":)" + outlines[u] + '}';
  }
  return out + "]}\n";
}

}  // namespace maillage::planning
