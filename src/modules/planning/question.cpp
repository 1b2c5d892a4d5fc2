#include "modules/planning/question.hpp"

#include <algorithm>
#include <set>

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
  out.request = std::move(request);
  return out;
}

Result<Done> check(const Question& question) {
  const ProposalRequest& request = question.request;
  if (auto good = check(request, *question.snapshot); !good) return good;
  if (!question.drawing) return Done{};
  const Locked locked = locked_in(*question.drawing);
  const bool some_free = std::find(locked.of_unit.begin(), locked.of_unit.end(), -1) != locked.of_unit.end();
  if (!some_free) return Problem{"planning.all_locked", "/scenario", {}};
  const auto count = static_cast<std::int32_t>(locked.positions.size());
  if (request.districts_min <= count)
    return Problem{"planning.locked_are_more", "/districts_min", {{"locked", std::to_string(count)}}};
  return Done{};
}

districting::Instance instance_of(const Question& question, std::int32_t districts) {
  ProposalRequest request = question.request;
  request.districts_min = districts;
  auto instance = instance_of(request, *question.snapshot);
  if (question.drawing) keep_locked(locked_in(*question.drawing), instance);
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
