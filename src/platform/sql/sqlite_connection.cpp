#include "platform/sql/sqlite_connection.hpp"

#include <fmt/format.h>

#include <cerrno>

#include "platform/sql/drivers.hpp"
#include "platform/sql/texts.hpp"

namespace maillage::sql {
namespace {

constexpr int kBusy_ms = 5000;
// mmap_size: mapped pages are dropped at every commit of another connection, which costs three times the reads' CPU.
// case_sensitive_like: as PostgreSQL.
constexpr const char* kSettings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
    "PRAGMA mmap_size=0; PRAGMA cache_size=-16000; PRAGMA case_sensitive_like=ON;";

int bind_value(sqlite3_stmt* statement, int at, const Value& value) {
  switch (value.index()) {
    case 0:
      return sqlite3_bind_null(statement, at);
    case 1:
      return sqlite3_bind_int64(statement, at, std::get<1>(value));
    case 2:
      return sqlite3_bind_double(statement, at, std::get<2>(value));
    case 3: {
      const auto text = std::get<3>(value);
      check_text(text);
      return sqlite3_bind_text64(statement, at, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    }
    default: {
      const auto bytes = std::get<4>(value);
      if (bytes.empty()) return sqlite3_bind_zeroblob(statement, at, 0);  // a null pointer would bind NULL
      return sqlite3_bind_blob64(statement, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
  }
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, bool reader) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  database_.reset(opened);
  check(code, path);
  sqlite3_busy_timeout(opened, kBusy_ms);
  // "x" is a name and never a text, as everywhere else.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  script(kSettings);
  if (reader) script("PRAGMA query_only=ON");
}

void SqliteConnection::script(std::string_view text) {
  check(sqlite3_exec(database_.get(), std::string(text).c_str(), nullptr, nullptr, nullptr), text.substr(0, 80));
}

void SqliteConnection::fail(int code, std::string_view doing) const {
  const char* why = database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
  const std::string message = fmt::format("{}: {} (SQLite {})", doing, why, code);
  const int primary = code & 0xff;
  if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) throw Conflict(message);
  const bool no_space = primary == SQLITE_IOERR && database_ && sqlite3_system_errno(database_.get()) == ENOSPC;
  if (primary == SQLITE_FULL || no_space) throw StorageFull(message);
  throw SqlFault(message);
}

SqliteConnection::Statement::Statement(SqliteConnection& connection, std::string_view query)
    : connection_(connection), query_(query), handle_(nullptr) {
  const auto found = connection.idle_.find(query);
  if (found != connection.idle_.end() && !found->second.empty()) {
    handle_ = found->second.back().release();
    found->second.pop_back();
    return;
  }
  const std::string& text = text_of(query, Dialect::sqlite);
  connection.check(sqlite3_prepare_v3(connection.database_.get(), text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle_, nullptr),
                   query);
}

SqliteConnection::Statement::~Statement() {
  rewind();
  auto found = connection_.idle_.find(query_);
  if (found == connection_.idle_.end()) found = connection_.idle_.try_emplace(std::string(query_)).first;
  found->second.emplace_back(handle_);
}

void SqliteConnection::Statement::bind(std::span<const Value> parameters) {
  if (sqlite3_bind_parameter_count(handle_) != static_cast<int>(parameters.size()))
    throw SqlFault(fmt::format("{}: takes {} parameters, {} are given", query_, sqlite3_bind_parameter_count(handle_),
                               parameters.size()));
  for (std::size_t i = 0; i < parameters.size(); ++i)
    connection_.check(bind_value(handle_, static_cast<int>(i) + 1, parameters[i]), query_);
}

bool SqliteConnection::Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.fail(code, query_);
  return false;
}

void SqliteConnection::Statement::rewind() {
  sqlite3_reset(handle_);  // its code only repeats that of step()
  sqlite3_clear_bindings(handle_);
}

}  // namespace maillage::sql
