#include "platform/sql/migrations.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "platform/problems/problems.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/sql/texts.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using sql::Database;
using sql::Session;

namespace {

// Not in their order: the number decides.
const bool registered = sql::register_sql("ground", "002_rivers", R"sql(
ALTER TABLE ground_town ADD COLUMN river TEXT;
-- @sqlite
UPDATE ground_town SET river = 'sqlite';
-- @postgres
UPDATE ground_town SET river = 'postgres';
-- @both
)sql") && sql::register_sql("ground", "001_towns", R"sql(
CREATE TABLE ground_town (id {id}, name TEXT NOT NULL) {strict};
INSERT INTO ground_town (name) VALUES ('Saint-Denis');
)sql") && sql::register_sql("ground", "queries", "-- name: rivers\nSELECT river FROM ground_town;\n") &&
                        sql::register_sql("streets", "001_streets", R"sql(
CREATE TABLE streets_street (town {integer} NOT NULL REFERENCES ground_town (id), name TEXT NOT NULL) {strict};
)sql") && sql::register_sql("broken", "001_broken", R"sql(
CREATE TABLE broken_table (id {id}) {strict};
CREATE TABLE broken_table (id {id}) {strict};
)sql") && sql::register_sql("migrationtest", "queries", R"sql(
-- name: forge
UPDATE platform_migration SET hash = ? WHERE module = 'ground' AND number = 1;

-- name: from_the_future
INSERT INTO platform_migration (module, number, name, hash) VALUES ('ground', 3, '003_roads', 'abc');

-- name: applied
SELECT COUNT(*) FROM platform_migration;
)sql");

Result<int> migrate(Database& database, std::initializer_list<std::string_view> modules) {
  return sql::migrate(database, {modules.begin(), modules.size()});
}
std::int64_t applied(Database& database) {
  return database.reading([](Session& s) { return s.first<std::int64_t>("migrationtest.applied").value(); });
}

}  // namespace

TEST_CASE("migrations are applied once, in order, module by module") {
  testing::for_each_database([](Database& database) {
    CHECK(*migrate(database, {"ground", "streets"}) == 3);
    CHECK(*migrate(database, {"ground", "streets"}) == 0);
    const auto river = database.reading([](Session& s) { return s.first<std::string>("ground.rivers"); });
    CHECK(river == (database.dialect() == sql::Dialect::sqlite ? "sqlite" : "postgres"));
  });
}

TEST_CASE("an edited migration is refused, and nothing is changed") {
  testing::for_each_database([](Database& database) {
    CHECK(*migrate(database, {"ground"}) == 2);
    database.write([](Session& s) { s.exec("migrationtest.forge", "0"); });
    const auto refused = migrate(database, {"ground", "streets"});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem().code == "migration_edited");
    CHECK(refused.problem().args ==
          std::vector<std::pair<std::string, std::string>>{{"module", "ground"}, {"migration", "001_towns"}});
    CHECK(applied(database) == 2);
  });
}

TEST_CASE("a database of a newer program is refused, and nothing is changed") {
  testing::for_each_database([](Database& database) {
    CHECK(*migrate(database, {"ground"}) == 2);
    database.write([](Session& s) { s.run("migrationtest.from_the_future", {}); });
    const auto refused = migrate(database, {"ground", "streets"});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem().code == "database_newer");
    CHECK(applied(database) == 3);
  });
}

TEST_CASE("a module this program no longer has makes the database newer too") {
  testing::for_each_database([](Database& database) {
    CHECK(*migrate(database, {"ground", "streets"}) == 3);
    CHECK(migrate(database, {"ground"}).problem().code == "database_newer");
  });
}

TEST_CASE("a migration that fails leaves the database as it was") {
  testing::for_each_database([](Database& database) {
    CHECK_THROWS_AS(static_cast<void>(migrate(database, {"ground", "broken"})), sql::SqlFault);
    CHECK(applied(database) == 0);
    CHECK(*migrate(database, {"ground"}) == 2);
  });
}

TEST_CASE("two servers starting together migrate once") {
  testing::for_each_url([](const std::string& url) {
    int counts[2] = {};
    std::thread threads[2];
    for (int i = 0; i < 2; ++i)
      threads[i] = std::thread([&, i] { counts[i] = *migrate(*Database::open(url), {"ground", "streets"}); });
    for (auto& thread : threads) thread.join();
    CHECK(counts[0] + counts[1] == 3);
  });
}

TEST_CASE("every refusal has its French and English sentence, saying what to do") {
  CHECK(migrate(*Database::open("sqlite::memory:"), {}).ok());
  for (const char* code : {"database_newer", "migration_edited"}) {
    const auto& row = platform::problem_row(code);
    CHECK(row.code == code);
    const auto sentence = platform::filled(row.french, {{"module", "ground"}, {"migration", "003_roads"}});
    CHECK(sentence.find("003_roads du module ground") != sentence.npos);
    CHECK(sentence.find("Rien n’a été changé") != sentence.npos);
  }
}

TEST_CASE("tokens and parameters are rewritten outside quotes and comments only") {
  using sql::Dialect;
  CHECK(sql::substitute_tokens("a {blob}, b {integer} {strict}", Dialect::postgres) == "a BYTEA, b BIGINT ");
  CHECK(sql::substitute_tokens("a {blob}, b {integer} {strict}", Dialect::sqlite) == "a BLOB, b INTEGER STRICT");
  CHECK(sql::substitute_tokens(R"('{"a":1}' {)", Dialect::sqlite) == R"('{"a":1}' {)");
  CHECK(sql::number_parameters("a = ? AND b = ?") == "a = $1 AND b = $2");
  CHECK(sql::number_parameters("?2 ?1 ?2") == "$2 $1 $2");
  CHECK(sql::number_parameters("'?' \"?\" ? -- ?\n ? /* ? */ ?") == "'?' \"?\" $1 -- ?\n $2 /* ? */ $3");
  CHECK(sql::number_parameters("'it''s ?' ?") == "'it''s ?' $1");
  CHECK(sql::lines_for("a\n-- @sqlite\nb\n-- @postgres\nc\n-- @both\nd", Dialect::postgres) == "a\nc\nd\n");
}

TEST_CASE("only a plain insert is repeated for many rows") {
  CHECK(sql::insert_of(3, "INSERT INTO t (a, b) VALUES ($1,\n $2);\n") ==
        "INSERT INTO t (a, b) VALUES ($1,$2), ($3,$4), ($5,$6)");
  for (const char* other :
       {"INSERT INTO t (a) VALUES ($1) ON CONFLICT DO NOTHING", "INSERT INTO t (a) VALUES ($1) RETURNING id",
        "INSERT INTO t (a, b) VALUES ($2, $1)", "INSERT INTO t (a, b) VALUES ($1, 'x')", "INSERT INTO t SELECT $1",
        "INSERT INTO t VALUES ()"})
    CHECK_FALSE(sql::insert_of(3, other).has_value());
}
