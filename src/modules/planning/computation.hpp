// The computation of a proposal: from the question to a front of lawful maps, published as it grows.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

#include "modules/planning/question.hpp"

namespace maillage::planning {

// Why no lawful map exists, in the words of the territory.
struct ImpossibilityView {
  std::string code;                // of the engine: "unit_too_heavy", "group_too_heavy", "disconnected"…; or below
  std::vector<std::string> units;  // names of the places concerned, at most five, heaviest first
  std::int64_t have = 0;           // their residents
  std::int64_t limit = 0;          // what a district may hold
  std::int32_t districts = 0;      // the number asked for which it is impossible
  std::optional<std::string> quantity = {};  // the name of what have and limit count, when it is not residents
};
BOOST_DESCRIBE_STRUCT(ImpossibilityView, (), (code, units, have, limit, districts, quantity))

// Why no lawful map of so many districts exists, when that is known. With locked sectors, three more codes, whose
// places are locked sectors:
//   locked_outside     the sector alone holds too much or too little: have its residents, limit the bound it misses
//   locked_leave       what they leave to the others (have) is too much or too little for them: limit, the bound
//   locked_in_the_way  without any one of these (all of them, when no single one suffices) the reason would vanish
std::optional<ImpossibilityView> impossible_with(const Question& question, std::int32_t districts);

struct Computed {
  std::vector<FoundPlan> front;
  std::optional<ImpossibilityView> why;  // when every number of districts asked is proved impossible
};

// Called with the front so far, at most about ten times a second, from the calling thread.
using ReportFront = std::function<void(double fraction, const std::vector<FoundPlan>& front)>;

// Computes for at most request.seconds; gives back the best so far within 200 ms once `stop` is set (and the
// moment it takes to group its districts, when territories are asked). The question must have passed check().
Computed compute(const Question& question, std::uint64_t seed, int threads, const std::atomic<bool>* stop,
                 const ReportFront& report);
}  // namespace maillage::planning
