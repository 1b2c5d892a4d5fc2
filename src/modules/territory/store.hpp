// Rows of the territory's tables as values. Every function runs inside the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/territory/records.hpp"
#include "modules/territory/territory.hpp"
#include "platform/sql/sql.hpp"

namespace maillage::territory::store {

// Changes at every import that changed something.
std::int64_t version(sql::Session& session);
DayRecords day(sql::Session& session, Date at);
std::vector<StreetRecord> streets(sql::Session& session, Date at);
std::vector<AddressRecord> addresses(sql::Session& session, Date at);
// Code and WKB of every outline of a level, by code.
std::vector<std::pair<std::string, std::string>> outlines(sql::Session& session, Date at, std::string_view level);
// All versions of one place that were ever visible, oldest first.
std::vector<PlaceRecord> history(sql::Session& session, std::string_view level, std::string_view code);

// Names of every commune ever known, oldest first.
std::vector<NameRecord> commune_names(sql::Session& session);
std::vector<EventRecord> events(sql::Session& session);
std::vector<MembershipRecord> memberships(sql::Session& session, Date at);

struct ImportRow {
  std::int64_t id = 0;
  std::string kind, file_name, sha256, imported_at, by;
  std::int64_t rows = 0, created = 0, changed = 0, closed = 0;
  std::string source, vintage;
};
BOOST_DESCRIBE_STRUCT(ImportRow, (),
                      (id, kind, file_name, sha256, imported_at, by, rows, created, changed, closed, source, vintage))
// Newest first.
std::vector<ImportRow> imports(sql::Session& session);

// Files kept until their job has read them. Forgotten ones (a server that stopped) go after a day.
std::int64_t keep_upload(sql::Session& session, std::string_view file_name, std::string_view bytes,
                         std::string_view now, std::string_view yesterday);
std::optional<std::string> upload(sql::Session& session, std::int64_t id);
void drop_upload(sql::Session& session, std::int64_t id);

}  // namespace maillage::territory::store
