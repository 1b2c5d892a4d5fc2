#include <chrono>

#include "modules/planning/plan_file.hpp"
#include "modules/planning/routes_desk.hpp"
#include "modules/planning/scenario/desk.hpp"
#include "modules/planning/scenario/routes_scenario.hpp"
#include "platform/routes/routes.hpp"
#include "platform/services.hpp"

namespace maillage::planning {
namespace {

using platform::Context;
using platform::Nothing;
using platform::RawAnswer;

Result<ScenarioList> list(Context& context) {
  ScenarioList out;
  for (const Scenario& one : context.database.reading([](sql::Session& session) { return scenarios(session); }))
    out.items.push_back(item_of(one));
  return out;
}

Result<ScenarioPage> show(territory::Territory& territory, Context& context, const ScenarioQuery& query) {
  return context.database.reading(
      [&](sql::Session& session) { return page_of(session, territory, query.id, query.version); });
}

Result<UnitExplanation> explain_unit(territory::Territory& territory, Context& context, const UnitQuery& query) {
  const auto open = context.database.reading(
      [&](sql::Session& session) { return open_scenario(session, territory, query.id, query.version); });
  if (!open) return open.problem();
  auto found = explain(*open->snapshot, open->scenario.rules, open->scenario.start, open->journal.draft, query.code);
  if (!found) return Problem{"planning.unknown_unit", "/code", {}};
  return *std::move(found);
}

Result<CommentList> comments(Context& context, const ScenarioQuery& query) {
  return context.database.reading([&](sql::Session& session) -> Result<CommentList> {
    if (!find_scenario(session, {query.id})) return Problem{"planning.unknown_scenario", "/id", {}};
    return CommentList{comments_of(session, {query.id})};
  });
}

// Of a scenario not adopted: from the maps it is compared with to those it would give. Of an adopted one: from the maps
// of the day before to those of its day, as the territory holds them.
Result<Transition> transition_of(territory::Territory& territory, Context& context, std::int64_t id) {
  const auto open =
      context.database.reading([&](sql::Session& session) { return open_scenario(session, territory, id); });
  if (!open) return open.problem();
  const Scenario& scenario = open->scenario;
  auto before = open->snapshot;
  std::vector<territory::DecidedMap> maps;
  if (scenario.effective_on) {
    before = territory.snapshot(Date(scenario.effective_on->days() - std::chrono::days(1)));
    maps = maps_in_force(*territory.snapshot(*scenario.effective_on), scenario.rules);
  } else {
    maps = decided_maps(*before, scenario.rules, open->journal.draft);
  }
  if (before->codes != scenario.units || (!maps.empty() && maps.front().units != scenario.units))
    return Problem{"planning.territory_changed", "/id", {}};
  Transition out = transition(*before, maps, territory.sites(before->at));
  out.scenario = scenario.id.value;
  out.name = scenario.name;
  out.effective_on = scenario.effective_on;
  return out;
}

Result<RawAnswer> transition_file(territory::Territory& territory, Context& context, const ScenarioQuery& query) {
  const auto found = transition_of(territory, context, query.id);
  if (!found) return found.problem();
  RawAnswer answer;
  answer.content_type = "text/csv; charset=utf-8";
  answer.download_name = "transition-" + std::to_string(query.id) + ".csv";
  answer.body = std::make_shared<const std::string>(transition_csv(*found));
  return answer;
}

std::string file_text(territory::Territory& territory, const OpenScenario& open, ScenarioFile format) {
  const Draft& draft = open.journal.draft;
  if (format == ScenarioFile::zones)
    return zones_csv(*open.snapshot, decided_maps(*open.snapshot, open.scenario.rules, draft).front());
  std::vector<std::string> names;
  for (const DraftDistrict& district : draft.districts) names.push_back(district.name);
  return format == ScenarioFile::csv
             ? plan_csv(*open.snapshot, draft.of_unit, names)
             : plan_geojson(*open.snapshot, draft.of_unit, names, territory.geojson(*open.snapshot));
}

// "scenario-3.csv"; of an earlier version, "scenario-3-etape-2.csv".
std::string file_name(const OpenScenario& open, ScenarioFile format) {
  const std::size_t version = open.made.size();
  const bool past = static_cast<std::int32_t>(version) < open.scenario.steps;
  const auto step = past ? "-etape-" + std::to_string(version) : "";
  return "scenario-" + std::to_string(open.scenario.id.value) + step +
         (format == ScenarioFile::zones     ? "-zones.csv"
          : format == ScenarioFile::geojson ? ".geojson"
                                            : ".csv");
}

Result<RawAnswer> download(territory::Territory& territory, Context& context, const ScenarioFileQuery& query) {
  const auto open = context.database.reading(
      [&](sql::Session& session) { return open_scenario(session, territory, query.id, query.version); });
  if (!open) return open.problem();
  RawAnswer answer;
  const bool geojson = query.format == ScenarioFile::geojson;
  answer.content_type = geojson ? "application/geo+json" : "text/csv; charset=utf-8";
  answer.download_name = file_name(*open, query.format);
  answer.body = std::make_shared<const std::string>(file_text(territory, *open, query.format));
  return answer;
}

Result<Comparison> compare(territory::Territory& territory, Context& context, const ComparisonQuery& query) {
  constexpr std::size_t kMost = 8;
  if (query.scenarios.empty() || query.scenarios.size() > kMost)
    return Problem{"planning.outside", "/scenarios", {{"low", "1"}, {"high", std::to_string(kMost)}}};
  return context.database.reading([&](sql::Session& session) -> Result<Comparison> {
    Comparison out;
    for (const std::int64_t id : query.scenarios) {
      const auto open = open_scenario(session, territory, id);
      if (!open) return open.problem();
      const Scenario& scenario = open->scenario;
      out.items.push_back({item_of(scenario), scenario.units, open->journal.draft.of_unit,
                           measure(*open->snapshot, scenario.rules, scenario.start, open->journal.draft, open->loads),
                           balanced(open->loads)});
    }
    return out;
  });
}

}  // namespace

void add_scenario_reading_routes(platform::Routes& routes, territory::Territory& territory) {
  routes.get<Nothing, ScenarioList>(
      {.path = "/planning/scenarios", .roles = kReaders, .summary = "Scenarios, newest first."},
      [](Context& context, const Nothing&) { return list(context); });
  routes.get<ScenarioQuery, ScenarioPage>(
      {.path = "/planning/scenarios/{id}", .roles = kReaders, .summary = "A scenario: its map, measures and journal."},
      [&territory](Context& context, const ScenarioQuery& query) { return show(territory, context, query); });
  routes.get<UnitQuery, UnitExplanation>(
      {.path = "/planning/scenarios/{id}/units/{code}", .roles = kReaders, .summary = "Why a unit is where it is."},
      [&territory](Context& context, const UnitQuery& query) { return explain_unit(territory, context, query); });
  routes.get<ScenarioQuery, CommentList>(
      {.path = "/planning/scenarios/{id}/comments", .roles = kReaders, .summary = "What was said of a scenario."},
      [](Context& context, const ScenarioQuery& query) { return comments(context, query); });
  routes.get<ScenarioQuery, Transition>({.path = "/planning/scenarios/{id}/transition",
                                         .roles = kReaders,
                                         .summary = "Units, residents and sites that change sector."},
                                        [&territory](Context& context, const ScenarioQuery& query) {
                                          return transition_of(territory, context, query.id);
                                        });
  routes.get<ScenarioQuery, RawAnswer>({.path = "/planning/scenarios/{id}/transition/export",
                                        .roles = kReaders,
                                        .summary = "The units that change sector, as CSV."},
                                       [&territory](Context& context, const ScenarioQuery& query) {
                                         return transition_file(territory, context, query);
                                       });
  routes.get<ScenarioFileQuery, RawAnswer>(
      {.path = "/planning/scenarios/{id}/export",
       .roles = kReaders,
       .summary = "The map as CSV, GeoJSON or zones of rdv-solidarités."},
      [&territory](Context& context, const ScenarioFileQuery& query) { return download(territory, context, query); });
  routes.get<ComparisonQuery, Comparison>(
      {.path = "/planning/comparison",
       .roles = kReaders,
       .summary = "Scenarios side by side.",
       .required = {"scenarios"}},
      [&territory](Context& context, const ComparisonQuery& query) { return compare(territory, context, query); });
}

}  // namespace maillage::planning
