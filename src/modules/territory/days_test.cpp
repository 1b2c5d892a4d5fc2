// Days kept in memory: each worked out once, given to many at once, and never mixed with what an import is changing.
#include "modules/territory/days.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include "modules/territory/store.hpp"
#include "modules/territory/testing/imports.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date kFirst{2020, 1, 1};

void on_four(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, [&](sql::Database& database) {
    import(database,
           request(ImportKind::communes,
                   collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Beta", 200, 1, 0) + "," +
                              commune("93003", "Gamma", 300, 0, 1) + "," + commune("93004", "Delta", 400, 1, 1)),
                   kFirst));
    test(database);
  });
}

ImportReport draw(sql::Database& database, const std::string& sectors, Date from = kFirst) {
  std::string file = "code;secteur\n";
  for (std::size_t i = 0; i < sectors.size(); ++i)
    file += "9300" + std::to_string(i + 1) + ";" + std::string(1, sectors[i]) + "\n";
  ImportRequest asked = request(ImportKind::sectors, file, from);
  asked.mission = "ssd";
  return import(database, asked);
}

// The letters of the sectors of the four communes.
std::string drawn_on(const Day& day) {
  std::string letters;
  for (const std::int32_t sector : day.snapshot.missions.at(0).of_unit)
    letters += sector < 0 ? "." : day.claims[0].sectors[static_cast<std::size_t>(sector)].code;
  return letters;
}

}  // namespace

TEST_CASE("a day is worked out once, until an import changes something; what was given before stays as it was") {
  on_four([](sql::Database& database) {
    draw(database, "AABB");
    Days days(database);
    const auto first = days.day(kToday);
    const auto index = days.competence(kToday);
    CHECK(days.day(kToday) == first);
    CHECK(&index->day() == first.get());
    draw(database, "AABB");  // says nothing new
    CHECK(days.day(kToday) == first);
    draw(database, "ABBB");
    const auto second = days.day(kToday);
    CHECK(second != first);
    CHECK(days.competence(kToday) != index);
    CHECK(drawn_on(*first) == "AABB");
    CHECK(drawn_on(*second) == "ABBB");
    CHECK(index->at_code("93002").answers.at(0).sector == 0);
  });
}

TEST_CASE("more days than are kept, asked in turns: each is always its own") {
  on_four([](sql::Database& database) {
    std::vector<std::pair<Date, std::string>> maps;
    for (int year = 2020; year < 2032; ++year) {
      std::string sectors;
      for (int bit = 0; bit < 4; ++bit) sectors += ((year - 2019) >> bit) % 2 == 0 ? 'A' : 'B';
      draw(database, sectors, Date(year, 1, 1));
      maps.emplace_back(Date(year, 6, 1), sectors);
    }
    Days days(database);
    for (int turn = 0; turn < 3; ++turn)
      for (const auto& [at, sectors] : maps) {
        CHECK(drawn_on(*days.day(at)) == sectors);
        CHECK(days.competence(at)->day().snapshot.at == at);
      }
  });
}

TEST_CASE("a map is drawn and compressed once, however many ask for it at once; levels and days have their own") {
  on_four([](sql::Database& database) {
    Days days(database);
    std::atomic<int> compressed{0};
    const auto compress = [&](std::string_view text) {
      ++compressed;
      return std::string(text.substr(0, 10));
    };
    std::vector<std::thread> threads;
    std::vector<SentText> maps(8);
    for (SentText& map : maps) threads.emplace_back([&] { map = days.map(kToday, MapLevel::unit, compress); });
    for (std::thread& thread : threads) thread.join();
    CHECK(compressed == 1);
    for (const SentText& map : maps) {
      CHECK(map.plain == maps[0].plain);
      CHECK(map.etag == maps[0].etag);
      CHECK(map.etag.size() == 32);
      CHECK(*map.gzipped == map.plain->substr(0, 10));
    }
    std::set<std::string> tags{maps[0].etag};
    tags.insert(days.map(kToday, MapLevel::epci, compress).etag);
    tags.insert(days.map(Date(2019, 1, 1), MapLevel::unit, compress).etag);
    CHECK(compressed == 3);
    CHECK(tags.size() == 2);  // no EPCI and no commune are the same empty map
    draw(database, "AABB");
    CHECK(days.map(kToday, MapLevel::unit, compress).etag == maps[0].etag);  // other sectors, the same outlines
    CHECK(compressed == 4);
  });
}

TEST_CASE("while imports go on, everybody sees one map or the other, whole") {
  on_four([](sql::Database& database) {
    const std::string one = "AAAA", other = "BBBB";
    draw(database, one);
    Days days(database);
    std::atomic<bool> over{false};
    std::atomic<int> answers{0}, mixed{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t)
      threads.emplace_back([&, t] {
        while (!over) {
          const std::string seen = t == 0 ? drawn_on(days.competence(kToday)->day()) : drawn_on(*days.day(kToday));
          mixed += seen != one && seen != other;
          ++answers;
        }
      });
    for (int turn = 0; turn < 20; ++turn) draw(database, turn % 2 == 0 ? other : one);
    while (answers < 50) std::this_thread::yield();
    over = true;
    for (std::thread& thread : threads) thread.join();
    CHECK(mixed == 0);
    CHECK(drawn_on(*days.day(kToday)) == one);
  });
}

TEST_CASE("uploads wait for their job, are dropped by it, and are forgotten when it never came") {
  on_four([](sql::Database& database) {
    const auto bytes = [](const std::string& name) { return name + std::string("\0\xFF;\n", 4); };
    const auto keep = [&](const char* name, const char* now, const char* yesterday) {
      std::int64_t id = 0;
      database.write(
          [&](sql::Session& session) { id = store::keep_upload(session, name, bytes(name), now, yesterday); });
      return id;
    };
    const auto kept = [&](std::int64_t id) {
      return database.reading([&](sql::Session& session) { return store::upload(session, id); });
    };
    const std::int64_t first = keep("a", "2026-03-01T09:00:00.000Z", "2026-02-28T09:00:00.000Z");
    const std::int64_t second = keep("b", "2026-03-01T10:00:00.000Z", "2026-02-28T10:00:00.000Z");
    CHECK(first != second);
    CHECK(kept(first) == bytes("a"));
    database.write([&](sql::Session& session) { store::drop_upload(session, second); });
    CHECK_FALSE(kept(second));
    CHECK(kept(first) == bytes("a"));
    keep("c", "2026-03-02T09:30:00.000Z", "2026-03-01T09:30:00.000Z");
    CHECK(kept(first) != bytes("a"));
    CHECK_FALSE(kept(999));
  });
}
