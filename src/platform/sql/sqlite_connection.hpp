// One SQLite connection and its statement cache.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/sql.hpp"

namespace maillage::sql {

// Used by one thread at a time.
class SqliteConnection {
 public:
  // Opens, creating the file if need be. A reader refuses to write.
  SqliteConnection(const std::string& path, bool reader);
  // Runs statements given as text.
  void script(std::string_view text);
  // Turns the wait for the disk off: for a file nobody will read again after a crash.
  void forget_durability() { script("PRAGMA synchronous=OFF"); }

  // A prepared query, taken from the cache and given back (reset) when it goes out of scope. A query already running
  // (one asked again while its rows are read) is prepared a second time.
  class Statement {
   public:
    Statement(SqliteConnection& connection, std::string_view query);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    void bind(std::span<const Value> parameters);
    bool step();    // false after the last row
    void rewind();  // ready to bind and run again
    bool writes() const { return sqlite3_stmt_readonly(handle_) == 0; }
    sqlite3_stmt* handle() const { return handle_; }
    std::string_view query() const { return query_; }

   private:
    SqliteConnection& connection_;
    std::string_view query_;
    sqlite3_stmt* handle_;
  };

  std::int64_t changes() const { return sqlite3_changes64(database_.get()); }
  bool in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Close>;
  [[noreturn]] void fail(int code, std::string_view doing) const;
  void check(int code, std::string_view doing) const {
    if (code != SQLITE_OK) fail(code, doing);
  }

  std::unique_ptr<sqlite3, Close> database_;
  std::map<std::string, std::vector<Prepared>, std::less<>> idle_;  // statements not in use, by query
};

}  // namespace maillage::sql
