// A town in crisis: what the tests of continuity are about. Houses on a grid of a kilometre, one minute a kilometre.
#pragma once

#include "modules/planning/continuity/plan.hpp"
#include "modules/planning/network/testing/town.hpp"

namespace maillage::planning::testing {

inline constexpr Date kFirst{2026, 3, 10}, kLast{2026, 3, 20}, kBefore{2026, 3, 1};

inline ContinuityGround ground_of(const territory::Snapshot& snapshot, std::vector<territory::SiteInUnit> sites,
                                  std::vector<territory::Quantity> quantities = {}, KnownPosts posts = {}) {
  const auto shared = std::make_shared<const territory::Snapshot>(snapshot);
  return {shared, shared, std::move(sites), std::move(quantities), std::move(posts)};
}

inline ContinuityRequest closing(std::vector<std::string> codes) {
  ContinuityRequest out;
  out.reason = "Dégât des eaux";
  out.from = kFirst;
  out.to = kLast;
  out.closed = std::move(codes);
  out.detour = 1;
  out.speed_kmh = 60;
  return out;
}

inline ContinuityRequest lacking(std::vector<Absence> absences) {
  ContinuityRequest out = closing({});
  out.absences = std::move(absences);
  return out;
}

// The plan of a request that is accepted.
inline ContinuityAnswer planned(const ContinuityRequest& request, const ContinuityGround& ground,
                                const std::vector<RunningPlan>& others = {}) {
  auto checked = check(request, ground, kBefore);
  REQUIRE(checked.ok());
  auto answer = continuity_plan(*checked, ground, others);
  REQUIRE(answer.ok());
  return *std::move(answer);
}

inline std::string refused(const ContinuityRequest& request, const ContinuityGround& ground) {
  const auto checked = check(request, ground, kBefore);
  if (!checked) return checked.problem().code + " " + checked.problem().field;
  const auto answer = continuity_plan(*checked, ground, {});
  return answer ? "" : answer.problem().code + " " + answer.problem().field;
}

// The carriers of every unit as letters, row by row: the first letter that is free, in the order of the carriers.
inline std::string drawn(const std::vector<std::int32_t>& of_unit, std::size_t width) {
  std::string out;
  for (std::size_t u = 0; u < of_unit.size(); ++u) {
    if (u > 0 && u % width == 0) out += ' ';
    out += of_unit[u] < 0 ? '.' : static_cast<char>('A' + of_unit[u]);
  }
  return out;
}

}  // namespace maillage::planning::testing
