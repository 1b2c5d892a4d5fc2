#include "modules/territory/store.hpp"

#include <span>

namespace maillage::territory::store {
namespace {

std::string bytes_of(std::span<const std::byte> blob) {
  return {reinterpret_cast<const char*>(blob.data()), blob.size()};
}

std::string fact(sql::Session& session, std::string_view name) {
  return session.first<std::string>("territory.fact", name).value_or("");
}

}  // namespace

std::int64_t version(sql::Session& session) { return session.first<std::int64_t>("territory.version").value_or(0); }

DayRecords day(sql::Session& session, Date at) {
  DayRecords all;
  all.at = at;
  all.places = session.rows<PlaceRecord>("territory.places_at", at);
  all.populations = session.rows<PopulationRecord>("territory.populations_at", at);
  all.centres = session.rows<CentreRecord>("territory.centres_at", at);
  all.memberships = store::memberships(session, at);
  all.missions = session.rows<MissionRecord>("territory.missions_at", at);
  all.sectors = session.rows<SectorRecord>("territory.sectors_at", at);
  all.sector_units = session.rows<SectorUnitRecord>("territory.sector_units_at", at);
  all.sites = session.rows<SiteRecord>("territory.sites_at", at);
  all.quantities = session.rows<QuantityLine>("territory.quantities_at", at);
  all.amounts = session.rows<AmountRecord>("territory.amounts_at", at);
  all.edges = session.rows<EdgeRecord>("territory.edges_at", at);
  all.events = store::events(session);
  all.commune_names = store::commune_names(session);
  all.sources = session.rows<SourceRecord>("territory.sources", at);
  for (Date date : session.rows<Date>("territory.change_dates"))
    if (kBeginningOfTime < date && date < kEndOfTime) all.change_dates.push_back(date);
  all.demonstration = fact(session, "demonstration") == "yes";
  all.departement_code = fact(session, "departement_code");
  all.departement_name = fact(session, "departement_name");
  return all;
}

std::vector<StreetRecord> streets(sql::Session& session, Date at) {
  return session.rows<StreetRecord>("territory.streets_at", at);
}

std::vector<AddressRecord> addresses(sql::Session& session, Date at) {
  return session.rows<AddressRecord>("territory.addresses_at", at);
}

std::vector<std::pair<std::string, std::string>> outlines(sql::Session& session, Date at, std::string_view level) {
  std::vector<std::pair<std::string, std::string>> all;
  const auto parameters = sql::Parameters::of(at, level);
  session.each("territory.outlines_at", parameters.values(),
               [&](const sql::Row& row) { all.emplace_back(row.text(0), bytes_of(row.blob(1))); });
  return all;
}

std::vector<PlaceRecord> history(sql::Session& session, std::string_view level, std::string_view code) {
  return session.rows<PlaceRecord>("territory.place_history", level, code);
}

std::vector<NameRecord> commune_names(sql::Session& session) {
  return session.rows<NameRecord>("territory.place_names");
}

std::vector<EventRecord> events(sql::Session& session) { return session.rows<EventRecord>("territory.events"); }

std::vector<MembershipRecord> memberships(sql::Session& session, Date at) {
  return session.rows<MembershipRecord>("territory.memberships_at", at);
}

std::vector<ImportRow> imports(sql::Session& session) { return session.rows<ImportRow>("territory.imports"); }

std::int64_t keep_upload(sql::Session& session, std::string_view file_name, std::string_view bytes,
                         std::string_view now, std::string_view yesterday) {
  session.exec("territory.uploads_forget", yesterday);
  const std::span<const std::byte> content = std::as_bytes(std::span(bytes));
  return session.first<std::int64_t>("territory.upload_add", file_name, content, now).value_or(0);
}

std::optional<std::string> upload(sql::Session& session, std::int64_t id) {
  std::optional<std::string> found;
  const auto parameters = sql::Parameters::of(id);
  session.each("territory.upload", parameters.values(), [&](const sql::Row& row) { found = bytes_of(row.blob(0)); });
  return found;
}

void drop_upload(sql::Session& session, std::int64_t id) { session.exec("territory.upload_drop", id); }

}  // namespace maillage::territory::store
