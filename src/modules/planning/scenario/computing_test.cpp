// Computing inside a scenario, through the routes and on both databases: asked, found, opened, undone.
#include <doctest/doctest.h>

#include "modules/planning/scenario/records.hpp"
#include "modules/planning/testing/desk.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

const std::string kScenarios = "/planning/scenarios";

Asking post(const std::string& body, const std::string& token = "planner") { return {"POST", body, token}; }

Step step_of(StepKind kind, std::int32_t district = -1) {
  Step out;
  out.kind = kind;
  out.district = district;
  return out;
}

// A scenario drawn from the map of ase, its first sector locked.
struct Studio {
  explicit Studio(sql::Database& database) : desk(database) {
    import_usual(desk);
    const NewScenario asked{"Carte commune", std::nullopt, "mission/ase", {{"ase", "ssd"}, 0.3, Keep::none}};
    page = desk.read<ScenarioPage>(kScenarios, post(platform::to_json(asked)), 201);
    draw({step_of(StepKind::lock, 0)});
  }
  std::string at(const std::string& rest = "") const {
    return kScenarios + "/" + std::to_string(page.scenario.id) + rest;
  }
  void draw(const std::vector<Step>& steps) {
    page = desk.read<ScenarioPage>(at("/steps"), post(platform::to_json(NewSteps{page.version, steps})));
  }
  ProposalRequest request() const {
    auto out = usual_request();
    out.missions.clear();
    out.districts_min = out.districts_max = 4;
    out.scenario = page.scenario.id;
    out.version = page.version;
    return out;
  }
  std::string refused(const ProposalRequest& asked, const std::string& token = "planner") {
    const auto problem = desk.refusal("/planning/proposals", post(platform::to_json(asked), token));
    return problem.code + problem.field;
  }
  // The search once over.
  ProposalPage search(const ProposalRequest& asked) {
    const auto started = desk.propose(asked);
    desk.end_of(started.job_id);
    return desk.read<ProposalPage>("/planning/proposals/" + std::to_string(started.id));
  }
  Asking opening(std::int64_t proposal, std::int32_t plan) const {
    return post(platform::to_json(OpenedPlan{page.version, proposal, plan}));
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

}  // namespace

TEST_CASE("a search made in a scenario takes its day and missions, and says where it comes from") {
  on_studio([](Studio& studio) {
    const auto found = studio.search(studio.request());
    CHECK(found.request.at == kToday);
    CHECK(found.request.missions == std::vector<std::string>{"ase", "ssd"});
    REQUIRE(found.scenario);
    CHECK(found.scenario->name == "Carte commune");
    CHECK(found.scenario->version == 1);
    CHECK(found.scenario->latest == 1);
    CHECK(found.scenario->editable);
    REQUIRE_FALSE(found.front.empty());
    studio.draw({step_of(StepKind::unlock, 0)});
    const auto later = studio.desk.read<ProposalPage>("/planning/proposals/" + std::to_string(found.id));
    CHECK(later.scenario->version == 1);
    CHECK(later.scenario->latest == 2);
  });
}

TEST_CASE("every plan of the front opens with the locked sector as it was, and is undone exactly") {
  on_studio([](Studio& studio) {
    const auto found = studio.search(studio.request());
    REQUIRE_FALSE(found.front.empty());
    const auto drawn = studio.page.of_unit;
    for (const PlanSummary& plan : found.front) {
      const auto shown = studio.desk.read<PlanPage>("/planning/proposals/" + std::to_string(found.id) + "/plans/" +
                                                    std::to_string(plan.index));
      CHECK(shown.districts[0].locked);
      CHECK(shown.districts[0].name == "Secteur A");
      studio.page = studio.desk.read<ScenarioPage>(studio.at("/plan"), studio.opening(found.id, plan.index));
      CHECK(studio.page.journal.back().kind == StepKind::replace);
      CHECK(studio.page.measures.of_district[0].name == "Secteur A");
      CHECK(studio.page.measures.of_district[0].locked);
      for (std::size_t u = 0; u < drawn.size(); ++u) CHECK((studio.page.of_unit[u] == 0) == (drawn[u] == 0));
      // The same map: two units are together in the drawing when they are in the plan.
      for (std::size_t u = 1; u < drawn.size(); ++u)
        CHECK((studio.page.of_unit[u] == studio.page.of_unit[0]) == (shown.of_unit[u] == shown.of_unit[0]));
      studio.draw({step_of(StepKind::undo)});
      CHECK(studio.page.of_unit == drawn);
    }
  });
}

TEST_CASE("a plan is not opened over a drawing that moved, nor over a sector locked since") {
  on_studio([](Studio& studio) {
    const auto found = studio.search(studio.request());
    REQUIRE_FALSE(found.front.empty());
    const auto opening = studio.opening(found.id, 0);
    Step paint = step_of(StepKind::paint, 1);
    paint.units = {8};
    studio.draw({paint});
    CHECK(studio.desk.refusal(studio.at("/plan"), opening).code == "planning.changed_meanwhile");
    // Sector C, which no longer holds what the plan gives it, is locked: it would change.
    studio.draw({step_of(StepKind::lock, 1), step_of(StepKind::lock, 2)});
    const auto problem = studio.desk.refusal(studio.at("/plan"), studio.opening(found.id, 0));
    CHECK(problem.code == "planning.locked");
    CHECK(problem.status == 409);
  });
}

TEST_CASE("what a search in a scenario may not ask is refused on its field") {
  on_studio([](Studio& studio) {
    auto request = studio.request();
    request.version = 0;
    CHECK(studio.refused(request) == "planning.changed_meanwhile/version");
    request = studio.request();
    request.scenario = 99;
    CHECK(studio.refused(request) == "planning.unknown_scenario/scenario");
    request = studio.request();
    request.at = Date(2024, 1, 1);
    CHECK(studio.refused(request) == "planning.day_of_scenario/at");
    request = studio.request();
    CHECK(studio.refused(request, "executive") == "forbidden");
    studio.draw({step_of(StepKind::lock, 1), step_of(StepKind::lock, 2)});
    request = studio.request();
    request.districts_min = 3;
    CHECK(studio.refused(request) == "planning.locked_are_more/districts_min");
    studio.draw({step_of(StepKind::lock, 3)});
    CHECK(studio.refused(studio.request()) == "planning.all_locked/scenario");
    studio.desk.read<ScenarioPage>(studio.at("/stage"), post(platform::to_json(NewStage{Stage::submitted, "", {}})));
    CHECK(studio.refused(studio.request()) == "planning.not_editable/scenario");
  });
}

TEST_CASE("a version without a scenario means nothing and is forgotten") {
  on_studio([](Studio& studio) {
    auto request = usual_request();
    request.version = 12;
    const auto found = studio.search(request);
    CHECK_FALSE(found.request.version);
    CHECK_FALSE(found.scenario);
  });
}
