#include "modules/planning/computation.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

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

}  // namespace

Computed compute(const Question& question, std::uint64_t seed, int threads, const std::atomic<bool>* stop,
                 const ReportFront& report) {
  Computed out;
  out.why = impossible_for_all(question);
  if (out.why) return out;
  districting::Limits limits;
  limits.seconds = question.request.seconds;
  limits.threads = threads;
  limits.seed = seed;
  limits.stop = stop;
  const auto described = [&](const std::vector<districting::Proposal>& front) {
    return describe_front(front, question.request, *question.snapshot, static_cast<std::int64_t>(seed));
  };
  const auto front =
      districting::front(instance_of(question, question.request.districts_min), wanted_of(question), limits,
                         [&](double fraction, const auto& so_far) { report(fraction, described(so_far)); });
  out.front = described(front);
  return out;
}

}  // namespace maillage::planning
