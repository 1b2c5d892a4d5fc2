#include <algorithm>
#include <set>

#include "modules/territory/address.hpp"
#include "modules/territory/view_rows.hpp"
#include "modules/territory/views.hpp"

namespace maillage::territory {
namespace {

// Which level holds a place first: its parent on lists.
std::string_view parent_level(const Day& day, const PlaceRecord& place) {
  if (place.level == "iris") return "commune";
  if (place.level != "commune") return "";
  return day.holder("commune", place.code, "ept").empty() ? "epci" : "ept";
}

const SectorRecord* sector_record(const Day& day, std::string_view mission, std::string_view code) {
  for (const SectorRecord& sector : day.records.sectors)
    if (sector.mission == mission && sector.code == code) return &sector;
  return nullptr;
}

wire::PlaceRow site_row(const Day& day, const SiteRecord& site) {
  wire::PlaceRow row{"site", {}, site.code, site.name, 0, false, {}, {}, site.from, end_of(site.to)};
  if (const PlaceRecord* commune = day.place("commune", site.commune)) {
    row.parent_code = commune->code;
    row.parent_name = commune->name;
  }
  return row;
}

// Every word asked begins a word of the name, or the code begins with the text.
bool matches(const wire::PlaceRow& row, const std::string& words) {
  if (words.empty() || folded(row.code).starts_with(words)) return true;
  const std::string name = ' ' + folded(row.name);
  for (std::size_t start = 0; start < words.size();) {
    const std::size_t end = std::min(words.find(' ', start), words.size());
    if (name.find(' ' + words.substr(start, end - start)) == name.npos) return false;
    start = end + 1;
  }
  return true;
}

std::vector<wire::PlaceRow> candidates(const Day& day, const PlacesAsked& asked) {
  std::vector<wire::PlaceRow> rows;
  const auto wants = [&](std::string_view level) { return asked.level.empty() || asked.level == level; };
  if (asked.mission.empty())
    for (const PlaceRecord& place : day.records.places)
      if (wants(place.level)) rows.push_back(place_line(day, place));
  for (std::size_t m = 0; wants("sector") && m < day.claims.size(); ++m)
    for (std::size_t s = 0; s < day.claims[m].sectors.size(); ++s)
      if (asked.mission.empty() || asked.mission == day.snapshot.missions[m].code)
        rows.push_back(sector_line(day, m, s));
  if (wants("site") && asked.mission.empty())
    for (const SiteRecord& site : day.records.sites) rows.push_back(site_row(day, site));
  return rows;
}

void sort_rows(std::vector<wire::PlaceRow>& rows, const PlacesAsked& asked) {
  std::vector<std::pair<std::string, std::size_t>> keys;
  for (std::size_t i = 0; i < rows.size(); ++i)
    keys.emplace_back(asked.order == PlaceOrder::name ? folded(rows[i].name) : rows[i].code, i);
  std::stable_sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
    if (asked.order == PlaceOrder::population && rows[a.second].population != rows[b.second].population)
      return rows[a.second].population < rows[b.second].population;
    return a.first != b.first ? a.first < b.first : rows[a.second].code < rows[b.second].code;
  });
  if (asked.descending) std::reverse(keys.begin(), keys.end());
  std::vector<wire::PlaceRow> sorted;
  for (const auto& [key, position] : keys) sorted.push_back(std::move(rows[position]));
  rows = std::move(sorted);
}

// Positions of the units that make up a place.
std::vector<std::int32_t> units_of(const Day& day, std::string_view level, std::string_view code) {
  std::vector<std::int32_t> units;
  if (const std::int32_t unit = day.finder.unit(code); unit >= 0 && level != "epci" && level != "ept") return {unit};
  std::vector<std::string_view> communes{code};
  if (level != "commune") communes = day.members(level, code, "commune");
  for (std::string_view commune : communes)
    for (std::int32_t unit : day.finder.of_commune(commune)) units.push_back(unit);
  return units;
}

void add_sectors(const Day& day, const std::vector<std::int32_t>& units, wire::PlaceDetail& page) {
  for (const MissionMap& mission : day.snapshot.missions) {
    std::set<std::int32_t> sectors;
    for (std::int32_t unit : units) sectors.insert(mission.of_unit[static_cast<std::size_t>(unit)]);
    for (std::int32_t sector : sectors) {
      if (sector < 0) continue;
      const SectorName& named = mission.sectors[static_cast<std::size_t>(sector)];
      page.sectors.push_back({mission.code, named.code, named.name});
    }
  }
}

void add_sites(const Day& day, const std::vector<std::int32_t>& units, wire::PlaceDetail& page) {
  std::set<std::string_view> communes;
  for (std::int32_t unit : units) communes.insert(day.snapshot.commune_codes[static_cast<std::size_t>(unit)]);
  for (const SiteRecord& site : day.records.sites)
    if (communes.contains(site.commune)) page.sites.push_back(site_line(site));
}

void add_members(const Day& day, std::string_view level, std::string_view code, wire::PlaceDetail& page) {
  for (std::string_view in_level : {"commune", "ept", "epci"})
    if (const PlaceRecord* holder = day.place(in_level, day.holder(level, code, in_level)))
      page.memberships.push_back(place_line(day, *holder));
  for (std::string_view member_level : {"commune", "iris"})
    for (std::string_view member : day.members(level, code, member_level))
      if (const PlaceRecord* place = day.place(member_level, member)) page.members.push_back(place_line(day, *place));
}

std::string name_of_commune(const DayRecords& records, const std::string& code) {
  std::string name = code;
  for (const NameRecord& known : records.commune_names)
    if (known.code == code) name = known.name;
  return name;
}

// Events of a commune up to any day, what was inferred giving way to what a file said.
void add_history(const Day& day, std::string_view code, wire::PlaceDetail& page) {
  const DayRecords& records = day.records;
  for (const EventRecord& event : records.events) {
    const bool from = event.from_code == code, to = event.to_code == code;
    const bool split = event.kind == "split";
    if (from == to || (split && from)) continue;  // what is split off has its own page
    const std::string& other = from ? event.to_code : event.from_code;
    const char* kind = event.kind == "code" ? "code_changed" : split ? "created" : from ? "merged_into" : "absorbed";
    page.history.push_back({event.date, kind, {other}, {name_of_commune(records, other)}});
  }
  std::string before;
  for (const NameRecord& name : records.commune_names) {
    if (name.code != code) continue;
    if (!before.empty() && before != name.name)
      page.history.push_back({name.from, "renamed", {name.code}, {before, name.name}});
    before = name.name;
  }
  std::stable_sort(page.history.begin(), page.history.end(),
                   [](const auto& a, const auto& b) { return a.date < b.date; });
}

wire::PlaceDetail sector_page(const Day& day, std::size_t mission, std::size_t sector) {
  wire::PlaceDetail page;
  page.place = sector_line(day, mission, sector);
  const std::vector<std::int32_t>& of_unit = day.snapshot.missions[mission].of_unit;
  std::vector<std::int32_t> units;
  for (std::size_t u = 0; u < of_unit.size(); ++u)
    if (of_unit[u] == static_cast<std::int32_t>(sector)) units.push_back(static_cast<std::int32_t>(u));
  for (std::int32_t unit : units) {
    const std::string& code = day.snapshot.codes[static_cast<std::size_t>(unit)];
    const PlaceRecord* place = day.place("iris", code);
    if (place == nullptr) place = day.place("commune", code);
    if (place != nullptr) page.members.push_back(place_line(day, *place));
  }
  add_sectors(day, units, page);
  std::erase_if(page.sectors, [&](const wire::SectorRef& one) { return one.mission == page.place.mission; });
  add_sites(day, units, page);
  return page;
}

}  // namespace

wire::PlaceRow place_line(const Day& day, const PlaceRecord& place) {
  const Residents residents = day.residents(place.level, place.code);
  wire::PlaceRow row{place.level,         {}, place.code, place.name, residents.persons,
                     residents.estimated, {}, {},         place.from, end_of(place.to)};
  const std::string_view level = parent_level(day, place);
  if (const PlaceRecord* parent = day.place(level, day.holder(place.level, place.code, level))) {
    row.parent_code = parent->code;
    row.parent_name = parent->name;
  }
  return row;
}

wire::PlaceRow sector_line(const Day& day, std::size_t mission, std::size_t sector) {
  const MissionMap& map = day.snapshot.missions[mission];
  const SectorName& named = map.sectors[sector];
  wire::PlaceRow row{"sector", map.code, named.code, named.name, 0, false, {}, {}, kBeginningOfTime, {}};
  for (std::size_t u = 0; u < map.of_unit.size(); ++u) {
    if (map.of_unit[u] != static_cast<std::int32_t>(sector)) continue;
    row.population += day.snapshot.populations[u];
    row.estimated = row.estimated || day.snapshot.estimated[u];
  }
  if (const SectorRecord* record = sector_record(day, map.code, named.code)) {
    row.from = record->from;
    row.to = end_of(record->to);
  }
  return row;
}

wire::Places places(const Day& day, const PlacesAsked& asked) {
  std::vector<wire::PlaceRow> rows = candidates(day, asked);
  const std::string words = folded(asked.words);
  std::erase_if(rows, [&](const wire::PlaceRow& row) { return !matches(row, words); });
  sort_rows(rows, asked);
  wire::Places page{static_cast<std::int64_t>(rows.size()), {}};
  for (std::size_t i = asked.offset; i < rows.size() && page.items.size() < asked.limit; ++i)
    page.items.push_back(std::move(rows[i]));
  return page;
}

std::optional<wire::PlaceDetail> place_detail(const Day& day, std::string_view level, std::string_view code,
                                              std::string_view mission) {
  for (std::size_t m = 0; level == "sector" && m < day.claims.size(); ++m)
    for (std::size_t s = 0; s < day.claims[m].sectors.size(); ++s)
      if (day.claims[m].sectors[s].code == code && (mission.empty() || mission == day.snapshot.missions[m].code))
        return sector_page(day, m, s);
  for (const SiteRecord& site : day.records.sites)
    if (level == "site" && site.code == code)
      return wire::PlaceDetail{site_row(day, site), {}, {}, {}, {}, {site_line(site)}, {}};
  const PlaceRecord* place = day.place(level, code);
  if (place == nullptr) return std::nullopt;
  wire::PlaceDetail page;
  page.place = place_line(day, *place);
  for (const CentreRecord& centre : day.records.centres)
    if (centre.level == level && centre.code == code) page.area_km2 = centre.area_m2 / 1e6;
  add_members(day, level, code, page);
  const std::vector<std::int32_t> units = units_of(day, level, code);
  add_sectors(day, units, page);
  add_sites(day, units, page);
  if (level == "commune") add_history(day, code, page);
  return page;
}

}  // namespace maillage::territory
