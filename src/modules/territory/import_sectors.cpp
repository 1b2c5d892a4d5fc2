// Maps of sectors, sites and addresses.
#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

#include "modules/territory/address.hpp"
#include "modules/territory/day.hpp"
#include "modules/territory/geometry/projection.hpp"
#include "modules/territory/import_work.hpp"
#include "modules/territory/store.hpp"

namespace maillage::territory {
namespace {

bool mission_code(std::string_view text) {
  return !text.empty() && text.size() <= 20 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::string_view parity_name(reading::Parity parity) {
  return parity == reading::Parity::odd ? "odd" : parity == reading::Parity::even ? "even" : "any";
}

std::string_view kind_name(reading::SiteKind kind) {
  static constexpr std::string_view kNames[] = {"mds", "antenne", "permanence", "pmi", "other"};
  return kNames[static_cast<int>(kind)];
}

SectorUnitRecord sector_unit(const std::string& mission, const reading::SectorRow& row) {
  SectorUnitRecord record{mission, row.sector, reading::text(row.code), "", "", "", -1, -1, "any"};
  if (!row.street) return record;
  record.street = street_key(row.street->street);
  record.street_name = row.street->street;
  record.ban_id = row.street->ban_id;
  record.from_number = row.street->from_number.value_or(-1);
  record.to_number = row.street->to_number.value_or(-1);
  record.parity = parity_name(row.street->parity);
  return record;
}

// Codes that are no place on that day are kept as written, and said.
void report_unknown_codes(ImportWork& work, const std::vector<reading::SectorRow>& rows) {
  const Day day(store::day(work.recorder.session(), work.day));
  std::unordered_set<std::string> said;
  std::size_t known = 0;
  for (const reading::SectorRow& row : rows) {
    const std::string& code = reading::text(row.code);
    if (day.finder.unit(code) >= 0 || !day.finder.of_commune(code).empty()) {
      ++known;
      continue;
    }
    if (!said.insert(code).second) continue;
    const auto end = std::find_if(day.records.events.begin(), day.records.events.end(), [&](const EventRecord& event) {
      return event.from_code == code && event.to_code != code && event.date <= work.day;
    });
    if (end == day.records.events.end()) {
      work.repair(row.line, "code", "territory.unit_unknown", {{"code", code}, {"date", work.day.str()}});
    } else {
      work.repair(row.line, "code", "territory.unit_gone",
                  {{"code", code}, {"into", end->to_code}, {"date", end->date.str()}});
    }
  }
  if (known == 0 && !rows.empty())
    work.problem(std::nullopt, "", "territory.nothing_known", {{"date", work.day.str()}});
}

}  // namespace

void record(ImportWork& work, const std::vector<reading::SectorRow>& rows) {
  const std::string& mission = work.request.mission;
  if (!mission_code(mission)) return work.problem(std::nullopt, "", "territory.mission_needed", {{"mission", mission}});
  report_unknown_codes(work, rows);
  std::map<std::string, std::string> names;
  std::vector<SectorUnitRecord> units;
  for (const reading::SectorRow& row : rows) {
    std::string& name = names[row.sector];
    if (!row.sector_name.empty()) name = row.sector_name;
    units.push_back(sector_unit(mission, row));
  }
  std::vector<SectorRecord> sectors;
  for (const auto& [code, name] : names) sectors.push_back({mission, code, name.empty() ? code : name, {}, {}});
  const store::Recorder::Scopes complete{"sector/" + mission};
  work.recorder.sectors(sectors, work.day, complete);
  work.recorder.sector_units(units, work.day, complete);
  if (!work.request.mission_fr.empty())
    work.recorder.missions({{mission, work.request.mission_fr, work.request.mission_en}}, work.day);
}

std::string whole_address(const reading::SiteRow& row) {
  std::string address = row.address;
  for (const std::string& more : {row.postcode, row.commune_name})
    if (!more.empty()) address += (address.empty() ? "" : " ") + more;
  return address;
}

void record(ImportWork& work, const std::vector<reading::SiteRow>& rows) {
  std::vector<SiteRecord> sites;
  for (const reading::SiteRow& row : rows) {
    SiteRecord site{row.code, row.name, std::string(kind_name(row.kind)), whole_address(row), "", {}, {}, {},
                    {},       row.hours};
    if (row.commune) site.commune = row.commune->str();
    if (const auto point = row.position ? geometry::to_lambert93(*row.position) : std::nullopt) {
      site.x_dm = std::llround(point->x * 10);
      site.y_dm = std::llround(point->y * 10);
    } else if (row.position) {
      work.repair(row.line, "", "territory.site_unplaced", {{"name", row.name}});
    }
    sites.push_back(std::move(site));
  }
  work.recorder.sites(sites, work.day, {});
}

void record(ImportWork& work, const std::vector<reading::AddressRow>& rows) {
  std::vector<AddressRecord> addresses;
  std::vector<std::string> ids;
  store::Recorder::Scopes complete;
  std::size_t unplaced = 0;
  for (const reading::AddressRow& row : rows) {
    const auto point = row.position ? geometry::to_lambert93(*row.position) : std::nullopt;
    if (!point) {
      ++unplaced;
      continue;
    }
    addresses.push_back({row.commune.str(), street_key(row.street), row.street, row.number, row.suffix,
                         std::llround(point->x * 10), std::llround(point->y * 10)});
    ids.push_back(row.id);
    complete.insert("address/" + row.commune.str());
  }
  if (unplaced > 0) work.repair(std::nullopt, "", "territory.unplaced_left_out", {{"count", std::to_string(unplaced)}});
  work.recorder.addresses(addresses, ids, work.day, complete);
}

}  // namespace maillage::territory
