#include "platform/audit/audit.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "base/random.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using namespace maillage::platform;
using audit::Break;
using audit::Damage;
using sql::Database;
using sql::Session;

namespace {

const Instant kNoon{std::chrono::sys_days(std::chrono::year{2026} / 11 / 22) + std::chrono::hours(12)};

void record(Session& session, std::string_view act, std::string_view object = "place/1") {
  audit::record(session, {.at = kNoon, .who = "planner", .act = act, .object = object, .outcome = "done"});
}

void write_lines(Database& database, int count) {
  database.write([&](Session& session) {
    for (int i = 0; i < count; ++i) record(session, "territory.import", "import/" + std::to_string(i));
  });
}

// What someone with the database's password can do, and the program cannot.
void tamper(Database& database, const std::string& statement) {
  database.write([&](Session& session) {
    if (session.dialect() == sql::Dialect::sqlite) {
      session.script(
          "DROP TRIGGER IF EXISTS platform_audit_no_update; DROP TRIGGER IF EXISTS platform_audit_no_delete");
    } else {
      session.script("DROP TRIGGER IF EXISTS platform_audit_no_change ON platform_audit");
    }
    session.script(statement);
  });
}

std::string at(std::int64_t sequence) { return " WHERE sequence = " + std::to_string(sequence); }

std::string swapped(std::int64_t a, std::int64_t b) {
  const std::string update = "UPDATE platform_audit SET sequence = ";
  return update + "-1" + at(a) + ";" + update + std::to_string(a) + at(b) + ";" + update + std::to_string(b) + at(-1);
}

}  // namespace

TEST_CASE("a line is written with its act, or neither is") {
  testing::for_each_database({"platform"}, [](Database& database) {
    CHECK(database.reading(audit::head) == audit::Head{0, std::string(64, '0')});
    write_lines(database, 3);
    const auto before = database.reading(audit::head);
    CHECK(before.sequence == 3);
    CHECK_THROWS(database.write([](Session& session) {
      record(session, "territory.import");
      throw std::runtime_error("the act fails");
    }));
    CHECK(database.reading(audit::head) == before);
    CHECK(audit::verify(database).empty());
    CHECK(audit::verify(database, before).empty());
  });
}

TEST_CASE("the database itself refuses that a line be changed or deleted") {
  testing::for_each_database({"platform"}, [](Database& database) {
    write_lines(database, 2);
    for (const char* statement : {"UPDATE platform_audit SET who = 'nobody'", "DELETE FROM platform_audit"})
      CHECK_THROWS_AS(database.write([&](Session& session) { session.script(statement); }), sql::SqlFault);
    CHECK(database.reading(audit::head).sequence == 2);
  });
}

TEST_CASE("a line changed, deleted, inserted or swapped is found and located") {
  const std::string copy =
      "INSERT INTO platform_audit SELECT {}, at, who, act, object, outcome, hash FROM platform_audit";
  struct Case {
    std::string statement;
    std::vector<Break> breaks;
  };
  const std::vector<Case> cases = {
      {"UPDATE platform_audit SET outcome = 'refused'" + at(4), {{4, Damage::changed}}},
      {"UPDATE platform_audit SET who = 'planne', act = 'r' || act" + at(4), {{4, Damage::changed}}},
      {"DELETE FROM platform_audit" + at(5), {{5, Damage::missing}}},
      {"DELETE FROM platform_audit WHERE sequence < 3", {{1, Damage::missing}}},
      {fmt::format(fmt::runtime(copy), 0) + at(2), {{0, Damage::inserted}}},
      {fmt::format(fmt::runtime(copy), 10) + at(9), {{10, Damage::changed}}},
      {swapped(3, 7), {{3, Damage::changed}, {4, Damage::changed}, {7, Damage::changed}, {8, Damage::changed}}},
  };
  for (const Case& c : cases)
    testing::for_each_database({"platform"}, [&](Database& database) {
      CAPTURE(c.statement);
      write_lines(database, 9);
      tamper(database, c.statement);
      CHECK(audit::verify(database) == c.breaks);
    });
}

TEST_CASE("a head published elsewhere shows that the end was cut or all was written anew") {
  testing::for_each_database({"platform"}, [](Database& database) {
    write_lines(database, 6);
    const auto published = database.reading(audit::head);
    tamper(database, "DELETE FROM platform_audit WHERE sequence > 4");
    CHECK(audit::verify(database).empty());
    CHECK(audit::verify(database, published) == std::vector<Break>{{5, Damage::missing}});
    write_lines(database, 3);
    CHECK(audit::verify(database).empty());
    CHECK(audit::verify(database, published) == std::vector<Break>{{6, Damage::rewritten}});
  });
}

TEST_CASE("every field of every line, and every line: what was done to it is found there and nowhere else") {
  testing::for_each_database({"platform"}, [](Database& database) {
    constexpr std::int64_t kLines = 8;
    write_lines(database, kLines);
    const auto published = database.reading(audit::head);
    tamper(database, "CREATE TABLE platform_untouched AS SELECT * FROM platform_audit");
    const auto after = [&](const std::string& statement) {
      tamper(database, statement);
      auto breaks = audit::verify(database, published);
      tamper(database, "DELETE FROM platform_audit; INSERT INTO platform_audit SELECT * FROM platform_untouched");
      return breaks;
    };
    for (std::int64_t line = 1; line <= kLines; ++line) {
      CAPTURE(line);
      const bool last = line == kLines;
      for (const std::string field : {"at", "who", "act", "object", "outcome"}) {
        CAPTURE(field);
        CHECK(after("UPDATE platform_audit SET " + field + " = ''" + at(line)) ==
              std::vector<Break>{{line, Damage::changed}});
      }
      std::vector<Break> of_hash = {{line, Damage::changed}};
      of_hash.push_back(last ? Break{line, Damage::rewritten} : Break{line + 1, Damage::changed});
      CHECK(after("UPDATE platform_audit SET hash = '" + std::string(64, 'f') + "'" + at(line)) == of_hash);
      CHECK(after("DELETE FROM platform_audit" + at(line)) == std::vector<Break>{{line, Damage::missing}});
    }
    CHECK(audit::verify(database, published).empty());
  });
}

TEST_CASE("fields that run into each other do not make the same line") {
  testing::for_each_database({"platform"}, [](Database& database) {
    write_lines(database, 3);
    tamper(database, "UPDATE platform_audit SET who = 'plan', act = 'ner' || act" + at(2));
    CHECK(audit::verify(database) == std::vector<Break>{{2, Damage::changed}});
    tamper(database,
           "UPDATE platform_audit SET who = 'planner', act = 'territory.import', object = 'import/1,4:done', outcome = "
           "''" +
               at(2));
    CHECK(audit::verify(database) == std::vector<Break>{{2, Damage::changed}});
  });
}

TEST_CASE("a hundred random tamperings are all found") {
  testing::for_each_database({"platform"}, [](Database& database) {
    constexpr std::int64_t kLines = 40;
    write_lines(database, kLines);
    tamper(database, "CREATE TABLE platform_untouched AS SELECT * FROM platform_audit");
    static constexpr const char* kFields[] = {"at", "who", "act", "object", "outcome", "hash"};
    Random random(7);
    int found = 0;
    for (int turn = 0; turn < 100; ++turn) {
      const auto line = static_cast<std::int64_t>(random.below(kLines - 1)) + 1;
      if (turn % 3 == 0) tamper(database, "DELETE FROM platform_audit" + at(line));
      if (turn % 3 == 1) tamper(database, swapped(line, line + 1));
      if (turn % 3 == 2) {
        const std::string field = kFields[random.below(6)];
        tamper(database, "UPDATE platform_audit SET " + field + " = " + field + " || 'x'" + at(line));
      }
      const auto breaks = audit::verify(database);
      const auto near = [&](const Break& b) { return b.sequence >= line - 1 && b.sequence <= line + 2; };
      if (!breaks.empty() && std::all_of(breaks.begin(), breaks.end(), near)) ++found;
      tamper(database, "DELETE FROM platform_audit; INSERT INTO platform_audit SELECT * FROM platform_untouched");
    }
    CHECK(found == 100);
    CHECK(audit::verify(database).empty());
  });
}

TEST_CASE("writers at the same time make one chain") {
  testing::for_each_url([](const std::string& url) {
    const auto first = Database::open(url), second = Database::open(url);
    const std::string_view modules[] = {"platform"};
    REQUIRE(sql::migrate(*first, modules).ok());
    std::vector<std::thread> threads;
    for (Database* database : {first.get(), second.get(), first.get()})
      threads.emplace_back([database] {
        for (int i = 0; i < 20; ++i) database->write([](Session& session) { record(session, "territory.import"); });
      });
    for (auto& thread : threads) thread.join();
    CHECK(first->reading(audit::head).sequence == 60);
    CHECK(audit::verify(*first).empty());
  });
}
