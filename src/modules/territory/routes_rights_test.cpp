// Every route of the territory: who may ask, what is refused and how, what a bad parameter is told, what an empty
// territory answers.
#include <doctest/doctest.h>

#include <set>

#include "modules/territory/testing/desk.hpp"
#include "modules/territory/testing/tables.hpp"

using namespace maillage;
using namespace maillage::territory;
using namespace maillage::territory::testing;
using maillage::testing::for_each_database;

namespace {

// Each read of the contract, asked rightly.
constexpr const char* kReads[] = {"/territory/overview",
                                  "/territory/places",
                                  "/territory/places/commune/93001",
                                  "/territory/map",
                                  "/territory/assignments",
                                  "/territory/sites",
                                  "/territory/quantities",
                                  "/territory/coverage?mission=ssd",
                                  "/territory/competence?code=93001",
                                  "/territory/imports"};
constexpr const char* kImport = "/territory/imports?kind=communes&file_name=a.geojson&dry_run=true";

void on_both(const std::function<void(sql::Database&)>& test) {
  for_each_database({"platform", "access", "territory"}, test);
}
void at_desk(const std::function<void(Desk&)>& test) {
  on_both([&](sql::Database& database) {
    fill(database);
    Desk desk(database);
    test(desk);
  });
}

}  // namespace

TEST_CASE(
    "rights: three roles read everything, two import, a signed-in person without role and a stranger do nothing") {
  at_desk([](Desk& desk) {
    for (const char* path : kReads) {
      CAPTURE(path);
      for (const char* role : {"planner", "executive", "administrator"})
        CHECK(desk.ask(path, "GET", "", role).status == 200);
      CHECK(desk.refusal(path, "visitor") == "403 forbidden");
      CHECK(desk.refusal(path, "") == "401 signed_out");
      CHECK(desk.refusal(path, "stolen") == "401 signed_out");
    }
    for (const auto& [role, status] : {std::pair("planner", 202), std::pair("administrator", 202),
                                       std::pair("executive", 403), std::pair("visitor", 403), std::pair("", 401)})
      CHECK_MESSAGE(desk.ask(kImport, "POST", "x", role).status == status, role);
  });
}

TEST_CASE("methods: what a route does not know is refused, and says what it does know") {
  at_desk([](Desk& desk) {
    for (const char* path : kReads)
      for (const char* method : {"POST", "PUT", "DELETE", "PATCH"}) {
        if (std::string_view(path) == "/territory/imports" && std::string_view(method) == "POST") continue;
        CAPTURE(path);
        CHECK(desk.ask(path, method).status == 405);
      }
    CHECK(desk.ask("/territory/nothing").status == 404);
    CHECK(desk.ask("/territory/places/commune").status == 404);
    CHECK(desk.ask("/territory").status == 404);
  });
}

TEST_CASE("parameters: each wrong one is refused by name, and nothing wrong is taken for a default") {
  at_desk([](Desk& desk) {
    struct Case {
      std::string path, refusal, field;
    };
    for (const Case& c : {
             Case{"/territory/overview?at=2025-02-30", "422 input_format", "at"},
             Case{"/territory/overview?at=hier", "422 input_format", "at"},
             Case{"/territory/map?level=moon", "422 input_enum", "level"},
             Case{"/territory/places?sort=beauty", "422 input_enum", "sort"},
             Case{"/territory/places?limit=many", "422 input_type", "limit"},
             Case{"/territory/places?limit=99999999999", "422 input_range", "limit"},
             Case{"/territory/places?descending=maybe", "422 input_type", "descending"},
             Case{"/territory/coverage", "422 input_missing", "mission"},
             Case{"/territory/coverage?mission=ase", "404 territory.mission_unknown", "/mission"},
             Case{"/territory/coverage?mission=ssd&at=2023-12-31", "404 territory.mission_unknown", "/mission"},
             Case{"/territory/places/commune/93999", "404 territory.place_unknown", "/code"},
             Case{"/territory/places/moon/93001", "404 territory.place_unknown", "/code"},
             Case{"/territory/places/commune/93001?at=2019-12-31", "404 territory.place_unknown", "/code"},
             Case{"/territory/places/sector/S1?mission=ase", "404 territory.place_unknown", "/code"},
             Case{"/territory/competence", "422 territory.question_unclear", ""},
             Case{"/territory/competence?lon=2.3", "422 territory.question_unclear", ""},
             Case{"/territory/competence?lat=48.9", "422 territory.question_unclear", ""},
             Case{"/territory/competence?code=93001&lon=2.3", "422 territory.question_unclear", ""},
             Case{"/territory/competence?code=93001&address=x", "422 territory.question_unclear", ""},
             Case{"/territory/competence?address=x&lon=2.3&lat=48.9", "422 territory.question_unclear", ""},
             Case{"/territory/competence?lon=est&lat=48.9", "422 input_type", "lon"},
             Case{"/territory/competence?lon=nan&lat=48.9", "422 input_type", "lon"},
             Case{"/territory/competence?lon=1e999&lat=48.9", "422 input_type", "lon"},
         }) {
      CAPTURE(c.path);
      CHECK(desk.refusal(c.path) == c.refusal);
      CHECK(desk.ask(c.path).body->find(c.field) != std::string::npos);
    }
  });
}

TEST_CASE("imports: what is asked wrongly is refused before the file is looked at, and leaves no trace") {
  at_desk([](Desk& desk) {
    const auto version = [&] { return desk.ask("/territory/map").body; };
    const std::string before = *version();
    for (const char* query :
         {"", "?kind=communes", "?file_name=a.csv", "?kind=moons&file_name=a.csv",
          "?kind=communes&file_name=a.csv&valid_from=31/01/2025", "?kind=communes&file_name=a.csv&dry_run=perhaps"})
      CHECK_MESSAGE(desk.ask(std::string("/territory/imports") + query, "POST", "x").status == 422, query);
    CHECK(*version() == before);
    CHECK(desk.read<wire::Imports>("/territory/imports").items.size() == 2);
  });
}

TEST_CASE("pages: offsets and limits out of range are brought back into it") {
  at_desk([](Desk& desk) {
    const auto page = [&](const char* query) {
      return desk.read<wire::Places>(std::string("/territory/places?level=commune&") + query);
    };
    for (const auto& [query, items] :
         {std::pair("offset=-5", 2u), std::pair("offset=1", 1u), std::pair("offset=2", 0u),
          std::pair("offset=2147483647", 0u), std::pair("limit=0", 0u), std::pair("limit=-1", 0u),
          std::pair("limit=1", 1u), std::pair("limit=2147483647", 2u)}) {
      CAPTURE(query);
      CHECK(page(query).items.size() == items);
      CHECK(page(query).total == 2);
    }
  });
}

TEST_CASE("dates: each page on the eve, the day and the morrow of the first sector and of the first commune") {
  at_desk([](Desk& desk) {
    const auto missions = [&](const char* at) {
      return desk.read<wire::Overview>(std::string("/territory/overview?at=") + at).missions.size();
    };
    CHECK(missions("2023-12-31") == 0);
    CHECK(missions("2024-01-01") == 1);
    CHECK(missions("2024-01-02") == 1);
    for (const auto& [at, communes] : {std::pair("2019-12-31", 0u), std::pair("2020-01-01", 2u),
                                       std::pair("0001-01-01", 0u), std::pair("9999-12-30", 2u)}) {
      CAPTURE(at);
      const std::string when = std::string("at=") + at;
      CHECK(desk.read<wire::Overview>("/territory/overview?" + when).counts.commune == communes);
      CHECK(desk.read<wire::Assignments>("/territory/assignments?" + when).units.size() == communes);
      CHECK(desk.read<wire::Places>("/territory/places?level=commune&" + when).items.size() == communes);
      const auto asked = desk.read<wire::Competence>("/territory/competence?code=93001&" + when);
      CHECK(asked.at.str() == at);
      CHECK(asked.place.has_value() == (communes > 0));
      CHECK(asked.reason.code == (communes > 0 ? "of_code" : "unknown_code"));
    }
  });
}

TEST_CASE("the map: a tag that holds as long as the map does, whole or compressed, for every level and day") {
  at_desk([](Desk& desk) {
    std::set<std::string> tags;
    for (const char* query : {"", "?level=commune", "?level=epci", "?at=2019-01-01"}) {
      CAPTURE(query);
      desk.sent_etag.clear();
      const std::string path = std::string("/territory/map") + query;
      const auto whole = desk.ask(path);
      CHECK(whole.status == 200);
      std::string tag;
      for (const auto& [name, value] : whole.headers)
        if (name == "ETag") tag = value;
      REQUIRE_FALSE(tag.empty());
      desk.sent_etag = tag;
      CHECK(desk.ask(path).status == 304);
      desk.sent_etag = "W/\"other\"";
      CHECK(desk.ask(path).status == 200);
      tags.insert(tag);
    }
    CHECK(tags.size() >= 2);
    // An import that draws other outlines makes another map; one that does not touch the territory keeps it.
    desk.sent_etag.clear();
    const std::string before = *desk.ask("/territory/map").body;
    import(desk.database,
           request(ImportKind::communes,
                   collection(commune("93001", "Alpha", 100, 0, 0) + "," + commune("93002", "Béta", 200, 0, 1)),
                   Date(2026, 2, 1)));
    CHECK(*desk.ask("/territory/map").body != before);
    CHECK(*desk.ask("/territory/map?at=2026-01-31").body == before);
  });
}

TEST_CASE("an empty territory: every page answers, holds nothing and invents nothing") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    const auto page = desk.read<wire::Overview>("/territory/overview");
    CHECK(page.at == kToday);
    CHECK_FALSE(page.departement);
    CHECK(page.population == 0);
    CHECK(page.missions.empty());
    CHECK(page.change_dates.empty());
    CHECK(page.sources.empty());
    CHECK(desk.read<wire::Places>("/territory/places").total == 0);
    CHECK(desk.read<wire::Assignments>("/territory/assignments").units.empty());
    CHECK(desk.read<wire::Sites>("/territory/sites").items.empty());
    CHECK(desk.read<wire::Imports>("/territory/imports").items.empty());
    for (const char* level : {"unit", "commune", "epci"})
      CHECK(desk.ask(std::string("/territory/map?level=") + level).body->find(R"("arcs":[])") != std::string::npos);
    for (const char* question :
         {"code=93001", "lon=2.3&lat=48.9", "address=1%20rue%20du%20Bac", "address=x&commune=93001"}) {
      const auto answer = desk.read<wire::Competence>(std::string("/territory/competence?") + question);
      CHECK_FALSE(answer.place);
      CHECK(answer.answers.empty());
      CHECK_FALSE(answer.mds);
      CHECK_FALSE(answer.reason.code.empty());
    }
    CHECK(desk.refusal("/territory/coverage?mission=ssd") == "404 territory.mission_unknown");
  });
}

TEST_CASE("a typed address is written nowhere: neither in the log, nor in the audit, nor in the tables") {
  at_desk([](Desk& desk) {
    const auto head = [&] { return desk.database.reading([](sql::Session& s) { return platform::audit::head(s); }); };
    const auto before = head();
    desk.log.clear();
    const std::string query = "/territory/competence?address=12%20bis%20rue%20Zanzibar%2C%20Alpha&commune=93001";
    const auto answer = desk.read<wire::Competence>(query);
    CHECK(answer.asked == "12 bis rue Zanzibar, Alpha");  // the answer does repeat it, to the one who asked
    CHECK(desk.ask(query + "&lon=2&lat=3").status == 422);
    CHECK(desk.ask(query + "&at=Zanzibar").status == 422);
    CHECK(desk.ask(query, "GET", "", "visitor").status == 403);
    CHECK(desk.ask(query, "GET", "", "").status == 401);
    CHECK(desk.ask(query, "DELETE").status == 405);
    CHECK(desk.log.find("/territory/competence") != std::string::npos);  // the reads were logged, by their route
    for (const char* trace : {"anzibar", "12%20bis", "12 bis", "ANZIBAR"})
      CHECK(desk.log.find(trace) == std::string::npos);
    CHECK(head() == before);
    CHECK(tables(desk.database).find("anzibar") == std::string::npos);
  });
}
