// A database to kill a server on: a person who may plan and decide, and files imported before any server opens it.
#pragma once

#include "app/product.hpp"
#include "modules/territory/import.hpp"
#include "platform/sql/embedded.hpp"
#include "tests/crash/served.hpp"

namespace maillage::crash {

inline const bool registered = sql::register_sql("crash", "queries", R"sql(
-- name: done
SELECT COUNT(*) FROM platform_audit WHERE act = ? AND object = ? AND outcome = 'done';
)sql");

// How many lines of the audit say that the act was done on the object.
inline std::int64_t times_done(sql::Database& database, const std::string& act, const std::string& object) {
  std::int64_t times = 0;
  database.read([&](sql::Session& session) { times = *session.first<std::int64_t>("crash.done", act, object); });
  return times;
}

inline Date day_after(Date day, int days) { return Date(day.days() + std::chrono::days(days)); }

// Migrated, with Claire's account.
inline std::unique_ptr<sql::Database> opened(const std::string& url) {
  auto database = sql::Database::open(url);
  REQUIRE(app::migrate(*database).ok());
  const platform::SystemClock clock;
  REQUIRE(access::add_account(*database, clock,
                              {"claire", "Claire", {Role::planner, Role::executive}, std::string(kPassword)})
              .ok());
  return database;
}

inline void load(sql::Database& database, territory::ImportKind kind, const std::string& bytes,
                 const char* mission = "", const char* file_name = "file.csv") {
  territory::ImportRequest request;
  request.kind = kind;
  request.file_name = file_name;
  request.bytes = bytes;
  request.valid_from = Date(2025, 1, 1);
  request.mission = mission;
  request.by = "test";
  const platform::SystemClock clock;
  request.today = clock.today();
  request.now = clock.now();
  REQUIRE(territory::import_file(database, request).accepted);
}

}  // namespace maillage::crash
