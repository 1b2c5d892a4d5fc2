// One small face over SQLite and PostgreSQL. SQL is written once, in the modules' sql folders, in the subset both share.
//
// Guarantees: parameters are always bound; a write transaction is all or nothing; a conflict between writers is retried
// as a whole; whatever the database refuses otherwise is a fault (SqlFault), thrown and caught once at the edge.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.hpp"

namespace maillage::sql {

// What the database could not do: disk, network, constraint broken by a bug. Never shown to a user.
struct SqlFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Blob = std::vector<std::byte>;
// A bound parameter. Described value types (codes, dates, enums) are bound through their text.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, std::span<const std::byte>>;

// One row being read; columns are numbered from 0. Valid only inside the callback it is given to.
class Row {
 public:
  virtual ~Row() = default;
  virtual int columns() const = 0;
  virtual bool null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::span<const std::byte> blob(int column) const = 0;
};

enum class Dialect { sqlite, postgres };

// A connection inside a transaction. `query` is "module.name": a named query of the module's sql folder
// ("-- name: x" lines separate queries of a file), prepared once per connection.
class Session {
 public:
  virtual ~Session() = default;
  virtual Dialect dialect() const = 0;
  // Runs a query that returns nothing of interest; gives the number of rows it changed.
  virtual std::int64_t run(std::string_view query, std::span<const Value> parameters) = 0;
  // Calls `each` for every row, in order.
  virtual void each(std::string_view query, std::span<const Value> parameters, const std::function<void(const Row&)>& each) = 0;
  // Runs a text of several statements (migrations, and test set-up only).
  virtual void script(std::string_view text) = 0;

  template <class... Args>
  std::int64_t exec(std::string_view query, const Args&... args);
  // Rows bound by position to the members of described struct T, or to a scalar T.
  template <class T, class... Args>
  std::vector<T> rows(std::string_view query, const Args&... args);
  // The first row, if there is one.
  template <class T, class... Args>
  std::optional<T> first(std::string_view query, const Args&... args);
};

// The pool: several readers, one writer (SQLite) or several connections (PostgreSQL).
class Database {
 public:
  virtual ~Database() = default;
  // "sqlite:/path/file.db", "sqlite::memory:" or "postgres://user@host:port/base".
  static std::unique_ptr<Database> open(std::string_view url);

  virtual Dialect dialect() const = 0;
  // A consistent view; `work` must not write.
  virtual void read(const std::function<void(Session&)>& work) = 0;
  // Committed when `work` returns, rolled back when it throws; run again from the start after a serialisation conflict.
  virtual void write(const std::function<void(Session&)>& work) = 0;

  template <class F>
  auto reading(F work) -> decltype(work(std::declval<Session&>()));  // read() giving back what `work` returns
  template <class F>
  auto writing(F work) -> decltype(work(std::declval<Session&>()));  // write() giving back what `work` returns (last run)
};

}  // namespace maillage::sql
