// Why each step is where it is, how evenly the loads fall, and what each floor costs.
#pragma once

#include "engines/allocation/allocation.hpp"

namespace maillage::engines::allocation {

// relief: no step refused in its pool would have relieved more. Else the floor of its cell asked for it, or the limit
// of moves kept it where it was.
enum class Because { relief, floor, kept };
BOOST_DESCRIBE_ENUM(Because, relief, floor, kept)

// One step given: the `number`-th of its cell brings the load per post from `before` (infinite: nobody) to `after`.
struct Grant {
  std::int32_t unit = 0;
  std::int32_t kind = 0;
  Steps number = 0;
  Because because = Because::relief;
  double before = 0;
  double after = 0;
};

// Every step of an answer of solve(), those that relieve most first: the order in which they would be given if posts
// came one by one.
std::vector<Grant> reasons(const Instance& instance, const std::vector<Steps>& given);

// Of one kind, over its posts: each carries the load of its unit. Zero when there is no post.
struct Fairness {
  double lowest = 0;
  double mean = 0;
  double highest = 0;
  double gini = 0;          // 0 = all posts carry the same load, 1 = one carries everything
  std::int32_t nobody = 0;  // units that have a need and no post
  double need_nobody = 0;   // their need
};
Fairness fairness(const Instance& instance, const std::vector<Steps>& given, std::int32_t kind);

// What a floor that binds costs: the loss with it and without it (never greater), and what its cell would be given.
struct Price {
  std::int32_t unit = 0;
  std::int32_t kind = 0;
  Steps floor = 0;
  Steps without = 0;
  Loss with_floor;
  Loss without_floor;
};
// Of every floor that some step of the answer is given for, in the order of the cells; one solve() each.
std::vector<Price> floor_prices(const Instance& instance, const Answer& answer);

}  // namespace maillage::engines::allocation
