// Many lawful plans drawn at random: what is ordinary for this territory, and where a given plan lies.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engines/districting/ensemble_chain.hpp"
#include "engines/districting/ensemble_trace.hpp"
#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

struct EnsembleProgress {
  double fraction = 0;  // of the plans asked
  std::int64_t plans = 0;
};

struct Ensemble;

struct EnsembleOptions {
  std::int64_t plans = 1'000'000;  // new plans, over all chains
  std::int64_t warm_up = 0;        // first new plans of each chain, not counted: they still depend on where it began
  ChainKind kind = ChainKind::recom;
  int chains = 4;   // each from its own start; the answer depends on it…
  int threads = 2;  // …but not on this
  std::uint64_t seed = 1;
  double seconds = std::numeric_limits<double>::infinity();  // wall clock
  const std::atomic<bool>* stop = nullptr;                   // set from outside: give back what is there within 200 ms
  std::optional<Plan> start;                                 // of all chains, when lawful; else each finds its own
  // Called from the calling thread, at most ten times a second.
  std::function<void(const EnsembleProgress&)> report;
  // Called from the calling thread too, every so often, with the ensemble as drawn so far.
  std::function<void(const Ensemble&)> look;
  double look_seconds = 1;
  // Receives the plans as they come (see ensemble_codec.hpp), in blocks of one chain, one call at a time; none when
  // empty.
  std::function<void(int chain, const std::string& block)> keep;
};

struct Ensemble {
  std::int64_t plans = 0;      // new plans accepted
  std::int64_t proposals = 0;  // made, at least one per plan
  int chains = 0;
  std::vector<std::string> names;           // of the measures
  std::vector<Distribution> distributions;  // of each measure; empty when no plan was drawn
  double seconds = 0;
  bool complete = false;  // all the plans asked; false when time, stop or the lack of a start ended it
};

// Where a plan lies among the plans drawn.
struct Position {
  std::string name;
  double value = 0;
  double better_than = 0;  // share of the plans whose measure is larger (worse) by more than the sketch's resolution
  double worse_than = 0;   // share of the plans whose measure is smaller
};

// Draws plans of the instance, whose fixed units must be none; the chains advance together, whatever the number of
// threads, so that a draw cut short is worth its length. Every plan counted is lawful. A reversible chain counts
// each plan as many times as it stays there. Without time limit or stop the same instance, options and seed give the
// same ensemble, whatever the number of threads. No plan at all when no start is found; see feasibility.hpp for why.
Ensemble draw_ensemble(const Instance& instance, const EnsembleOptions& options);

// Measures of any complete plan of units, in the order of measure_names; distances are exact whatever the instance
// says.
std::vector<double> measures_of(const Instance& instance, const Plan& plan);
// The same of several plans at once.
std::vector<std::vector<double>> measures_of(const Instance& instance, const std::vector<Plan>& plans);

// Position of a plan in the ensemble, one entry per measure given (the first ones may be enough).
std::vector<Position> position_in(const Ensemble& ensemble, const std::vector<double>& measures);

}  // namespace maillage::engines::districting
