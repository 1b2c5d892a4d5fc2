#include "modules/planning/scenario/desk.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "modules/planning/labels.hpp"

namespace maillage::planning {
namespace {

constexpr std::size_t kNamedUnits = 5;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

std::vector<Step> steps_of(const std::vector<MadeStep>& made) {
  std::vector<Step> out;
  for (const MadeStep& one : made) out.push_back(one.step);
  return out;
}

JournalLine line_of(const OpenScenario& open, const MadeStep& made) {
  const Step& step = made.step;
  JournalLine line;
  line.position = made.position;
  line.kind = step.kind;
  line.made_at = made.made_at;
  line.made_by = made.made_by;
  line.origin = step.origin;
  if (step.kind != StepKind::replace && !step.names.empty()) line.district = step.names.front();
  if (step.kind != StepKind::paint) return line;
  line.count = static_cast<std::int32_t>(step.units.size());
  for (std::size_t i = 0; i < std::min(step.units.size(), kNamedUnits); ++i)
    line.units.push_back(open.snapshot->names[at(step.units[i])]);
  return line;
}

std::vector<JournalLine> lines_of(const OpenScenario& open) {
  const std::set<std::int32_t> in_force(open.journal.in_force.begin(), open.journal.in_force.end());
  std::vector<JournalLine> out;
  for (const MadeStep& made : open.made) {
    out.push_back(line_of(open, made));
    out.back().in_force = in_force.contains(made.position);
  }
  return out;
}

std::vector<MissionHomes> mission_homes(const OpenScenario& open) {
  const auto& rules = open.scenario.rules;
  auto homes = homes_of(*open.snapshot, rules, open.journal.draft);
  std::vector<MissionHomes> out;
  for (std::size_t m = 0; m < homes.size(); ++m) out.push_back({rules.missions[m], std::move(homes[m])});
  return out;
}

// Those of the rules that are still known, in the order of the rules.
Loads loads_in_order(const std::vector<WeightAsked>& weights, const Loads& known) {
  Loads out;
  for (const WeightAsked& asked : weights)
    std::copy_if(known.begin(), known.end(), std::back_inserter(out),
                 [&](const territory::Quantity& one) { return one.code == asked.quantity; });
  return out;
}

}  // namespace

ScenarioItem item_of(const Scenario& scenario) {
  return {scenario.id.value,   scenario.name,         scenario.origin,         scenario.at,
          scenario.stage,      scenario.effective_on, scenario.rules.missions, scenario.created_by,
          scenario.touched_at, scenario.touched_by};
}

Result<OpenScenario> open_scenario(sql::Session& session, territory::Territory& territory, std::int64_t id,
                                   std::optional<std::int32_t> version) {
  auto scenario = find_scenario(session, {id});
  if (!scenario) return Problem{"planning.unknown_scenario", "/id", {}};
  OpenScenario open{*std::move(scenario), nullptr, planning::steps_of(session, {id}), {}, {}};
  open.snapshot = territory.snapshot(open.scenario.at);
  if (open.snapshot->codes != open.scenario.units) return Problem{"planning.territory_changed", "/id", {}};
  if (const auto& weights = open.scenario.rules.weights)
    open.loads = loads_in_order(*weights, territory.quantities(open.scenario.at));
  const auto all = static_cast<std::int32_t>(open.made.size());
  open.made.resize(at(std::clamp(version.value_or(all), 0, all)));
  open.journal = replay(open.scenario.start, steps_of(open.made));
  return open;
}

ScenarioPage page_of(const OpenScenario& open, std::vector<MadePassage> stages) {
  ScenarioPage page;
  page.scenario = item_of(open.scenario);
  page.rules = open.scenario.rules;
  page.version = static_cast<std::int32_t>(open.made.size());
  page.latest = open.scenario.steps;
  page.editable = editable(open.scenario.stage) && page.version == page.latest;
  page.can_undo = page.editable && !open.journal.in_force.empty();
  page.can_redo = page.editable && !open.journal.undone.empty();
  page.unit_level = open.snapshot->unit_level;
  page.units = open.snapshot->codes;
  page.start_of_unit = open.scenario.start.of_unit;
  page.of_unit = open.journal.draft.of_unit;
  for (const DraftDistrict& district : open.scenario.start.districts) page.start_names.push_back(district.name);
  page.measures = measure(*open.snapshot, page.rules, open.scenario.start, open.journal.draft, open.loads);
  page.start_measures = measure(*open.snapshot, page.rules, open.scenario.start, open.scenario.start, open.loads);
  page.quantities = balanced(open.loads);
  page.homes = mission_homes(open);
  page.journal = lines_of(open);
  page.stages = std::move(stages);
  return page;
}

Result<ScenarioPage> page_of(sql::Session& session, territory::Territory& territory, std::int64_t id,
                             std::optional<std::int32_t> version) {
  const auto open = open_scenario(session, territory, id, version);
  if (!open) return open.problem();
  return page_of(*open, passages_of(session, {id}));
}

}  // namespace maillage::planning
