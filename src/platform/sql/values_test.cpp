// Values at their limits, one by one, the same from both databases.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "base/random.hpp"
#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using sql::Blob;
using sql::Database;
using sql::Session;

namespace {

const bool registered = sql::register_sql("values", "queries", R"sql(
-- name: make
CREATE TABLE values_row (id {id}, whole {integer}, real {real}, text TEXT, bytes {blob}) {strict};

-- name: add
INSERT INTO values_row (whole, real, text, bytes) VALUES (?, ?, ?, ?) RETURNING id;

-- name: put
INSERT INTO values_row (id, text) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET text = excluded.text;

-- name: row
SELECT whole, real, text, bytes FROM values_row WHERE id = ?;

-- name: texts
SELECT text FROM values_row ORDER BY text;

-- name: with_text
SELECT COUNT(*) FROM values_row WHERE text = ?;

-- name: drop_above
DELETE FROM values_row WHERE id > ?;

-- name: count
SELECT COUNT(*) FROM values_row;

-- name: tree
WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < CAST(? AS INTEGER)) SELECT n FROM up ORDER BY n;
)sql");

struct Values {
  std::optional<std::int64_t> whole;
  std::optional<double> real;
  std::optional<std::string> text;
  std::optional<Blob> bytes;
  friend bool operator==(const Values&, const Values&) = default;
};
BOOST_DESCRIBE_STRUCT(Values, (), (whole, real, text, bytes))

// Written, and read back in another transaction.
Values through(Database& database, const Values& values) {
  const auto id = database.writing([&](Session& s) { return s.first<std::int64_t>("values.add", values).value(); });
  return database.reading([&](Session& s) { return s.first<Values>("values.row", id).value(); });
}

void on_each(const std::function<void(Database&)>& test) {
  testing::for_each_database([&](Database& database) {
    database.write([](Session& session) { session.run("values.make", {}); });
    test(database);
  });
}

}  // namespace

TEST_CASE("integers and reals at their limits come back to the last bit") {
  on_each([](Database& database) {
    using Whole = std::numeric_limits<std::int64_t>;
    using Real = std::numeric_limits<double>;
    for (const std::int64_t whole : {Whole::min(), Whole::min() + 1, std::int64_t{-1}, std::int64_t{0}, Whole::max()})
      CHECK(through(database, {whole, {}, {}, {}}).whole == whole);
    for (const double real : {0.1, -0.5, 1e22, Real::max(), Real::lowest(), Real::min(), Real::denorm_min(), 3.0,
                              9007199254740993.0, std::nextafter(1.0, 2.0)})
      CHECK(through(database, {{}, real, {}, {}}).real == real);
    Random random(64);
    for (int i = 0; i < 200; ++i) {
      const double real = std::ldexp(random.unit() - 0.5, static_cast<int>(random.below(1800)) - 900);
      CHECK(through(database, {{}, real, {}, {}}).real == real);
    }
  });
}

TEST_CASE("empty is not NULL: texts and bytes of no length, and values that are not there") {
  on_each([](Database& database) {
    CHECK(through(database, {}) == Values{});
    const Values empty = {0, 0.0, "", Blob{}};
    const Values back = through(database, empty);
    CHECK(back == empty);
    CHECK(back.bytes.has_value());
  });
}

TEST_CASE("texts of every character, quotes and statements included, are only texts") {
  on_each([](Database& database) {
    for (const std::string text : {"'; DROP TABLE values_row; --", "\\", "\\'", "$1 ?1 ? {id}", "\"x\"", "\x01\x1f\x7f",
                                   "é œ € 𝄞", "a\nb\r\nc\t", "%_", "E'\\\\x00'", "\xF4\x8F\xBF\xBF"}) {
      CHECK(through(database, {{}, {}, text, {}}).text == text);
      CHECK(database.reading([&](Session& s) { return s.first<std::int64_t>("values.with_text", text); }) == 1);
    }
  });
}

TEST_CASE("a text of five million characters and a file of eight million bytes") {
  on_each([](Database& database) {
    Random random(5);
    Blob bytes(8'000'000);
    for (auto& byte : bytes) byte = static_cast<std::byte>(random.next());
    const std::string text(5'000'000, 'x');
    const Values back = through(database, {{}, {}, text, bytes});
    CHECK(back.text == text);
    CHECK(back.bytes == bytes);
  });
}

TEST_CASE("bytes of every value, at every place") {
  on_each([](Database& database) {
    Blob all;
    for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<std::byte>(byte));
    for (std::size_t length = 0; length <= 256; length += 17) {
      const Blob part(all.end() - static_cast<std::ptrdiff_t>(length), all.end());
      CHECK(through(database, {{}, {}, {}, part}).bytes == part);
    }
  });
}

TEST_CASE("what a query changed is counted: inserted, updated, deleted, nothing") {
  on_each([](Database& database) {
    database.write([](Session& session) {
      CHECK(session.exec("values.put", 1, "a") == 1);
      CHECK(session.exec("values.put", 1, "b") == 1);
      CHECK(session.exec("values.put", 2, "c") == 1);
      CHECK(session.run("values.count", {}) == 0);
      CHECK(session.exec("values.drop_above", 7) == 0);
      CHECK(session.run_many("values.put", 130, [](std::size_t i, sql::Parameters& row) {
        row.add(i + 1);
        row.add("many");
      }) == 130);
      CHECK(session.run_many("values.put", 0, [](std::size_t, sql::Parameters&) { FAIL("nothing to fill"); }) == 0);
      CHECK(session.exec("values.drop_above", 100) == 30);
      CHECK(session.first<std::int64_t>("values.count") == 100);
    });
  });
}

TEST_CASE("the first of many rows, none, and rows in their order") {
  on_each([](Database& database) {
    database.read([](Session& session) {
      CHECK(session.first<std::int64_t>("values.tree", 1000) == 1);
      CHECK_FALSE(session.first<Values>("values.row", 99).has_value());
      const auto rows = session.rows<std::int64_t>("values.tree", 1000);
      REQUIRE(rows.size() == 1000);
      for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i] == static_cast<std::int64_t>(i) + 1);
      CHECK(session.rows<std::string>("values.texts").empty());
    });
  });
}

TEST_CASE("a reader that throws in the middle of its rows leaves the session usable") {
  on_each([](Database& database) {
    database.read([](Session& session) {
      const sql::Value many = std::int64_t{50};
      CHECK_THROWS_AS(session.each("values.tree", {&many, 1},
                                   [](const sql::Row& row) {
                                     if (row.integer(0) == 7) throw std::runtime_error("enough");
                                   }),
                      std::runtime_error);
      CHECK(session.rows<std::int64_t>("values.tree", 50).size() == 50);
    });
  });
}

TEST_CASE("the same random rows give the same answers from both databases") {
  std::vector<std::vector<std::string>> answers;
  on_each([&](Database& database) {
    Random random(99);
    database.write([&](Session& session) {
      for (int i = 0; i < 300; ++i) {
        std::string text;
        for (auto n = random.below(4); n > 0; --n)
          text += std::vector<std::string>{"a", "A", "é", "_", "ß", "10", "9", " "}[random.below(8)];
        session.first<std::int64_t>("values.add", Values{{}, {}, text, {}});
      }
    });
    answers.push_back(database.reading([](Session& s) { return s.rows<std::string>("values.texts"); }));
  });
  CHECK(std::is_sorted(answers[0].begin(), answers[0].end()));
  for (const auto& answer : answers) CHECK(answer == answers[0]);
}
