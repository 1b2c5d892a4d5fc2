#include "platform/sql/sql.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/random.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using sql::Blob;
using sql::Database;
using sql::Session;
using testing::for_each_database;

namespace {

const bool registered = sql::register_sql("sqltest", "queries", R"sql(
-- name: make
CREATE TABLE sqltest_thing (
  id {id},
  whole {integer} NOT NULL,
  small {integer} NOT NULL,
  flag {integer} NOT NULL,
  real {real} NOT NULL,
  label TEXT NOT NULL,
  colour TEXT NOT NULL,
  day TEXT NOT NULL,
  commune TEXT,
  note TEXT,
  number {integer},
  bytes {blob} NOT NULL
) {strict};

-- name: add
INSERT INTO sqltest_thing (whole, small, flag, real, label, colour, day, commune, note, number, bytes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_returning
INSERT INTO sqltest_thing (whole, small, flag, real, label, colour, day, bytes)
VALUES (?, 1, 1, 0.5, '?', 'red', '2025-01-01', ?) RETURNING id;

-- name: all
SELECT whole, small, flag, real, label, colour, day, commune, note, number, bytes FROM sqltest_thing ORDER BY id;

-- name: wholes
SELECT whole FROM sqltest_thing ORDER BY id;

-- name: count
SELECT COUNT(*) FROM sqltest_thing;

-- name: sum
SELECT SUM(whole) FROM sqltest_thing;

-- name: between
SELECT whole FROM sqltest_thing WHERE whole >= ?1 AND (?2 < ?1 OR whole <= ?2) ORDER BY whole;

-- name: labels
SELECT label FROM sqltest_thing ORDER BY label;

-- name: like
SELECT COUNT(*) FROM sqltest_thing WHERE label LIKE ?;

-- name: raise
UPDATE sqltest_thing SET whole = whole + ?;

-- name: bad
SELECT nothing FROM sqltest_thing;

-- name: literal
SELECT 'what?' -- why?
  , CAST(? AS TEXT);

-- name: compared
SELECT whole > 3 FROM sqltest_thing ORDER BY id;

-- name: dialect
SELECT 'shared';

-- name: dialect @postgres
SELECT 'variant';
)sql");

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Extra {
  std::optional<CommuneCode> commune;
  std::optional<std::string> note;
  std::optional<std::int64_t> number;
  friend bool operator==(const Extra&, const Extra&) = default;
};
BOOST_DESCRIBE_STRUCT(Extra, (), (commune, note, number))

struct Thing {
  std::int64_t whole = 0;
  std::int16_t small = 0;
  bool flag = false;
  double real = 0;
  std::string label;
  Colour colour = Colour::red;
  Date day;
  std::optional<Extra> extra;
  Blob bytes;
  friend bool operator==(const Thing&, const Thing&) = default;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (whole, small, flag, real, label, colour, day, extra, bytes))

void make(Database& database) {
  database.write([](Session& session) { session.run("sqltest.make", {}); });
}
std::int64_t count(Database& database) {
  return database.reading([](Session& session) { return session.first<std::int64_t>("sqltest.count").value(); });
}
std::int64_t add(Session& session, std::int64_t whole) {
  return session.first<std::int64_t>("sqltest.add_returning", whole, Blob{}).value();
}

std::string random_text(Random& random) {
  static const std::vector<std::string> kPieces = {"a", "É", "'", "\"", "?", "$1", "\\", "\n", "œ", "😀", "{id}", ";--"};
  std::string text;
  for (auto length = random.below(8); length > 0; --length) text += kPieces[random.below(kPieces.size())];
  return text;
}

Thing random_thing(Random& random) {
  Thing thing;
  thing.whole = static_cast<std::int64_t>(random.next());
  thing.small = static_cast<std::int16_t>(random.next());
  thing.flag = random.below(2) == 1;
  thing.real = std::ldexp(random.unit() - 0.5, static_cast<int>(random.below(400)) - 200);
  thing.label = random_text(random);
  thing.colour = random.below(2) == 1 ? Colour::green : Colour::red;
  thing.day = Date(std::chrono::sys_days(std::chrono::days(random.below(40000))));
  if (random.below(3) > 0) {
    thing.extra.emplace();
    if (random.below(2) == 1) thing.extra->commune = CommuneCode::parse("2A004");
    if (random.below(2) == 1) thing.extra->note = random_text(random);
    if (random.below(2) == 1) thing.extra->number = static_cast<std::int64_t>(random.next());
    if (*thing.extra == Extra{}) thing.extra.reset();  // all columns NULL reads as no record
  }
  for (auto length = random.below(20); length > 0; --length)
    thing.bytes.push_back(static_cast<std::byte>(random.next()));
  return thing;
}

}  // namespace

TEST_CASE("what is written is read back the same, one by one and together") {
  for_each_database([](Database& database) {
    make(database);
    Random random(93);
    std::vector<Thing> things;
    for (int i = 0; i < 1200; ++i) things.push_back(random_thing(random));
    things[0].whole = std::numeric_limits<std::int64_t>::min();
    things[1].real = std::numeric_limits<double>::denorm_min();
    database.write([&](Session& session) {
      for (std::size_t i = 0; i < 50; ++i) CHECK(session.exec("sqltest.add", things[i]) == 1);
      const std::vector<Thing> rest(things.begin() + 50, things.end());
      CHECK(session.exec_all("sqltest.add", rest) == 1150);
    });
    const auto read = database.reading([](Session& session) { return session.rows<Thing>("sqltest.all"); });
    REQUIRE(read.size() == things.size());
    for (std::size_t i = 0; i < things.size(); ++i) CHECK(read[i] == things[i]);
  });
}

TEST_CASE("a transaction that throws leaves nothing behind") {
  for_each_database([](Database& database) {
    make(database);
    CHECK_THROWS_AS(database.write([](Session& session) {
      add(session, 1);
      throw std::runtime_error("changed my mind");
    }),
                    std::runtime_error);
    CHECK(count(database) == 0);
    CHECK_THROWS_AS(database.write([](Session& session) {
      add(session, 1);
      session.run("sqltest.bad", {});
    }),
                    sql::SqlFault);
    CHECK(count(database) == 0);
    database.write([](Session& session) { add(session, 1); });
    CHECK(count(database) == 1);
  });
}

TEST_CASE("a fault swallowed by the work never ends in a half commit") {
  for_each_database([](Database& database) {
    make(database);
    bool threw = false;
    try {
      database.write([](Session& session) {
        add(session, 1);
        try {
          session.run("sqltest.bad", {});
        } catch (const sql::SqlFault&) {
        }
      });
    } catch (const sql::SqlFault&) {
      threw = true;
    }
    CHECK(count(database) == (threw ? 0 : 1));
  });
}

TEST_CASE("reading cannot write") {
  for_each_database([](Database& database) {
    make(database);
    CHECK_THROWS_AS(database.read([](Session& session) { add(session, 1); }), sql::SqlFault);
    CHECK(count(database) == 0);
  });
}

TEST_CASE("a reader sees one state of the database however long it reads") {
  for_each_database([](Database& database) {
    make(database);
    database.read([&](Session& reader) {
      CHECK(reader.first<std::int64_t>("sqltest.count") == 0);
      database.write([](Session& session) { add(session, 1); });
      CHECK(reader.first<std::int64_t>("sqltest.count") == 0);
    });
    CHECK(count(database) == 1);
  });
}

TEST_CASE("rows may be read while rows are read, the same query included") {
  for_each_database([](Database& database) {
    make(database);
    database.write([](Session& session) {
      for (int i = 0; i < 3; ++i) add(session, i);
    });
    database.read([](Session& session) {
      int pairs = 0;
      session.each("sqltest.wholes", {}, [&](const sql::Row&) {
        pairs += static_cast<int>(session.rows<std::int64_t>("sqltest.wholes").size());
      });
      CHECK(pairs == 9);
    });
  });
}

TEST_CASE("numbered parameters, quotes, comments and comparisons mean the same on both") {
  for_each_database([](Database& database) {
    make(database);
    database.write([](Session& session) {
      for (int i = 1; i <= 5; ++i) add(session, i);
      CHECK(session.exec("sqltest.raise", 1) == 5);
    });
    database.read([&](Session& session) {
      CHECK(session.rows<std::int64_t>("sqltest.between", 3, 5) == std::vector<std::int64_t>{3, 4, 5});
      CHECK(session.rows<std::int64_t>("sqltest.between", 5, 0) == std::vector<std::int64_t>{5, 6});
      CHECK(session.first<std::int64_t>("sqltest.sum") == 20);
      CHECK(session.rows<bool>("sqltest.compared") == std::vector<bool>{false, false, true, true, true});
      CHECK(session.first<std::string>("sqltest.dialect") ==
            (session.dialect() == sql::Dialect::sqlite ? "shared" : "variant"));
      std::string said;
      const sql::Value answer = std::string_view("because");
      session.each("sqltest.literal", {&answer, 1},
                   [&](const sql::Row& row) { said = row.text(0), said += row.text(1); });
      CHECK(said == "what?because");
    });
  });
}

TEST_CASE("texts sort by bytes and LIKE minds the case, on both") {
  for_each_database([](Database& database) {
    make(database);
    Random random(1);
    database.write([&](Session& session) {
      for (const char* label : {"b", "É", "a", "B", "Z"}) {
        Thing thing = random_thing(random);
        thing.label = label;
        session.exec("sqltest.add", thing);
      }
    });
    database.read([](Session& session) {
      CHECK(session.rows<std::string>("sqltest.labels") == std::vector<std::string>{"B", "Z", "a", "b", "É"});
      CHECK(session.first<std::int64_t>("sqltest.like", "b%") == 1);
    });
  });
}

TEST_CASE("a column that does not fit is a fault that names the query") {
  for_each_database([](Database& database) {
    make(database);
    database.write([](Session& session) { add(session, 70000); });
    const auto refused = [&](auto read, const char* words) {
      std::string why;
      try {
        database.read([&](Session& session) { read(session); });
      } catch (const sql::SqlFault& fault) {
        why = fault.what();
      }
      CHECK_MESSAGE(why.find("sqltest.") == 0, why);
      CHECK_MESSAGE(why.find(words) != why.npos, why);
    };
    refused([](Session& s) { s.rows<std::int16_t>("sqltest.wholes"); }, "out of range");
    refused([](Session& s) { s.rows<Thing>("sqltest.wholes"); }, "gives 1 columns, 11 are expected");
    refused([](Session& s) { s.rows<Date>("sqltest.labels"); }, "cannot hold");
    refused([](Session& s) { s.rows<Colour>("sqltest.labels"); }, "is no Colour");
    refused([](Session& s) { s.rows<std::int64_t>("sqltest.labels"); }, "integer");
    refused([](Session& s) { s.rows<std::int64_t>("sqltest.count", 1); }, "param");
    CHECK_THROWS_AS(database.read([](Session& s) { s.run("sqltest.unknown", {}); }), sql::SqlFault);
    CHECK_THROWS_AS(
        database.read([](Session& s) { s.rows<std::int64_t>("sqltest.like", std::string_view("a\0b", 3)); }),
        sql::SqlFault);
  });
}

TEST_CASE("bulk loading that fails half way leaves nothing, and the connection usable") {
  for_each_database([](Database& database) {
    make(database);
    CHECK_THROWS_AS(database.write([](Session& session) {
      session.run_many("sqltest.add_returning", 1500, [](std::size_t i, sql::Parameters& out) {
        if (i == 700) out.add("seven hundred");
        if (i != 700) out.add(i);
        out.add(Blob{});
      });
    }),
                    sql::SqlFault);
    CHECK_THROWS_AS(database.write([](Session& session) {
      session.run_many("sqltest.add_returning", 1500, [](std::size_t i, sql::Parameters& out) {
        if (i == 700) throw std::runtime_error("no more rows");
        out.add(i);
        out.add(Blob{});
      });
    }),
                    std::runtime_error);
    CHECK(count(database) == 0);
    database.write([](Session& session) {
      CHECK(session.run_many("sqltest.add_returning", 1500, [](std::size_t i, sql::Parameters& out) {
        out.add(i);
        out.add(Blob{});
      }) == 1500);
    });
    CHECK(count(database) == 1500);
  });
}

TEST_CASE("what waits for the commit happens after it, and not after a rollback") {
  for_each_database([](Database& database) {
    make(database);
    std::int64_t seen = -1;
    database.write([&](Session& session) {
      add(session, 1);
      session.after_commit([&] { seen = count(database); });
      CHECK(seen == -1);
    });
    CHECK(seen == 1);
    try {
      database.write([&](Session& session) {
        session.after_commit([&] { seen = -2; });
        throw std::runtime_error("no");
      });
    } catch (const std::runtime_error&) {
    }
    CHECK(seen == 1);
    database.write([](Session& session) { add(session, 2); });
    CHECK(seen == 1);
  });
}

TEST_CASE("a database that cannot be opened says why") {
  CHECK_THROWS_AS(Database::open("mysql://nowhere"), sql::SqlFault);
  CHECK_THROWS_AS(Database::open("sqlite:"), sql::SqlFault);
  CHECK_THROWS_AS(Database::open("sqlite:/nowhere/at/all.db"), sql::SqlFault);
  CHECK_THROWS_AS(Database::open("postgres://nobody@127.0.0.1:1/none"), sql::SqlFault);
}
