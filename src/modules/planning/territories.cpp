#include "modules/planning/territories.hpp"

#include <algorithm>
#include <map>

#include "engines/districting/districting.hpp"
#include "engines/districting/levels.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

constexpr double kWider[] = {1, 2, 4};
constexpr std::int64_t kRounds = 60;  // few cells: the best is met in the first ones

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

// Territories in the order of their first district, with what is proved of them and where they have their seats.
Grouping described(const districting::Instance& upper, const districting::Answer& answer, const engines::Plan& plan,
                   std::int32_t districts) {
  Grouping out;
  out.of_district.assign(at(districts), -1);
  for (std::size_t u = 0; u < plan.size(); ++u) out.of_district[at(plan[u])] = answer.plan[u];
  std::map<std::int32_t, std::int32_t> number;
  std::vector<std::int32_t> engine_number;  // the engine's number of each
  for (std::int32_t& territory : out.of_district) {
    const auto [found, fresh] = number.try_emplace(territory, static_cast<std::int32_t>(number.size()));
    if (fresh) engine_number.push_back(territory);
    territory = found->second;
  }
  TerritoryLevel& level = out.level;
  level.status = answer.status == districting::Status::optimal ? PlanStatus::optimal : PlanStatus::feasible;
  level.inertia = answer.objective;
  level.bound = answer.bound;
  if (answer.bound && answer.objective > 0) level.gap = std::max(0.0, 1 - *answer.bound / answer.objective);
  if (upper.seats.empty()) return out;
  const auto centres = districting::evaluate(upper, answer.plan).centres;
  level.seats.emplace();
  for (const std::int32_t territory : engine_number) level.seats->push_back(plan[at(centres[at(territory)])]);
  return out;
}

}  // namespace

std::optional<Grouping> territories_of(const Question& question, const engines::Plan& plan, std::int32_t districts,
                                       const std::vector<engines::Unit>& houses, double seconds) {
  // On the territory itself: what is locked may join others in its territory.
  Question free = question;
  free.drawing.reset();
  free.mds.clear();
  const auto lower = instance_of(free, districts);
  for (const double wider : kWider) {
    const double tolerance = question.request.balance * wider;
    const auto upper = districting::level_above(lower, plan, *question.request.territories, tolerance, houses);
    districting::Limits limits;
    limits.seconds = seconds / static_cast<double>(std::size(kWider));
    limits.rounds = kRounds;
    const auto answer = districting::solve(upper, limits);
    if (answer.plan.empty()) continue;
    Grouping found = described(upper, answer, plan, districts);
    found.level.tolerance = tolerance;
    return found;
  }
  return std::nullopt;
}

}  // namespace maillage::planning
