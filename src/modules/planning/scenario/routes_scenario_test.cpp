// The life of a scenario through its routes, on both databases.
#include <doctest/doctest.h>

#include <array>

#include "modules/planning/scenario/records.hpp"
#include "modules/planning/testing/desk.hpp"
#include "platform/audit/audit.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

const std::string kScenarios = "/planning/scenarios";

NewScenario usual() { return {"Carte commune", std::nullopt, "mission/ase", {{"ase", "ssd"}, 0.3, Keep::none}}; }

Asking post(const std::string& body, const std::string& token = "planner") { return {"POST", body, token}; }

// A scenario on the usual territory, and what one does to it.
struct Studio {
  explicit Studio(sql::Database& database) : desk(database) {
    import_usual(desk);
    page = desk.read<ScenarioPage>(kScenarios, post(platform::to_json(usual())), 201);
  }
  std::string at(const std::string& rest = "") const {
    return kScenarios + "/" + std::to_string(page.scenario.id) + rest;
  }
  static Asking steps(std::int32_t seen, const std::vector<Step>& steps) {
    return post(platform::to_json(NewSteps{seen, steps}));
  }
  ScenarioPage draw(const std::vector<Step>& made) {
    return page = desk.read<ScenarioPage>(at("/steps"), steps(page.version, made));
  }
  std::string refused(const std::string& path, const Asking& asking) {
    const auto problem = desk.refusal(path, asking);
    return problem.code + problem.field;
  }
  Asking stage(Stage stage, const std::string& token, std::optional<Date> day = std::nullopt, std::string note = "") {
    return post(platform::to_json(NewStage{stage, std::move(note), day}), token);
  }
  ScenarioPage pass(Stage to, const std::string& token, std::optional<Date> day = std::nullopt) {
    return page = desk.read<ScenarioPage>(at("/stage"), stage(to, token, day));
  }

  Desk desk;
  ScenarioPage page;
};

void on_studio(const std::function<void(Studio&)>& test) {
  on_both([&](sql::Database& database) {
    Studio studio(database);
    test(studio);
  });
}

Step paint(std::vector<std::int32_t> units, std::int32_t district) {
  Step out;
  out.units = std::move(units);
  out.district = district;
  return out;
}
Step of(StepKind kind, std::int32_t district = -1, std::vector<std::string> names = {}) {
  Step out;
  out.kind = kind;
  out.district = district;
  out.names = std::move(names);
  return out;
}

}  // namespace

TEST_CASE("quantities of the rules are named on the page and in comparisons, in the order of every row's loads") {
  on_studio([](Studio& studio) {
    std::string csv = "code,Naissances (naissances),Foyers RSA\n";
    for (std::size_t row = 0; row < 4; ++row)
      for (std::size_t column = 0; column < 4; ++column) csv += code_at(row, column) + ",3,5\n";
    studio.desk.import_file("kind=quantities&file_name=charges-2024.csv&valid_from=2020-01-01", csv);
    const auto known = studio.desk.territory.quantities(kToday);
    REQUIRE(known.size() == 2);
    NewScenario asked = usual();
    asked.rules.weights = {{known[1].code, 0.25}, {known[0].code, 0.5}};
    const auto page = studio.desk.read<ScenarioPage>(kScenarios, post(platform::to_json(asked)), 201);
    REQUIRE(page.quantities.size() == 2);
    for (std::size_t w = 0; w < 2; ++w) {
      CHECK(page.quantities[w].code == (*asked.rules.weights)[w].quantity);
      CHECK_FALSE(page.quantities[w].name.empty());
      for (const DistrictMeasure& row : page.measures.of_district)
        CHECK(row.loads[w].quantity == page.quantities[w].code);
    }
    const auto compared =
        studio.desk.read<Comparison>("/planning/comparison?scenarios=" + std::to_string(page.scenario.id) + "," +
                                     std::to_string(studio.page.scenario.id));
    CHECK(compared.items[0].quantities.size() == 2);
    CHECK(compared.items[1].quantities.empty());
    asked.rules.weights = {{"unknown", 0.25}};
    CHECK(studio.refused(kScenarios, post(platform::to_json(asked))) == "planning.unknown_quantity/weights/0/quantity");
  });
}

TEST_CASE("a scenario starts as a duplicate of today's map, and changes nothing") {
  on_studio([](Studio& studio) {
    const ScenarioPage& page = studio.page;
    CHECK(page.scenario.name == "Carte commune");
    CHECK(page.scenario.created_by == "Claire");
    CHECK(page.scenario.stage == Stage::draft);
    CHECK(page.editable);
    CHECK(page.version == 0);
    CHECK_FALSE(page.can_undo);
    CHECK(page.units.size() == 16);
    CHECK(page.of_unit == page.start_of_unit);
    CHECK(page.start_names == std::vector<std::string>{"Secteur A", "Secteur B", "Secteur C", "Secteur D"});
    CHECK(page.measures.moved.at(0).residents == 0);
    CHECK(page.measures.moved.at(1).residents > 0);
    const auto list = studio.desk.read<ScenarioList>(kScenarios);
    REQUIRE(list.items.size() == 1);
    CHECK(list.items[0].missions == std::vector<std::string>{"ase", "ssd"});
  });
}

TEST_CASE("drawing: the map, its measures and its journal follow; undo and redo are exact") {
  on_studio([](Studio& studio) {
    const auto start = studio.page.of_unit;
    auto page = studio.draw({paint({1}, 1), of(StepKind::rename, 1, {"Est"})});
    CHECK(page.version == 2);
    CHECK(page.of_unit[1] == 1);
    CHECK(page.measures.of_district[1].name == "Est");
    CHECK(page.measures.of_district[1].gained == 1);
    REQUIRE(page.homes.size() == 2);
    CHECK(page.homes[0].mission == "ase");
    CHECK(page.homes[0].of_unit[1] == 0);
    REQUIRE(page.journal.size() == 2);
    CHECK(page.journal[0].district == "Secteur B");
    CHECK(page.journal[0].count == 1);
    CHECK(page.journal[0].units == std::vector<std::string>{"Commune 01"});
    CHECK(page.journal[1].origin == "Secteur B");
    CHECK(page.journal[1].district == "Est");
    const auto drawn = page.of_unit;
    page = studio.draw({of(StepKind::undo), of(StepKind::undo)});
    CHECK(page.of_unit == start);
    CHECK(page.can_redo);
    CHECK_FALSE(page.journal[0].in_force);
    page = studio.draw({of(StepKind::redo), of(StepKind::redo)});
    CHECK(page.of_unit == drawn);
    CHECK(page.journal.size() == 6);
  });
}

TEST_CASE("an earlier moment is shown as it was, and cannot be drawn on") {
  on_studio([](Studio& studio) {
    studio.draw({paint({1}, 1)});
    studio.draw({paint({2}, 0)});
    const auto then = studio.desk.read<ScenarioPage>(studio.at("?version=1"));
    CHECK(then.version == 1);
    CHECK(then.latest == 2);
    CHECK_FALSE(then.editable);
    CHECK(then.of_unit[1] == 1);
    CHECK(then.of_unit[2] == 1);
    CHECK(studio.desk.read<ScenarioPage>(studio.at("?version=99")).version == 2);
    CHECK(studio.desk.read<ScenarioPage>(studio.at("?version=-4")).version == 0);
  });
}

TEST_CASE("two planners on one scenario: the second save is refused with who changed it, and nothing is lost") {
  on_studio([](Studio& studio) {
    studio.draw({paint({1}, 1)});
    const auto late = studio.desk.refusal(studio.at("/steps"), Studio::steps(0, {paint({5}, 2)}));
    CHECK(late.status == 409);
    CHECK(late.code == "planning.changed_meanwhile");
    CHECK(late.detail_fr.find("Claire") != std::string::npos);
    const auto now = studio.desk.read<ScenarioPage>(studio.at());
    CHECK(now.version == 1);
    CHECK(now.of_unit == studio.page.of_unit);
  });
}

TEST_CASE("a list of steps is taken whole or not at all") {
  on_studio([](Studio& studio) {
    CHECK(studio.refused(studio.at("/steps"), Studio::steps(0, {paint({1}, 1), paint({99}, 1)})) ==
          "planning.unknown_unit/units");
    CHECK(studio.refused(studio.at("/steps"), Studio::steps(0, {})) == "planning.outside/steps");
    CHECK(studio.refused(studio.at("/steps"), Studio::steps(0, std::vector<Step>(201, paint({1}, 1)))) ==
          "planning.outside/steps");
    CHECK(studio.refused(studio.at("/steps"), Studio::steps(0, {of(StepKind::undo)})) ==
          "planning.nothing_to_undo/kind");
    CHECK(studio.desk.read<ScenarioPage>(studio.at()).version == 0);
    CHECK(studio.draw({of(StepKind::lock, 0), paint({15}, 1)}).version == 2);
    CHECK(studio.refused(studio.at("/steps"), Studio::steps(2, {paint({0}, 1)})) == "planning.locked/district");
  });
}

TEST_CASE("a scenario may start from another, as it is drawn, or from a proposed map") {
  on_studio([](Studio& studio) {
    studio.draw({paint({1}, 1), of(StepKind::lock, 2)});
    NewScenario copy = usual();
    copy.origin = "scenario/" + std::to_string(studio.page.scenario.id);
    const auto second = studio.desk.read<ScenarioPage>(kScenarios, post(platform::to_json(copy)), 201);
    CHECK(second.start_of_unit == studio.page.of_unit);
    CHECK_FALSE(second.measures.of_district[2].locked);
    const auto started = studio.desk.propose(usual_request());
    studio.desk.end_of(started.job_id);
    NewScenario proposed = usual();
    proposed.origin = "proposal/" + std::to_string(started.id) + "/0";
    const auto third = studio.desk.read<ScenarioPage>(kScenarios, post(platform::to_json(proposed)), 201);
    const auto plan = studio.desk.read<PlanPage>("/planning/proposals/" + std::to_string(started.id) + "/plans/0");
    CHECK(third.of_unit == plan.of_unit);
    CHECK(third.start_names.size() == plan.districts.size());
  });
}

TEST_CASE("what a scenario cannot start from is refused with its field") {
  on_studio([](Studio& studio) {
    const auto refused = [&](const NewScenario& asked) {
      return studio.refused(kScenarios, post(platform::to_json(asked)));
    };
    for (const char* origin : {"", "mission", "scenario/999", "scenario/x", "proposal/1", "proposal/9/0", "plan/1"}) {
      NewScenario asked = usual();
      asked.origin = origin;
      CAPTURE(origin);
      CHECK(refused(asked) == "planning.unknown_origin/origin");
    }
    NewScenario asked = usual();
    asked.origin = "mission/pmi";
    CHECK(refused(asked) == "planning.unknown_mission/origin");
    asked = usual();
    asked.name = "";
    CHECK(refused(asked) == "planning.missing/name");
    asked = usual();
    asked.rules.missions = {};
    CHECK(refused(asked) == "planning.missing/missions");
    asked = usual();
    asked.at = Date(2019, 1, 1);
    CHECK(refused(asked) == "planning.unknown_mission/origin");
  });
}

TEST_CASE("a plan of a front opens in the scenario as one step that undo takes back") {
  on_studio([](Studio& studio) {
    const auto started = studio.desk.propose(usual_request());
    studio.desk.end_of(started.job_id);
    const auto before = studio.page.of_unit;
    const auto open = [&](std::int32_t seen, std::int64_t proposal, std::int32_t plan) {
      return post(platform::to_json(OpenedPlan{seen, proposal, plan}));
    };
    studio.page = studio.desk.read<ScenarioPage>(studio.at("/plan"), open(0, started.id, 0));
    CHECK(studio.page.version == 1);
    CHECK(studio.page.journal[0].kind == StepKind::replace);
    CHECK(studio.page.journal[0].origin == "proposal/" + std::to_string(started.id) + "/0");
    const auto plan = studio.desk.read<PlanPage>("/planning/proposals/" + std::to_string(started.id) + "/plans/0");
    for (std::size_t a = 0; a < before.size(); ++a)
      for (std::size_t b = 0; b < before.size(); ++b)
        CHECK((studio.page.of_unit[a] == studio.page.of_unit[b]) == (plan.of_unit[a] == plan.of_unit[b]));
    CHECK(studio.draw({of(StepKind::undo)}).of_unit == before);
    CHECK(studio.refused(studio.at("/plan"), open(2, 99, 0)) == "planning.unknown_proposal/proposal");
    CHECK(studio.refused(studio.at("/plan"), open(2, started.id, 99)) == "planning.unknown_plan/plan");
    CHECK(studio.refused(studio.at("/plan"), open(0, started.id, 0)) == "planning.changed_meanwhile/seen");
  });
}

TEST_CASE("submitted, taken back, submitted again, adopted for a day: the territory answers by it from that day") {
  on_studio([](Studio& studio) {
    studio.draw({paint({1}, 1)});
    CHECK_FALSE(studio.pass(Stage::submitted, "planner").editable);
    CHECK(studio.refused(studio.at("/steps"), Studio::steps(1, {paint({2}, 1)})) == "planning.not_editable/id");
    CHECK(studio.pass(Stage::amended, "planner").editable);
    studio.pass(Stage::submitted, "planner");
    const Date day(2027, 1, 1);
    const auto page = studio.pass(Stage::adopted, "executive", day);
    CHECK(page.scenario.stage == Stage::adopted);
    CHECK(page.scenario.effective_on == day);
    REQUIRE(page.stages.size() == 4);
    CHECK(page.stages[3].decided_by == "Marc");
    CHECK(page.stages[3].effective_on == "2027-01-01");
    const auto before = studio.desk.territory.snapshot(Date(2026, 12, 31)), after = studio.desk.territory.snapshot(day);
    for (const char* mission : {"ase", "ssd"}) {
      const auto& old_map = before->missions[static_cast<std::size_t>(before->mission(mission))];
      const auto& new_map = after->missions[static_cast<std::size_t>(after->mission(mission))];
      CHECK(old_map.of_unit != new_map.of_unit);
      for (std::size_t a = 0; a < 16; ++a)
        for (std::size_t b = 0; b < 16; ++b)
          CHECK((new_map.of_unit[a] == new_map.of_unit[b]) == (page.of_unit[a] == page.of_unit[b]));
    }
  });
}

TEST_CASE("the transition of an adopted scenario is what the territory itself will change on that day") {
  on_studio([](Studio& studio) {
    studio.draw({paint({1}, 1)});
    const auto foreseen = studio.desk.read<Transition>(studio.at("/transition"));
    CHECK_FALSE(foreseen.effective_on);
    REQUIRE(foreseen.missions.size() == 2);
    CHECK(foreseen.missions[0].units == 1);
    studio.pass(Stage::submitted, "planner");
    studio.pass(Stage::adopted, "executive", Date(2027, 1, 1));
    const auto decided = studio.desk.read<Transition>(studio.at("/transition"));
    CHECK(decided.effective_on == Date(2027, 1, 1));
    CHECK(platform::to_json(decided.units[0]) == platform::to_json(foreseen.units[0]));
    CHECK(decided.missions[1].residents == foreseen.missions[1].residents);
    const auto file = studio.desk.ask(studio.at("/transition/export"));
    CHECK(file.status == 200);
    CHECK(file.body->starts_with("mission,code,name,commune,population,from_code,from_name,to_code,to_name\r\n"));
    CHECK(std::count(file.body->begin(), file.body->end(), '\n') ==
          static_cast<std::ptrdiff_t>(decided.units.size()) + 1);
  });
}

TEST_CASE("an adoption needs a day to come, a whole map and a decider; a refusal changes nothing") {
  on_studio([](Studio& studio) {
    studio.draw({paint({1}, -1)});
    studio.pass(Stage::submitted, "planner");
    const auto refused = [&](const Asking& asking) { return studio.refused(studio.at("/stage"), asking); };
    const Date day(2027, 1, 1);
    CHECK(refused(studio.stage(Stage::adopted, "executive", day)) == "planning.incomplete/stage");
    CHECK(refused(studio.stage(Stage::adopted, "executive")) == "planning.missing/effective_on");
    CHECK(refused(studio.stage(Stage::adopted, "executive", kToday)) == "planning.past_date/effective_on");
    CHECK(refused(studio.stage(Stage::adopted, "planner", day)) == "planning.executive_decides/stage");
    CHECK(refused(studio.stage(Stage::rejected, "executive")) == "planning.missing/note");
    CHECK(refused(studio.stage(Stage::draft, "planner")) == "planning.no_such_passage/stage");
    CHECK(studio.desk.read<ScenarioPage>(studio.at()).scenario.stage == Stage::submitted);
    for (std::size_t m = 0; m < 2; ++m)
      CHECK(studio.desk.territory.snapshot(day)->missions[m].of_unit ==
            studio.desk.territory.snapshot(kToday)->missions[m].of_unit);
    const auto rejected = studio.desk.read<ScenarioPage>(
        studio.at("/stage"), studio.stage(Stage::rejected, "executive", std::nullopt, "Trop d’habitants déplacés."));
    CHECK(rejected.scenario.stage == Stage::rejected);
    CHECK(rejected.stages.back().note == "Trop d’habitants déplacés.");
  });
}

TEST_CASE("comments: by place or of the whole map, from whoever reads scenarios") {
  on_studio([](Studio& studio) {
    const auto say = [](const std::string& unit, const std::string& content, const std::string& token) {
      return post(platform::to_json(NewComment{unit, content}), token);
    };
    studio.desk.read<CommentList>(studio.at("/comments"),
                                  say(code_at(0, 1), "L’école est de l’autre côté.", "planner"));
    const auto all = studio.desk.read<CommentList>(studio.at("/comments"), say("", "D’accord.", "executive"));
    REQUIRE(all.items.size() == 2);
    CHECK(all.items[0].unit == code_at(0, 1));
    CHECK(all.items[1].written_by == "Marc");
    CHECK(studio.refused(studio.at("/comments"), say("99999", "?", "planner")) == "planning.unknown_unit/unit");
    CHECK(studio.refused(studio.at("/comments"), say("", "", "planner")) == "planning.missing/content");
    CHECK(studio.refused(studio.at("/comments"), say("", std::string(4001, 'a'), "planner")) ==
          "planning.outside/content");
    CHECK(studio.desk.read<CommentList>(studio.at("/comments")).items.size() == 2);
  });
}

TEST_CASE("files and explanations are those of the step that is looked at") {
  on_studio([](Studio& studio) {
    studio.draw({paint({1}, 1)});
    studio.draw({of(StepKind::rename, 1, {"Est"})});
    const auto sector = [&](const std::string& rest) {
      const std::string text = *studio.desk.ask(studio.at("/export?format=csv" + rest)).body;
      const std::size_t line = text.find("\r\n" + code_at(0, 1) + ",");
      REQUIRE(line != std::string::npos);
      const std::string row = text.substr(line + 2, text.find("\r\n", line + 2) - line - 2);
      return row.substr(row.rfind(',') + 1);
    };
    CHECK(sector("") == "Est");
    CHECK(sector("&version=2") == "Est");
    CHECK(sector("&version=1") == "Secteur B");
    CHECK(sector("&version=0") == "Secteur A");
    const auto name = [&](const std::string& rest) {
      for (const auto& [key, value] : studio.desk.ask(studio.at("/export?format=" + rest)).headers)
        if (key == "Content-Disposition") return value;
      return std::string();
    };
    const std::string id = std::to_string(studio.page.scenario.id);
    CHECK(name("zones").find("\"scenario-" + id + "-zones.csv\"") != std::string::npos);
    CHECK(name("geojson&version=1").find("\"scenario-" + id + "-etape-1.geojson\"") != std::string::npos);
    const auto now = studio.desk.read<UnitExplanation>(studio.at("/units/" + code_at(0, 1)));
    const auto then = studio.desk.read<UnitExplanation>(studio.at("/units/" + code_at(0, 1) + "?version=0"));
    CHECK(now.district_name == "Est");
    CHECK(then.district_name == "Secteur A");
    CHECK(studio.refused(studio.at("/units/" + code_at(0, 1) + "?version=x"), {}).ends_with("/version"));
    CHECK(studio.refused(kScenarios + "/999/export?format=csv", {}) == "planning.unknown_scenario/id");
  });
}

TEST_CASE("why a place is where it is, and scenarios side by side") {
  on_studio([](Studio& studio) {
    const auto why = studio.desk.read<UnitExplanation>(studio.at("/units/" + code_at(0, 1)));
    CHECK(why.district_name == "Secteur A");
    CHECK(why.alternatives.size() == 1);
    CHECK(studio.refused(studio.at("/units/99999"), {}) == "planning.unknown_unit/code");
    const std::string id = std::to_string(studio.page.scenario.id);
    const auto side = studio.desk.read<Comparison>("/planning/comparison?scenarios=" + id + "," + id);
    REQUIRE(side.items.size() == 2);
    CHECK(platform::to_json(side.items[0].measures) == platform::to_json(studio.page.measures));
    CHECK(side.items[1].units == studio.page.units);
    CHECK(studio.refused("/planning/comparison?scenarios=999", {}) == "planning.unknown_scenario/id");
    CHECK(studio.refused("/planning/comparison?scenarios=1,1,1,1,1,1,1,1,1", {}) == "planning.outside/scenarios");
  });
}

TEST_CASE("who may do what: planners draw, planners and executives decide, the three read and comment") {
  on_studio([](Studio& studio) {
    struct Right {
      std::string path;
      Asking asking;
      std::array<int, 3> status;  // of planner, executive, administrator
    };
    const std::string drawn = platform::to_json(NewSteps{9, {paint({1}, 1)}});
    const std::string stage = platform::to_json(NewStage{Stage::draft, "", std::nullopt});
    const std::vector<Right> rights{
        {kScenarios, {}, {200, 200, 200}},
        {studio.at(), {}, {200, 200, 200}},
        {studio.at("/comments"), {}, {200, 200, 200}},
        {studio.at("/transition"), {}, {200, 200, 200}},
        {studio.at("/transition/export"), {}, {200, 200, 200}},
        {studio.at("/export?format=zones"), {}, {200, 200, 200}},
        {studio.at("/units/" + code_at(0, 1)), {}, {200, 200, 200}},
        {"/planning/comparison?scenarios=" + std::to_string(studio.page.scenario.id), {}, {200, 200, 200}},
        {kScenarios, post("{}"), {422, 403, 403}},
        {studio.at("/steps"), post(drawn), {409, 403, 403}},
        {studio.at("/plan"), post(platform::to_json(OpenedPlan{9, 1, 0})), {409, 403, 403}},
        {studio.at("/stage"), post(stage), {409, 409, 403}},
        {kScenarios + "/999", {}, {404, 404, 404}},
        {kScenarios + "/999/comments", {}, {404, 404, 404}},
    };
    constexpr std::array kTokens{"planner", "executive", "administrator"};
    for (const Right& right : rights) {
      for (std::size_t role = 0; role < kTokens.size(); ++role) {
        CAPTURE(right.path);
        CAPTURE(kTokens[role]);
        Asking asking = right.asking;
        asking.token = kTokens[role];
        CHECK(studio.desk.ask(right.path, asking).status == right.status[role]);
      }
      Asking nobody = right.asking;
      nobody.token = "nobody";
      CHECK(studio.desk.ask(right.path, nobody).status == 401);
    }
  });
}
