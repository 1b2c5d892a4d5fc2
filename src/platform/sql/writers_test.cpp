// Several writers at once, in one process and in several pools over the same database.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "platform/sql/drivers.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using sql::Database;
using sql::Session;

namespace {

const bool registered = sql::register_sql("writers", "queries", R"sql(
-- name: make
CREATE TABLE writers_account (name TEXT PRIMARY KEY, amount {integer} NOT NULL) {strict};

-- name: open
INSERT INTO writers_account (name, amount) VALUES (?, ?);

-- name: amount
SELECT amount FROM writers_account WHERE name = ?;

-- name: set
UPDATE writers_account SET amount = ? WHERE name = ?;

-- name: total
SELECT SUM(amount) FROM writers_account;

-- name: server_process
SELECT pg_backend_pid();
)sql");

std::int64_t amount(Session& session, std::string_view name) {
  return session.first<std::int64_t>("writers.amount", name).value();
}

void make(Database& database) {
  database.write([](Session& session) {
    session.run("writers.make", {});
    session.exec("writers.open", "a", 1000);
    session.exec("writers.open", "b", 1000);
  });
}

// Read, then write what was read plus one: loses updates unless transactions are isolated.
void move_one(Database& database, const char* from, const char* to) {
  database.write([&](Session& session) {
    const auto of_from = amount(session, from), of_to = amount(session, to);
    session.exec("writers.set", of_from - 1, from);
    session.exec("writers.set", of_to + 1, to);
  });
}

}  // namespace

TEST_CASE("writers in conflict are run again, and no update is lost") {
  testing::for_each_url([](const std::string& url) {
    const auto first = Database::open(url), second = Database::open(url);
    make(*first);
    std::atomic<int> unbalanced = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&, i] {
        Database& database = i % 2 == 0 ? *first : *second;
        for (int turn = 0; turn < 25; ++turn) {
          move_one(database, "a", "b");
          if (database.reading([](Session& s) { return s.first<std::int64_t>("writers.total"); }) != 2000) ++unbalanced;
        }
      });
    for (auto& thread : threads) thread.join();
    CHECK(unbalanced == 0);
    first->read([](Session& session) {
      CHECK(amount(session, "a") == 900);
      CHECK(amount(session, "b") == 1100);
    });
  });
}

TEST_CASE("the work is run again from its start, and what waited for the lost commit is forgotten") {
  testing::for_each_url([](const std::string& url) {
    const auto first = Database::open(url), second = Database::open(url);
    make(*first);
    int runs = 0, announced = 0;
    first->write([&](Session& session) {
      ++runs;
      session.after_commit([&] { ++announced; });
      const auto before = amount(session, "a");
      if (runs == 1 && session.dialect() == sql::Dialect::postgres) move_one(*second, "a", "b");
      if (runs == 1 && session.dialect() == sql::Dialect::sqlite) throw sql::Conflict("as a busy file would");
      session.exec("writers.set", before - 1, "a");
    });
    CHECK(runs == 2);
    CHECK(announced == 1);
  });
}

TEST_CASE("a conflict that never ends goes up as a fault") {
  int attempts = 0;
  CHECK_THROWS_AS(sql::retry_conflicts([&] {
                    ++attempts;
                    throw sql::Conflict("again");
                  }),
                  sql::SqlFault);
  CHECK(attempts > 5);
}

TEST_CASE("a connection the server cut is replaced before anything is done with it") {
  testing::for_each_url([](const std::string& url) {
    const auto database = Database::open(url), other = Database::open(url);
    if (database->dialect() != sql::Dialect::postgres) return;
    make(*database);
    const auto process = database->reading([](Session& s) { return s.first<std::int64_t>("writers.server_process"); });
    other->write([&](Session& s) { s.script("SELECT pg_terminate_backend(" + std::to_string(process.value()) + ")"); });
    move_one(*database, "a", "b");
    CHECK(database->reading([](Session& s) { return amount(s, "b"); }) == 1001);
  });
}
