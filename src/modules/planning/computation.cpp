#include "modules/planning/computation.hpp"

#include "modules/planning/district_houses.hpp"
#include "modules/planning/loads.hpp"
#include "modules/planning/territories.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

constexpr double kGroupingShare = 0.1;  // of the time

// The reason for the smallest number asked, when none of the numbers asked is possible.
std::optional<ImpossibilityView> impossible_for_all(const Question& question) {
  std::optional<ImpossibilityView> first;
  for (std::int32_t k = question.request.districts_min; k <= question.request.districts_max; ++k) {
    auto why = impossible_with(question, k);
    if (!why) return std::nullopt;
    if (!first) first = std::move(why);
  }
  return first;
}

districting::FrontRequest wanted_of(const Question& question) {
  districting::FrontRequest wanted;
  wanted.districts_min = question.request.districts_min;
  wanted.districts_max = question.request.districts_max;
  wanted.balance = question.request.balance;
  wanted.stability = question.request.stability;
  if (!question.drawing) return wanted;
  for (std::int32_t k = wanted.districts_min; k <= wanted.districts_max && wanted.start.empty(); ++k)
    wanted.start = beginning_of(*question.drawing, instance_of(question, k));
  return wanted;
}

// How evenly each plan shares every quantity asked.
void measure_weights(const Question& question, std::vector<FoundPlan>& front) {
  if (question.loads.empty()) return;
  for (FoundPlan& plan : front) {
    plan.summary.weights.emplace();
    for (std::size_t i = 0; i < question.loads.size(); ++i)
      plan.summary.weights->push_back(
          {question.loads[i].code, (*question.request.weights)[i].tolerance,
           largest_deviation(loads_in(question.loads[i].of_unit, plan.of_unit, plan.summary.districts))});
  }
}

void group_districts(const Question& question, double seconds, const std::vector<districting::Proposal>& front,
                     std::vector<FoundPlan>& plans) {
  if (!question.request.territories) return;
  for (std::size_t p = 0; p < plans.size(); ++p) {
    PlanSummary& summary = plans[p].summary;
    const auto houses = question.request.houses ? front[p].evaluation.centres : std::vector<engines::Unit>();
    auto found = territories_of(question, plans[p].of_unit, summary.districts, houses,
                                seconds / static_cast<double>(plans.size()));
    if (!found) continue;
    summary.territory_of_district = std::move(found->of_district);
    summary.territories = std::move(found->level);
  }
}

}  // namespace

Computed compute(const Question& question, std::uint64_t seed, int threads, const std::atomic<bool>* stop,
                 const ReportFront& report) {
  Computed out;
  out.why = impossible_for_all(question);
  if (out.why) return out;
  districting::Limits limits;
  const double grouping = question.request.territories ? kGroupingShare * question.request.seconds : 0;
  limits.seconds = question.request.seconds - grouping;
  limits.threads = threads;
  limits.seed = seed;
  limits.stop = stop;
  const auto described = [&](const std::vector<districting::Proposal>& front) {
    auto plans = describe_front(front, question.request, *question.snapshot, static_cast<std::int64_t>(seed));
    measure_weights(question, plans);
    if (question.request.houses)
      for (std::size_t p = 0; p < plans.size(); ++p)
        plans[p].summary.houses = houses_of(question, plans[p].of_unit, front[p].evaluation.centres);
    return plans;
  };
  const auto front =
      districting::front(instance_of(question, question.request.districts_min), wanted_of(question), limits,
                         [&](double fraction, const auto& so_far) { report(fraction, described(so_far)); });
  out.front = described(front);
  group_districts(question, grouping, front, out.front);
  return out;
}

}  // namespace maillage::planning
