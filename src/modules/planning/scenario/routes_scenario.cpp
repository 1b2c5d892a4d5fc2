#include "modules/planning/scenario/routes_scenario.hpp"

#include <algorithm>
#include <charconv>

#include "modules/planning/labels.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/routes_desk.hpp"
#include "modules/planning/scenario/desk.hpp"
#include "modules/planning/store.hpp"
#include "platform/routes/routes.hpp"
#include "platform/services.hpp"

namespace maillage::planning {
namespace {

using platform::Context;
using platform::Nothing;

constexpr std::size_t kSteps = 200;            // that one request may add
constexpr std::size_t kNoteCharacters = 4000;  // of a note or a comment

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

Problem unknown_origin() { return {"planning.unknown_origin", "/origin", {}}; }

// Where a scenario starts: the day, and the map.
struct Origin {
  Date at;
  Draft start;
};

Result<Origin> from_mission(Desk desk, std::string_view mission, Date at) {
  const auto snapshot = desk.territory.snapshot(at);
  const auto found = snapshot->mission(mission);
  if (found < 0)
    return Problem{"planning.unknown_mission", "/origin", {{"mission", std::string(mission)}, {"at", at.str()}}};
  return Origin{at, draft_of(snapshot->missions[static_cast<std::size_t>(found)])};
}

Result<Origin> from_scenario(Desk desk, sql::Session& session, std::int64_t id) {
  auto open = open_scenario(session, desk.territory, id);
  if (!open) return unknown_origin();
  Origin out{open->scenario.at, std::move(open->journal.draft)};
  for (DraftDistrict& district : out.start.districts) district.locked = false;
  return out;
}

Result<Origin> from_proposal(Desk desk, sql::Session& session, std::int64_t id, std::int32_t index) {
  const auto row = find_proposal(session, {id});
  const auto plan = find_plan(session, {id}, index);
  if (!row || !plan) return unknown_origin();
  const auto snapshot = desk.territory.snapshot(row->at);
  Origin out{row->at, {plan->of_unit, {}}};
  for (std::string& name : name_districts(*snapshot, plan->of_unit, plan->summary.districts))
    out.start.districts.push_back({std::move(name), false});
  return out;
}

Result<Origin> origin_of(Desk desk, sql::Session& session, std::string_view origin, Date at) {
  const auto slash = origin.find('/');
  if (slash == origin.npos) return unknown_origin();
  const std::string_view kind = origin.substr(0, slash), rest = origin.substr(slash + 1);
  if (kind == "mission") return from_mission(desk, rest, at);
  if (kind == "scenario")
    if (const auto id = number(rest)) return from_scenario(desk, session, *id);
  const auto second = std::min(rest.find('/'), rest.size());
  if (kind == "proposal" && second < rest.size()) {
    const auto id = number(rest.substr(0, second)), plan = number(rest.substr(second + 1));
    if (id && plan) return from_proposal(desk, session, *id, static_cast<std::int32_t>(*plan));
  }
  return unknown_origin();
}

Result<ScenarioPage> create(Desk desk, Context& context, const NewScenario& asked) {
  if (asked.name.empty()) return Problem{"planning.missing", "/name", {}};
  return context.write([&](sql::Session& session) -> Result<ScenarioPage> {
    auto origin = origin_of(desk, session, asked.origin, asked.at.value_or(context.today));
    if (!origin) return origin.problem();
    const auto snapshot = desk.territory.snapshot(origin->at);
    if (const auto good = check(asked.rules, *snapshot, desk.territory.quantities(origin->at)); !good)
      return good.problem();
    if (origin->start.of_unit.size() != snapshot->codes.size())
      return Problem{"planning.territory_changed", "/origin", {}};
    const Hand hand = hand_of(desk, context);
    Scenario scenario;
    scenario.name = asked.name;
    scenario.created_at = hand.at;
    scenario.created_by = hand.by;
    scenario.at = origin->at;
    scenario.origin = asked.origin;
    scenario.rules = asked.rules;
    scenario.units = snapshot->codes;
    scenario.start = std::move(origin->start);
    const ScenarioId id = insert_scenario(session, scenario);
    context.about("scenario/" + std::to_string(id.value));
    return page_of(session, desk.territory, id.value);
  });
}

// Adds steps that `make` gives for the scenario as it stands, provided nobody added any since `seen`.
template <class Make>
Result<ScenarioPage> add(Desk desk, Context& context, std::int64_t id, std::int32_t seen, Make make) {
  return context.write([&](sql::Session& session) -> Result<ScenarioPage> {
    auto open = open_scenario(session, desk.territory, id);
    if (!open) return open.problem();
    const Scenario& scenario = open->scenario;
    if (!editable(scenario.stage)) return Problem{"planning.not_editable", "/id", {}};
    const Problem changed{"planning.changed_meanwhile", "/seen", {{"by", scenario.touched_by}}};
    if (scenario.steps != seen) return changed;
    Result<std::vector<Step>> steps = make(session, *open);
    if (!steps) return steps.problem();
    std::vector<Step> all;
    for (const MadeStep& made : open->made) all.push_back(made.step);
    for (Step& step : *steps) {
      if (const auto good = check(open->journal, step); !good) return good.problem();
      step = worded(open->journal.draft, std::move(step));
      all.push_back(step);
      open->journal = replay(scenario.start, all);
    }
    if (!add_steps(session, {id}, seen, *steps, hand_of(desk, context))) return changed;
    context.about("scenario/" + std::to_string(id));
    return page_of(session, desk.territory, id);
  });
}

Result<ScenarioPage> draw(Desk desk, Context& context, const ScenarioQuery& query, const NewSteps& asked) {
  if (asked.steps.empty() || asked.steps.size() > kSteps)
    return Problem{"planning.outside", "/steps", {{"low", "1"}, {"high", std::to_string(kSteps)}}};
  return add(desk, context, query.id, asked.seen,
             [&](sql::Session&, const OpenScenario&) -> Result<std::vector<Step>> { return asked.steps; });
}

Result<ScenarioPage> open_plan(Desk desk, Context& context, const ScenarioQuery& query, const OpenedPlan& asked) {
  const auto make = [&](sql::Session& session, const OpenScenario& open) -> Result<std::vector<Step>> {
    const auto row = find_proposal(session, {asked.proposal});
    if (!row) return Problem{"planning.unknown_proposal", "/proposal", {}};
    const auto plan = find_plan(session, {asked.proposal}, asked.plan);
    if (!plan) return Problem{"planning.unknown_plan", "/plan", {}};
    if (row->units != joined_codes(open.scenario.units)) return Problem{"planning.territory_changed", "/proposal", {}};
    const auto names = name_districts(*open.snapshot, plan->of_unit, plan->summary.districts);
    const std::string origin = "proposal/" + std::to_string(asked.proposal) + "/" + std::to_string(asked.plan);
    return std::vector{replacement(*open.snapshot, open.journal.draft, plan->of_unit, names, origin)};
  };
  return add(desk, context, query.id, asked.seen, make);
}

// A map can only be adopted whole, for a day to come, on the territory it was drawn on.
Result<Done> check_adoption(Desk desk, const Context& context, const OpenScenario& open, const NewStage& asked) {
  if (!asked.effective_on) return Problem{"planning.missing", "/effective_on", {}};
  if (*asked.effective_on <= context.today) return Problem{"planning.past_date", "/effective_on", {}};
  const auto left = std::count(open.journal.draft.of_unit.begin(), open.journal.draft.of_unit.end(), -1);
  if (left > 0) return Problem{"planning.incomplete", "/stage", {{"count", std::to_string(left)}}};
  if (desk.territory.snapshot(*asked.effective_on)->codes != open.scenario.units)
    return Problem{"planning.territory_changed", "/effective_on", {}};
  return Done{};
}

Result<ScenarioPage> decide(Desk desk, Context& context, const ScenarioQuery& query, const NewStage& asked) {
  if (asked.note.size() > kNoteCharacters)
    return Problem{"planning.outside", "/note", {{"low", "0"}, {"high", std::to_string(kNoteCharacters)}}};
  if (asked.stage == Stage::rejected && asked.note.empty()) return Problem{"planning.missing", "/note", {}};
  return context.write([&](sql::Session& session) -> Result<ScenarioPage> {
    const auto open = open_scenario(session, desk.territory, query.id);
    if (!open) return open.problem();
    const Scenario& scenario = open->scenario;
    if (const auto good = check_passage(scenario.stage, asked.stage, context.identity.roles); !good)
      return good.problem();
    const bool adopted = asked.stage == Stage::adopted;
    if (adopted) {
      if (const auto good = check_adoption(desk, context, *open, asked); !good) return good.problem();
      const auto then = desk.territory.snapshot(*asked.effective_on);
      territory::put_in_force(session, decided_maps(*then, scenario.rules, open->journal.draft),
                              {*asked.effective_on, scenario.name, context.identity.login, desk.services.clock.now()});
    }
    const std::optional<Date> day = adopted ? asked.effective_on : std::nullopt;
    if (!pass(session, scenario.id, scenario.stage, asked.stage, asked.note, day, hand_of(desk, context)))
      return Problem{"planning.changed_meanwhile", "/stage", {{"by", scenario.touched_by}}};
    context.about("scenario/" + std::to_string(query.id));
    return page_of(session, desk.territory, query.id);
  });
}

Result<CommentList> comment(Desk desk, Context& context, const ScenarioQuery& query, const NewComment& asked) {
  if (asked.content.empty()) return Problem{"planning.missing", "/content", {}};
  if (asked.content.size() > kNoteCharacters)
    return Problem{"planning.outside", "/content", {{"low", "1"}, {"high", std::to_string(kNoteCharacters)}}};
  return context.write([&](sql::Session& session) -> Result<CommentList> {
    const auto scenario = find_scenario(session, {query.id});
    if (!scenario) return Problem{"planning.unknown_scenario", "/id", {}};
    const auto& units = scenario->units;
    if (!asked.unit.empty() && !std::binary_search(units.begin(), units.end(), asked.unit))
      return Problem{"planning.unknown_unit", "/unit", {}};
    insert_comment(session, {query.id}, asked.unit, asked.content, hand_of(desk, context));
    context.about("scenario/" + std::to_string(query.id));
    return CommentList{comments_of(session, {query.id})};
  });
}

}  // namespace

void add_scenario_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  const Desk desk{services, territory};
  routes.post<Nothing, NewScenario, ScenarioPage>(
      {.path = "/planning/scenarios",
       .roles = kPlanners,
       .summary = "Starts a scenario from a present map, another scenario or a proposed map.",
       .rate = platform::RateClass::write,
       .audit = "planning.scenario",
       .success = 201},
      [desk](Context& context, const Nothing&, const NewScenario& asked) { return create(desk, context, asked); });
  routes.post<ScenarioQuery, NewSteps, ScenarioPage>(
      {.path = "/planning/scenarios/{id}/steps",
       .roles = kPlanners,
       .summary = "Draws: paint, rename, lock, add, undo, redo.",
       .rate = platform::RateClass::write,
       .audit = "planning.draw"},
      [desk](Context& context, const ScenarioQuery& query, const NewSteps& asked) {
        return draw(desk, context, query, asked);
      });
  routes.post<ScenarioQuery, OpenedPlan, ScenarioPage>(
      {.path = "/planning/scenarios/{id}/plan",
       .roles = kPlanners,
       .summary = "Opens a plan of a proposal's front in the scenario.",
       .rate = platform::RateClass::write,
       .audit = "planning.draw"},
      [desk](Context& context, const ScenarioQuery& query, const OpenedPlan& asked) {
        return open_plan(desk, context, query, asked);
      });
  routes.post<ScenarioQuery, NewStage, ScenarioPage>(
      {.path = "/planning/scenarios/{id}/stage",
       .roles = kDeciders,
       .summary = "Submits, takes back, adopts or rejects a scenario.",
       .rate = platform::RateClass::write,
       .audit = "planning.decide"},
      [desk](Context& context, const ScenarioQuery& query, const NewStage& asked) {
        return decide(desk, context, query, asked);
      });
  routes.post<ScenarioQuery, NewComment, CommentList>(
      {.path = "/planning/scenarios/{id}/comments",
       .roles = kReaders,
       .summary = "Adds a comment.",
       .rate = platform::RateClass::write,
       .audit = "planning.comment"},
      [desk](Context& context, const ScenarioQuery& query, const NewComment& asked) {
        return comment(desk, context, query, asked);
      });
}

}  // namespace maillage::planning
