// Mergers, changes of code and the files around them, in whatever order they come: the days end the same.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "modules/territory/days.hpp"
#include "modules/territory/store.hpp"
#include "modules/territory/testing/imports.hpp"
#include "modules/territory/views.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

constexpr Date k2020{2020, 1, 1}, k2022{2022, 1, 1}, k2025{2025, 1, 1};
const std::string kHead = "code_ancien;code_nouveau;date;type\n";

std::string row_of(int count) {
  std::string features;
  for (int i = 0; i < count; ++i)
    features += (i ? "," : "") +
                commune("9300" + std::to_string(i + 1), "Commune " + std::to_string(i + 1), 100 * (i + 1), i, 0);
  return collection(features);
}

void on_both(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, test);
}

// Places, residents, ground and borders of a day.
std::string day_text(sql::Database& database, Date at) {
  const DayRecords day = database.reading([&](sql::Session& session) { return store::day(session, at); });
  std::string text = at.str() + ":";
  for (const PlaceRecord& place : day.places) text += " " + place.code;
  std::set<std::string> facts;
  for (const PopulationRecord& one : day.populations) facts.insert(one.code + "=" + std::to_string(one.persons));
  for (const CentreRecord& one : day.centres)
    facts.insert(one.code + "~" + std::to_string(static_cast<int>(one.area_m2 / 100'000 + 0.5)));
  for (const EdgeRecord& one : day.edges) facts.insert(one.a + "-" + one.b);
  for (const std::string& fact : facts) text += " " + fact;
  return text + "\n";
}

std::string events_text(sql::Database& database) {
  std::string text;
  for (const EventRecord& event : database.reading([](sql::Session& session) { return store::events(session); }))
    text += event.date.str() + " " + event.kind + " " + event.from_code + ">" + event.to_code +
            (event.inferred ? " inferred\n" : "\n");
  return text;
}

}  // namespace

TEST_CASE("a merger: whichever file comes first, every day is the same on its eve, on it and after it") {
  const std::string wide =
      R"({"type":"Feature","properties":{"code":"93001","nom":"Commune 1","population":300},"geometry":{"type":"Polygon",)"
      R"("coordinates":[[[2.3,48.9],[2.31,48.9],[2.32,48.9],[2.32,48.91],[2.31,48.91],[2.3,48.91],[2.3,48.9]]]}})";
  const std::string then = row_of(4),
                    now = collection(wide + "," + commune("93003", "Commune 3", 300, 2, 0) + "," +
                                     commune("93004", "Commune 4", 400, 3, 0)),
                    merger = kHead + "93002;93001;2025-01-01;f\n";
  const std::vector<ImportRequest> files{request(ImportKind::communes, then, k2020),
                                         request(ImportKind::communes, now, k2025),
                                         request(ImportKind::cog_changes, merger)};
  // A change is only known of communes already there: it comes after the old communes.
  for (const std::vector<std::size_t>& order : {std::vector<std::size_t>{0, 1, 2}, {0, 2, 1}, {1, 0, 2}}) {
    on_both([&](sql::Database& database) {
      for (const std::size_t file : order) import(database, files[file]);
      CAPTURE(order[0]);
      CAPTURE(order[1]);
      CHECK(day_text(database, Date(2019, 12, 31)) == "2019-12-31:\n");
      const std::string before =
          " 93001 93002 93003 93004 93001-93002 93001=100 93001~8 93002-93003 93002=200 93002~8 93003-93004 93003=300 "
          "93003~8 93004=400 93004~8\n";
      const std::string after =
          " 93001 93003 93004 93001-93003 93001=300 93001~16 93003-93004 93003=300 93003~8 93004=400 93004~8\n";
      CHECK(day_text(database, k2020) == "2020-01-01:" + before);
      CHECK(day_text(database, Date(2024, 12, 31)) == "2024-12-31:" + before);
      CHECK(day_text(database, k2025) == "2025-01-01:" + after);
      CHECK(day_text(database, Date(2025, 1, 2)) == "2025-01-02:" + after);
      CHECK(events_text(database) == "2025-01-01 merged 93002>93001\n");
    });
  }
}

TEST_CASE("mergers one after the other: residents and ground add up on each day, nothing is lost nor counted twice") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, row_of(4), k2020));
    import(database, request(ImportKind::cog_changes,
                             kHead + "93002;93001;2022-01-01;f\n93001;93003;2025-01-01;f\n93003;93003;2025-01-01;f\n"));
    Days days(database);
    for (const auto& [at, codes] :
         {std::pair(k2020, std::vector<std::string>{"93001", "93002", "93003", "93004"}),
          std::pair(Date(2021, 12, 31), std::vector<std::string>{"93001", "93002", "93003", "93004"}),
          std::pair(k2022, std::vector<std::string>{"93001", "93003", "93004"}),
          std::pair(Date(2024, 12, 31), std::vector<std::string>{"93001", "93003", "93004"}),
          std::pair(k2025, std::vector<std::string>{"93003", "93004"})}) {
      CAPTURE(at.str());
      const auto day = days.day(at);
      CHECK(day->snapshot.codes == codes);
      CHECK(day->snapshot.population() == 1000);
      double ground = 0;
      for (const CentreRecord& centre : day->records.centres) ground += centre.area_m2;
      CHECK(ground == doctest::Approx(4 * 815'000).epsilon(0.01));
      CHECK(day->snapshot.edges.size() == codes.size() - 1);
    }
    CHECK(days.day(k2025)->residents("commune", "93003").persons == 600);
  });
}

TEST_CASE("a change of code: the place goes on under its new code, with its name, its residents and its neighbours") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, row_of(3), k2020));
    import(database, request(ImportKind::cog_changes, kHead + "93002;93059;2022-01-01;c\n"));
    Days days(database);
    CHECK(days.day(Date(2021, 12, 31))->place("commune", "93059") == nullptr);
    const auto day = days.day(k2022);
    CHECK(day->place("commune", "93002") == nullptr);
    REQUIRE(day->place("commune", "93059") != nullptr);
    CHECK(day->place("commune", "93059")->name == "Commune 2");
    CHECK(day->residents("commune", "93059").persons == 200);
    CHECK(day->snapshot.edges.size() == 2);
    const auto page = place_detail(*day, "commune", "93059", "");
    REQUIRE(page);
    REQUIRE(page->history.size() == 1);
    CHECK(page->history[0].kind == "code_changed");
    CHECK(page->history[0].codes == std::vector<std::string>{"93002"});
  });
}

TEST_CASE("an event of elsewhere, and one without effect, change nothing but the register of events") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, row_of(3), k2020));
    const std::string before = day_text(database, kToday);
    const ImportReport far = import(database, request(ImportKind::cog_changes, kHead + "64541;64300;2024-01-01;f\n"));
    REQUIRE(far.repairs.size() == 1);
    CHECK(far.repairs[0].code == "territory.outside_left_out");
    CHECK(events_text(database).empty());
    // A merger from before the first file: the commune was never there.
    import(database, request(ImportKind::cog_changes, kHead + "93900;93001;2010-01-01;f\n"));
    CHECK(day_text(database, kToday) == before);
    CHECK(events_text(database) == "2010-01-01 merged 93900>93001\n");
  });
}

TEST_CASE("a split is told on the pages of both communes, and moves nobody by itself") {
  on_both([](sql::Database& database) {
    import(database, request(ImportKind::communes, row_of(3), k2020));
    const std::string before = day_text(database, kToday);
    import(database, request(ImportKind::cog_changes,
                             "code_ancien;code_nouveau;date;type;ratio\n93001;93001;2022-01-01;d;0,75\n"
                             "93001;93002;2022-01-01;d;0,25\n"));
    CHECK(day_text(database, kToday) == before);
    Days days(database);
    const auto day = days.day(kToday);
    const auto parent = place_detail(*day, "commune", "93001", ""), child = place_detail(*day, "commune", "93002", "");
    CHECK(parent->history.empty());  // it lives on, and merged into nothing
    REQUIRE(child->history.size() == 1);
    CHECK(child->history[0].kind == "created");
    CHECK(child->history[0].codes == std::vector<std::string>{"93001"});
  });
}
