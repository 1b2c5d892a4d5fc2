// Draws of many maps through their routes, on both databases.
#include "modules/planning/ensemble/routes_ensemble.hpp"

#include <doctest/doctest.h>

#include "modules/planning/ensemble/records.hpp"
#include "modules/planning/scenario/records.hpp"
#include "modules/planning/testing/desk.hpp"
#include "platform/audit/audit.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

const std::string kEnsembles = "/planning/ensembles";

// Maps of four sectors about as uneven as today's.
EnsembleRequest usual_draw() {
  EnsembleRequest out;
  out.missions = {"ase", "ssd"};
  out.districts = 4;
  out.balance = 0.35;
  out.maps = 8'000;
  out.seconds = 5;
  out.seed = 7;
  return out;
}

Asking posted(const EnsembleRequest& request, const std::string& token = "planner") {
  return {"POST", platform::to_json(request), token};
}

EnsembleStarted start(Desk& desk, const EnsembleRequest& request) {
  return desk.read<EnsembleStarted>(kEnsembles, posted(request), 202);
}

EnsemblePage page_of(Desk& desk, std::int64_t id, const std::string& token = "planner") {
  return desk.read<EnsemblePage>(kEnsembles + "/" + std::to_string(id), {.token = token});
}

const PlacedMap& map_of(const EnsemblePage& page, const std::string& key) {
  const auto found = std::find_if(page.maps.begin(), page.maps.end(), [&](const auto& map) { return map.key == key; });
  REQUIRE_MESSAGE(found != page.maps.end(), key);
  return *found;
}

std::int64_t draw_scenario(Desk& desk, const std::string& name) {
  NewScenario asked;
  asked.name = name;
  asked.origin = "mission/ase";
  asked.rules.missions = {"ase"};
  const auto page = desk.read<ScenarioPage>("/planning/scenarios", {"POST", platform::to_json(asked)}, 201);
  return page.scenario.id;
}

std::int64_t audited(Desk& desk) {
  return desk.database.reading([](sql::Session& session) { return platform::audit::head(session).sequence; });
}

void on_desk(const std::function<void(Desk&)>& test) {
  on_both([&](sql::Database& database) {
    Desk desk(database);
    import_usual(desk);
    test(desk);
  });
}

}  // namespace

TEST_CASE(
    "the maps that a draw may be made around: those in force and the scenarios, with their sectors and evenness") {
  on_desk([](Desk& desk) {
    const auto scenario = draw_scenario(desk, "Brouillon");
    const auto items = desk.read<MapList>(kEnsembles + "/maps").items;
    REQUIRE(items.size() == 3);
    CHECK((items[0].key == "mission/ssd" && items[0].districts == 3 && items[0].max_deviation == 0.5));
    CHECK((items[1].key == "mission/ase" && items[1].districts == 4));
    CHECK((items[2].key == "scenario/" + std::to_string(scenario) && items[2].name == "Brouillon"));
    CHECK(items[2].max_deviation == items[1].max_deviation);
    CHECK(items[1].max_deviation == doctest::Approx(1.0 / 6));  // 600, 600, 700 and 500 residents
    CHECK(desk.read<MapList>(kEnsembles + "/maps?at=2019-06-01").items.empty());
  });
}

TEST_CASE("a draw goes from its request to the places of today's maps, the scenarios and the proposals") {
  on_desk([](Desk& desk) {
    const auto proposed = desk.propose(usual_request());
    desk.end_of(proposed.job_id);
    const auto scenario = draw_scenario(desk, "Copie d’aujourd’hui");
    const auto before = audited(desk);
    const auto started = start(desk, usual_draw());
    CHECK(audited(desk) == before + 1);
    const auto ended = desk.end_of(started.job_id);
    CHECK(ended.state == platform::JobState::done);
    CHECK(platform::from_json<DrawView>(ended.partial).value.maps == 8'000);

    const auto page = page_of(desk, started.id, "executive");
    CHECK((page.by == "Claire" && page.request.at == kToday && !page.outdated && !page.impossibility));
    REQUIRE(page.drawn);
    CHECK((page.drawn->maps == 8'000 && page.drawn->complete && page.drawn->agreed));
    REQUIRE(page.drawn->measures.size() == 6);
    CHECK(page.drawn->measures[3].most <= 0.35 + 1e-6);
    const auto& today = map_of(page, "mission/ase");
    REQUIRE((!today.apart && today.places[0] && !today.places[4] && today.places[5]));
    CHECK(today.places[0]->better_than > 0.5);
    CHECK(map_of(page, "mission/ssd").apart->code == ApartCode::districts);
    const auto& copy = map_of(page, "scenario/" + std::to_string(scenario));
    CHECK(copy.values == today.values);
    CHECK(copy.places[4]->worse_than == 0);  // it moves nobody
    CHECK(copy.stage == Stage::draft);
    const auto front = desk.read<ProposalPage>("/planning/proposals/" + std::to_string(proposed.id)).front;
    const auto in_four =
        std::count_if(front.begin(), front.end(), [](const auto& plan) { return plan.districts == 4; });
    CHECK(page.left_out == static_cast<std::int32_t>(front.size()) - in_four);
    for (const PlanSummary& plan : front) {
      if (plan.districts != 4) continue;
      const auto& placed = map_of(page, "proposal/" + std::to_string(proposed.id) + "/" + std::to_string(plan.index));
      REQUIRE(placed.values.size() == 6);
      CHECK(placed.values[0] == doctest::Approx(plan.inertia).epsilon(1e-6));
      CHECK(placed.values[1] == static_cast<double>(plan.cut_edges));
      CHECK(placed.values[4] == static_cast<double>(plan.moved[0].residents));
    }
    const auto listed = desk.read<EnsembleList>(kEnsembles).items.at(0);
    CHECK((listed.maps == 8'000 && listed.agreed && listed.districts == 4 && listed.at == kToday));
  });
}

TEST_CASE("the same seed draws the same maps, and a scenario drawn further stands elsewhere without drawing again") {
  on_desk([](Desk& desk) {
    const auto scenario = draw_scenario(desk, "En cours");
    const auto a = start(desk, usual_draw()), b = start(desk, usual_draw());
    desk.end_of(a.job_id);
    desk.end_of(b.job_id);
    const auto first = page_of(desk, a.id);
    CHECK(platform::to_json(first.maps) == platform::to_json(page_of(desk, b.id).maps));
    const std::string steps = "/planning/scenarios/" + std::to_string(scenario) + "/steps";
    NewSteps painted{0, {{StepKind::paint, {1}, 1, {}, ""}}};
    desk.read<ScenarioPage>(steps, {"POST", platform::to_json(painted)});
    const std::string key = "scenario/" + std::to_string(scenario);
    CHECK(map_of(page_of(desk, a.id), key).values[1] != map_of(first, key).values[1]);
    NewSteps erased{1, {{StepKind::paint, {1}, -1, {}, ""}}};
    desk.read<ScenarioPage>(steps, {"POST", platform::to_json(erased)});
    CHECK(map_of(page_of(desk, a.id), key).apart->code == ApartCode::unfinished);
  });
}

TEST_CASE("a map more than twice as uneven as the mean is placed among maps that may be as uneven") {
  on_both([](sql::Database& database) {
    Desk desk(database);
    desk.import({"1111", "1111", "1111", "1911"}, {{"ase", {"AAAA", "BBBB", "CCCC", "CCCC"}}});
    auto request = usual_draw();
    request.missions = {"ase"};
    request.districts = 3;
    request.balance = 1.2;
    const auto started = start(desk, request);
    desk.end_of(started.job_id);
    const auto page = page_of(desk, started.id);
    REQUIRE(page.drawn);
    CHECK(page.drawn->measures[3].most > 1);
    CHECK_FALSE(map_of(page, "mission/ase").apart);
  });
}

TEST_CASE("planners draw, everyone who signed in reads, nobody else") {
  on_desk([](Desk& desk) {
    const auto started = start(desk, usual_draw());
    desk.end_of(started.job_id);
    for (const std::string& path : {kEnsembles, kEnsembles + "/maps", kEnsembles + "/" + std::to_string(started.id)}) {
      for (const char* token : {"planner", "executive", "administrator"})
        CHECK(desk.ask(path, {.token = token}).status == 200);
      CHECK(desk.ask(path, {.token = "nobody"}).status == 401);
    }
    const auto before = audited(desk);
    for (const auto& [token, status] : {std::pair("executive", 403), {"administrator", 403}, {"nobody", 401}})
      CHECK(desk.ask(kEnsembles, posted(usual_draw(), token)).status == status);
    CHECK(audited(desk) == before);
  });
}

TEST_CASE("what cannot be drawn is refused in its field") {
  on_desk([](Desk& desk) {
    const auto refused = [&](const std::function<void(EnsembleRequest&)>& change) {
      auto request = usual_draw();
      change(request);
      const auto problem = desk.refusal(kEnsembles, posted(request));
      return std::to_string(problem.status) + " " + problem.code + problem.field;
    };
    CHECK(refused([](auto& r) { r.districts = 1; }) == "422 planning.outside/districts");
    CHECK(refused([](auto& r) { r.districts = 17; }) == "422 planning.outside/districts");
    CHECK(refused([](auto& r) { r.balance = 0; }) == "422 planning.outside/balance");
    CHECK(refused([](auto& r) { r.balance = 5.01; }) == "422 planning.outside/balance");
    CHECK(refused([](auto& r) { r.maps = 999; }) == "422 planning.outside/maps");
    CHECK(refused([](auto& r) { r.maps = 1'000'001; }) == "422 planning.outside/maps");
    CHECK(refused([](auto& r) { r.seconds = 601; }) == "422 planning.outside/seconds");
    CHECK(refused([](auto& r) { r.missions = {"pmi"}; }) == "422 planning.unknown_mission/missions");
    CHECK(refused([](auto& r) {
            r.weights = {{{"naissances", 0.2}}};
          }) == "422 planning.unknown_quantity/weights/0/quantity");
    CHECK(refused([](auto& r) { r.at = Date(2019, 1, 1); }) == "409 planning.no_territory/at");
    const auto nowhere = desk.refusal(kEnsembles + "/99");
    CHECK((nowhere.status == 404 && nowhere.code == "planning.unknown_ensemble"));
  });
}

TEST_CASE("a draw is stopped and kept, or dropped and nothing of it is left") {
  on_desk([](Desk& desk) {
    auto request = usual_draw();
    request.maps = 1'000'000;
    request.seconds = 60;
    for (const char* verb : {"stop", "cancel"}) {
      const auto started = start(desk, request);
      desk.wait(started.job_id, [](const platform::JobView& view) { return !view.partial.empty(); });
      CHECK(desk.ask("/jobs/" + std::to_string(started.job_id) + "/" + verb, {"POST"}).status == 200);
      desk.end_of(started.job_id);
      const auto page = page_of(desk, started.id);
      CHECK(page.drawn.has_value() == (std::string(verb) == "stop"));
      if (page.drawn) CHECK((page.drawn->maps > 0 && !page.drawn->complete));
    }
  });
}

TEST_CASE("a question without any lawful map says why, and one whose places are gone that it is out of date") {
  on_desk([](Desk& desk) {
    auto request = usual_draw();
    request.districts = 12;
    request.balance = 0.05;
    const auto impossible = start(desk, request);
    desk.end_of(impossible.job_id);
    const auto page = page_of(desk, impossible.id);
    REQUIRE(page.impossibility);
    CHECK((!page.drawn && page.impossibility->districts == 12));

    const auto started = start(desk, usual_draw());
    desk.end_of(started.job_id);
    desk.import({"1212", "2121", "1212", "31111"}, {});
    const auto old = page_of(desk, started.id);
    CHECK((old.outdated && old.maps.empty() && old.drawn));
  });
}
