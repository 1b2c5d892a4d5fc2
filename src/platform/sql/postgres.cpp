// The PostgreSQL driver: a pool of connections; writes are serializable, reads see one snapshot.
#include <fmt/format.h>

#include <atomic>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/assert.hpp"
#include "platform/sql/drivers.hpp"
#include "platform/sql/postgres_connection.hpp"

namespace maillage::sql {
namespace {

class PostgresRow : public Row {
 public:
  PostgresRow(const PGresult* result, int row, std::string_view query) : result_(result), row_(row), query_(query) {}
  int columns() const override { return PQnfields(result_); }
  bool null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
  std::int64_t integer(int column) const override {
    const std::string_view text = raw(column);
    if (text == "t" || text == "f") return text == "t";  // a comparison, as SQLite numbers it
    return number<std::int64_t>(column, text, "integer");
  }
  double real(int column) const override { return number<double>(column, raw(column), "number"); }
  std::string_view text(int column) const override { return raw(column); }
  std::span<const std::byte> blob(int column) const override {
    std::string_view hex = raw(column);
    expect(column, hex.starts_with("\\x") && hex.size() % 2 == 0, "blob");
    hex.remove_prefix(2);
    Blob& bytes = blobs_.emplace_back(hex.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<std::byte>(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
    return bytes;
  }

 private:
  static unsigned digit(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); }
  std::string_view raw(int column) const {
    expect(column, !null(column), "value: it is NULL");
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }
  template <class T>
  T number(int column, std::string_view text, std::string_view kind) const {
    T value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    expect(column, read.ec == std::errc{} && read.ptr == text.data() + text.size(), kind);
    return value;
  }
  void expect(int column, bool met, std::string_view kind) const {
    if (!met) throw SqlFault(fmt::format("{}: column {} is no {}", query_, column, kind));
  }
  const PGresult* result_;
  int row_;
  std::string_view query_;
  mutable std::deque<Blob> blobs_;  // decoded, for as long as the row lives
};

class PostgresSession : public Session {
 public:
  explicit PostgresSession(PostgresConnection& connection) : connection_(connection) {}
  Dialect dialect() const override { return Dialect::postgres; }

  std::int64_t run(std::string_view query, std::span<const Value> parameters) override {
    return changed_by(connection_.run(query, parameters).get());
  }
  void each(std::string_view query, std::span<const Value> parameters,
            const std::function<void(const Row&)>& each) override {
    const PostgresResult result = connection_.run(query, parameters);
    for (int row = 0; row < PQntuples(result.get()); ++row) each(PostgresRow(result.get(), row, query));
  }
  std::int64_t run_many(std::string_view query, std::size_t count,
                        const std::function<void(std::size_t, Parameters&)>& fill) override {
    return connection_.run_many(query, count, fill);
  }
  void script(std::string_view text) override { connection_.script(text); }

  // Runs `work` in the transaction just begun and commits; gives what is to be called afterwards.
  std::vector<std::function<void()>> transact(const std::function<void(Session&)>& work) {
    try {
      work(*this);
      // COMMIT of a transaction in which something failed is answered "ROLLBACK", without an error.
      const PostgresResult result = connection_.script("COMMIT");
      if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
        throw SqlFault("a failed transaction was to be committed");
    } catch (...) {
      if (connection_.alive() && !connection_.idle()) connection_.script("ROLLBACK");
      throw;
    }
    return std::move(after_commit_);
  }

 private:
  PostgresConnection& connection_;
};

class PostgresDatabase : public Database {
 public:
  explicit PostgresDatabase(std::string url) : url_(std::move(url)) {
    give_back(std::make_unique<PostgresConnection>(url_));
  }
  Dialect dialect() const override { return Dialect::postgres; }

  void read(const std::function<void(Session&)>& work) override {
    transact("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work);
  }
  void write(const std::function<void(Session&)>& work) override {
    thread_local const PostgresDatabase* writing = nullptr;
    MAILLAGE_ASSERT(writing != this, "a write transaction inside another");
    struct Leave {
      ~Leave() { writing = nullptr; }
    };
    std::vector<std::function<void()>> then;
    {
      const Leave leave;
      writing = this;
      then = transact("BEGIN ISOLATION LEVEL SERIALIZABLE", work);
    }
    for (const auto& call : then) call();
  }

 private:
  static constexpr int kConnections = 24;
  static constexpr std::chrono::seconds kPatience{5};

  std::vector<std::function<void()>> transact(const char* begin, const std::function<void(Session&)>& work) {
    auto connection = take();
    const auto give = std::unique_ptr<std::unique_ptr<PostgresConnection>, GiveBack>(&connection, GiveBack{this});
    std::vector<std::function<void()>> then;
    retry_conflicts([&] {
      if (!began(*connection, begin)) {
        connection = std::make_unique<PostgresConnection>(url_);
        connection->script(begin);
      }
      then = PostgresSession(*connection).transact(work);
    });
    return then;
  }
  // False when the server had closed the connection meanwhile (a restart), which is only seen by using it.
  static bool began(PostgresConnection& connection, const char* begin) {
    try {
      connection.script(begin);
      return true;
    } catch (const SqlFault&) {
      if (connection.alive()) throw;
      return false;
    }
  }

  struct GiveBack {
    PostgresDatabase* database;
    void operator()(std::unique_ptr<PostgresConnection>* connection) const {
      database->give_back(std::move(*connection));
    }
  };
  std::unique_ptr<PostgresConnection> take() {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_for(lock, kPatience, [&] { return !idle_.empty() || in_use_ < kConnections; }))
      throw SqlFault("all connections to the database are busy");
    ++in_use_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    lock.unlock();
    try {
      return std::make_unique<PostgresConnection>(url_);
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }
  void give_back(std::unique_ptr<PostgresConnection> connection) {
    {
      const std::lock_guard lock(mutex_);
      in_use_ -= 1;
      if (connection && connection->alive() && connection->idle()) idle_.push_back(std::move(connection));
    }
    freed_.notify_one();
  }

  const std::string url_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  int in_use_ = 1;  // the one the constructor gives back
};

}  // namespace

std::unique_ptr<Database> open_postgres(std::string url) { return std::make_unique<PostgresDatabase>(std::move(url)); }

}  // namespace maillage::sql
