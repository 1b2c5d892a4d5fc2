#include "modules/planning/scenario/store_scenario.hpp"

#include "modules/planning/labels.hpp"
#include "modules/planning/stored.hpp"
#include "platform/json/json.hpp"

namespace maillage::planning {
namespace {

// A scenario as its row holds it.
struct ScenarioRow {
  std::int64_t id = 0;
  std::string name, created_at, created_by;
  Date at;
  std::string origin, rules, units, labels, names;
  Stage stage = Stage::draft;
  std::string effective_on;
  std::int32_t steps = 0;
  std::string touched_at, touched_by;
};
BOOST_DESCRIBE_STRUCT(ScenarioRow, (),
                      (id, name, created_at, created_by, at, origin, rules, units, labels, names, stage, effective_on,
                       steps, touched_at, touched_by))

// Described so that it can be written as JSON.
struct Names {
  std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(Names, (), (names))

struct StepRow {
  std::int32_t position = 0;
  std::string made_at, made_by;
  std::string step;
};
BOOST_DESCRIBE_STRUCT(StepRow, (), (position, made_at, made_by, step))

Names names_of(const Draft& draft) {
  Names out;
  for (const DraftDistrict& district : draft.districts) out.names.push_back(district.name);
  return out;
}

Scenario scenario_of(ScenarioRow row) {
  Scenario out{{row.id},
               std::move(row.name),
               std::move(row.created_at),
               std::move(row.created_by),
               row.at,
               std::move(row.origin),
               read_stored<ScenarioRules>(row.rules),
               split_codes(row.units),
               {},
               row.stage,
               Date::parse(row.effective_on),
               row.steps,
               std::move(row.touched_at),
               std::move(row.touched_by)};
  out.start.of_unit = labels_of(row.labels);
  for (std::string& name : read_stored<Names>(row.names).names) out.start.districts.push_back({std::move(name), false});
  return out;
}

}  // namespace

ScenarioId insert_scenario(sql::Session& session, const Scenario& scenario) {
  return {*session.first<std::int64_t>(
      "planning.insert_scenario", scenario.name, scenario.created_at, scenario.created_by, scenario.at, scenario.origin,
      platform::to_json(scenario.rules), joined_codes(scenario.units), labels_text(scenario.start.of_unit),
      platform::to_json(names_of(scenario.start)), scenario.stage, scenario.created_at, scenario.created_by)};
}

std::vector<Scenario> scenarios(sql::Session& session) {
  std::vector<Scenario> out;
  for (ScenarioRow& row : session.rows<ScenarioRow>("planning.scenarios")) out.push_back(scenario_of(std::move(row)));
  return out;
}

std::optional<Scenario> find_scenario(sql::Session& session, ScenarioId id) {
  auto row = session.first<ScenarioRow>("planning.find_scenario", id);
  if (!row) return std::nullopt;
  return scenario_of(*std::move(row));
}

bool add_steps(sql::Session& session, ScenarioId id, std::int32_t seen, const std::vector<Step>& steps,
               const Hand& hand) {
  const auto after = seen + static_cast<std::int32_t>(steps.size());
  if (session.exec("planning.touch_scenario", after, hand.at, hand.by, id, seen) == 0) return false;
  for (std::size_t i = 0; i < steps.size(); ++i)
    session.exec("planning.insert_step", id, seen + static_cast<std::int32_t>(i), hand.at, hand.by,
                 platform::to_json(steps[i]));
  return true;
}

std::vector<MadeStep> steps_of(sql::Session& session, ScenarioId id) {
  std::vector<MadeStep> out;
  for (StepRow& row : session.rows<StepRow>("planning.steps", id))
    out.push_back({row.position, std::move(row.made_at), std::move(row.made_by), read_stored<Step>(row.step)});
  return out;
}

bool pass(sql::Session& session, ScenarioId id, Stage from, Stage to, const std::string& note,
          std::optional<Date> effective_on, const Hand& hand) {
  const std::string day = effective_on ? effective_on->str() : "";
  if (session.exec("planning.set_stage", to, day, hand.at, hand.by, id, from) == 0) return false;
  session.exec("planning.insert_stage", id, to, hand.at, hand.by, note, day);
  return true;
}

std::vector<MadePassage> passages_of(sql::Session& session, ScenarioId id) {
  return session.rows<MadePassage>("planning.stages", id);
}

std::int64_t insert_comment(sql::Session& session, ScenarioId id, const std::string& unit, const std::string& content,
                            const Hand& hand) {
  return *session.first<std::int64_t>("planning.insert_comment", id, unit, content, hand.at, hand.by);
}

std::vector<Comment> comments_of(sql::Session& session, ScenarioId id) {
  return session.rows<Comment>("planning.comments", id);
}

}  // namespace maillage::planning
