// What a plan is worth, recomputed from nothing: the referee of every search, every bound and every report.
#pragma once

#include <cstdint>
#include <vector>

#include "engines/districting/instance.hpp"

namespace maillage::engines::districting {

// Square of the distance between two units in km², rounded to whole kilometres before squaring when the instance says
// so.
double squared_km(const Instance& instance, Unit a, Unit b);

struct Evaluation {
  double objective = 0;  // the instance's objective plus the price of moves
  double inertia = 0;    // Σ load × km² to the district's centre (Hess 1965); km²·load
  std::int64_t cut_edges = 0;
  std::vector<std::int64_t> moved;               // load moved against each present plan
  std::int64_t moved_once = 0;                   // load of the units moved against at least one present plan
  double price = 0;                              // what the moves cost, in the unit of the objective
  std::vector<Unit> centres;                     // of each district: its seat, or unit of least inertia; -1 when empty
  District opened = 0;                           // districts whose centre is at an openable seat
  std::vector<std::vector<std::int64_t>> loads;  // [weight][district]
  std::vector<std::int32_t> pieces;              // connected pieces of each district
  double max_deviation = 0;                      // largest |load − mean| / mean of weight 0
  bool complete = false;                         // every unit is in a known district and no district is empty
  bool balanced = false;                         // every weight within its bounds in every district
  bool contiguous = false;                       // every district in one piece
  bool obedient = false;                         // groups whole and fixed units where they must be
  bool seated = true;                            // every district has its centre at a seat, when the instance has any
  bool lawful() const { return complete && balanced && contiguous && obedient && seated; }
};

// Evaluates any plan, lawful or not. A district's centre is the unit of the district that minimises its inertia; with
// seats, the best choice of centres among them (see seats.hpp), and the best unit where none is left.
Evaluation evaluate(const Instance& instance, const Plan& plan);

// Units that moved against one present plan: their present district is matched to another district than theirs.
std::vector<bool> moved_units(const Instance& instance, const Present& present, const Plan& plan);
// The same against each present plan of the instance.
std::vector<std::vector<bool>> moved_units(const Instance& instance, const Plan& plan);

}  // namespace maillage::engines::districting
