#include "platform/routes/routes.hpp"

#include "modules/planning/disagreement.hpp"
#include "modules/planning/ensemble/routes_ensemble.hpp"
#include "modules/planning/labels.hpp"
#include "modules/planning/means/routes_means.hpp"
#include "modules/planning/network/routes_network.hpp"
#include "modules/planning/plan_file.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/planning.hpp"
#include "modules/planning/records.hpp"
#include "modules/planning/routes_desk.hpp"
#include "modules/planning/routes_parts.hpp"
#include "modules/planning/scenario/routes_scenario.hpp"
#include "modules/planning/scenario/store_scenario.hpp"
#include "modules/planning/store.hpp"
#include "platform/json/json.hpp"
#include "platform/services.hpp"

namespace maillage::planning {
namespace {

using platform::Context;
using platform::RawAnswer;

Problem unknown_proposal() { return {"planning.unknown_proposal", "/id", {}}; }

Result<Disagreement> show_disagreement(Desk desk, Context& context, const DisagreementQuery& query) {
  const auto snapshot = desk.territory.snapshot(query.at.value_or(context.today));
  const auto missions = missions_of(*snapshot, joined_codes(query.missions));
  if (!missions) return missions.problem();
  return disagreement(*snapshot, *missions);
}

// What is asked, with all that it names; of a scenario, as whoever asks has it under the eyes.
Result<Question> read_question(Desk desk, Context& context, const ProposalRequest& asked) {
  return context.database.reading([&](sql::Session& session) -> Result<Question> {
    if (asked.scenario) {
      const auto scenario = find_scenario(session, {*asked.scenario});
      if (!scenario) return Problem{"planning.unknown_scenario", "/scenario", {}};
      if (!editable(scenario->stage)) return Problem{"planning.not_editable", "/scenario", {}};
      if (asked.version.value_or(scenario->steps) != scenario->steps)
        return Problem{"planning.changed_meanwhile", "/version", {{"by", scenario->touched_by}}};
    }
    auto question = question_of(session, desk.territory, asked, context.today);
    if (!question) return question.problem();
    if (auto good = check(*question); !good) return good.problem();
    return question;
  });
}

Result<ProposalStarted> start(Desk desk, Context& context, const ProposalRequest& asked) {
  const auto question = read_question(desk, context, asked);
  if (!question) return question.problem();
  const ProposalRequest& request = question->request;
  const std::uint64_t seed = seed_of(request.seed);
  ProposalRow row;
  row.name = request.name;
  row.created_at = platform::utc_text(desk.services.clock.now());
  row.created_by = context.identity.name;
  row.at = *request.at;
  row.request = platform::to_json(request);
  row.units = joined_codes(question->snapshot->codes);
  return context.write([&](sql::Session& session) -> Result<ProposalStarted> {
    const ProposalId id = insert_proposal(session, row);
    const auto job =
        desk.services.jobs.submit(session, "planning.proposal", context.identity.login, std::to_string(id.value), seed);
    attach_job(session, id, job.value);
    context.about(std::to_string(id.value));
    return ProposalStarted{id.value, job.value};
  });
}

Result<ProposalList> list(Desk desk, Context& context) {
  const auto rows = context.database.reading([](sql::Session& session) { return proposals(session); });
  ProposalList out;
  for (const ListedProposal& row : rows) {
    const auto request = request_of(row.request);
    out.items.push_back({row.id, row.name, row.created_at, row.created_by, state_of(desk, row.job_id),
                         request.districts_min, request.districts_max, static_cast<std::int32_t>(row.plans)});
  }
  return out;
}

std::optional<ProposalScenario> scenario_of(sql::Session& session, const ProposalRequest& request) {
  if (!request.scenario) return std::nullopt;
  const auto scenario = find_scenario(session, {*request.scenario});
  if (!scenario) return std::nullopt;
  return ProposalScenario{*request.scenario, scenario->name, request.version.value_or(0), scenario->steps,
                          editable(scenario->stage)};
}

Result<ProposalPage> show(Desk desk, Context& context, const ProposalQuery& query) {
  const auto row = context.database.reading([&](sql::Session& session) { return find_proposal(session, {query.id}); });
  if (!row) return unknown_proposal();
  ProposalPage page;
  page.id = row->id;
  page.name = row->name;
  page.created_at = row->created_at;
  page.by = row->created_by;
  page.request = request_of(row->request);
  page.state = state_of(desk, row->job_id);
  page.job_id = row->job_id;
  context.database.reading([&](sql::Session& session) {
    page.front = front_of(session, {query.id});
    page.scenario = scenario_of(session, page.request);
  });
  page.best = best_of(page.front);
  if (!row->impossibility.empty())
    page.impossibility = platform::from_json<ImpossibilityView>(row->impossibility).value;
  return page;
}

// The plan with what it answers, or why it cannot be shown.
struct OpenPlan {
  Question question;
  PlanPage page;
};

Result<OpenPlan> open_plan(Desk desk, Context& context, std::int64_t id, std::int32_t index) {
  return context.database.reading([&](sql::Session& session) -> Result<OpenPlan> {
    const auto row = find_proposal(session, {id});
    if (!row) return unknown_proposal();
    const auto plan = find_plan(session, {id}, index);
    if (!plan) return Problem{"planning.unknown_plan", "/index", {}};
    auto question = question_of(session, desk.territory, request_of(row->request), row->at);
    if (!question) return question.problem();
    if (joined_codes(question->snapshot->codes) != row->units) return Problem{"planning.territory_changed", "/id", {}};
    PlanPage page = plan_page(*question, *plan);
    return OpenPlan{*std::move(question), std::move(page)};
  });
}

Result<PlanPage> show_plan(Desk desk, Context& context, const PlanQuery& query) {
  auto open = open_plan(desk, context, query.id, query.index);
  if (!open) return open.problem();
  return std::move(open->page);
}

// The territory of each district, and its house, when they were asked.
std::vector<DistrictColumn> columns_of(const PlanPage& page) {
  std::vector<DistrictColumn> out;
  if (!page.territories.empty()) {
    out.push_back({"territory", {}});
    for (const DistrictRow& district : page.districts)
      out.back().of_district.push_back(page.territories[static_cast<std::size_t>(district.territory)].name);
  }
  if (page.summary.houses) {
    out.push_back({"house", {}});
    for (const DistrictHouse& house : page.summary.houses->of_district) out.back().of_district.push_back(house.name);
  }
  return out;
}

Result<RawAnswer> download(Desk desk, Context& context, const ExportQuery& query) {
  const auto open = open_plan(desk, context, query.id, query.index);
  if (!open) return open.problem();
  const bool csv = query.format == ExportFormat::csv;
  RawAnswer answer;
  answer.content_type = csv ? "text/csv; charset=utf-8" : "application/geo+json";
  answer.download_name = "proposition-" + std::to_string(query.id) + "-carte-" + std::to_string(query.index + 1) +
                         (csv ? ".csv" : ".geojson");
  const PlanPage& page = open->page;
  const territory::Snapshot& snapshot = *open->question.snapshot;
  std::vector<std::string> names;
  for (const DistrictRow& district : page.districts) names.push_back(district.name);
  const auto more = columns_of(page);
  answer.body = std::make_shared<const std::string>(
      csv ? plan_csv(snapshot, page.of_unit, names, more)
          : plan_geojson(snapshot, page.of_unit, names, desk.territory.geojson(snapshot), more));
  return answer;
}

}  // namespace

void add_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  const Desk desk{services, territory};
  routes.get<DisagreementQuery, Disagreement>(
      {.path = "/planning/disagreement",
       .roles = kReaders,
       .summary = "How far the maps of several missions disagree."},
      [desk](Context& context, const DisagreementQuery& query) { return show_disagreement(desk, context, query); });
  routes.post<platform::Nothing, ProposalRequest, ProposalStarted>(
      {.path = "/planning/proposals",
       .roles = kPlanners,
       .summary = "Starts the computation of a common map.",
       .rate = platform::RateClass::compute,
       .audit = "planning.propose",
       .success = 202},
      [desk](Context& context, const platform::Nothing&, const ProposalRequest& request) {
        return start(desk, context, request);
      });
  routes.get<platform::Nothing, ProposalList>(
      {.path = "/planning/proposals", .roles = kReaders, .summary = "Proposals, newest first."},
      [desk](Context& context, const platform::Nothing&) { return list(desk, context); });
  routes.get<ProposalQuery, ProposalPage>(
      {.path = "/planning/proposals/{id}", .roles = kReaders, .summary = "A proposal with the measures of its plans."},
      [desk](Context& context, const ProposalQuery& query) { return show(desk, context, query); });
  routes.get<PlanQuery, PlanPage>(
      {.path = "/planning/proposals/{id}/plans/{index}", .roles = kReaders, .summary = "One plan beside today's map."},
      [desk](Context& context, const PlanQuery& query) { return show_plan(desk, context, query); });
  routes.get<ExportQuery, RawAnswer>(
      {.path = "/planning/proposals/{id}/plans/{index}/export",
       .roles = kReaders,
       .summary = "One plan as CSV or GeoJSON."},
      [desk](Context& context, const ExportQuery& query) { return download(desk, context, query); });
  add_scenario_reading_routes(routes, territory);
  add_scenario_routes(routes, services, territory);
  add_network_routes(routes, services, territory);
  add_concertation_routes(routes, services, territory);
  add_public_routes(routes, territory);
  add_means_routes(routes, services, territory);
  add_continuity_routes(routes, services, territory);
  add_ensemble_routes(routes, services, territory);
}

}  // namespace maillage::planning
