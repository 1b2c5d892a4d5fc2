// What the routes of planning have in common: who may call, what they work with, who signs.
#pragma once

#include <array>
#include <optional>

#include "base/role.hpp"
#include "modules/planning/scenario/store_scenario.hpp"
#include "modules/territory/territory.hpp"
#include "platform/routes/context.hpp"
#include "platform/services.hpp"

namespace maillage::planning {

inline constexpr std::array kReaders{Role::planner, Role::executive, Role::administrator};
inline constexpr std::array kPlanners{Role::planner};
inline constexpr std::array kDeciders{Role::planner, Role::executive};

struct Desk {
  platform::Services& services;
  territory::Territory& territory;
};

// Whoever asks, now.
Hand hand_of(Desk desk, const platform::Context& context);

// Of a job that nobody knows any more, interrupted.
platform::JobState state_of(Desk desk, std::int64_t job);

// The seed asked, or one drawn here. Kept with the job: the same request with the same seed gives the same search.
std::uint64_t seed_of(std::optional<std::int64_t> asked);

}  // namespace maillage::planning
