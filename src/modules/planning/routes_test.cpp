#include <doctest/doctest.h>

#include "modules/planning/store.hpp"
#include "modules/planning/testing/desk.hpp"
#include "platform/audit/audit.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

std::int64_t audited(Desk& desk) {
  return desk.database.reading([](sql::Session& session) { return platform::audit::head(session).sequence; });
}

// A proposal of one plan, kept without computing anything.
std::int64_t keep_one(Desk& desk) {
  const auto snapshot = desk.territory.snapshot(kToday);
  auto request = usual_request();
  request.at = kToday;
  FoundPlan plan;
  plan.summary.districts = 2;
  plan.summary.moved = {{"ase", 100}, {"ssd", 900}};
  for (std::size_t u = 0; u < snapshot->codes.size(); ++u) plan.of_unit.push_back(u < 8 ? 0 : 1);
  ProposalRow row;
  row.name = request.name;
  row.created_at = "2026-03-01T09:00:00.000Z";
  row.created_by = "Claire";
  row.at = kToday;
  row.request = platform::to_json(request);
  for (const auto& code : snapshot->codes) row.units += (row.units.empty() ? "" : ",") + code;
  return desk.database.writing([&](sql::Session& session) {
    const ProposalId id = insert_proposal(session, row);
    save_front(session, id, {plan});
    return id.value;
  });
}

std::string header(const platform::http::Response& answer, std::string_view name) {
  for (const auto& [key, value] : answer.headers)
    if (key == name) return value;
  return "";
}

}  // namespace

TEST_CASE("every role reads, only planners compute, nobody else sees anything") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    const std::string id = std::to_string(keep_one(desk));
    const std::vector<std::string> pages{"/planning/disagreement", "/planning/proposals", "/planning/proposals/" + id,
                                         "/planning/proposals/" + id + "/plans/0",
                                         "/planning/proposals/" + id + "/plans/0/export?format=csv"};
    for (const std::string& page : pages) {
      CAPTURE(page);
      for (const char* role : {"planner", "executive", "administrator"})
        CHECK(desk.ask(page, {.token = role}).status == 200);
      CHECK(desk.ask(page, {.token = "nobody"}).status == 401);
    }
    const std::string body = platform::to_json(usual_request());
    const std::int64_t before = audited(desk);
    for (const auto& [token, status] : {std::pair("executive", 403), {"administrator", 403}, {"nobody", 401}})
      CHECK(desk.ask("/planning/proposals", {"POST", body, token}).status == status);
    CHECK(desk.read<ProposalList>("/planning/proposals").items.size() == 1);
    CHECK(audited(desk) == before);
    CHECK(desk.ask("/planning/proposals", {"POST", body}).status == 202);
    CHECK(audited(desk) == before + 1);
  });
}

TEST_CASE("a request is refused by its field, in both languages, and leaves no trace") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    struct Refused {
      const char* code;
      const char* field;
      std::function<void(ProposalRequest&)> change;
    };
    const Refused cases[] = {
        {"planning.missing", "/name", [](auto& r) { r.name = ""; }},
        {"planning.too_long", "/name", [](auto& r) { r.name = std::string(401, 'x'); }},
        {"planning.missing", "/missions", [](auto& r) { r.missions = {}; }},
        {"planning.unknown_mission", "/missions",
         [](auto& r) {
           r.missions = {"ase", "pmi"};
         }},
        {"planning.repeated_mission", "/missions",
         [](auto& r) {
           r.missions = {"ase", "ssd", "ase"};
         }},
        {"planning.outside", "/districts_min", [](auto& r) { r.districts_min = 1; }},
        {"planning.outside", "/districts_max", [](auto& r) { r.districts_max = 17; }},
        {"planning.outside", "/districts_max", [](auto& r) { r.districts_max = 1; }},
        {"planning.outside", "/balance", [](auto& r) { r.balance = 1.01; }},
        {"planning.outside", "/stability", [](auto& r) { r.stability = -0.1; }},
        {"planning.outside", "/seconds", [](auto& r) { r.seconds = 0; }},
        {"planning.no_territory", "/at", [](auto& r) { r.at = Date(2019, 12, 31); }},
    };
    for (const Refused& one : cases) {
      CAPTURE(one.code);
      CAPTURE(one.field);
      auto request = usual_request();
      one.change(request);
      const auto problem = desk.refusal("/planning/proposals", {"POST", platform::to_json(request)});
      CHECK(problem.code == one.code);
      CHECK(problem.field == one.field);
      CHECK(problem.detail_fr != problem.detail_en);
      CHECK(problem.detail_fr.find('{') == std::string::npos);
    }
    for (const char* body : {"", "{"}) CHECK(desk.ask("/planning/proposals", {"POST", body}).status == 400);
    for (const char* body : {"[]", R"({"name":"x"})", R"({"surprise":1})"})
      CHECK(desk.ask("/planning/proposals", {"POST", body}).status == 422);
    CHECK(desk.read<ProposalList>("/planning/proposals").items.empty());
  });
}

TEST_CASE("what does not exist is said, whatever is asked of it") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    const std::string id = std::to_string(keep_one(desk));
    CHECK(desk.refusal("/planning/proposals/999").code == "planning.unknown_proposal");
    CHECK(desk.refusal("/planning/proposals/999/plans/0").code == "planning.unknown_proposal");
    CHECK(desk.refusal("/planning/proposals/" + id + "/plans/1").code == "planning.unknown_plan");
    CHECK(desk.refusal("/planning/proposals/" + id + "/plans/-1").code == "planning.unknown_plan");
    CHECK(desk.refusal("/planning/proposals/" + id + "/plans/1/export?format=csv").code == "planning.unknown_plan");
    CHECK(desk.ask("/planning/proposals/" + id + "/plans/0/export?format=pdf").status == 422);
    CHECK(desk.ask("/planning/proposals/abc").status == 422);
    CHECK(desk.refusal("/planning/disagreement?missions=ase,apa").code == "planning.unknown_mission");
    CHECK(desk.refusal("/planning/disagreement?missions=ase").code == "planning.one_mission");
    CHECK(desk.refusal("/planning/disagreement?missions=ase,ase").code == "planning.one_mission");
    CHECK(desk.refusal("/planning/disagreement?at=2019-12-31").code == "planning.one_mission");
    CHECK(desk.ask("/planning/disagreement?at=2026-02-30").status == 422);
  });
}

TEST_CASE("a proposal is asked about today unless it says otherwise, and listed with its range") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    const auto first = desk.propose(usual_request());
    auto past = usual_request();
    past.name = "Sur la carte de 2021";
    past.at = Date(2021, 1, 1);
    const auto second = desk.propose(past);
    const auto items = desk.read<ProposalList>("/planning/proposals").items;
    REQUIRE(items.size() == 2);
    CHECK(items[0].id == second.id);
    CHECK(items[1].name == "Carte commune");
    CHECK(items[1].by == "Claire");
    CHECK(items[1].created_at == "2026-03-01T09:00:00.000Z");
    CHECK(items[1].districts_max == 4);
    CHECK(desk.read<ProposalPage>("/planning/proposals/" + std::to_string(first.id)).request.at == kToday);
    CHECK(desk.read<ProposalPage>("/planning/proposals/" + std::to_string(second.id)).request.at == Date(2021, 1, 1));
  });
}

TEST_CASE("a plan is downloaded under a name of its own, and never shown in place") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    const std::string id = std::to_string(keep_one(desk));
    const std::string root = "/planning/proposals/" + id + "/plans/0/export?format=";
    const auto csv = desk.ask(root + "csv");
    CHECK(header(csv, "Content-Type") == "text/csv; charset=utf-8");
    CHECK(header(csv, "Content-Disposition").find("proposition-" + id + "-carte-1.csv") != std::string::npos);
    const auto geojson = desk.ask(root + "geojson");
    CHECK(header(geojson, "Content-Type") == "application/geo+json");
    CHECK(header(geojson, "Content-Disposition").find("attachment") == 0);
    CHECK(*desk.ask("/planning/proposals/" + id + "/plans/0/export").body == *csv.body);
  });
}

TEST_CASE("a plan is not drawn on a territory that is no longer the one it was made for") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    const std::string id = std::to_string(keep_one(desk));
    CHECK(desk.ask("/planning/proposals/" + id + "/plans/0").status == 200);
    desk.import({"1212", "2121", "1212", "31111"}, {});  // one more commune
    const auto refused = desk.refusal("/planning/proposals/" + id + "/plans/0");
    CHECK(refused.code == "planning.territory_changed");
    CHECK(refused.status == 409);
    CHECK(desk.refusal("/planning/proposals/" + id + "/plans/0/export").code == "planning.territory_changed");
    CHECK(desk.read<ProposalPage>("/planning/proposals/" + id).front.size() == 1);
  });
}
