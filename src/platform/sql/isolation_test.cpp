// What each database promises of transactions that meet, beyond the examples of sql_test.cpp and writers_test.cpp.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "base/random.hpp"
#include "base/testing/last_words.hpp"
#include "platform/sql/drivers.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace std::chrono_literals;
using sql::Database;
using sql::Session;

namespace {

const bool registered = sql::register_sql("isolation", "queries", R"sql(
-- name: make
CREATE TABLE isolation_doctor (name TEXT PRIMARY KEY, on_call {integer} NOT NULL) {strict};

-- name: make_parent
CREATE TABLE isolation_parent (id {integer} PRIMARY KEY) {strict};

-- name: make_child
CREATE TABLE isolation_child (parent {integer} NOT NULL REFERENCES isolation_parent (id)) {strict};

-- name: add
INSERT INTO isolation_doctor (name, on_call) VALUES (?, ?);

-- name: on_call
SELECT COUNT(*) FROM isolation_doctor WHERE on_call = 1;

-- name: leave
UPDATE isolation_doctor SET on_call = 0 WHERE name = ?;

-- name: add_child
INSERT INTO isolation_child (parent) VALUES (?);

-- name: total
SELECT SUM(on_call) FROM isolation_doctor;

-- name: names
SELECT name FROM isolation_doctor ORDER BY name;
)sql");

void make(Database& database, std::initializer_list<const char*> doctors) {
  database.write([&](Session& session) {
    session.run("isolation.make", {});
    for (const char* name : doctors) session.exec("isolation.add", name, 1);
  });
}
std::int64_t on_call(Database& database) {
  return database.reading([](Session& s) { return s.first<std::int64_t>("isolation.on_call").value(); });
}

// Leaves only if somebody else stays: the classical write skew when transactions are not serializable.
void leave_if_covered(Database& database, const char* name) {
  database.write([&](Session& session) {
    if (session.first<std::int64_t>("isolation.on_call").value() < 2) return;
    std::this_thread::sleep_for(2ms);
    session.exec("isolation.leave", name);
  });
}

}  // namespace

TEST_CASE("two writers that each read what the other changes: one of them sees the other (no write skew)") {
  testing::for_each_url([](const std::string& url) {
    const auto first = Database::open(url), second = Database::open(url);
    make(*first, {"ana", "ben"});
    for (int round = 0; round < 10; ++round) {
      first->write([](Session& session) { session.script("UPDATE isolation_doctor SET on_call = 1"); });
      std::thread other([&] { leave_if_covered(*second, "ben"); });
      leave_if_covered(*first, "ana");
      other.join();
      CHECK(on_call(*first) == 1);
    }
  });
}

TEST_CASE("readers are not stopped by a writer, and see nothing of it before its commit") {
  testing::for_each_database([](Database& database) {
    make(database, {"ana"});
    std::atomic<bool> writing = false, read = false;
    std::thread writer([&] {
      database.write([&](Session& session) {
        session.exec("isolation.add", "ben", 1);
        writing = true;
        for (int i = 0; i < 1000 && !read; ++i) std::this_thread::sleep_for(1ms);
      });
    });
    while (!writing) std::this_thread::yield();
    CHECK(on_call(database) == 1);
    read = true;
    writer.join();
    CHECK(on_call(database) == 2);
  });
}

TEST_CASE("a write inside a write is a bug, found at once; another thread's is not") {
  testing::for_each_database([](Database& database) {
    if (database.dialect() != sql::Dialect::sqlite) return;  // a forked connection to PostgreSQL is not ours to close
    const auto words = testing::last_words([&] { database.write([&](Session&) { database.write([](Session&) {}); }); });
    CHECK(words.find("a write transaction inside another") != words.npos);
  });
  testing::for_each_database([](Database& database) {
    int inside = 0;
    database.write([&](Session&) { std::thread([&] { database.read([&](Session&) { ++inside; }); }).join(); });
    database.write([&](Session&) { ++inside; });  // and the mark of the first is gone
    CHECK(inside == 2);
  });
}

TEST_CASE("after a write that threw, the same thread writes again") {
  testing::for_each_database([](Database& database) {
    make(database, {"ana"});
    for (int i = 0; i < 3; ++i)
      CHECK_THROWS_AS(database.write([](Session& session) { session.exec("isolation.add", "ana", 1); }), sql::SqlFault);
    database.write([](Session& session) { session.exec("isolation.add", "ben", 1); });
    CHECK(on_call(database) == 2);
  });
}

TEST_CASE("a key twice, a value missing or a parent that is not there is a fault, and undoes everything before it") {
  testing::for_each_database([](Database& database) {
    make(database, {"ana"});
    database.write([](Session& session) {
      session.run("isolation.make_parent", {});
      session.run("isolation.make_child", {});
    });
    const auto refused = [&](const std::function<void(Session&)>& last) {
      CHECK_THROWS_AS(database.write([&](Session& session) {
        session.exec("isolation.add", "zoe", 1);
        last(session);
      }),
                      sql::SqlFault);
      const auto names = database.reading([](Session& s) { return s.rows<std::string>("isolation.names"); });
      CHECK(names == std::vector<std::string>{"ana"});
    };
    refused([](Session& s) { s.exec("isolation.add", "ana", 1); });
    refused([](Session& s) { s.exec("isolation.add", "ben", nullptr); });
    refused([](Session& s) { s.exec("isolation.add", "ben", "one"); });
    refused([](Session& s) { s.exec("isolation.add_child", 7); });
    refused([](Session& s) { s.exec("isolation.add", "ben"); });
    refused([](Session& s) { s.exec("isolation.add", "ben", 1, 2); });
    refused([](Session& s) { s.script("not sql at all"); });
  });
}

TEST_CASE("a file another program holds: the writer waits for it, then goes on") {
  const testing::TemporaryFolder folder;
  const std::string url = "sqlite:" + folder.path() + "/shared.db";
  const auto mine = Database::open(url), other = Database::open(url);
  make(*mine, {"ana"});
  std::atomic<bool> held = false;
  std::thread holder([&] {
    other->write([&](Session& session) {
      session.exec("isolation.add", "held", 1);
      held = true;
      std::this_thread::sleep_for(150ms);
    });
  });
  while (!held) std::this_thread::yield();
  const auto began = std::chrono::steady_clock::now();
  mine->write([](Session& session) { session.exec("isolation.add", "waited", 1); });
  CHECK(std::chrono::steady_clock::now() - began > 50ms);
  holder.join();
  CHECK(on_call(*mine) == 3);
}

TEST_CASE("sixty readers at once share the connections there are") {
  testing::for_each_database([](Database& database) {
    make(database, {"ana", "ben"});
    std::atomic<int> right = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 60; ++i) {
      readers.emplace_back([&] {
        for (int turn = 0; turn < 5; ++turn) right += on_call(database) == 2;
      });
    }
    for (auto& reader : readers) reader.join();
    CHECK(right == 300);
  });
}

TEST_CASE("random transfers by several threads, some undone: what is moved is never lost nor made") {
  testing::for_each_url([](const std::string& url) {
    const auto first = Database::open(url), second = Database::open(url);
    first->write([](Session& session) {
      session.run("isolation.make", {});
      for (const char* name : {"a", "b", "c"}) session.exec("isolation.add", name, 0);
      session.script("UPDATE isolation_doctor SET on_call = 100");
    });
    std::atomic<int> undone = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        Random random(static_cast<std::uint64_t>(t));
        Database& database = t % 2 == 0 ? *first : *second;
        for (int turn = 0; turn < 15; ++turn) {
          const std::string from(1, static_cast<char>('a' + random.below(3))),
              to(1, static_cast<char>('a' + random.below(3)));
          const bool undo = random.below(4) == 0;
          try {
            database.write([&](Session& session) {
              session.script("UPDATE isolation_doctor SET on_call = on_call - 1 WHERE name = '" + from + "'");
              if (undo) throw std::runtime_error("undone");
              session.script("UPDATE isolation_doctor SET on_call = on_call + 1 WHERE name = '" + to + "'");
            });
          } catch (const std::runtime_error&) {
            ++undone;
          }
        }
      });
    }
    for (auto& thread : threads) thread.join();
    CHECK(undone > 0);
    CHECK(first->reading([](Session& s) { return s.first<std::int64_t>("isolation.total"); }) == 300);
  });
}
