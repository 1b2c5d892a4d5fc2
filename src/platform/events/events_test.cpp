#include "platform/events/events.hpp"

#include <doctest/doctest.h>

#include "platform/sql/embedded.hpp"
#include "platform/testing/databases.hpp"

using namespace maillage;
using platform::Events;
using sql::Session;

namespace {

const bool registered = sql::register_sql("eventtest", "queries", R"sql(
-- name: make
CREATE TABLE eventtest_note (text TEXT NOT NULL) {strict};

-- name: add
INSERT INTO eventtest_note (text) VALUES (?);

-- name: notes
SELECT text FROM eventtest_note ORDER BY text;
)sql");

struct MapAdopted {
  std::string name;
};
struct MapDropped {};

std::vector<std::string> notes(sql::Database& database) {
  return database.reading([](Session& s) { return s.rows<std::string>("eventtest.notes"); });
}

}  // namespace

TEST_CASE("listeners are called in order, in the transaction of the event, and by type") {
  testing::for_each_database([](sql::Database& database) {
    database.write([](Session& s) { s.run("eventtest.make", {}); });
    Events events;
    events.on<MapAdopted>([](Session& s, const MapAdopted& e) { s.exec("eventtest.add", "1 " + e.name); });
    events.on<MapAdopted>([](Session& s, const MapAdopted& e) {
      if (e.name == "bad") throw std::runtime_error("the listener cannot follow");
      s.exec("eventtest.add", "2 " + e.name + " after " + s.rows<std::string>("eventtest.notes").back());
    });
    database.write([&](Session& s) {
      events.emit(s, MapAdopted{"carte"});
      events.emit(s, MapDropped{});
    });
    CHECK(notes(database) == std::vector<std::string>{"1 carte", "2 carte after 1 carte"});
    CHECK_THROWS(database.write([&](Session& s) {
      s.exec("eventtest.add", "the act");
      events.emit(s, MapAdopted{"bad"});
    }));
    CHECK(notes(database).size() == 2);
  });
}
