#include "modules/territory/views.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/view_rows.hpp"

namespace maillage::territory {
namespace {

wire::Message message(const std::string& code, const std::vector<std::pair<std::string, std::string>>& args) {
  wire::Message made{code, {}};
  for (const auto& [name, value] : args) made.args.push_back({name, value});
  return made;
}

wire::CodeName code_name(const Claims& claims, std::int32_t sector) {
  const SectorName& named = claims.sectors[static_cast<std::size_t>(sector)];
  return {named.code, named.name};
}

// One line per source and vintage, with its latest import.
std::vector<wire::Source> sources(const DayRecords& records) {
  std::map<std::pair<std::string, std::string>, wire::Source> latest;
  for (const SourceRecord& one : records.sources)
    latest[{one.source, one.vintage}] = {one.source, one.vintage, one.licence, one.imported_at};
  std::vector<wire::Source> all;
  for (auto& [key, source] : latest) all.push_back(std::move(source));
  return all;
}

}  // namespace

wire::Site site_line(const SiteRecord& site) {
  wire::Site line{site.code, site.name, site.kind, site.address, site.commune, 0, 0, 0, 0, site.from, end_of(site.to)};
  if (!site.x_dm || !site.y_dm) return line;
  const Lambert93 point{static_cast<double>(*site.x_dm) / 10, static_cast<double>(*site.y_dm) / 10};
  line.x = point.x;
  line.y = -point.y;
  if (const auto position = geometry::to_lonlat(point)) line.lon = position->lon, line.lat = position->lat;
  return line;
}

std::optional<Date> end_of(Date to) { return to == kEndOfTime ? std::nullopt : std::optional(to); }

wire::Overview overview(const Day& day) {
  const Snapshot& snapshot = day.snapshot;
  wire::Overview page;
  page.at = snapshot.at;
  if (!snapshot.departement_code.empty())
    page.departement = wire::Departement{snapshot.departement_code, snapshot.departement_name};
  page.demonstration = snapshot.demonstration;
  page.population = snapshot.population();
  for (const PlaceRecord& place : day.records.places) {
    std::int64_t* count = place.level == "commune" ? &page.counts.commune
                          : place.level == "iris"  ? &page.counts.iris
                          : place.level == "epci"  ? &page.counts.epci
                                                   : &page.counts.ept;
    ++*count;
  }
  page.counts.site = static_cast<std::int64_t>(day.records.sites.size());
  page.unit_level = snapshot.unit_level;
  for (const MissionMap& mission : snapshot.missions)
    page.missions.push_back(
        {mission.code, mission.name_fr, mission.name_en, static_cast<std::int64_t>(mission.sectors.size())});
  page.change_dates = day.records.change_dates;
  page.sources = sources(day.records);
  return page;
}

std::vector<wire::Sector> sectors_with_residents(const Snapshot& snapshot, const MissionMap& mission) {
  std::vector<wire::Sector> sectors;
  for (const SectorName& sector : mission.sectors) sectors.push_back({sector.code, sector.name, 0});
  for (std::size_t u = 0; u < mission.of_unit.size(); ++u)
    if (mission.of_unit[u] >= 0)
      sectors[static_cast<std::size_t>(mission.of_unit[u])].population += snapshot.populations[u];
  return sectors;
}

wire::Assignments assignments(const Day& day) {
  const Snapshot& snapshot = day.snapshot;
  wire::Assignments page{snapshot.unit_level, snapshot.codes, snapshot.names, snapshot.populations, {}};
  for (const MissionMap& mission : snapshot.missions)
    page.missions.push_back({mission.code, sectors_with_residents(snapshot, mission), mission.of_unit});
  return page;
}

wire::Sites sites(const Day& day) {
  wire::Sites page;
  for (const SiteRecord& site : day.records.sites) page.items.push_back(site_line(site));
  return page;
}

wire::Coverage coverage(const Day& day, std::size_t mission) {
  wire::Coverage page{day.snapshot.missions[mission].code, {}};
  for (CoverageFault& fault : coverage_faults(day, mission)) {
    wire::Fault line{fault.kind,
                     {},
                     std::move(fault.units),
                     std::move(fault.names),
                     fault.population,
                     message(fault.reason, fault.args)};
    for (std::int32_t sector : fault.sectors) line.sectors.push_back(code_name(day.claims[mission], sector));
    page.faults.push_back(std::move(line));
  }
  return page;
}

wire::Quantities quantities(const Day& day) {
  wire::Quantities page{day.snapshot.at, {}};
  for (const Quantity& one : day.quantities) {
    wire::QuantityRow row{one.code, one.name, one.unit, one.period,    std::nullopt,   0,
                          0,        0,        0,        one.file_name, one.imported_at};
    if (!one.mission.empty()) row.mission = one.mission;
    row.total = static_cast<double>(std::accumulate(one.of_unit.begin(), one.of_unit.end(), std::int64_t{0})) / 1000;
    row.missing = static_cast<std::int32_t>(one.missing.size());
    row.units = static_cast<std::int32_t>(one.of_unit.size()) - row.missing;
    row.estimated = static_cast<std::int32_t>(std::count(one.estimated.begin(), one.estimated.end(), true));
    page.items.push_back(std::move(row));
  }
  return page;
}

wire::Competence competence(const Day& day, const Competence& found, std::string asked) {
  wire::Competence page;
  page.at = day.snapshot.at;
  page.asked = std::move(asked);
  if (!found.code.empty()) page.place = wire::PlaceRef{found.level, found.code, found.name};
  page.reason = message(found.reason.code, found.reason.args);
  for (std::size_t m = 0; m < found.answers.size(); ++m) {
    const MissionAnswer& answer = found.answers[m];
    wire::Answer line{day.snapshot.missions[m].code, std::nullopt, message(answer.reason.code, answer.reason.args)};
    if (answer.sector >= 0) line.sector = code_name(day.claims[m], answer.sector);
    page.answers.push_back(std::move(line));
  }
  if (found.mds != nullptr) page.mds = site_line(*found.mds);
  for (const Candidate& one : found.candidates) page.candidates.push_back({one.label, one.commune, one.street});
  return page;
}

}  // namespace maillage::territory
