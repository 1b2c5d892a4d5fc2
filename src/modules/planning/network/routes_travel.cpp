#include "modules/planning/network/records.hpp"
#include "modules/planning/network/road_asking.hpp"
#include "modules/planning/network/routes_network.hpp"
#include "modules/planning/routes_desk.hpp"
#include "platform/hash/sha256.hpp"
#include "platform/json/json.hpp"
#include "platform/routes/routes.hpp"

namespace maillage::planning {
namespace {

using platform::Context;
using platform::Nothing;

constexpr std::array kAdministrators{Role::administrator};
constexpr std::array kImporters{Role::planner, Role::administrator};
constexpr std::size_t kLargestFile_bytes = std::size_t{16} << 20, kLongestName_bytes = 200;

std::optional<Problem> refused_name(const std::string& text, const char* field) {
  if (text.empty()) return Problem{"planning.missing", field, {}};
  if (text.size() > kLongestName_bytes)
    return Problem{"planning.too_long", field, {{"high", std::to_string(kLongestName_bytes / 2)}}};
  return std::nullopt;
}

TravelTable table_of(Desk desk, const Context& context, TravelSource source, TravelMode mode) {
  TravelTable out;
  out.source = source;
  out.mode = mode;
  out.made_at = platform::utc_text(desk.services.clock.now());
  out.made_by = context.identity.name;
  return out;
}

MinutesReport report_of(const MinutesQuery& query, const territory::Snapshot& snapshot, ReadMinutes& read) {
  MinutesReport out;
  out.dry_run = query.dry_run;
  out.accepted = read.faults.empty();
  out.rows = read.rows;
  out.pairs = read.minutes.pairs();
  std::set<std::string> departures;
  for (const auto& [destination, from] : read.minutes.of_destination())
    for (const auto& [departure, tenths] : from) departures.insert(departure);
  out.departures = static_cast<std::int32_t>(departures.size());
  out.destinations = static_cast<std::int32_t>(read.minutes.of_destination().size());
  out.units = static_cast<std::int32_t>(snapshot.codes.size());
  out.faults = std::move(read.faults);
  return out;
}

// What a file of that day may name: units, sites, and partners' points.
KnownPlaces places_on(Desk desk, Context& context, const territory::Snapshot& snapshot, Date at) {
  KnownPlaces out = known_places(snapshot, desk.territory.sites(at));
  const auto points =
      context.database.reading([&](sql::Session& session) { return territory::access_points(session, at); });
  for (const House& point : points_of(points, {})) out.destinations.insert(point.code);
  return out;
}

Result<MinutesReport> import_minutes(Desk desk, Context& context, const MinutesQuery& query,
                                     const platform::Upload& upload) {
  if (auto refused = refused_name(query.origin, "/origin")) return *std::move(refused);
  if (auto refused = refused_name(query.vintage, "/vintage")) return *std::move(refused);
  const Date at = query.at.value_or(context.today);
  const auto snapshot = desk.territory.snapshot(at);
  if (snapshot->codes.empty()) return Problem{"planning.no_territory", "/at", {{"at", at.str()}}};
  ReadMinutes read = read_minutes(*upload.bytes, places_on(desk, context, *snapshot, at));
  MinutesReport report = report_of(query, *snapshot, read);
  TravelTable table = table_of(desk, context, TravelSource::file, query.mode);
  table.origin = query.origin;
  table.vintage = query.vintage;
  table.file_name = query.file_name;
  const std::string hash = sha256(*upload.bytes);
  context.about("travel/" + query.file_name);
  return context.write([&](sql::Session& session) -> Result<MinutesReport> {
    report.table = same_travel_table(session, table, hash);
    report.already = report.table.has_value();
    if (report.already || !report.accepted || report.dry_run) return report;
    report.table = insert_travel_table(session, table, hash);
    add_minutes(session, *report.table, read.minutes);
    return report;
  });
}

// The table of the setting that goes in that mode, made if it is not there.
std::int64_t table_for(sql::Session& session, TravelTable table, const RoadServerSetting& setting,
                       const std::string& address, const std::string& profile) {
  table.origin = address;
  table.vintage = setting.vintage;
  table.profile = profile;
  const auto same = same_travel_table(session, table, "");
  return same ? *same : insert_travel_table(session, table, "");
}

Result<TravelTables> set_server(Desk desk, Context& context, const RoadServerSetting& setting) {
  const auto address = clean_address(setting.address);
  if (!address) return address.problem();
  if (auto refused = refused_name(setting.vintage, "/vintage")) return *std::move(refused);
  if (const auto good = check_profile(setting.profile_car, "/profile_car"); !good) return good.problem();
  if (setting.profile_walk)
    if (const auto good = check_profile(*setting.profile_walk, "/profile_walk"); !good) return good.problem();
  return context.write([&](sql::Session& session) -> Result<TravelTables> {
    const auto made = [&](TravelMode mode, const std::string& profile) {
      return table_for(session, table_of(desk, context, TravelSource::server, mode), setting, *address, profile);
    };
    std::vector<std::int64_t> tables{made(TravelMode::car, setting.profile_car)};
    if (setting.profile_walk) tables.push_back(made(TravelMode::walk, *setting.profile_walk));
    ask_travel_tables(session, tables);
    return TravelTables{travel_tables(session)};
  });
}

Result<TravelTables> choose_server(Desk desk, Context& context, const RoadServerChoice& choice) {
  context.about("travel/server");
  if (choice.server) return set_server(desk, context, *choice.server);
  return context.write([&](sql::Session& session) -> Result<TravelTables> {
    ask_travel_tables(session, {});
    return TravelTables{travel_tables(session)};
  });
}

Result<MinutesStarted> ask(Desk desk, Context& context, MinutesAsked asked) {
  if (const auto good = check_kinds(asked.kinds); !good) return good.problem();
  asked.at = asked.at.value_or(context.today);
  context.about("travel/" + std::to_string(asked.table));
  return context.write([&](sql::Session& session) -> Result<MinutesStarted> {
    const auto table = find_travel_table(session, asked.table);
    if (!table) return Problem{"planning.unknown_travel_table", "/table", {}};
    if (const auto server = server_of(*table); !server) return server.problem();
    const auto job =
        desk.services.jobs.submit(session, "planning.travel", context.identity.login, platform::to_json(asked), 0);
    return MinutesStarted{job.value};
  });
}

}  // namespace

void add_travel_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  const Desk desk{services, territory};
  routes.post<MinutesQuery, platform::Upload, MinutesReport>(
      {.path = "/planning/network/travel/tables",
       .roles = kImporters,
       .summary = "Imports minutes between units and sites, or says what it would do.",
       .rate = platform::RateClass::upload,
       .audit = "planning.import_minutes",
       .body_limit_bytes = kLargestFile_bytes,
       .required = {"file_name", "origin", "vintage"}},
      [desk](Context& context, const MinutesQuery& query, const platform::Upload& upload) {
        return import_minutes(desk, context, query, upload);
      });
  routes.post<Nothing, RoadServerChoice, TravelTables>(
      {.path = "/planning/network/travel/server",
       .roles = kAdministrators,
       .summary =
           "Says which server of routes may be asked for minutes, or that none may; what one answered stays known.",
       .rate = platform::RateClass::write,
       .audit = "planning.set_road_server"},
      [desk](Context& context, const Nothing&, const RoadServerChoice& choice) {
        return choose_server(desk, context, choice);
      });
  routes.post<Nothing, MinutesAsked, MinutesStarted>(
      {.path = "/planning/network/travel/minutes",
       .roles = kPlanners,
       .summary = "Asks the server of routes for the minutes to the houses that its table does not know.",
       .rate = platform::RateClass::compute,
       .audit = "planning.ask_minutes",
       .success = 202},
      [desk](Context& context, const Nothing&, const MinutesAsked& asked) { return ask(desk, context, asked); });
}

}  // namespace maillage::planning
