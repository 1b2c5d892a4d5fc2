// The town of three communes that the tests of proposals and scenarios are about: twelve quarters of a kilometre,
//   aabb
//   aabb
//   cccc
#pragma once

#include <utility>
#include <vector>

#include "modules/planning/testing/text_map.hpp"

namespace maillage::planning::testing {

// Residents in hundreds: the same everywhere, or one quarter in two twice as many.
inline const std::vector<std::string> kEven{"1111", "1111", "1111"};
inline const std::vector<std::string> kUneven{"1212", "2121", "1212"};

inline territory::Snapshot small_town(const std::vector<std::string>& hundreds,
                                      std::vector<territory::MissionMap> missions) {
  auto snapshot = grid(hundreds, {"aabb", "aabb", "cccc"});
  snapshot.missions = std::move(missions);
  return snapshot;
}

}  // namespace maillage::planning::testing
