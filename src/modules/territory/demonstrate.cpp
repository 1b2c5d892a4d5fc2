#include "modules/territory/demonstrate.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>

#include "modules/territory/address.hpp"
#include "modules/territory/demonstration/cells.hpp"
#include "modules/territory/demonstration/demonstration.hpp"
#include "modules/territory/demonstration/openings.hpp"
#include "modules/territory/demonstration/publics.hpp"
#include "modules/territory/store_follow.hpp"
#include "modules/territory/store_history.hpp"
#include "platform/audit/audit.hpp"

namespace maillage::territory {
namespace {

using demonstration::Departement;
using Scopes = store::Recorder::Scopes;

geometry::Outline outline_of(const demonstration::Outline& drawn) {
  geometry::Outline outline;
  for (const demonstration::Polygon& polygon : drawn) outline.polygons.push_back({polygon.outer, polygon.holes});
  return outline;
}

// Days on which something begins or ends.
std::set<Date> days_of(const Departement& invented) {
  std::set<Date> days;
  const auto add = [&](const Period& period) {
    days.insert(period.from);
    if (period.to < kEndOfTime) days.insert(period.to);
  };
  for (const auto& one : invented.communes) add(one.period);
  for (const auto& one : invented.iris) add(one.period);
  for (const auto& one : invented.sites) add(one.period);
  for (const auto& sector : invented.sectors)
    for (const auto& member : sector.members) add(member.period);
  return days;
}

// What every table is told of one day.
struct DayStatements {
  std::vector<PlaceRecord> places;
  std::vector<PopulationRecord> populations;
  std::vector<store::OutlineRecord> outlines;
  std::vector<MembershipRecord> memberships;
  Scopes lists, groupings;

  void add(const char* level, const std::string& code, const std::string& name, const std::string& kind,
           std::int64_t population, const demonstration::Outline& outline) {
    places.push_back({level, code, name, kind, {}, {}});
    populations.push_back({level, code, population, false});
    outlines.push_back({level, code, outline_of(outline)});
    lists.insert(store::scope_of(level, code));
  }
  void attach(const char* level, const std::string& code, const char* in_level, const std::string& in_code) {
    memberships.push_back({level, code, in_level, in_code});
    groupings.insert(store::scope_of(level, code) + ">" + in_level);
  }
};

void record_places(store::Recorder& recorder, const Departement& invented, Date day) {
  DayStatements said;
  std::set<std::string> communes;
  for (const auto& one : invented.communes) {
    if (!one.period.contains(day)) continue;
    communes.insert(one.code.str());
    said.add("commune", one.code.str(), one.name, "", one.population, one.outline);
    said.attach("commune", one.code.str(), "epci", one.epci.str());
  }
  for (const auto& one : invented.iris) {
    // Its scope is complete even on a day when none of its IRIS is in force.
    said.lists.insert(store::scope_of("iris", one.code.str()));
    said.groupings.insert(store::scope_of("iris", one.code.str()) + ">commune");
    if (!one.period.contains(day)) continue;
    said.add("iris", one.code.str(), one.name, std::string(1, one.type), one.population, one.outline);
    std::string commune = commune_of(one.code).str();
    for (const auto& merger : invented.mergers)
      if (merger.date <= day && merger.absorbed.str() == commune) commune = merger.into.str();
    said.attach("iris", one.code.str(), "commune", commune);
  }
  for (const auto& one : invented.epcis) said.places.push_back({"epci", one.code.str(), one.name, "", {}, {}});
  recorder.places(said.places, day, said.lists);
  recorder.populations(said.populations, day, said.lists);
  recorder.outlines(said.outlines, day, said.lists);
  recorder.memberships(said.memberships, day, said.groupings);
}

void record_sectors(store::Recorder& recorder, const Departement& invented, Date day) {
  std::vector<SectorRecord> sectors;
  std::vector<SectorUnitRecord> units;
  Scopes complete;
  for (const auto& sector : invented.sectors) {
    complete.insert("sector/" + sector.mission);
    bool open = false;
    for (const auto& member : sector.members) {
      if (!member.period.contains(day)) continue;
      open = true;
      units.push_back({sector.mission, sector.code, member.unit.str(), "", "", "", -1, -1, "any"});
    }
    if (open) sectors.push_back({sector.mission, sector.code, sector.name, {}, {}});
  }
  recorder.sectors(sectors, day, complete);
  recorder.sector_units(units, day, complete);
}

void record_sites(store::Recorder& recorder, const Departement& invented, Date day) {
  std::vector<SiteRecord> sites;
  for (const auto& one : invented.sites)
    if (one.period.contains(day))
      sites.push_back({one.code,
                       one.name,
                       one.kind,
                       one.address,
                       one.commune.str(),
                       std::llround(one.place.x * 10),
                       std::llround(one.place.y * 10),
                       {},
                       {},
                       demonstration::hours_of(one)});
  recorder.sites(sites, day, {"site"});
}

void record_streets(store::Recorder& recorder, const Departement& invented, Date day) {
  static constexpr std::array kParities{"any", "odd", "even"};
  std::vector<StreetRecord> streets;
  Scopes complete;
  for (const auto& one : invented.streets) {
    streets.push_back({one.commune.str(), street_key(one.street), one.street, one.from, one.to,
                       kParities[static_cast<std::size_t>(one.parity)], one.unit.str()});
    complete.insert("address/" + one.commune.str());
  }
  recorder.streets(streets, day, complete);
}

void record_publics(store::Recorder& recorder, const Departement& invented, Date day) {
  std::vector<QuantityRecord> quantities;
  std::vector<AmountRecord> amounts;
  Scopes complete;
  for (const auto& one : demonstration::publics(invented)) {
    quantities.push_back({one.code, one.name, one.unit, one.period, one.mission});
    complete.insert("amount/" + one.code);
    for (const auto& [iris, amount] : one.of_iris) amounts.push_back({one.code, "iris", iris.str(), 1000 * amount});
  }
  recorder.quantities(quantities, day);
  recorder.amounts(amounts, day, complete);
}

void record_days(store::Recorder& recorder, const Departement& invented) {
  std::vector<EventRecord> events;
  for (const auto& one : invented.mergers)
    events.push_back({one.date, "merged", one.absorbed.str(), one.into.str(), 1, false});
  recorder.events(events);
  const std::set<Date> days = days_of(invented);
  for (Date day : days) {
    record_places(recorder, invented, day);
    record_sectors(recorder, invented, day);
    record_sites(recorder, invented, day);
  }
  record_streets(recorder, invented, *days.begin());
  record_publics(recorder, invented, *days.begin());
  recorder.access_points(demonstration::access_points(invented), *days.begin(), {});
  recorder.grid_cells(demonstration::grid_cells(invented), *days.begin(), {"grid_cell/200"});
  store::follow_outlines(recorder, *days.begin());
  recorder.fact("demonstration", "yes");
  recorder.fact("departement_code", invented.code.str());
  recorder.fact("departement_name", invented.name);
}

}  // namespace

std::size_t load_demonstration(sql::Database& database, std::uint64_t seed, std::string_view by,
                               platform::Instant now) {
  const Departement invented = demonstration::generate(seed);
  database.write([&](sql::Session& session) {
    store::Recorder recorder(
        session, {"demonstration", "", "", *days_of(invented).begin(), "", "Maillage, données de démonstration", "",
                  "Apache-2.0", platform::utc_text(now), std::string(by),
                  static_cast<std::int64_t>(invented.communes.size() + invented.iris.size())});
    record_days(recorder, invented);
    const std::int64_t id = recorder.finish();
    if (id != 0)
      platform::audit::record(session, {now, by, "territory.demonstration", fmt::format("import/{}", id), "done"});
  });
  std::size_t units = 0;
  for (const auto& one : invented.iris) units += one.period.to == kEndOfTime ? 1 : 0;
  return units;
}

}  // namespace maillage::territory
