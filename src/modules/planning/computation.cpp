#include "modules/planning/computation.hpp"

#include "engines/districting/feasibility.hpp"

namespace maillage::planning {
namespace {

namespace districting = engines::districting;

constexpr std::size_t kNamesShown = 5;

ImpossibilityView view_of(const districting::Impossibility& why, const territory::Snapshot& snapshot,
                          std::int32_t districts) {
  ImpossibilityView out{why.code, {}, why.have, why.limit, districts};
  for (const auto unit : why.units) {
    if (out.units.size() == kNamesShown) break;
    out.units.push_back(snapshot.names[static_cast<std::size_t>(unit)]);
  }
  return out;
}

// The reason for the smallest number asked, when none of the numbers asked is possible.
std::optional<ImpossibilityView> impossible_for_all(const ProposalRequest& request,
                                                    const territory::Snapshot& snapshot) {
  std::optional<ImpossibilityView> first;
  for (std::int32_t k = request.districts_min; k <= request.districts_max; ++k) {
    ProposalRequest one = request;
    one.districts_min = k;
    const auto why = districting::impossible(instance_of(one, snapshot));
    if (!why) return std::nullopt;
    if (!first) first = view_of(*why, snapshot, k);
  }
  return first;
}

}  // namespace

Computed compute(const ProposalRequest& request, const territory::Snapshot& snapshot, std::uint64_t seed, int threads,
                 const std::atomic<bool>* stop, const ReportFront& report) {
  Computed out;
  out.why = impossible_for_all(request, snapshot);
  if (out.why) return out;
  districting::FrontRequest wanted;
  wanted.districts_min = request.districts_min;
  wanted.districts_max = request.districts_max;
  wanted.balance = request.balance;
  wanted.stability = request.stability;
  districting::Limits limits;
  limits.seconds = request.seconds;
  limits.threads = threads;
  limits.seed = seed;
  limits.stop = stop;
  const auto shown_seed = static_cast<std::int64_t>(seed);
  const auto front = districting::front(instance_of(request, snapshot), wanted, limits,
                                        [&](double fraction, const std::vector<districting::Proposal>& so_far) {
                                          report(fraction, describe_front(so_far, request, shown_seed));
                                        });
  out.front = describe_front(front, request, shown_seed);
  return out;
}

}  // namespace maillage::planning
