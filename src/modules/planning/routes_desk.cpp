#include "modules/planning/routes_desk.hpp"

#include <random>

namespace maillage::planning {

Hand hand_of(Desk desk, const platform::Context& context) {
  return {context.identity.name, platform::utc_text(desk.services.clock.now())};
}

platform::JobState state_of(Desk desk, std::int64_t job) {
  const auto found = desk.services.jobs.find({job});
  return found ? found->state : platform::JobState::interrupted;
}

std::uint64_t seed_of(std::optional<std::int64_t> asked) {
  return asked ? static_cast<std::uint64_t>(*asked) : std::uint64_t{std::random_device{}()};
}

}  // namespace maillage::planning
