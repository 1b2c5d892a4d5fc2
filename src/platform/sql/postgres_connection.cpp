#include "platform/sql/postgres_connection.hpp"

#include <fmt/format.h>

#include <charconv>

#include "platform/sql/drivers.hpp"
#include "platform/sql/texts.hpp"

namespace maillage::sql {
namespace {

constexpr int kOldestServer = 150000;
// Rows sent before their answers are read: enough to hide the round trip, few enough to keep both buffers small.
constexpr std::size_t kPipelined = 640;
constexpr std::size_t kRowsTogether = 64;
constexpr std::string_view kDiskFull = "53100";

bool succeeded(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// serialization_failure and deadlock_detected: the server asks for the transaction to be run again.
bool is_conflict(std::string_view state) { return state == "40001" || state == "40P01"; }

}  // namespace

std::int64_t changed_by(const PGresult* result) {
  if (PQresultStatus(result) == PGRES_TUPLES_OK &&
      std::string_view(PQcmdStatus(const_cast<PGresult*>(result))).starts_with("SELECT"))
    return 0;
  const std::string_view text = PQcmdTuples(const_cast<PGresult*>(result));
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

void PostgresParameters::add(std::span<const Value> values) {
  for (const Value& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      add_text(fmt::format_int(*number).str());
    } else if (const auto* real = std::get_if<double>(&value)) {
      add_text(fmt::format("{}", *real));  // the shortest text that reads back as the same number
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      check_text(*text);
      add_text(std::string(*text));
    } else if (const auto* bytes = std::get_if<std::span<const std::byte>>(&value)) {
      places_.push_back(bytes->empty() ? "" : reinterpret_cast<const char*>(bytes->data()));
      lengths_.push_back(static_cast<int>(bytes->size()));
      formats_.push_back(1);
    } else {
      places_.push_back(nullptr);
      lengths_.push_back(0);
      formats_.push_back(0);
    }
  }
}

void PostgresParameters::clear() {
  texts_.clear();
  places_.clear();
  lengths_.clear();
  formats_.clear();
}

void PostgresParameters::add_text(std::string text) {
  places_.push_back(texts_.emplace_back(std::move(text)).c_str());
  lengths_.push_back(0);  // not used for texts
  formats_.push_back(0);
}

PostgresConnection::PostgresConnection(const std::string& url) : handle_(PQconnectdb(url.c_str())) {
  if (!alive()) fail(nullptr, "connecting");
  PQsetNoticeProcessor(
      handle_.get(), [](void*, const char*) {}, nullptr);
  PQsetClientEncoding(handle_.get(), "UTF8");
  if (PQserverVersion(handle_.get()) < kOldestServer) throw SqlFault("PostgreSQL 15 or later is needed");
  const auto result = script(
      "SELECT datcollate IN ('C', 'POSIX', 'C.UTF-8', 'C.utf8') AND datlocprovider = 'c' AND encoding = 6 "
      "FROM pg_database WHERE datname = current_database()");
  if (std::string_view(PQgetvalue(result.get(), 0, 0)) != "t")
    throw SqlFault(
        "the base must sort by bytes, or the two databases would not agree: CREATE DATABASE maillage "
        "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
}

void PostgresConnection::fail(const PGresult* result, std::string_view doing) const {
  const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const char* why = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  const std::string message = fmt::format("{}: {} (PostgreSQL {})", doing, why ? why : PQerrorMessage(handle_.get()),
                                          state ? state : "connection");
  if (state && is_conflict(state)) throw Conflict(message);
  if (state && std::string_view(state) == kDiskFull) throw StorageFull(message);
  throw SqlFault(message);
}

PostgresResult PostgresConnection::checked(PGresult* result, std::string_view doing) const {
  PostgresResult owned(result);
  if (!succeeded(result)) fail(result, doing);
  return owned;
}

PostgresResult PostgresConnection::script(std::string_view text) {
  return checked(PQexec(handle_.get(), std::string(text).c_str()), text.substr(0, 80));
}

const std::string& PostgresConnection::prepared(std::string_view query) {
  return prepared_as(query, text_of(query, Dialect::postgres));
}

const std::string& PostgresConnection::prepared_as(std::string_view name, std::string_view text) {
  const auto found = prepared_.find(name);
  if (found != prepared_.end()) return found->second;
  // A short name of ours: the server would cut long ones at 63 bytes.
  std::string statement = fmt::format("q{}", prepared_.size());
  checked(PQprepare(handle_.get(), statement.c_str(), std::string(text).c_str(), 0, nullptr), name);
  return prepared_.emplace(std::string(name), std::move(statement)).first->second;
}

PostgresResult PostgresConnection::run(std::string_view query, std::span<const Value> parameters) {
  const std::string& statement = prepared(query);
  PostgresParameters given;
  given.add(parameters);
  return checked(PQexecPrepared(handle_.get(), statement.c_str(), given.count(), given.places(), given.lengths(),
                                given.formats(), 0),
                 query);
}

void PostgresConnection::send(const std::string& statement, std::string_view query, const PostgresParameters& given) {
  if (PQsendQueryPrepared(handle_.get(), statement.c_str(), given.count(), given.places(), given.lengths(),
                          given.formats(), 0) == 0)
    fail(nullptr, query);
}

// Reads the answers of `count` sends and of their sync, to the end even when one fails.
std::int64_t PostgresConnection::receive(std::size_t count, std::string_view query) {
  PostgresResult failed;
  std::int64_t changed = 0;
  for (std::size_t i = 0; i < count; ++i) {
    PostgresResult result(PQgetResult(handle_.get()));
    if (!result) fail(nullptr, query);
    changed += changed_by(result.get());
    if (!succeeded(result.get()) && !failed) failed = std::move(result);
    while (PostgresResult end{PQgetResult(handle_.get())}) {
    }
  }
  const PostgresResult sync(PQgetResult(handle_.get()));
  if (PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) fail(sync.get(), query);
  if (failed) fail(failed.get(), query);
  return changed;
}

// Pipeline mode for as long as it lives. Unread answers, if a fault left some, are read at the end so that the
// connection can roll back.
class PostgresConnection::Pipeline {
 public:
  explicit Pipeline(PGconn* connection) : connection_(connection) { PQenterPipelineMode(connection); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline() {
    if (PQexitPipelineMode(connection_) == 1 || PQpipelineSync(connection_) == 0) return;
    while (PQstatus(connection_) == CONNECTION_OK) {
      const PostgresResult result(PQgetResult(connection_));
      if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) break;
    }
    PQexitPipelineMode(connection_);
  }

 private:
  PGconn* connection_;
};

std::int64_t PostgresConnection::run_many(std::string_view query, std::size_t count,
                                          const std::function<void(std::size_t, Parameters&)>& fill) {
  const auto together = insert_of(static_cast<int>(kRowsTogether), text_of(query, Dialect::postgres));
  const std::size_t whole = together ? count - count % kRowsTogether : 0;
  std::int64_t changed = 0;
  if (whole > 0)
    changed += run_batches(prepared_as(fmt::format("{} ×{}", query, kRowsTogether), *together), query, 0, whole,
                           kRowsTogether, fill);
  if (whole < count) changed += run_batches(prepared(query), query, whole, count, 1, fill);
  return changed;
}

// Rows `begin` to `end`, `together` of them in each run of the statement.
std::int64_t PostgresConnection::run_batches(const std::string& statement, std::string_view query, std::size_t begin,
                                             std::size_t end, std::size_t together,
                                             const std::function<void(std::size_t, Parameters&)>& fill) {
  const Pipeline pipeline(handle_.get());
  Parameters row;
  PostgresParameters given;
  std::int64_t changed = 0;
  std::size_t sent = 0;
  for (std::size_t i = begin; i < end; ++i) {
    row.clear();
    fill(i, row);
    given.add(row.values());
    if ((i - begin + 1) % together != 0) continue;
    send(statement, query, given);
    given.clear();
    if (++sent < kPipelined / together && i + 1 < end) continue;
    if (PQpipelineSync(handle_.get()) == 0) fail(nullptr, query);
    changed += receive(sent, query);
    sent = 0;
  }
  return changed;
}

}  // namespace maillage::sql
