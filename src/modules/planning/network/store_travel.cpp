#include "modules/planning/network/store_travel.hpp"

#include <algorithm>

#include "modules/planning/labels.hpp"

namespace maillage::planning {
namespace {

struct Column {
  std::string destination, departures, tenths;
};
BOOST_DESCRIBE_STRUCT(Column, (), (destination, departures, tenths))

// In the order of the departures, so that what is written does not hang on the order of a hash table.
Column written(const std::string& destination, const Minutes::Departures& departures) {
  std::map<std::string, std::int32_t> sorted(departures.begin(), departures.end());
  std::vector<std::string> from;
  std::vector<std::int32_t> tenths;
  for (const auto& [departure, value] : sorted) {
    from.push_back(departure);
    tenths.push_back(value);
  }
  return {destination, joined_codes(from), labels_text(tenths)};
}

}  // namespace

std::vector<TravelTable> travel_tables(sql::Session& session) {
  return session.rows<TravelTable>("planning.travel_tables");
}

std::optional<TravelTable> find_travel_table(sql::Session& session, std::int64_t id) {
  return session.first<TravelTable>("planning.find_travel_table", id);
}

std::optional<std::int64_t> same_travel_table(sql::Session& session, const TravelTable& table,
                                              const std::string& sha256) {
  return session.first<std::int64_t>("planning.same_travel_table", table.source, table.mode, table.origin,
                                     table.vintage, table.profile, sha256);
}

std::int64_t insert_travel_table(sql::Session& session, const TravelTable& table, const std::string& sha256) {
  return *session.first<std::int64_t>("planning.insert_travel_table", table.source, table.mode, table.origin,
                                      table.vintage, table.profile, table.file_name, sha256, table.made_at,
                                      table.made_by);
}

void ask_travel_tables(sql::Session& session, const std::vector<std::int64_t>& tables) {
  session.exec("planning.ask_no_travel_table");
  for (const std::int64_t table : tables) session.exec("planning.ask_travel_table", table);
}

Minutes minutes_of(sql::Session& session, std::int64_t table) {
  Minutes out;
  for (const Column& column : session.rows<Column>("planning.travel_minutes", table)) {
    const auto from = split_codes(column.departures);
    const auto tenths = labels_of(column.tenths);
    for (std::size_t i = 0; i < from.size(); ++i) out.put(column.destination, from[i], tenths[i]);
  }
  return out;
}

void add_minutes(sql::Session& session, std::int64_t table, const Minutes& fresh) {
  Minutes all = minutes_of(session, table);
  for (const auto& [destination, departures] : fresh.of_destination())
    for (const auto& [departure, tenths] : departures) all.put(destination, departure, tenths);
  for (const auto& [destination, departures] : fresh.of_destination()) {
    const Column column = written(destination, *all.to(destination));
    session.exec("planning.put_travel_minutes", table, column.destination, column.departures, column.tenths);
  }
  session.exec("planning.count_travel_pairs", all.pairs(), table);
}

Result<Ways> ways_of(sql::Session& session, std::optional<std::int64_t> table, const Travel& crow) {
  if (!table) return Ways(crow);
  const auto found = find_travel_table(session, *table);
  if (!found) return Problem{"planning.unknown_travel_table", "/table", {}};
  return Ways(travel_of(*found), minutes_of(session, *table));
}

}  // namespace maillage::planning
