// What other modules may say of where the territory comes from, and the outlines they may send on.
#include <doctest/doctest.h>

#include "modules/territory/store_history.hpp"
#include "modules/territory/testing/desk.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;

TEST_CASE("the sources of a day, each vintage once; a file that says nothing of itself goes by its name") {
  maillage::testing::for_each_database({"platform", "access", "territory"}, [](sql::Database& database) {
    fill(database);
    Territory territory(database);
    REQUIRE(territory.sources(kToday).size() == 1);
    CHECK(territory.sources(kToday)[0].name == "file.geojson");  // the sectors, which are ours, have none
    database.write([](sql::Session& session) {
      for (const char* file : {"a.csv", "b.csv"}) {
        store::Recorder recorder(session, {"populations", file, file, Date(2024, 1, 1), "", "Populations légales",
                                           "2023", "Licence Ouverte 2.0", "2026-02-01T10:00:00.000Z", "test", 2});
        recorder.populations({{"commune", "93001", file[0] == 'a' ? 110 : 120, false}}, Date(2024, 1, 1), {});
        recorder.finish();
      }
    });
    const auto sources = Territory(database).sources(kToday);
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].name == "Populations légales");
    CHECK(sources[0].vintage == "2023");
    CHECK(sources[0].licence == "Licence Ouverte 2.0");
  });
}

TEST_CASE("the outlines sent on are those of the map route, compressed once") {
  maillage::testing::for_each_database({"platform", "access", "territory"}, [](sql::Database& database) {
    Desk desk(database);
    fill(database);
    int compressed = 0;
    const auto compress = [&](std::string_view text) { return ++compressed, std::string(text.substr(0, 3)); };
    const auto first = desk.territory.unit_map(kToday, compress), second = desk.territory.unit_map(kToday, compress);
    CHECK(compressed == 1);
    CHECK(first.plain == second.plain);
    CHECK(*first.gzipped == first.plain->substr(0, 3));
    CHECK(*desk.ask("/territory/map?level=unit").body == *first.plain);
  });
}
