// The SQLite driver: one connection writes, the others read the last committed state (WAL).
#include <fmt/format.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/assert.hpp"
#include "platform/sql/drivers.hpp"
#include "platform/sql/sqlite_connection.hpp"

namespace maillage::sql {
namespace {

using Statement = SqliteConnection::Statement;

class SqliteRow : public Row {
 public:
  explicit SqliteRow(const Statement& statement) : statement_(statement), handle_(statement.handle()) {}
  int columns() const override { return sqlite3_column_count(handle_); }
  bool null(int column) const override { return type(column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override {
    expect(column, type(column) == SQLITE_INTEGER, "integer");
    return sqlite3_column_int64(handle_, column);
  }
  double real(int column) const override {
    expect(column, type(column) == SQLITE_FLOAT || type(column) == SQLITE_INTEGER, "number");
    return sqlite3_column_double(handle_, column);
  }
  std::string_view text(int column) const override {
    expect(column, type(column) == SQLITE_TEXT, "text");
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }
  std::span<const std::byte> blob(int column) const override {
    expect(column, type(column) == SQLITE_BLOB, "blob");
    const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(handle_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }

 private:
  int type(int column) const { return sqlite3_column_type(handle_, column); }
  void expect(int column, bool met, std::string_view kind) const {
    if (!met) throw SqlFault(fmt::format("{}: column {} is no {}", statement_.query(), column, kind));
  }
  const Statement& statement_;
  sqlite3_stmt* handle_;
};

class SqliteSession : public Session {
 public:
  explicit SqliteSession(SqliteConnection& connection) : connection_(connection) {}
  Dialect dialect() const override { return Dialect::sqlite; }

  std::int64_t run(std::string_view query, std::span<const Value> parameters) override {
    Statement statement(connection_, query);
    return run_once(statement, parameters);
  }
  void each(std::string_view query, std::span<const Value> parameters,
            const std::function<void(const Row&)>& each) override {
    Statement statement(connection_, query);
    statement.bind(parameters);
    const SqliteRow row(statement);
    while (statement.step()) each(row);
  }
  std::int64_t run_many(std::string_view query, std::size_t count,
                        const std::function<void(std::size_t, Parameters&)>& fill) override {
    Statement statement(connection_, query);
    Parameters parameters;
    std::int64_t changed = 0;
    for (std::size_t i = 0; i < count; ++i) {
      parameters.clear();
      fill(i, parameters);
      changed += run_once(statement, parameters.values());
      statement.rewind();
    }
    return changed;
  }
  void script(std::string_view text) override { connection_.script(text); }

  // Runs `work` between `begin` and COMMIT; gives what is to be called afterwards.
  std::vector<std::function<void()>> transact(const char* begin, const std::function<void(Session&)>& work) {
    after_commit_.clear();
    connection_.script(begin);
    try {
      work(*this);
      connection_.script("COMMIT");
    } catch (...) {
      if (connection_.in_transaction()) connection_.script("ROLLBACK");  // some faults roll back by themselves
      throw;
    }
    return std::move(after_commit_);
  }

 private:
  std::int64_t run_once(Statement& statement, std::span<const Value> parameters) {
    statement.bind(parameters);
    while (statement.step()) {
    }
    return statement.writes() ? connection_.changes() : 0;
  }
  SqliteConnection& connection_;
};

class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(std::string path) : path_(std::move(path)), writer_(path_, false) {}
  Dialect dialect() const override { return Dialect::sqlite; }

  void read(const std::function<void(Session&)>& work) override {
    auto connection = take_reader();
    SqliteSession session(*connection);
    session.transact("BEGIN", work);
    const std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(connection));  // after a fault it is closed instead
  }
  void write(const std::function<void(Session&)>& work) override {
    MAILLAGE_ASSERT(writing_ != std::this_thread::get_id(), "a write transaction inside another");
    std::vector<std::function<void()>> then;
    {
      const std::lock_guard lock(writer_mutex_);
      writing_ = std::this_thread::get_id();
      const auto done = std::unique_ptr<SqliteDatabase, Leave>(this);
      SqliteSession session(writer_);
      retry_conflicts([&] { then = session.transact("BEGIN IMMEDIATE", work); });
    }
    for (const auto& call : then) call();
  }

 protected:
  SqliteConnection& writer() { return writer_; }

 private:
  struct Leave {
    void operator()(SqliteDatabase* database) const { database->writing_ = std::thread::id(); }
  };
  std::unique_ptr<SqliteConnection> take_reader() {
    {
      const std::lock_guard lock(readers_mutex_);
      if (!readers_.empty()) {
        auto connection = std::move(readers_.back());
        readers_.pop_back();
        return connection;
      }
    }
    return std::make_unique<SqliteConnection>(path_, true);
  }

  const std::string path_;
  SqliteConnection writer_;
  std::mutex writer_mutex_;
  std::atomic<std::thread::id> writing_;
  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;  // as many as were ever used at once
};

std::string new_folder() {
  std::string path = std::filesystem::temp_directory_path() / "maillage-XXXXXX";
  if (!mkdtemp(path.data())) throw SqlFault("no temporary folder can be made in " + path);
  return path;
}

struct TemporaryFolder {
  const std::string path = new_folder();
  ~TemporaryFolder() {
    std::error_code ignored;  // a file left in the temporary folder harms nobody
    std::filesystem::remove_all(path, ignored);
  }
};

// A database of its own that lasts as long as the program's use of it. A file and not SQLite's ":memory:", so that
// readers and writer behave exactly as in production.
class TemporarySqlite : private TemporaryFolder, public SqliteDatabase {
 public:
  TemporarySqlite() : SqliteDatabase(path + "/maillage.db") { writer().forget_durability(); }
};

}  // namespace

std::unique_ptr<Database> open_sqlite(std::string path) {
  if (path == ":memory:") return std::make_unique<TemporarySqlite>();
  return std::make_unique<SqliteDatabase>(std::move(path));
}

}  // namespace maillage::sql
