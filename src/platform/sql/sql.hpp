// One small face over SQLite and PostgreSQL. SQL is written once, in the modules' sql folders, in the subset both
// share.
//
// Guarantees: parameters are always bound; a write transaction is all or nothing; a conflict between writers is retried
// as a whole; whatever the database refuses otherwise is a fault (SqlFault), thrown and caught once at the edge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "platform/sql/binding.hpp"
#include "platform/sql/row.hpp"

namespace maillage::sql {

enum class Dialect { sqlite, postgres };

// A connection inside a transaction, used by one thread. `query` is "module.name": a named query of the module's sql
// folder ("-- name: x" lines separate queries of a file), prepared once per connection.
class Session {
 public:
  virtual ~Session() = default;
  virtual Dialect dialect() const = 0;
  // Runs a query that returns nothing of interest; gives the number of rows it changed.
  virtual std::int64_t run(std::string_view query, std::span<const Value> parameters) = 0;
  // Calls `each` for every row, in order. `each` may use the session.
  virtual void each(std::string_view query, std::span<const Value> parameters,
                    const std::function<void(const Row&)>& each) = 0;
  // Runs a query once for each of `count` parameter rows, sent to the database together: for bulk loading. `fill` puts
  // the parameters of row i. Gives the number of rows changed in all.
  virtual std::int64_t run_many(std::string_view query, std::size_t count,
                                const std::function<void(std::size_t i, Parameters&)>& fill) = 0;
  // Runs a text of several statements (migrations, and test set-up only).
  virtual void script(std::string_view text) = 0;
  // Calls `then` once this transaction is committed; never if it is rolled back. `then` must not throw.
  void after_commit(std::function<void()> then) { after_commit_.push_back(std::move(then)); }

  // run() with each argument bound to its `?`: a number, a text, a Blob, an Id, an optional, a described value type or
  // enum (by its text), or a described struct (one `?` per member, nested ones flattened).
  template <class... Args>
  std::int64_t exec(std::string_view query, const Args&... args) {
    return run(query, Parameters::of(args...).values());
  }
  // exec() for every record, together.
  template <class T>
  std::int64_t exec_all(std::string_view query, const std::vector<T>& records) {
    return run_many(query, records.size(), [&](std::size_t i, Parameters& out) { out.add(records[i]); });
  }
  // Rows bound by position to the members of described struct T, or to a scalar T.
  template <class T, class... Args>
  std::vector<T> rows(std::string_view query, const Args&... args) {
    std::vector<T> all;
    each(query, Parameters::of(args...).values(), [&](const Row& row) { all.push_back(read_row<T>(row, query)); });
    return all;
  }
  // The first row, if there is one.
  template <class T, class... Args>
  std::optional<T> first(std::string_view query, const Args&... args) {
    std::optional<T> found;
    each(query, Parameters::of(args...).values(), [&](const Row& row) {
      if (!found) found = read_row<T>(row, query);
    });
    return found;
  }

 protected:
  std::vector<std::function<void()>> after_commit_;
};

// The pool: several readers, one writer (SQLite) or several connections (PostgreSQL). Safe to use from any thread.
class Database {
 public:
  virtual ~Database() = default;
  // "sqlite:/path/file.db", "sqlite::memory:" (a private temporary file) or "postgres://user@host:port/base".
  // Throws SqlFault when the database cannot be used.
  static std::unique_ptr<Database> open(std::string_view url);

  virtual Dialect dialect() const = 0;
  // A consistent view; `work` must not write.
  virtual void read(const std::function<void(Session&)>& work) = 0;
  // Committed when `work` returns, rolled back when it throws; run again from the start after a serialisation conflict,
  // so `work` changes nothing outside the session but what it starts by resetting. Not to be nested.
  virtual void write(const std::function<void(Session&)>& work) = 0;

  // read() giving back what `work` returns.
  template <class F>
  auto reading(F work) {
    return given_back([this](const auto& inner) { read(inner); }, work);
  }
  // write() giving back what `work` returns (of its last run).
  template <class F>
  auto writing(F work) {
    return given_back([this](const auto& inner) { write(inner); }, work);
  }

 private:
  template <class Transaction, class F>
  static auto given_back(const Transaction& transaction, F& work) {
    using Answer = std::invoke_result_t<F&, Session&>;
    if constexpr (std::is_void_v<Answer>) {
      transaction([&](Session& session) { work(session); });
    } else {
      std::optional<Answer> answer;
      transaction([&](Session& session) { answer.emplace(work(session)); });
      return *std::move(answer);
    }
  }
};

}  // namespace maillage::sql
