// What the scenario routes receive and answer.
#pragma once

#include "modules/planning/loads.hpp"
#include "modules/planning/scenario/explain.hpp"
#include "modules/planning/scenario/store_scenario.hpp"
#include "modules/planning/scenario/transition.hpp"

namespace maillage::planning {

struct NewScenario {
  std::string name;
  std::optional<Date> at;  // today when absent; that of the scenario or proposal when it starts from one
  std::string origin;      // "mission/ssd", "scenario/3", "proposal/2/0"
  ScenarioRules rules;
};
BOOST_DESCRIBE_STRUCT(NewScenario, (), (name, at, origin, rules))

struct ScenarioItem {
  std::int64_t id = 0;
  std::string name;
  std::string origin;
  Date at;
  Stage stage = Stage::draft;
  std::optional<Date> effective_on;
  std::vector<std::string> missions;
  std::string created_by;
  std::string touched_at, touched_by;
};
BOOST_DESCRIBE_STRUCT(ScenarioItem, (),
                      (id, name, origin, at, stage, effective_on, missions, created_by, touched_at, touched_by))

struct ScenarioList {
  std::vector<ScenarioItem> items;
};
BOOST_DESCRIBE_STRUCT(ScenarioList, (), (items))

// `version`: the drawing as it was after so many steps; absent = now.
struct ScenarioQuery {
  std::int64_t id = 0;
  std::optional<std::int32_t> version;
};
BOOST_DESCRIBE_STRUCT(ScenarioQuery, (), (id, version))

// A step in the journal's words. `units` are at most five names; `count` says how many there were.
struct JournalLine {
  std::int32_t position = 0;
  StepKind kind = StepKind::paint;
  std::string made_at, made_by;
  bool in_force = false;
  std::vector<std::string> units;
  std::int32_t count = 0;
  std::string district;  // the name it had, or was given, then; "" = nobody's
  std::string origin;    // as in Step
};
BOOST_DESCRIBE_STRUCT(JournalLine, (), (position, kind, made_at, made_by, in_force, units, count, district, origin))

// Where the sectors of today go on, so that who moves can be counted while the pencil is held.
struct MissionHomes {
  std::string mission;
  std::vector<std::int32_t> of_unit;  // the district that continues its sector, -1 if none does, kNoSector
};
BOOST_DESCRIBE_STRUCT(MissionHomes, (), (mission, of_unit))

struct ScenarioPage {
  ScenarioItem scenario;
  ScenarioRules rules;
  std::int32_t version = 0;  // to be sent back with the next steps
  std::int32_t latest = 0;   // the version reached; differs from `version` when an earlier one was asked
  bool editable = false;
  bool can_undo = false;
  bool can_redo = false;
  std::string unit_level;
  std::vector<std::string> units;
  std::vector<std::int32_t> start_of_unit;
  std::vector<std::int32_t> of_unit;
  std::vector<std::string> start_names;
  DraftMeasures measures;
  DraftMeasures start_measures;
  std::vector<BalancedQuantity> quantities;  // those of the rules that are known, in the order of every row's loads
  std::vector<MissionHomes> homes;
  std::vector<JournalLine> journal;
  std::vector<MadePassage> stages;
};
BOOST_DESCRIBE_STRUCT(ScenarioPage, (),
                      (scenario, rules, version, latest, editable, can_undo, can_redo, unit_level, units, start_of_unit,
                       of_unit, start_names, measures, start_measures, quantities, homes, journal, stages))

struct NewSteps {
  std::int32_t seen = 0;  // the version the writer had under the eyes
  std::vector<Step> steps;
};
BOOST_DESCRIBE_STRUCT(NewSteps, (), (seen, steps))

// Opens a plan of a proposal's front in the scenario.
struct OpenedPlan {
  std::int32_t seen = 0;
  std::int64_t proposal = 0;
  std::int32_t plan = 0;
};
BOOST_DESCRIBE_STRUCT(OpenedPlan, (), (seen, proposal, plan))

struct UnitQuery {
  std::int64_t id = 0;
  std::string code;
  std::optional<std::int32_t> version;  // as in ScenarioQuery
};
BOOST_DESCRIBE_STRUCT(UnitQuery, (), (id, code, version))

// zones: the file of rdv-solidarités, with the sector codes of the first mission.
enum class ScenarioFile { csv, geojson, zones };
BOOST_DESCRIBE_ENUM(ScenarioFile, csv, geojson, zones)

struct ScenarioFileQuery {
  std::int64_t id = 0;
  ScenarioFile format = ScenarioFile::csv;
  std::optional<std::int32_t> version;  // as in ScenarioQuery
};
BOOST_DESCRIBE_STRUCT(ScenarioFileQuery, (), (id, format, version))

struct NewStage {
  Stage stage = Stage::submitted;
  std::string note;
  std::optional<Date> effective_on;  // when adopted
};
BOOST_DESCRIBE_STRUCT(NewStage, (), (stage, note, effective_on))

struct NewComment {
  std::string unit;  // code; "" = of the whole map
  std::string content;
};
BOOST_DESCRIBE_STRUCT(NewComment, (), (unit, content))

struct CommentList {
  std::vector<Comment> items;
};
BOOST_DESCRIBE_STRUCT(CommentList, (), (items))

struct ComparisonQuery {
  std::vector<std::int64_t> scenarios;
};
BOOST_DESCRIBE_STRUCT(ComparisonQuery, (), (scenarios))

struct Compared {
  ScenarioItem scenario;
  std::vector<std::string> units;  // codes, in the order of `of_unit`: scenarios of other dates may have others
  std::vector<std::int32_t> of_unit;
  DraftMeasures measures;
  std::vector<BalancedQuantity> quantities;
};
BOOST_DESCRIBE_STRUCT(Compared, (), (scenario, units, of_unit, measures, quantities))

struct Comparison {
  std::vector<Compared> items;
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (items))

}  // namespace maillage::planning
