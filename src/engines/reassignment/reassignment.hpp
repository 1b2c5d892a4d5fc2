// Units handed to other carriers for a while: each unit whole, at little cost, without loading one carrier much more
// than the others, and in one piece with the ground of the carrier that takes it. No domain word: units, carriers.
// The mathematics is in docs/methods.md.
#pragma once

#include <cstdint>
#include <vector>

namespace maillage::engines::reassignment {

using Carrier = std::int32_t;  // position of a carrier

struct CarrierTerms {
  double capacity = 0;  // 0 = it takes nothing
  double kept = 0;      // load on its ground, which does not move; ≥ 0
};

// A unit that may be handed to any carrier, its present one included. Sizes and positions are those of the instance.
struct Movable {
  double weight = 1;                     // what its costs are multiplied by; > 0
  double load = 0;                       // ≥ 0
  std::vector<double> costs;             // with each carrier; finite, ≥ 0
  std::vector<Carrier> touches;          // carriers whose ground it borders
  std::vector<std::int32_t> neighbours;  // movable units that it borders
};

// Minimised: Σ weight × cost + balance × Σ over the carriers of ((kept + taken)² − kept²) ÷ 2 capacity. Where loads are
// scaled so that the mean load per capacity is 1, one more load goes to a carrier that costs `balance` × 0.1 more when
// that carrier is a tenth less loaded.
struct Instance {
  std::vector<CarrierTerms> carriers;
  std::vector<Movable> units;
  double balance = 0;  // ≥ 0
};

struct Answer {
  std::vector<Carrier> of_unit;
  double value = 0;
  double bound = 0;      // proved: no lawful answer is below it
  bool optimal = false;  // proved: none is better
  std::int64_t nodes = 0;
};

struct Limits {
  std::int64_t nodes = 3'000'000;  // of the exact search; the same limit gives the same answer on every machine
};

// A lawful answer gives every unit to a carrier with a capacity that touches the cluster of movable units it hangs in,
// such that each unit reaches the ground of its carrier through units of the same carrier. In a cluster that no such
// carrier touches, every carrier with a capacity is lawful and nothing need hang together.
//
// A growth from the grounds, improved by moves of whole branches and by exchanges; a bound by Lagrangian relaxation of
// who carries how much (contiguity and wholeness relaxed); then, as far as `limits` goes, every assignment whose
// reduced costs fit between both. At least one carrier must have a capacity.
Answer solve(const Instance& instance, const Limits& limits = {});

}  // namespace maillage::engines::reassignment
