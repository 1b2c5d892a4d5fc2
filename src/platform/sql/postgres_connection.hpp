// One PostgreSQL connection and its prepared statements.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sql/sql.hpp"

namespace maillage::sql {

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, FreeResult>;

// Parameters in the shape libpq takes: everything as text, whose type the server infers, and blobs as bytes.
class PostgresParameters {
 public:
  // Adds copies of the values.
  void add(std::span<const Value> values);
  void clear();
  int count() const { return static_cast<int>(places_.size()); }
  const char* const* places() const { return places_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add_text(std::string text);
  std::deque<std::string> texts_;
  std::vector<const char*> places_;
  std::vector<int> lengths_, formats_;
};

// Used by one thread at a time. Every function throws Conflict where the transaction is to be run again, SqlFault where
// the server refuses.
class PostgresConnection {
 public:
  // Connects; refuses a server or a base whose behaviour would differ from what the queries expect.
  explicit PostgresConnection(const std::string& url);
  // Whether it can still be used.
  bool alive() const { return PQstatus(handle_.get()) == CONNECTION_OK; }
  bool idle() const { return PQtransactionStatus(handle_.get()) == PQTRANS_IDLE; }
  // Runs statements given as text; gives the result of the last.
  PostgresResult script(std::string_view text);
  // Runs a named query.
  PostgresResult run(std::string_view query, std::span<const Value> parameters);
  // Runs a named query `count` times in pipeline mode, a plain INSERT for many rows at once; gives the number of rows
  // changed.
  std::int64_t run_many(std::string_view query, std::size_t count,
                        const std::function<void(std::size_t, Parameters&)>& fill);

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  // The name of the query on the server, prepared when met first.
  const std::string& prepared(std::string_view query);
  const std::string& prepared_as(std::string_view name, std::string_view text);
  void send(const std::string& statement, std::string_view query, const PostgresParameters& parameters);
  class Pipeline;
  std::int64_t run_batches(const std::string& statement, std::string_view query, std::size_t begin, std::size_t end,
                           std::size_t together, const std::function<void(std::size_t, Parameters&)>& fill);
  std::int64_t receive(std::size_t count, std::string_view query);
  [[noreturn]] void fail(const PGresult* result, std::string_view doing) const;
  PostgresResult checked(PGresult* result, std::string_view doing) const;

  std::unique_ptr<PGconn, Finish> handle_;
  std::map<std::string, std::string, std::less<>> prepared_;
};

// The number of rows a result says it changed.
std::int64_t changed_by(const PGresult* result);

}  // namespace maillage::sql
