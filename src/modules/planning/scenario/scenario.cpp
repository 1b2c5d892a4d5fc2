#include "modules/planning/scenario/scenario.hpp"

#include <algorithm>

namespace maillage::planning {
namespace {

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

bool holds(std::span<const Role> roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

}  // namespace

bool editable(Stage stage) { return stage == Stage::draft || stage == Stage::amended; }

Result<Done> check_passage(Stage from, Stage to, std::span<const Role> roles) {
  struct Passage {
    Stage from, to;
    Role by;
  };
  static constexpr Passage kPassages[] = {{Stage::draft, Stage::submitted, Role::planner},
                                          {Stage::amended, Stage::submitted, Role::planner},
                                          {Stage::submitted, Stage::amended, Role::planner},
                                          {Stage::submitted, Stage::adopted, Role::executive},
                                          {Stage::submitted, Stage::rejected, Role::executive}};
  for (const Passage& passage : kPassages) {
    if (passage.from != from || passage.to != to) continue;
    if (!holds(roles, passage.by))
      return Problem{
          passage.by == Role::planner ? "planning.planner_decides" : "planning.executive_decides", "/stage", {}};
    return Done{};
  }
  return Problem{"planning.no_such_passage", "/stage", {}};
}

Draft draft_of(const territory::MissionMap& mission) {
  Draft out{mission.of_unit, {}};
  for (const auto& sector : mission.sectors) out.districts.push_back({sector.name, false});
  return out;
}

std::vector<std::int32_t> continuation(const territory::Snapshot& snapshot, const Draft& draft,
                                       const engines::Plan& plan, std::int32_t districts) {
  auto out = continued_by(snapshot, draft.of_unit, plan, districts);
  // The district that holds exactly a locked sector; -1 once two districts are met, or another sector.
  std::vector<std::int32_t> whole(draft.districts.size(), -2);
  std::vector<bool> mixed(at(districts), false);
  for (std::size_t u = 0; u < plan.size(); ++u) {
    const auto sector = draft.of_unit[u], district = plan[u];
    if (sector < 0 || !draft.districts[at(sector)].locked) {
      if (district >= 0) mixed[at(district)] = true;
    } else {
      whole[at(sector)] = whole[at(sector)] == -2 || whole[at(sector)] == district ? district : -1;
    }
  }
  for (std::size_t sector = 0; sector < whole.size(); ++sector) {
    if (whole[sector] < 0 || mixed[at(whole[sector])]) continue;
    std::replace(out.begin(), out.end(), whole[sector], -1);
    out[sector] = whole[sector];
  }
  return out;
}

Step replacement(const territory::Snapshot& snapshot, const Draft& draft, const engines::Plan& plan,
                 const std::vector<std::string>& names, std::string origin) {
  Step step{StepKind::replace, {}, -1, {}, std::move(origin)};
  for (const DraftDistrict& district : draft.districts) step.names.push_back(district.name);
  const auto continued = continuation(snapshot, draft, plan, static_cast<std::int32_t>(names.size()));
  std::vector<std::int32_t> place(names.size(), -1);
  for (std::size_t before = 0; before < continued.size(); ++before)
    if (continued[before] >= 0) place[at(continued[before])] = static_cast<std::int32_t>(before);
  for (std::size_t d = 0; d < names.size(); ++d) {
    if (place[d] >= 0) continue;
    place[d] = static_cast<std::int32_t>(step.names.size());
    step.names.push_back(names[d]);
  }
  for (const auto district : plan) step.units.push_back(district < 0 ? -1 : place[at(district)]);
  return step;
}

}  // namespace maillage::planning
