#include "modules/planning/question.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "modules/planning/district_houses.hpp"
#include "modules/planning/plan_page.hpp"
#include "modules/planning/scenario/desk.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// The drawing of the scenario, and what the request takes from it.
Result<Draft> take_drawing(sql::Session& session, territory::Territory& territory, ProposalRequest& request) {
  const auto open = open_scenario(session, territory, *request.scenario, request.version);
  if (!open) return Problem{open.problem().code, "/scenario", open.problem().args};
  const Scenario& scenario = open->scenario;
  if (request.at && *request.at != scenario.at)
    return Problem{"planning.day_of_scenario", "/at", {{"at", scenario.at.str()}}};
  request.at = scenario.at;
  if (request.missions.empty()) request.missions = scenario.rules.missions;
  if (request.version.value_or(scenario.steps) != static_cast<std::int32_t>(open->made.size()))
    return Problem{"planning.outside", "/version", {{"low", "0"}, {"high", std::to_string(scenario.steps)}}};
  request.version = static_cast<std::int32_t>(open->made.size());
  return open->journal.draft;
}

Result<Done> check_locked(const Question& question) {
  if (!question.drawing) return Done{};
  const Locked locked = locked_in(*question.drawing);
  const bool some_free = std::find(locked.of_unit.begin(), locked.of_unit.end(), -1) != locked.of_unit.end();
  if (!some_free) return Problem{"planning.all_locked", "/scenario", {}};
  const auto count = static_cast<std::int32_t>(locked.positions.size());
  if (question.request.districts_min <= count)
    return Problem{"planning.locked_are_more", "/districts_min", {{"locked", std::to_string(count)}}};
  return Done{};
}

Problem around(std::string code, std::vector<std::pair<std::string, std::string>> args) {
  return {std::move(code), "/around_mds", std::move(args)};
}

// Every MDS in a place of its own, as many of them as districts, one in each locked sector.
Result<Done> check_around(const Question& question) {
  std::map<std::int32_t, std::string> of_unit;
  for (const territory::SiteInUnit& site : question.mds) {
    if (site.unit < 0) return around("planning.mds_nowhere", {{"name", site.name}});
    const auto [found, fresh] = of_unit.try_emplace(site.unit, site.name);
    if (!fresh) return around("planning.mds_together", {{"a", found->second}, {"b", site.name}});
  }
  const auto count = static_cast<std::int32_t>(question.mds.size());
  if (count < 2) return around("planning.no_mds", {{"at", question.snapshot->at.str()}});
  if (question.request.districts_min != count || question.request.districts_max != count)
    return Problem{"planning.mds_count", "/districts_min", {{"count", std::to_string(count)}}};
  if (!question.drawing) return Done{};
  const Locked locked = locked_in(*question.drawing);
  std::vector<int> held(locked.positions.size(), 0);
  for (const auto& [unit, name] : of_unit)
    if (locked.of_unit[at(unit)] >= 0) ++held[at(locked.of_unit[at(unit)])];
  for (std::size_t i = 0; i < held.size(); ++i)
    if (held[i] != 1)
      return around("planning.locked_and_mds", {{"name", question.drawing->districts[at(locked.positions[i])].name},
                                                {"count", std::to_string(held[i])}});
  return Done{};
}

// Each MDS fixes its unit in a district of its own: as there are as many, each district holds one.
void begin_at_mds(const std::vector<territory::SiteInUnit>& sites, const Locked& locked,
                  districting::Instance& instance) {
  auto next = static_cast<engines::District>(locked.positions.size());
  for (const territory::SiteInUnit& site : sites)
    if (locked.of_unit.empty() || locked.of_unit[at(site.unit)] < 0) instance.fixed.emplace_back(site.unit, next++);
}

// The quantities asked, in that order.
Result<std::vector<territory::Quantity>> loads_of(const std::vector<WeightAsked>& weights,
                                                  const std::vector<territory::Quantity>& known) {
  if (const auto good = check(weights, known); !good) return good.problem();
  std::vector<territory::Quantity> out;
  for (const WeightAsked& weight : weights)
    out.push_back(*std::find_if(known.begin(), known.end(),
                                [&](const territory::Quantity& one) { return one.code == weight.quantity; }));
  return out;
}

}  // namespace

Result<Question> question_of(sql::Session& session, territory::Territory& territory, ProposalRequest request,
                             Date today) {
  Question out;
  if (request.scenario) {
    auto drawing = take_drawing(session, territory, request);
    if (!drawing) return drawing.problem();
    out.drawing = *std::move(drawing);
  } else {
    request.version.reset();
  }
  if (!request.at) request.at = today;
  out.snapshot = territory.snapshot(*request.at);
  if (request.weights) {
    auto loads = loads_of(*request.weights, territory.quantities(*request.at));
    if (!loads) return loads.problem();
    out.loads = *std::move(loads);
  }
  if (request.around_mds.value_or(false))
    for (territory::SiteInUnit& site : territory.sites(*request.at))
      if (site.kind == "mds") out.mds.push_back(std::move(site));
  if (request.houses) out.houses = houses_asked(*request.houses, *out.snapshot, territory.sites(*request.at));
  out.request = std::move(request);
  return out;
}

Result<Done> check(const Question& question) {
  if (auto good = check(question.request, *question.snapshot); !good) return good;
  if (auto good = check_locked(question); !good) return good;
  if (question.request.houses)
    if (auto good = check_houses(question); !good) return good;
  return question.request.around_mds.value_or(false) ? check_around(question) : Done{};
}

districting::Instance instance_of(const Question& question, std::int32_t districts) {
  ProposalRequest request = question.request;
  request.districts_min = districts;
  auto instance = instance_of(request, *question.snapshot);
  for (std::size_t i = 0; i < question.loads.size(); ++i) {
    const territory::Quantity& load = question.loads[i];
    instance.weights.push_back(
        districting::balanced(load.name, load.of_unit, districts, (*request.weights)[i].tolerance));
  }
  Locked locked;
  if (question.drawing) keep_locked(locked = locked_in(*question.drawing), instance);
  begin_at_mds(question.mds, locked, instance);
  if (request.houses) seat(question.houses, request.houses->opened_at_most, instance);
  return instance;
}

std::vector<std::string> names_of(const Question& question, const engines::Plan& plan, std::int32_t districts) {
  auto names = name_districts(*question.snapshot, plan, districts);
  if (!question.drawing) return names;
  const Draft& drawing = *question.drawing;
  const auto continued = continuation(*question.snapshot, drawing, plan, districts);
  std::set<std::string> taken;
  std::vector<bool> named(names.size(), false);
  for (std::size_t d = 0; d < continued.size(); ++d) {
    if (continued[d] < 0) continue;
    names[at(continued[d])] = drawing.districts[d].name;
    named[at(continued[d])] = true;
    taken.insert(drawing.districts[d].name);
  }
  for (std::size_t d = 0; d < names.size(); ++d) {
    const std::string stem = names[d];
    for (int copy = 2; !named[d] && !taken.insert(names[d]).second; ++copy)
      names[d] = stem + " " + std::to_string(copy);
  }
  return names;
}

}  // namespace maillage::planning
