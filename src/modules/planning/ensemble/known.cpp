#include "modules/planning/ensemble/known.hpp"

#include "modules/planning/labels.hpp"
#include "modules/planning/scenario/store_scenario.hpp"
#include "modules/planning/store.hpp"

namespace maillage::planning {
namespace {

KnownMap map_of(sql::Session& session, const Scenario& scenario, const territory::Snapshot& snapshot) {
  std::vector<Step> steps;
  for (MadeStep& made : steps_of(session, scenario.id)) steps.push_back(std::move(made.step));
  auto out = known_map("scenario/" + std::to_string(scenario.id.value), MapKind::scenario, scenario.name,
                       replay(scenario.start, steps).draft.of_unit);
  out.stage = scenario.stage;
  out.other_places = scenario.units != snapshot.codes;
  return out;
}

void add_plans(sql::Session& session, const ListedProposal& proposal, const std::string& units, std::int32_t districts,
               KnownMaps& out) {
  const auto row = find_proposal(session, {proposal.id});
  for (const PlanSummary& plan : front_of(session, {proposal.id})) {
    const bool may_be = row && row->units == units && plan.districts == districts;
    const auto found = may_be ? find_plan(session, {proposal.id}, plan.index) : std::nullopt;
    out.left_out += !found;
    if (!found) continue;
    const std::string key = "proposal/" + std::to_string(proposal.id) + "/" + std::to_string(plan.index);
    out.maps.push_back(known_map(key, MapKind::proposal, proposal.name, found->of_unit));
  }
}

}  // namespace

std::vector<KnownMap> drawn_maps(sql::Session& session, const territory::Snapshot& snapshot) {
  std::vector<KnownMap> out;
  for (const territory::MissionMap& mission : snapshot.missions)
    out.push_back(known_map("mission/" + mission.code, MapKind::today, "", mission.of_unit));
  for (const Scenario& scenario : scenarios(session)) out.push_back(map_of(session, scenario, snapshot));
  return out;
}

KnownMaps known_maps(sql::Session& session, const territory::Snapshot& snapshot, std::int32_t districts) {
  KnownMaps out{drawn_maps(session, snapshot), 0};
  const std::string units = joined_codes(snapshot.codes);
  for (const ListedProposal& proposal : proposals(session)) add_plans(session, proposal, units, districts, out);
  return out;
}

}  // namespace maillage::planning
