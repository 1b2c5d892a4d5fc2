// A full disk: what was being written is not there at all, what was there still is, and nothing needs a restart.
#include <doctest/doctest.h>

#include "platform/audit/audit.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using sql::Database;
using sql::Session;

namespace {

const bool registered = sql::register_sql("fulltest", "queries", R"sql(
-- name: make
CREATE TABLE fulltest_note (number {integer} PRIMARY KEY, text TEXT NOT NULL) {strict};

-- name: add
INSERT INTO fulltest_note (number, text) VALUES (?, ?);

-- name: count
SELECT COUNT(*) FROM fulltest_note;

-- name: pages
PRAGMA page_count;

-- name: integrity
PRAGMA integrity_check;
)sql");

// The quota stays with the writing connection.
void allow_pages(Database& database, std::int64_t more) {
  database.write([&](Session& session) {
    const auto pages = session.first<std::int64_t>("fulltest.pages").value();
    session.script("PRAGMA max_page_count = " + std::to_string(pages + more));
  });
}

std::int64_t count(Database& database) {
  return database.reading([](Session& s) { return s.first<std::int64_t>("fulltest.count").value(); });
}

void add_with_audit(Database& database, std::int64_t first, int rows) {
  database.write([&](Session& session) {
    const std::string text(3000, 'x');
    for (int i = 0; i < rows; ++i) session.exec("fulltest.add", first + i, text);
    platform::audit::record(session, {.at = {}, .who = "", .act = "test", .object = "", .outcome = "done"});
  });
}

}  // namespace

TEST_CASE("a write that does not fit is a StorageFull and leaves nothing, audit line included; reads go on") {
  for (const int rows : {1, 20}) {  // at the commit's first page, or in the middle of the work
    const testing::TemporaryFolder folder;
    const auto database = Database::open("sqlite:" + folder.path() + "/small.db");
    const std::string_view modules[] = {"platform"};
    REQUIRE(sql::migrate(*database, modules).ok());
    database->write([](Session& session) { session.run("fulltest.make", {}); });
    allow_pages(*database, 30);
    int written = 0;
    bool full = false;
    for (; written < 100 && !full; written += full ? 0 : rows) {
      try {
        add_with_audit(*database, written, rows);
      } catch (const sql::StorageFull&) {
        full = true;
      }
    }
    CHECK(full);
    CHECK(written > 0);
    CHECK(count(*database) == written);
    CHECK(database->reading(platform::audit::head).sequence == written / rows);
    CHECK(platform::audit::verify(*database).empty());
    CHECK_THROWS_AS(add_with_audit(*database, written, 50), sql::StorageFull);
    CHECK(count(*database) == written);
    allow_pages(*database, 1000);
    add_with_audit(*database, written, rows);
    CHECK(count(*database) == written + rows);
    CHECK(database->reading([](Session& s) { return s.first<std::string>("fulltest.integrity"); }) == "ok");
  }
}

TEST_CASE("bulk loading that fills the disk leaves nothing either") {
  const auto database = Database::open("sqlite::memory:");
  database->write([](Session& session) { session.run("fulltest.make", {}); });
  allow_pages(*database, 10);
  const std::string text(1000, 'x');
  CHECK_THROWS_AS(database->write([&](Session& session) {
    session.run_many("fulltest.add", 1000, [&](std::size_t i, sql::Parameters& row) {
      row.add(i);
      row.add(text);
    });
  }),
                  sql::StorageFull);
  CHECK(count(*database) == 0);
}

TEST_CASE("PostgreSQL's own word for a full disk is understood; other refusals are not") {
  testing::for_each_database([](Database& database) {
    if (database.dialect() != sql::Dialect::postgres) return;
    const auto raise = [&](const std::string& state) {
      database.write([&](Session& session) {
        session.script("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '" + state + "'; END $$");
      });
    };
    CHECK_THROWS_AS(raise("53100"), sql::StorageFull);
    for (const char* other : {"53200", "23505", "XX000"}) {
      bool full = false;
      try {
        raise(other);
      } catch (const sql::StorageFull&) {
        full = true;
      } catch (const sql::SqlFault&) {
      }
      CHECK_FALSE(full);
    }
  });
}
