// What a districting engine is asked, and what it answers. No domain word: units, districts, weights.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/point.hpp"
#include "engines/graph/graph.hpp"

namespace maillage::engines::districting {

// Integer load of every unit and the closed bounds its sum must respect in every district.
struct Weight {
  std::string name;
  std::vector<std::int64_t> of_unit;
  std::int64_t lower = 0;
  std::int64_t upper = 0;
};

// Closed bounds of ± `tolerance` (0.05 = 5 %) around the mean load of `districts` districts, rounded inward.
Weight balanced(std::string name, std::vector<std::int64_t> of_unit, District districts, double tolerance);

enum class Objective { inertia, cut_edges };
enum class Rounding { exact, km };  // km: distances rounded to whole kilometres, as the published benchmarks do

// A plan in force, and what it costs to leave it. `price` multiplies the weight-0 load of every unit that moves, in the
// unit of the objective. A unit moves when its district is not the one its present district is matched to
// (matching of largest common load).
struct Present {
  Plan plan;
  double price = 0;
};

// Whether a district may have its centre at a unit: never; when it holds no kept seat, in so many districts at most;
// in any.
enum class Seat : std::uint8_t { none, openable, kept };

struct Instance {
  Graph graph;
  std::vector<Lambert93> centres;  // of the units, metres
  std::vector<Weight> weights;     // [0] is the load that inertia and stability count
  District districts = 0;
  Objective objective = Objective::inertia;
  Rounding rounding = Rounding::exact;
  std::vector<std::int32_t> group;               // units with the same group ≥ 0 stay together; empty = none
  std::vector<std::pair<Unit, District>> fixed;  // this unit is in this district
  std::vector<Present> present;
  // Of every unit, when inertia is counted from given places: each district has its centre at a seat that it holds.
  // Empty = at the best of its units.
  std::vector<Seat> seats;
  District opened_max = 0;  // districts that may hold no kept seat, and open one
};

// optimal only when proved; feasible: lawful, perhaps not best; infeasible: proved impossible; unknown: none found in
// time.
enum class Status { optimal, feasible, infeasible, unknown };

// Why no lawful plan exists, as a fact that can be checked by hand.
struct Impossibility {
  std::string code;         // "unit_too_heavy", "disconnected", "cut_too_heavy"… (see feasibility.hpp)
  std::vector<Unit> units;  // the units that make it impossible, heaviest first
  std::string weight;       // the weight concerned, if any
  std::int64_t have = 0;    // their load
  std::int64_t limit = 0;   // what would be allowed
  std::int64_t total = 0;   // load of all units, when a weight is concerned
};

// Reported while computing; `best` is valid (lawful) whenever it is given.
struct Progress {
  double fraction = 0;     // of the time allowed
  std::int64_t plans = 0;  // plans examined
  std::optional<double> objective;
  std::optional<double> bound;
  const Plan* best = nullptr;
};

struct Limits {
  double seconds = 10;  // wall clock
  int threads = 1;
  std::uint64_t seed = 1;
  std::int64_t rounds = 0;  // > 0: stop after so many rounds per thread, whatever the clock (reproducible runs)
  double target = -std::numeric_limits<double>::infinity();  // stop once the objective is no more than this
  const std::atomic<bool>* stop = nullptr;           // set from outside: give back the best so far within 200 ms
  std::function<void(const Progress&)> report = {};  // called from the calling thread, at most ten times a second
};

struct Answer {
  Status status = Status::unknown;
  Plan plan;                         // empty unless status is optimal or feasible
  double objective = 0;              // km²·load for inertia (Σ load × (km)²) + price of moves; edges for cut_edges
  std::optional<double> bound;       // a proved lower bound of `objective` over all lawful plans
  std::optional<Impossibility> why;  // when infeasible
  std::int64_t plans = 0;            // plans examined
  double seconds = 0;
};

}  // namespace maillage::engines::districting
