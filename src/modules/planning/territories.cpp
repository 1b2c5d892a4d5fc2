#include "modules/planning/territories.hpp"

#include <map>

#include "engines/districting/districting.hpp"
#include "engines/districting/levels.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

constexpr double kWider[] = {1, 2, 4};
constexpr std::int64_t kRounds = 60;  // few cells: the best is met in the first ones

std::size_t at(std::int32_t position) { return static_cast<std::size_t>(position); }

std::vector<std::int32_t> of_districts(const engines::Plan& plan, const engines::Plan& upper, std::int32_t districts) {
  std::vector<std::int32_t> out(at(districts), -1);
  for (std::size_t u = 0; u < plan.size(); ++u) out[at(plan[u])] = upper[u];
  std::map<std::int32_t, std::int32_t> number;
  for (std::int32_t& territory : out)
    territory = number.try_emplace(territory, static_cast<std::int32_t>(number.size())).first->second;
  return out;
}

}  // namespace

std::optional<std::vector<std::int32_t>> territories_of(const Question& question, const engines::Plan& plan,
                                                        std::int32_t districts, double seconds) {
  // On the territory itself: what is locked may join others in its territory.
  Question free = question;
  free.drawing.reset();
  free.mds.clear();
  const auto lower = instance_of(free, districts);
  for (const double wider : kWider) {
    const auto upper =
        districting::level_above(lower, plan, *question.request.territories, question.request.balance * wider);
    districting::Limits limits;
    limits.seconds = seconds / static_cast<double>(std::size(kWider));
    limits.rounds = kRounds;
    const auto answer = districting::search(upper, limits);
    if (answer.status == districting::Status::feasible) return of_districts(plan, answer.plan, districts);
  }
  return std::nullopt;
}

}  // namespace maillage::planning
