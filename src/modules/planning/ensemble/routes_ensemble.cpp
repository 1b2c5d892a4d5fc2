#include "modules/planning/ensemble/routes_ensemble.hpp"

#include "modules/planning/ensemble/known.hpp"
#include "modules/planning/ensemble/records.hpp"
#include "modules/planning/labels.hpp"
#include "modules/planning/routes_desk.hpp"
#include "modules/planning/stored.hpp"
#include "platform/problems/problems.hpp"
#include "platform/routes/routes.hpp"

namespace maillage::planning {
namespace {

using platform::Context;

Problem unknown_ensemble() { return {"planning.unknown_ensemble", "/id", {}}; }

Result<MapList> list_maps(Desk desk, Context& context, const MapsQuery& query) {
  const auto snapshot = desk.territory.snapshot(query.at.value_or(context.today));
  const auto maps = context.database.reading([&](sql::Session& session) { return drawn_maps(session, *snapshot); });
  MapList out;
  for (const KnownMap& map : maps)
    if (!map.other_places && map.districts > 0)
      out.items.push_back({map.key, map.kind, map.name, map.districts, max_deviation(*snapshot, map)});
  return out;
}

Result<EnsembleStarted> start(Desk desk, Context& context, const EnsembleRequest& asked) {
  const auto question = context.database.reading(
      [&](sql::Session& session) { return question_of(session, desk.territory, asked, context.today); });
  if (!question) return question.problem();
  EnsembleRow row;
  row.created_at = platform::utc_text(desk.services.clock.now());
  row.created_by = context.identity.name;
  row.at = *question->asked.at;
  row.request = platform::to_json(question->asked);
  row.units = joined_codes(question->question.snapshot->codes);
  return context.write([&](sql::Session& session) -> Result<EnsembleStarted> {
    const EnsembleId id = insert_ensemble(session, row);
    const auto job = desk.services.jobs.submit(session, "planning.ensemble", context.identity.login,
                                               std::to_string(id.value), seed_of(asked.seed));
    attach_job(session, id, job.value);
    context.about("ensemble/" + std::to_string(id.value));
    return EnsembleStarted{id.value, job.value};
  });
}

EnsembleItem item_of(Desk desk, const ListedEnsemble& row) {
  const auto request = read_stored<EnsembleRequest>(row.request);
  const auto drawn = row.drawn.empty() ? Drawn{} : read_stored<Drawn>(row.drawn);
  return {row.id,          row.created_at,   row.created_by, row.at,      state_of(desk, row.job_id), request.districts,
          request.balance, request.missions, drawn.maps,     drawn.agreed};
}

Result<EnsembleList> list(Desk desk, Context& context) {
  const auto rows = context.database.reading([](sql::Session& session) { return ensembles(session); });
  EnsembleList out;
  for (const ListedEnsemble& row : rows) out.items.push_back(item_of(desk, row));
  return out;
}

// Places every map known today; when the places of the draw are gone, says so and places none.
void place_maps(Desk desk, sql::Session& session, const EnsembleRow& row,
                const std::optional<engines::districting::Ensemble>& ensemble, EnsemblePage& page) {
  const auto question = question_of(session, desk.territory, page.request, row.at);
  page.outdated = !question || joined_codes(question->question.snapshot->codes) != row.units;
  if (page.outdated) return;
  const auto known = known_maps(session, *question->question.snapshot, page.request.districts);
  page.maps = place(*question, known.maps, ensemble ? &*ensemble : nullptr);
  page.left_out = known.left_out;
}

Result<EnsemblePage> show(Desk desk, Context& context, const EnsembleQuery& query) {
  return context.database.reading([&](sql::Session& session) -> Result<EnsemblePage> {
    const auto row = find_ensemble(session, {query.id});
    if (!row) return unknown_ensemble();
    EnsemblePage page;
    page.id = row->id;
    page.created_at = row->created_at;
    page.by = row->created_by;
    page.request = read_stored<EnsembleRequest>(row->request);
    page.state = state_of(desk, row->job_id);
    page.job_id = row->job_id;
    const auto ensemble = ensemble_of(session, *row);
    if (ensemble) page.drawn = view_of(*ensemble, page.request.missions);
    if (!row->impossibility.empty()) page.impossibility = read_stored<ImpossibilityView>(row->impossibility);
    place_maps(desk, session, *row, ensemble, page);
    return page;
  });
}

}  // namespace

void add_ensemble_routes(platform::Routes& routes, platform::Services& services, territory::Territory& territory) {
  platform::register_problems(ensemble_problems());
  const Desk desk{services, territory};
  routes.get<MapsQuery, MapList>(
      {.path = "/planning/ensembles/maps",
       .roles = kReaders,
       .summary = "Maps that a draw may be made around: those in force and the scenarios."},
      [desk](Context& context, const MapsQuery& query) { return list_maps(desk, context, query); });
  routes.post<platform::Nothing, EnsembleRequest, EnsembleStarted>(
      {.path = "/planning/ensembles",
       .roles = kPlanners,
       .summary = "Starts a draw of many lawful maps.",
       .rate = platform::RateClass::compute,
       .audit = "planning.draw_ensemble",
       .success = 202},
      [desk](Context& context, const platform::Nothing&, const EnsembleRequest& request) {
        return start(desk, context, request);
      });
  routes.get<platform::Nothing, EnsembleList>(
      {.path = "/planning/ensembles", .roles = kReaders, .summary = "Draws of many maps, newest first."},
      [desk](Context& context, const platform::Nothing&) { return list(desk, context); });
  routes.get<EnsembleQuery, EnsemblePage>(
      {.path = "/planning/ensembles/{id}",
       .roles = kReaders,
       .summary = "A draw of many maps: the distribution of each measure, and where our maps stand in it."},
      [desk](Context& context, const EnsembleQuery& query) { return show(desk, context, query); });
}

}  // namespace maillage::planning
