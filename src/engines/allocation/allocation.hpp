// Posts given to units, for several kinds of posts, where they relieve most. No domain word: units, kinds, pools,
// steps. The mathematics is in docs/methods.md.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace maillage::engines::allocation {

using Steps = std::int32_t;  // a number of steps: posts = steps × Instance::step
inline constexpr Steps kNoCap = std::numeric_limits<Steps>::max();

// What a unit needs of a kind, and what it may be given.
struct Cell {
  double need = 0;  // ≥ 0, in any unit that is the same in every cell
  Steps floor = 0;
  Steps cap = kNoCap;
  Steps present = 0;
};

// Kinds that share a number of posts: a post of one cell of the pool may become a post of any other.
struct Pool {
  Steps budget = 0;
  std::optional<Steps> moves_max = {};  // how many present steps may leave their cell; absent = any number
};

struct Instance {
  std::int32_t units = 0;
  std::int32_t kinds = 0;
  double step = 1;               // posts in one step
  std::vector<Cell> cells = {};  // of unit u and kind k at u × kinds + k
  std::vector<Pool> pools = {};
  std::vector<std::int32_t> pool_of_kind = {};
  std::vector<Steps> unit_caps = {};  // most steps of a unit, all kinds together; empty = no such limit

  std::size_t at(std::int32_t unit, std::int32_t kind) const { return static_cast<std::size_t>(unit * kinds + kind); }
  std::size_t pool_of(std::size_t cell) const {
    return static_cast<std::size_t>(pool_of_kind[cell % static_cast<std::size_t>(kinds)]);
  }
};

// Why nothing can be given, as a fact that can be checked by hand. Positions that do not matter are -1.
struct Impossibility {
  std::string code;
  std::int32_t unit = -1;
  std::int32_t kind = -1;
  std::int32_t pool = -1;
  Steps have = 0;   // what is asked
  Steps limit = 0;  // what there is
};

struct Answer {
  std::optional<Impossibility> why;  // nothing else is filled when it is there
  std::vector<Steps> given;          // of every cell
  std::vector<Steps> unplaced;       // of every pool: what its budget has left, since no cell may take it with profit
};

// What is minimised, the first number before the second: the need of the cells that have nobody, then the sum over the
// others of need²/posts (the load per post, summed over those who are served).
struct Loss {
  double unserved = 0;
  double served = 0;
};

// Need per post of a cell that is given so many steps; infinite where there is a need and nobody.
double load(const Instance& instance, std::size_t cell, Steps steps);

Loss loss_of(const Instance& instance, const std::vector<Steps>& given);

// A reason that no allocation obeys the floors, caps, budgets and limits of moves, or none: `floor_above_cap` (unit,
// kind), `floors_beyond_budget` (pool), `floors_beyond_unit_cap` (unit), `moves_too_few` (pool; have = the moves that
// budget, floors and caps force). Complete unless there are caps of units: solve() then finds what is left.
std::optional<Impossibility> impossible(const Instance& instance);

// The allocation of least loss among those that give each pool at most its budget, each cell from its floor to its cap,
// each unit at most its cap, and move no more present steps than allowed. Exact, up to the rounding of each step's
// relief to a double. Without caps of units: greedy, and nested (a larger budget takes a step from nobody). With them:
// shortest augmenting paths, and `unit_caps_too_tight` (pool; have = the present steps that must stay, limit = those
// that can) when nothing obeys. Equal reliefs are settled by the order of the cells.
Answer solve(const Instance& instance);

// One answer per year: each year's present is what the year before gave; budgets[year][pool] replace the pools' own.
// Stops after the first year that has no answer.
std::vector<Answer> path(Instance instance, const std::vector<std::vector<Steps>>& budgets);

}  // namespace maillage::engines::allocation
