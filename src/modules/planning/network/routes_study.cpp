#include "modules/planning/labels.hpp"
#include "modules/planning/network/network_page.hpp"
#include "modules/planning/network/routes_network.hpp"
#include "modules/planning/network/store_travel.hpp"
#include "modules/planning/routes_desk.hpp"
#include "modules/planning/stored.hpp"
#include "platform/json/json.hpp"
#include "platform/routes/routes.hpp"
#include "platform/services.hpp"

namespace maillage::planning {
namespace {

using platform::Context;
using platform::RawAnswer;

constexpr std::size_t kNoteBytes = 4000;

Problem unknown_study() { return {"planning.unknown_study", "/id", {}}; }

Result<StudyStarted> start(Desk desk, Context& context, const StudyRequest& asked) {
  const Date at = asked.at.value_or(context.today);
  auto snapshot = desk.territory.snapshot(at);
  auto houses = houses_of(asked, *snapshot, desk.territory.sites(at));
  if (!houses) return houses.problem();
  const auto question = context.database.reading([&](sql::Session& session) -> Result<StudyQuestion> {
    auto ways = ways_of(session, asked.table, crow_of(asked, at));
    if (!ways) return ways.problem();
    auto cells = cells_on(session, desk.territory, at, asked.cells, asked.table);
    if (!cells) return cells.problem();
    return question_of(asked, snapshot, *std::move(houses), desk.territory.quantities(at), *std::move(ways),
                       *std::move(cells));
  });
  if (!question) return question.problem();
  if (const auto good = check_ways(*question); !good) return good.problem();
  StudyRow row;
  row.name = asked.name;
  row.created_at = platform::utc_text(desk.services.clock.now());
  row.created_by = context.identity.name;
  row.at = at;
  row.request = platform::to_json(question->request);
  row.houses = houses_text(question->houses);
  row.units = joined_codes(snapshot->codes);
  if (question->cells) row.grid = platform::to_json(kept_cells(*question->cells));
  const std::uint64_t seed = seed_of(asked.seed);
  return context.write([&](sql::Session& session) -> Result<StudyStarted> {
    const StudyId id = insert_study(session, row);
    const auto job =
        desk.services.jobs.submit(session, "planning.network", context.identity.login, std::to_string(id.value), seed);
    attach_job(session, id, job.value);
    context.about("network/" + std::to_string(id.value));
    return StudyStarted{id.value, job.value};
  });
}

Result<StudyList> list(Desk desk, Context& context) {
  const auto rows = context.database.reading([](sql::Session& session) { return studies(session); });
  StudyList out;
  for (const ListedStudy& row : rows) {
    const auto request = study_request_of(row.request);
    out.items.push_back({row.id, row.name, row.created_at, row.created_by, state_of(desk, row.job_id), request.aim,
                         request.houses_min, request.houses_max, static_cast<std::int32_t>(row.networks), row.stage});
  }
  return out;
}

Result<StudyPage> page_of(sql::Session& session, Desk desk, std::int64_t id) {
  const auto row = find_study(session, {id});
  if (!row) return unknown_study();
  StudyPage page;
  page.id = row->id;
  page.name = row->name;
  page.created_at = row->created_at;
  page.by = row->created_by;
  page.request = study_request_of(row->request);
  if (auto ways = ways_of(session, page.request.table, crow_of(page.request, row->at))) page.travel = ways->travel;
  page.state = state_of(desk, row->job_id);
  page.job_id = row->job_id;
  page.stage = row->stage;
  page.chosen = row->chosen;
  page.stages = passages_of_study(session, {id});
  page.curve = curve_of(session, {id});
  page.best = best_of(page.curve);
  if (!row->grid.empty()) page.grid = read_stored<KeptCells>(row->grid).grid;
  if (!row->impossibility.empty()) page.impossibility = read_stored<StudyImpossibility>(row->impossibility);
  if (const auto question = question_of(session, desk.territory, *row)) {
    page.today = today_of(*question);
    page.target_name = question->publics[question->target].said.name;
  }
  return page;
}

Result<StudyPage> show(Desk desk, Context& context, const StudyQuery& query) {
  return context.database.reading([&](sql::Session& session) { return page_of(session, desk, query.id); });
}

// A network can be submitted once nothing more is looked for.
Result<Done> check_submission(sql::Session& session, Desk desk, const StudyRow& row, std::int32_t network) {
  if (!platform::is_finished(state_of(desk, row.job_id))) return Problem{"planning.study_running", "/stage", {}};
  if (!find_network(session, {row.id}, network)) return Problem{"planning.unknown_network", "/network", {}};
  return Done{};
}

Result<StudyPage> decide(Desk desk, Context& context, std::int64_t id, const NewStudyStage& asked) {
  if (asked.note.size() > kNoteBytes)
    return Problem{"planning.outside", "/note", {{"low", "0"}, {"high", std::to_string(kNoteBytes)}}};
  if (asked.stage == Stage::rejected && asked.note.empty()) return Problem{"planning.missing", "/note", {}};
  return context.write([&](sql::Session& session) -> Result<StudyPage> {
    const auto row = find_study(session, {id});
    if (!row) return unknown_study();
    if (const auto good = check_passage(row->stage, asked.stage, context.identity.roles); !good) return good.problem();
    const bool submitted = asked.stage == Stage::submitted;
    if (submitted)
      if (const auto good = check_submission(session, desk, *row, asked.network); !good) return good.problem();
    const Hand hand = hand_of(desk, context);
    const StudyPassage passage{asked.stage, submitted ? asked.network : row->chosen, hand.at, hand.by, asked.note};
    if (!pass_study(session, {id}, row->stage, passage))
      return Problem{"planning.changed_meanwhile", "/stage", {{"by", hand.by}}};
    context.about("network/" + std::to_string(id));
    return page_of(session, desk, id);
  });
}

Result<NetworkPage> show_network(Desk desk, Context& context, std::int64_t id, std::int32_t index) {
  return context.database.reading([&](sql::Session& session) -> Result<NetworkPage> {
    const auto row = find_study(session, {id});
    if (!row) return unknown_study();
    const auto found = find_network(session, {id}, index);
    if (!found) return Problem{"planning.unknown_network", "/index", {}};
    const auto question = question_of(session, desk.territory, *row);
    if (!question) return question.problem();
    return network_page(*question, *found);
  });
}

Result<RawAnswer> download(Desk desk, Context& context, const ExportQuery& query) {
  const auto page = show_network(desk, context, query.id, query.index);
  if (!page) return page.problem();
  const bool csv = query.format == ExportFormat::csv;
  RawAnswer answer;
  answer.content_type = csv ? "text/csv; charset=utf-8" : "application/geo+json";
  answer.download_name = "reseau-" + std::to_string(query.id) + "-" + std::to_string(page->point.houses) + "-maisons" +
                         (csv ? ".csv" : ".geojson");
  answer.body = std::make_shared<const std::string>(
      csv ? network_csv(*page) : network_geojson(*page, desk.territory.geojson(*desk.territory.snapshot(page->at))));
  return answer;
}

}  // namespace

void add_study_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  const Desk desk{services, territory};
  routes.post<platform::Nothing, StudyRequest, StudyStarted>(
      {.path = "/planning/network/studies",
       .roles = kPlanners,
       .summary = "Starts the computation of other networks of houses.",
       .rate = platform::RateClass::compute,
       .audit = "planning.study_network",
       .success = 202},
      [desk](Context& context, const platform::Nothing&, const StudyRequest& request) {
        return start(desk, context, request);
      });
  routes.get<platform::Nothing, StudyList>(
      {.path = "/planning/network/studies", .roles = kReaders, .summary = "Studies of the network, newest first."},
      [desk](Context& context, const platform::Nothing&) { return list(desk, context); });
  routes.get<StudyQuery, StudyPage>(
      {.path = "/planning/network/studies/{id}",
       .roles = kReaders,
       .summary = "A study: what each more house changes, with its proven gap."},
      [desk](Context& context, const StudyQuery& query) { return show(desk, context, query); });
  routes.post<StudyQuery, NewStudyStage, StudyPage>(
      {.path = "/planning/network/studies/{id}/stage",
       .roles = kDeciders,
       .summary = "Submits a network of the study, takes it back, adopts or rejects it.",
       .rate = platform::RateClass::write,
       .audit = "planning.decide_network"},
      [desk](Context& context, const StudyQuery& query, const NewStudyStage& asked) {
        return decide(desk, context, query.id, asked);
      });
  routes.get<PlanQuery, NetworkPage>(
      {.path = "/planning/network/studies/{id}/networks/{index}",
       .roles = kReaders,
       .summary = "One network beside today's: houses kept, opened and closed, and how the publics reach them."},
      [desk](Context& context, const PlanQuery& query) { return show_network(desk, context, query.id, query.index); });
  routes.get<ExportQuery, RawAnswer>(
      {.path = "/planning/network/studies/{id}/networks/{index}/export",
       .roles = kReaders,
       .summary = "One network: its houses as CSV, or its units with their minutes as GeoJSON."},
      [desk](Context& context, const ExportQuery& query) { return download(desk, context, query); });
}

}  // namespace maillage::planning
