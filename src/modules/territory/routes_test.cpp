#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "modules/territory/demonstrate.hpp"
#include "modules/territory/testing/desk.hpp"
#include "modules/territory/testing/imports.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

void on_both(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, test);
}

}  // namespace

TEST_CASE("an empty territory answers every page") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    for (const char* path : {"/territory/overview", "/territory/places", "/territory/map", "/territory/assignments",
                             "/territory/sites", "/territory/imports", "/territory/competence?code=93001"}) {
      CAPTURE(path);
      CHECK(desk.ask(path).status == 200);
    }
    CHECK(desk.ask("/territory/coverage?mission=ssd").status == 404);
    CHECK(desk.ask("/territory/places/commune/93001").status == 404);
  });
}

TEST_CASE("pages of a small territory, on two dates") {
  on_both([](sql::Database& database) {
    fill(database);
    Desk desk(database);
    const auto now = desk.read<wire::Overview>("/territory/overview");
    CHECK(now.at == kToday);
    CHECK(now.counts.commune == 2);
    CHECK(now.population == 300);
    REQUIRE(now.missions.size() == 1);
    CHECK(now.missions[0].name_fr == "Service social départemental");
    CHECK(now.change_dates == std::vector<Date>{Date(2020, 1, 1), Date(2024, 1, 1)});
    CHECK(desk.read<wire::Overview>("/territory/overview?at=2023-12-31").missions.empty());
    CHECK(desk.read<wire::Overview>("/territory/overview?at=2019-12-31").counts.commune == 0);
    const auto assigned = desk.read<wire::Assignments>("/territory/assignments");
    CHECK(assigned.missions.at(0).of_unit == std::vector<std::int32_t>{0, -1});
    CHECK(assigned.missions.at(0).sectors.at(0).population == 100);
    const auto faults = desk.read<wire::Coverage>("/territory/coverage?mission=ssd").faults;
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].unit_names == std::vector<std::string>{"Béta"});
  });
}

TEST_CASE("places are found without accents, sorted and cut into pages") {
  on_both([](sql::Database& database) {
    fill(database);
    Desk desk(database);
    CHECK(desk.read<wire::Places>("/territory/places?q=beta").total == 1);
    CHECK(desk.read<wire::Places>("/territory/places?q=93002").total == 1);
    CHECK(desk.read<wire::Places>("/territory/places?q=eta").total == 0);
    const auto top = desk.read<wire::Places>("/territory/places?level=commune&sort=population&descending=true&limit=1");
    CHECK(top.total == 2);
    REQUIRE(top.items.size() == 1);
    CHECK(top.items[0].code == "93002");
    CHECK(desk.read<wire::Places>("/territory/places?level=commune&offset=2").items.empty());
    const auto sector = desk.read<wire::PlaceDetail>("/territory/places/sector/S1?mission=ssd");
    CHECK(sector.place.name == "Nord");
    CHECK(sector.members.at(0).code == "93001");
    const auto alpha = desk.read<wire::PlaceDetail>("/territory/places/commune/93001");
    CHECK(alpha.sectors.at(0).code == "S1");
    CHECK(alpha.area_km2.value_or(0) == doctest::Approx(0.815).epsilon(0.02));
  });
}

TEST_CASE("who is competent: one question at a time, each with its reason") {
  on_both([](sql::Database& database) {
    fill(database);
    Desk desk(database);
    CHECK(desk.ask("/territory/competence").status == 422);
    CHECK(desk.ask("/territory/competence?code=93001&address=x").status == 422);
    const auto point = desk.read<wire::Competence>("/territory/competence?lon=2.305&lat=48.905");
    REQUIRE(point.place);
    CHECK(point.place->code == "93001");
    CHECK(point.answers.at(0).sector->name == "Nord");
    CHECK(desk.read<wire::Competence>("/territory/competence?lon=0&lat=0").reason.code == "outside");
    CHECK(desk.read<wire::Competence>("/territory/competence?address=b%C3%A9ta").place->code == "93002");
  });
}

TEST_CASE("the map is sent once: same tag, then 304; another day, another map") {
  on_both([](sql::Database& database) {
    fill(database);
    Desk desk(database);
    const auto map = desk.ask("/territory/map");
    CHECK(map.status == 200);
    CHECK(map.body->find(R"("type":"Topology")") != std::string::npos);
    CHECK(*desk.ask("/territory/map").body == *map.body);
    CHECK(*desk.ask("/territory/map?at=2019-01-01").body != *map.body);
    CHECK(desk.ask("/territory/map?level=moon").status >= 400);
  });
}

TEST_CASE("an import goes through a job: the report, the register, and the pages see it") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    desk.jobs->start(1);
    const std::string file = collection(commune("93001", "Alpha", 100, 0, 0));
    const auto send = [&](const std::string& more) {
      const auto answer =
          desk.ask("/territory/imports?kind=communes&file_name=a.geojson&valid_from=2020-01-01" + more, "POST", file);
      REQUIRE(answer.status == 202);
      const Id<platform::Job> id{platform::from_json<wire::JobStarted>(*answer.body).value.job_id};
      for (int wait = 0; wait < 600 && !desk.jobs->find(id)->finished_at; ++wait)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      const auto job = desk.jobs->find(id);
      REQUIRE(job->state == platform::JobState::done);
      return platform::from_json<ImportReport>(job->partial).value;
    };
    CHECK(send("&dry_run=true").created == 1);
    CHECK(desk.read<wire::Imports>("/territory/imports").items.empty());
    CHECK(send("").created == 1);
    CHECK(send("").unchanged == 1);
    const auto imports = desk.read<wire::Imports>("/territory/imports").items;
    REQUIRE(imports.size() == 1);
    CHECK(imports[0].by == "claire");
    CHECK(desk.read<wire::Overview>("/territory/overview").counts.commune == 1);
    desk.jobs->finish();
  });
}

TEST_CASE("an executive reads but does not import") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    CHECK(desk.ask("/territory/overview", "GET", "", "executive").status == 200);
    CHECK(desk.ask("/territory/imports?kind=communes&file_name=a", "POST", "x", "executive").status == 403);
  });
}

TEST_CASE("the invented Département: whole, marked, and the same when loaded again") {
  on_both([](sql::Database& database) {
    const platform::Instant now(kToday.days());
    const std::size_t units = load_demonstration(database, 1, "test", now);
    Desk desk(database);
    const auto page = desk.read<wire::Overview>("/territory/overview");
    CHECK(page.demonstration);
    CHECK(page.unit_level == "iris");
    CHECK(page.counts.iris == static_cast<std::int64_t>(units));
    CHECK(page.missions.size() == 5);
    CHECK(page.counts.site >= 90);
    for (const char* mission : {"ssd", "ase", "pmi", "mds", "territoire"})
      CHECK(desk.read<wire::Coverage>(std::string("/territory/coverage?mission=") + mission).faults.empty());
    const auto imports = desk.read<wire::Imports>("/territory/imports").items.size();
    load_demonstration(database, 1, "test", now);
    CHECK(desk.read<wire::Imports>("/territory/imports").items.size() == imports);
    const auto day = desk.territory.snapshot(kToday);
    CHECK(engines::connected(engines::Graph(static_cast<engines::Unit>(units), day->edges),
                             std::vector<bool>(units, true)));
  });
}
